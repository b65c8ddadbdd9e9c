//! What the benchmark's own worker says to the page that started it. Every figure in it was measured in
//! that browser, in that run.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// A message of the worker.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Said {
    /// What is being measured now, and how much is done.
    Progress {
        /// Rows that are done.
        done: u32,
        /// Of so many.
        of: u32,
        /// What comes now.
        what: String,
    },
    /// A reply as the engine's own worker sends one: the page sends the bytes back.
    Echo(Vec<u8>),
    /// All is measured.
    Done(Box<Report>),
    /// The user stopped it; nothing is left of it.
    Stopped,
    /// Something that is measured failed.
    Failed(String),
}

impl Said {
    /// The postcard bytes.
    ///
    /// # Errors
    /// Never for our own types; postcard's signature allows it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// Reads postcard bytes.
    ///
    /// # Errors
    /// When they are of another build.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}

/// What was measured.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// When it began.
    pub at: Timestamp,
    /// How long it took.
    pub took_millis: u64,
    /// How the browser names itself.
    pub browser: String,
    /// Cores of the machine, as the browser says it.
    pub cores: u32,
    /// Patterns in the memory that was measured.
    pub patterns: u32,
    /// The operations.
    pub rows: Vec<Row>,
    /// Figures that are no times: what, and how much.
    pub notes: Vec<(String, String)>,
    /// All of it as JSON, with what only a file needs.
    pub json: String,
}

/// An operation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its name.
    pub what: String,
    /// Of how much, and how.
    pub how: String,
    /// Its times.
    pub took: Took,
    /// What was measured beside it, in turns with it.
    pub beside: Option<Beside>,
}

/// Many times in a few numbers, each one of the times itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Took {
    /// How many times were taken.
    pub n: u32,
    /// Operations in each.
    pub batch: u32,
    /// Half of them took at most this.
    pub p50_nanos: u64,
    /// 95 of 100 took at most this.
    pub p95_nanos: u64,
}

/// The named alternative of an operation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Beside {
    /// Its name.
    pub what: String,
    /// Its times.
    pub took: Took,
    /// So many thousandths of its median our median is.
    pub ratio_milli: u32,
    /// The goal of the project's plan for the ratio.
    pub goal_milli: Option<u32>,
}
