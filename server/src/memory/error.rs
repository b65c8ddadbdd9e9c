//! Why a command of the memory stopped.

use std::io;
use std::path::PathBuf;

use protocol::failure::Failure;

use crate::failure::{is_bad_input, sentences};
use crate::native::{FolderError, Stopped};

/// Why a command of the memory stopped.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// There is no folder for the data.
    #[error("{0}\nName another one with --data")]
    Folder(#[from] FolderError),
    /// The engine or its store says no.
    #[error("{}", sentences(.0))]
    Failed(Failure),
    /// What was asked for was done and is not kept.
    #[error("Nothing was kept. {}", sentences(.0))]
    NotKept(Failure),
    /// The engine's thread is gone.
    #[error("{0}\nTry again; the lines above say what happened")]
    Stopped(#[from] Stopped),
    /// An edit that changes nothing.
    #[error("say which field is to change, such as --title \"late handovers\"")]
    NoEdit,
    /// A search for nothing.
    #[error("say what is to be done, such as: elex memory search handovers come too late")]
    NoWords,
    /// The file to import cannot be read, or the one to export to cannot be written.
    #[error("the file {} cannot be used ({cause})", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Lines of the file were refused; each was named.
    #[error("{refused} refused, {}", if *.kept { "the others were kept" } else { "nothing was kept" })]
    Refused {
        /// How many, in words.
        refused: String,
        /// Whether the others were kept.
        kept: bool,
    },
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
    pub fn is_bad_input(&self) -> bool {
        match self {
            Self::Failed(failure) => is_bad_input(failure.code),
            Self::NoEdit
            | Self::NoWords
            | Self::Refused { .. }
            | Self::Line { .. }
            | Self::Nothing => true,
            Self::File { cause, .. } => cause.kind() == io::ErrorKind::NotFound,
            Self::Folder(_) | Self::NotKept(_) | Self::Stopped(_) | Self::Io(_) => false,
        }
    }
}
