//! `elex ask --jsonl`: a question a line, in order; nothing is stored.

use std::io::{self, BufRead, Write};

use protocol::answer::Overrides;
use protocol::failure::Failure;
use protocol::message::{Reply, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::mapping::Mapping;
use super::{brief, given};
use crate::failure::sentences;
use crate::native::{Running, Stopped};

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    given: Json,
}

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    #[serde(flatten)]
    said: Said,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Text(String),
    Error(String),
}

/// Why the lines are not answered to their end.
#[derive(Debug, thiserror::Error)]
pub enum LinesError {
    /// The engine's thread is gone.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The input cannot be read or the output cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Each line is answered before the next one is read, so that a program can talk to it. A line that
/// cannot be read is answered, too: with an error, and with its id where that can be read.
pub fn run(
    running: &Running,
    mapping: Option<&Mapping>,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), LinesError> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let (id, request) = request(&bytes);
        let said = match request {
            Ok(request) => ask(running, mapping, request)?,
            Err(error) => Said::Error(error),
        };
        serde_json::to_writer(&mut *out, &Answer { id: &id, said }).map_err(io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
    }
}

fn ask(running: &Running, mapping: Option<&Mapping>, request: Request) -> Result<Said, Stopped> {
    let failed = |failure: Failure| Said::Error(sentences(&failure));
    Ok(match running.engine.ask_blocking(request)?.reply {
        Ok(Reply::Ask(mut exchange)) => {
            if let Some(mapping) = mapping {
                mapping.fill(&mut exchange.answer);
            }
            Said::Text(brief::answer(&exchange.answer))
        }
        Ok(other) => {
            tracing::error!(?other, "the engine replied to another request");
            Said::Error("the engine replied to another request".to_owned())
        }
        Err(failure) => failed(failure),
    })
}

/// The id, and what is asked or why that cannot be read.
fn request(bytes: &[u8]) -> (Json, Result<Request, String>) {
    let unreadable = |error: serde_json::Error| format!("this line cannot be read: {error}");
    let mut fields: Map<String, Json> = match serde_json::from_slice(bytes) {
        Ok(fields) => fields,
        Err(error) => return (Json::Null, Err(unreadable(error))),
    };
    let id = fields.remove("id").unwrap_or_default();
    let line = serde_json::from_value::<Line>(Json::Object(fields)).map_err(unreadable);
    let request = line.and_then(|line| {
        Ok(Request::Ask {
            question: line.text,
            given: given::read(&line.given)?,
            overrides: Overrides::default(),
        })
    });
    (id, request)
}
