//! `elex ask`: one question, one answer on standard output. What is wrong goes to standard error.

pub(crate) mod text;

use std::io::{self, Write};

use protocol::failure::Failure;
use protocol::message::{Exchange, Reply, Request};

use crate::arguments::Ask;
use crate::failure::{is_bad_input, sentences};
use crate::native::{Carried, Folder, FolderError, NativeEngine, Place, Running, Stopped};

/// Why there is no answer, or why it is not kept.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// There is no folder for the data.
    #[error("{0}\nName another one with --data, or ask without keeping the answer: --no-save")]
    Folder(#[from] FolderError),
    /// The engine or its store says no.
    #[error("{}", sentences(.0))]
    Failed(Failure),
    /// The answer was printed and is not in the history.
    #[error("This answer is not kept. {}", sentences(.0))]
    NotKept(Failure),
    /// The engine's thread is gone.
    #[error("{0}\nAsk again; the lines above say what happened")]
    Stopped(#[from] Stopped),
    /// The answer cannot be printed.
    #[error("the answer cannot be printed ({0})")]
    Output(#[from] io::Error),
}

impl AskError {
    /// Whether another question would have been answered.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        matches!(self, Self::Failed(failure) if is_bad_input(failure.code))
    }
}

/// Asks, prints, and waits until the answer is kept.
///
/// # Errors
/// See [`AskError`]. A reader that goes away before the end is none.
pub fn run(options: &Ask, out: &mut impl Write) -> Result<(), AskError> {
    let place = if options.no_save {
        Place::Memory
    } else {
        Place::File(Folder::open(options.data.as_deref())?.database())
    };
    let running = NativeEngine::start(place).map_err(|error| AskError::Failed(error.into()))?;
    let outcome = ask(&running, options, out);
    let stopped = running.stop();
    outcome?;
    Ok(stopped?)
}

fn ask(running: &Running, options: &Ask, out: &mut impl Write) -> Result<(), AskError> {
    let question = options.question.join(" ");
    let Carried { reply, lost } = running.engine.ask_blocking(Request::Ask { question })?;
    match reply.map_err(AskError::Failed)? {
        Reply::Ask(exchange) => quietly(print(&exchange, options.json, out))?,
        other => tracing::error!(?other, "the engine replied to another request"),
    }
    match running.report.fallback.clone().or(lost) {
        Some(failure) => Err(AskError::NotKept(failure)),
        None => Ok(()),
    }
}

fn print(exchange: &Exchange, json: bool, out: &mut impl Write) -> io::Result<()> {
    if json {
        serde_json::to_writer(&mut *out, exchange)?;
        writeln!(out)?;
    } else {
        out.write_all(text::answer(&exchange.answer).as_bytes())?;
    }
    out.flush()
}

/// `elex ask … | head` has what it wants.
fn quietly(printed: io::Result<()>) -> io::Result<()> {
    match printed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
