//! A request on its way: run from its start until everything it needs is in memory.
//!
//! A handler that misses something stops with a [`Need`] and nothing else has happened; it is
//! run again, with the same moment, when the need is met. So there is no half-done state.

use protocol::data::{Key, KeyRange};
use protocol::failure::Failure;
use protocol::ids::RequestId;
use protocol::message::{Reply, Request};
use protocol::time::Timestamp;

use crate::outlet::{Commit, Loaded};
use crate::requests::ExportJob;
use crate::storage::Select;

/// What to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Load {
    /// One row.
    Row(Key),
    /// One page.
    Rows(Select, usize),
    /// All pages of a run of rows.
    All(KeyRange),
    /// Figures of the store.
    Stats,
}

/// What a request misses.
#[derive(Debug)]
pub(crate) enum Need {
    Load(Load),
    Catalogue,
}

/// Why a handler stops before its reply.
#[derive(Debug)]
pub(crate) enum Stop {
    Needs(Need),
    Failed(Failure),
    /// The reply comes in parts, page by page.
    Export(ExportJob),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What a handler comes to.
pub(crate) struct Done {
    pub reply: Reply,
    pub commit: Option<Commit>,
    /// Whether the reply leaves before the commit.
    pub reply_first: bool,
}

impl Done {
    /// Nothing to write.
    pub fn reply(reply: Reply) -> Self {
        Self {
            reply,
            commit: None,
            reply_first: true,
        }
    }

    /// The reply says that it is done, so it waits for the commit.
    pub fn after(commit: Commit, reply: Reply) -> Self {
        Self {
            reply,
            commit: Some(commit),
            reply_first: false,
        }
    }
}

/// A request with what was loaded for it.
pub(crate) struct Work {
    pub id: RequestId,
    pub request: Request,
    /// When it arrived.
    pub now: Timestamp,
    loaded: Vec<(Load, Loaded)>,
}

impl Work {
    pub fn new(id: RequestId, request: Request, now: Timestamp) -> Self {
        Self {
            id,
            request,
            now,
            loaded: Vec::new(),
        }
    }

    /// What was loaded, or the need to load it.
    pub fn load(&self, load: Load) -> Result<&Loaded, Stop> {
        match self.loaded.iter().find(|(known, _)| *known == load) {
            Some((_, loaded)) => Ok(loaded),
            None => Err(Stop::Needs(Need::Load(load))),
        }
    }

    pub fn put(&mut self, load: Load, loaded: Loaded) {
        self.loaded.push((load, loaded));
    }
}
