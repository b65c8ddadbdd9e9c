//! `elex ask`: one question, one answer on standard output. What is wrong goes to standard error.

mod brief;
pub(crate) mod given;
mod lines;
mod mapping;
pub(crate) mod text;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use protocol::answer::{Given, Overrides};
use protocol::failure::Failure;
use protocol::message::{Exchange, Reply, Request};

use crate::arguments::Ask;
use crate::failure::{is_bad_input, sentences};
use crate::native::{Carried, Folder, FolderError, NativeEngine, Place, Running, Stopped};
use mapping::Mapping;

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
    /// The figures that come with the question cannot be read.
    #[error(
        "{0}\nWrite them as JSON, such as --given '{{\"NR.MroFailRate\": 3.1}}', or name a file of it"
    )]
    Given(String),
    /// The mapping file cannot be used.
    #[error("the mapping file {0} cannot be used: {1}")]
    Mapping(PathBuf, String),
    /// The answer cannot be printed, or the lines cannot be read.
    #[error("the question or the answer cannot be passed on ({0})")]
    Output(#[from] io::Error),
}

impl AskError {
    /// Whether another question would have been answered.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        match self {
            Self::Failed(failure) => is_bad_input(failure.code),
            Self::Given(_) | Self::Mapping(..) => true,
            _ => false,
        }
    }
}

impl From<lines::LinesError> for AskError {
    fn from(error: lines::LinesError) -> Self {
        match error {
            lines::LinesError::Stopped(stopped) => Self::Stopped(stopped),
            lines::LinesError::Io(error) => Self::Output(error),
        }
    }
}

/// Asks, prints, and waits until the answer is kept; or answers line by line.
///
/// # Errors
/// See [`AskError`]. A reader that goes away before the end is none.
pub fn run(options: &Ask, input: &mut impl BufRead, out: &mut impl Write) -> Result<(), AskError> {
    let read = |file: &PathBuf| {
        Mapping::read(file).map_err(|reason| AskError::Mapping(file.clone(), reason))
    };
    let mapping = options.mapping.as_ref().map(read).transpose()?;
    let place = if options.no_save || options.jsonl {
        Place::Memory
    } else {
        Place::File(Folder::open(options.data.as_deref())?.database())
    };
    let running = NativeEngine::start(place).map_err(|error| AskError::Failed(error.into()))?;
    let outcome = if options.jsonl {
        match lines::run(&running, mapping.as_ref(), input, out).map_err(AskError::from) {
            Err(AskError::Output(error)) => quietly(Err(error)).map_err(AskError::Output),
            other => other,
        }
    } else {
        ask(&running, options, mapping.as_ref(), out)
    };
    let stopped = running.stop();
    outcome?;
    Ok(stopped?)
}

fn ask(
    running: &Running,
    options: &Ask,
    mapping: Option<&Mapping>,
    out: &mut impl Write,
) -> Result<(), AskError> {
    let question = options.question.join(" ");
    let Carried { reply, lost } = running.engine.ask_blocking(Request::Ask {
        question,
        given: options.given.as_deref().map_or(Ok(Vec::new()), figures)?,
        overrides: Overrides {
            kind: options.kind,
            technologies: options.tech.into_iter().collect(),
            complexity: None,
            alone: false,
        },
        follows: options.follows,
    })?;
    match reply.map_err(AskError::Failed)? {
        Reply::Ask(mut exchange) => {
            if let Some(mapping) = mapping {
                mapping.fill(&mut exchange.answer);
            }
            quietly(print(&exchange, options, out))?;
        }
        other => tracing::error!(?other, "the engine replied to another request"),
    }
    match running.report.fallback.clone().or(lost) {
        Some(failure) => Err(AskError::NotKept(failure)),
        None => Ok(()),
    }
}

/// Figures and settings from JSON, or from a file of it.
fn figures(text: &str) -> Result<Vec<Given>, AskError> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let json = if is_json {
        text.to_owned()
    } else {
        std::fs::read_to_string(text)
            .map_err(|error| AskError::Given(format!("{text} cannot be read: {error}")))?
    };
    let json = serde_json::from_str(&json).map_err(|error| AskError::Given(error.to_string()))?;
    given::read(&json).map_err(AskError::Given)
}

fn print(exchange: &Exchange, options: &Ask, out: &mut impl Write) -> io::Result<()> {
    if options.json {
        serde_json::to_writer(&mut *out, exchange)?;
        writeln!(out)?;
    } else {
        let text = text::answer(&exchange.answer, &exchange.evidence);
        out.write_all(text.as_bytes())?;
        if !options.no_save {
            writeln!(out, "\nAsk on with --follows {}", exchange.response)?;
        }
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
