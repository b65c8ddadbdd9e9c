//! The radio knowledge of Elex and the generator that packs it.
//!
//! `facts/` holds the fact tables, `agents/` the agents, cards and worked entries (see README.md).
//! [`pack`] reads them ([`source`]), checks them ([`check`]) and writes the parts that the
//! engine reads. It runs when the app is built, never in the app: nothing here is linked into the
//! engine.

pub mod check;
mod pack;
mod problem;
pub mod source;

use std::path::Path;

use protocol::catalogue::packed::{PartName, Version, seal, version_of};

pub use problem::{Problem, Problems};

/// A packed catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    /// First 16 hexadecimal digits of BLAKE3 over the payloads of the parts.
    pub version: String,
    /// The parts, in the order of [`PartName::ALL`].
    pub parts: Vec<Part>,
}

/// One part, framed and not compressed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The name of its [`PartName`].
    pub name: &'static str,
    /// The bytes that the engine reads.
    pub bytes: Vec<u8>,
}

/// Reads, checks and packs the catalogue in `dir` (the folder with `facts/` and `agents/`).
/// The same sources give the same bytes.
///
/// # Errors
/// All problems that reading and checking found, each with its file, row and reason.
pub fn pack(dir: &Path) -> Result<Packed, Problems> {
    let source = source::read(dir)?;
    let problems = check::check(&source);
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    pack_checked(&source)
}

/// Packs the tables of the calculators alone, from the text of their file: for tests where there are
/// no files.
///
/// # Errors
/// All problems that reading found.
pub fn pack_calculators(text: &str) -> Result<Vec<u8>, Problems> {
    let source = source::Source {
        calculators: source::calculators::parse(text)?,
        ..source::Source::default()
    };
    let payload = pack::calculators(&source)?;
    Ok(seal(PartName::Calculators, Version::default(), &payload))
}

/// Packs sources that were checked before.
///
/// # Errors
/// When a text holds a character that the packed form uses as a separator.
pub fn pack_checked(source: &source::Source) -> Result<Packed, Problems> {
    let payloads = pack::payloads(source)?;
    let version = version_of(&payloads);
    let parts = PartName::ALL
        .into_iter()
        .zip(&payloads)
        .map(|(part, payload)| Part {
            name: part.name(),
            bytes: seal(part, version, payload),
        })
        .collect();
    let version = version.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Packed { version, parts })
}
