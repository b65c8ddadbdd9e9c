//! `elex route`: which agents a question goes to, one question at a time for people and line by line
//! for programs. What is said, the engine decides; nothing is stored.

mod lines;
mod routed;
mod text;

use std::io::{self, BufRead, Write};

use protocol::failure::Failure;

use crate::arguments::Route;
use crate::failure::{is_bad_input, sentences};
use crate::native::{catalogue, embedder};
use routed::Router;

/// Why nothing was routed.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// The question cannot be taken, or the catalogue inside of this program cannot be used.
    #[error("{}", sentences(.0))]
    Failed(Failure),
    /// The input cannot be read or the answer cannot be written.
    #[error("the input or the answer cannot be passed on ({0})")]
    Io(#[from] io::Error),
}

impl RouteError {
    /// Whether another question would have been routed.
    #[must_use]
    pub const fn is_bad_input(&self) -> bool {
        matches!(self, Self::Failed(failure) if is_bad_input(failure.code))
    }
}

/// Routes one question, or a line at a time.
///
/// # Errors
/// See [`RouteError`]. A reader that goes away before the end is none.
pub fn run(
    options: &Route,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), RouteError> {
    match answer(options, input, out) {
        Err(RouteError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn answer(
    options: &Route,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), RouteError> {
    let (catalogue, entries) = catalogue().map_err(RouteError::Failed)?;
    let router = Router::new(&catalogue, &entries, embedder());
    if options.jsonl {
        return Ok(lines::run(&router, input, out)?);
    }
    let question = options.question.join(" ");
    let routed = router.route(&question).map_err(RouteError::Failed)?;
    if options.json {
        serde_json::to_writer(&mut *out, &routed).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        out.write_all(text::routed(&routed).as_bytes())?;
    }
    Ok(out.flush()?)
}
