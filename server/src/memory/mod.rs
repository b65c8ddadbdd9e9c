//! `elex memory`: the reasoning memory on the command line.
//!
//! So far it ranks texts that somebody else holds; what it keeps itself comes next.

mod rank;

use std::io::{self, BufRead, Write};

use engine::memory::embed::Embedder;

use crate::arguments::{Memory, MemoryCommand};

pub use rank::Line;

/// The embedding table, so that no file is needed beside the program.
static TABLE: &[u8] = include_bytes!("../../../engine/embedding/table.elv");

/// Why a command of the memory stopped.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// A line of the input says nothing that can be ranked. Lines before it were answered.
    #[error(
        "line {line} cannot be read: {reason}\nWrite one object a line: {{\"id\", \"query\", \"candidates\": [text, …]}}; the lines before it were answered"
    )]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// There is nothing to rank by, or nothing to rank.
    #[error(
        "say what is asked and at least one text to rank, or --jsonl to read both from standard input"
    )]
    Nothing,
    /// The input cannot be read or the answer cannot be written.
    #[error("the input or the answer cannot be passed on ({0})")]
    Io(#[from] io::Error),
}

impl MemoryError {
    /// Whether other input would have been answered.
    #[must_use]
    pub const fn is_bad_input(&self) -> bool {
        matches!(self, Self::Line { .. } | Self::Nothing)
    }
}

/// Runs a command of the memory.
///
/// # Errors
/// See [`MemoryError`]. A reader that goes away before the end is none.
pub fn run(
    options: &Memory,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    let done = match &options.command {
        MemoryCommand::Rank(options) => rank::run(options, &embedder(), input, out),
    };
    match done {
        Err(MemoryError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// By the table; if a build carried a damaged one, hashed vectors do, and the log says so.
fn embedder() -> Embedder {
    Embedder::open(TABLE).unwrap_or_else(|error| {
        tracing::error!(%error, "the embedding table is of no use, hashed vectors are used");
        Embedder::Hashed
    })
}
