//! From typed rows to the payloads of the parts.

mod agents;
mod calculators;
mod cards;
mod models;
mod numbers;
mod paths;
mod rows;
mod sheet;
mod words;

use protocol::catalogue::packed::IndexPart;
use serde::Serialize;

use crate::problem::{Problem, Problems};
use crate::source::Source;

/// The payloads in the order of the parts' names.
pub fn payloads(source: &Source) -> Result<Vec<Vec<u8>>, Problems> {
    let index: IndexPart = agents::index(source)?;
    Ok(vec![
        bytes("index", &index)?,
        bytes("rows", &rows::part(source)?)?,
        bytes("agents", &agents::part(source)?)?,
        bytes("words", &words::part(source)?)?,
        bytes("entries", &agents::entries(source)?)?,
        bytes("questions", &agents::questions(source)?)?,
        calculators(source)?,
    ])
}

/// The payload of the part `calculators`.
pub fn calculators(source: &Source) -> Result<Vec<u8>, Problems> {
    bytes("calculators", &calculators::part(source)?)
}

fn bytes(part: &str, payload: &impl Serialize) -> Result<Vec<u8>, Problems> {
    postcard::to_allocvec(payload)
        .map_err(|error| Problem::new(part, "part", error.to_string()).into())
}
