//! `elex route --jsonl`: a question a line, in order.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::routed::{Routed, Router};
use crate::failure::sentences;

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    text: String,
}

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    #[serde(flatten)]
    said: Said<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Routed(Routed<'a>),
    Error { error: String },
}

/// Each line is answered before the next one is read, so that a program can talk to it. A line that
/// cannot be read is answered, too: with an error, and with its id where that can be read.
pub fn run(router: &Router<'_>, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let (id, said) = answer(router, &bytes);
        serde_json::to_writer(&mut *out, &Answer { id: &id, said })?;
        writeln!(out)?;
        out.flush()?;
    }
}

/// The id, and where the question goes or why that cannot be said.
fn answer<'a>(router: &'a Router<'_>, bytes: &[u8]) -> (Json, Said<'a>) {
    let unreadable = |error: serde_json::Error| Said::Error {
        error: format!("this line cannot be read: {error}"),
    };
    let mut fields: Map<String, Json> = match serde_json::from_slice(bytes) {
        Ok(fields) => fields,
        Err(error) => return (Json::Null, unreadable(error)),
    };
    let id = fields.remove("id").unwrap_or_default();
    let said = match serde_json::from_value::<Line>(Json::Object(fields)) {
        Err(error) => unreadable(error),
        Ok(line) => match router.route(&line.text) {
            Ok(routed) => Said::Routed(routed),
            Err(failure) => Said::Error {
                error: sentences(&failure),
            },
        },
    };
    (id, said)
}
