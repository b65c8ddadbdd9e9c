//! `elex ask --jsonl`: a question a line, in order; nothing is stored.

use std::io::{self, BufRead, Write};

use protocol::answer::Overrides;
use protocol::message::{Reply, Request};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::mapping::Mapping;
use super::{brief, given};
use crate::failure::sentences;
use crate::lines::{Refused, each};
use crate::native::{Running, Stopped};

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    given: Json,
    #[serde(default)]
    overrides: Overrides,
}

/// What is said of it.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Text { text: String },
    Refused(Refused),
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

/// The answer to each question, or why there is none.
pub fn run(
    running: &Running,
    mapping: Option<&Mapping>,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), LinesError> {
    each(input, out, |line: Result<Line, Refused>| {
        match line.and_then(request) {
            Ok(request) => Ok(ask(running, mapping, request)?),
            Err(refused) => Ok(Said::Refused(refused)),
        }
    })
}

fn request(line: Line) -> Result<Request, Refused> {
    Ok(Request::Ask {
        question: line.text,
        given: given::read(&line.given).map_err(|error| Refused { error })?,
        overrides: line.overrides,
        follows: None,
    })
}

fn ask(running: &Running, mapping: Option<&Mapping>, request: Request) -> Result<Said, Stopped> {
    let refused = |error: String| Said::Refused(Refused { error });
    Ok(match running.engine.ask_blocking(request)?.reply {
        Ok(Reply::Ask(mut exchange)) => {
            if let Some(mapping) = mapping {
                mapping.fill(&mut exchange.answer);
            }
            let text = brief::answer(&exchange.answer);
            Said::Text { text }
        }
        Ok(other) => {
            tracing::error!(?other, "the engine replied to another request");
            refused("the engine replied to another request".to_owned())
        }
        Err(failure) => refused(sentences(&failure)),
    })
}
