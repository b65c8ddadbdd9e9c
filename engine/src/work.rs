//! A request on its way: run from its start until everything it needs is in memory.
//!
//! A handler that misses something stops with a [`Need`] and nothing else has happened; it is
//! run again, with the same moment, when the need is met. So there is no half-done state.

use protocol::answer::RoutedBy;
use protocol::calculator::{Said, Task};
use protocol::data::{Change, Key, KeyRange, Kind};
use protocol::failure::Failure;
use protocol::ids::{FactId, RequestId};
use protocol::memory::{MemoryReply, PatternView};
use protocol::message::{Part, Reply, Request};
use protocol::time::Timestamp;

use crate::outlet::{Commit, Loaded};
use crate::requests::{ExportJob, Opening};
use crate::storage::Select;

/// What to read.
#[derive(Clone, PartialEq, Debug)]
pub enum Load {
    /// One row.
    Row(Key),
    /// One page.
    Rows(Select, usize),
    /// All pages of a run of rows.
    All(KeyRange),
    /// Figures of the store.
    Stats,
    /// What the calculators say.
    Calculators(Task),
}

/// What a request misses.
#[derive(Debug)]
pub(crate) enum Need {
    Load(Load),
    /// What routes questions and answers them with facts.
    Catalogue,
    /// What agents say in words.
    Entries,
    /// The patterns.
    Memory,
    /// The patterns, ready to be searched.
    Evidence,
    /// That others go first: long work is done in slices, one each time that the request is run.
    Pause,
}

/// Why a handler stops before its reply.
#[derive(Debug)]
pub(crate) enum Stop {
    Needs(Need),
    /// The same for an answer of which something is known already.
    SoFar(SoFar, Need),
    Failed(Failure),
    /// The reply comes in parts, page by page.
    Export(ExportJob),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What is known of an answer that has to wait.
#[derive(Debug)]
pub(crate) struct SoFar {
    /// By what it was routed: it stays with it, or the reply would contradict what was told.
    pub by: RoutedBy,
    /// Each with its place in the answer's growth, rising. A handler that is run again says the same
    /// and more; what was told is not told again.
    pub parts: Vec<(Growth, Part)>,
}

/// How far an answer has grown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Growth {
    /// Who answers.
    Routed,
    /// The facts of who answers.
    Facts,
    /// All but what the memory knows of it.
    Whole,
}

/// What a client was told of an answer on its way.
pub(crate) struct Told {
    pub by: RoutedBy,
    pub growth: Growth,
    /// Number of parts.
    pub parts: u32,
}

/// Makes the reply of a pattern that was changed.
pub(crate) type Show = fn(Box<PatternView>) -> MemoryReply;

/// What a handler comes to.
pub(crate) enum Done {
    /// Nothing to write.
    Reply(Reply),
    /// The reply leaves before the commit.
    Before(Reply, Commit),
    /// The reply says that it is done, so it waits for the commit.
    After(Commit, Reply),
    /// The same, with the pattern as it is after the commit.
    Shown(Commit, Show, FactId),
    /// The same for rows of a file, more than are kept in mind meanwhile.
    Imported(Commit, Reply),
}

/// For what a request waits that many may wait for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Waits {
    /// For nothing, or for what is its own.
    #[default]
    Alone,
    Catalogue,
    Entries,
    Memory,
}

impl From<&Need> for Waits {
    fn from(need: &Need) -> Self {
        match need {
            Need::Catalogue => Self::Catalogue,
            Need::Entries => Self::Entries,
            Need::Memory | Need::Evidence => Self::Memory,
            Need::Load(_) | Need::Pause => Self::Alone,
        }
    }
}

/// A request with what was loaded for it.
pub(crate) struct Work {
    pub id: RequestId,
    pub request: Request,
    /// When it arrived.
    pub now: Timestamp,
    /// For what it waits.
    pub waits: Waits,
    /// What its client was told before the reply.
    pub told: Option<Told>,
    /// Since when it is known to wait for the patterns that are added to an answer.
    pub waits_for_evidence_since: Option<Timestamp>,
    /// Whether it is answered without the patterns, since they cannot be read.
    pub goes_without_memory: bool,
    loaded: Vec<(Load, Loaded)>,
}

impl Work {
    pub fn new(id: RequestId, request: Request, now: Timestamp) -> Self {
        Self {
            id,
            request,
            now,
            waits: Waits::default(),
            told: None,
            waits_for_evidence_since: None,
            goes_without_memory: false,
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

    /// What the calculators say to a task, or the need to ask them.
    pub fn calculators(&self, task: Task) -> Result<Result<&Said, Failure>, Stop> {
        Ok(match self.load(Load::Calculators(task))? {
            Loaded::Calculators(Ok(said)) => Ok(said),
            Loaded::Calculators(Err(failure)) => Err(failure.clone()),
            Loaded::Rows(_) | Loaded::Stats(_) => Ok(&Said::Nothing),
        })
    }

    pub fn put(&mut self, load: Load, loaded: Loaded) {
        self.loaded.push((load, loaded));
    }

    /// The parts that the client was not told yet, each with its number.
    pub fn news(&mut self, so_far: SoFar) -> Vec<(u32, Part)> {
        let mut news = Vec::new();
        for (growth, part) in so_far.parts {
            if self.told.as_ref().is_some_and(|told| growth <= told.growth) {
                continue;
            }
            let number = self.told.as_ref().map_or(0, |told| told.parts);
            self.told = Some(Told {
                by: so_far.by,
                growth,
                parts: number + 1,
            });
            news.push((number, part));
        }
        news
    }
}

/// What a ticket stands for.
pub(crate) enum Waiting {
    /// The greatest stamp of a kind in the store, for the clock.
    Clock(Kind),
    /// Local rows that are too old to keep.
    Prune,
    /// A request that is run again when its row is there.
    Request(RequestId, Load),
    /// A commit, and what follows it.
    Commit(RequestId, Vec<Change>, After),
    /// The next page of an export.
    Export(ExportJob),
    /// A request that goes on when others had their turn.
    Pause(RequestId),
    /// The next page of the memory.
    Memory(Opening),
    /// Vectors of another embedder: the next slice.
    EmbedAgain,
    /// The next slice of what is made ready beforehand.
    Warming,
}

/// What follows a commit.
pub(crate) enum After {
    /// The reply waits for it.
    Reply(Box<Reply>),
    /// The reply is the pattern as it is afterwards.
    Shown(Show, FactId),
    /// The reply waits for it, and the memory is read anew.
    Imported(Box<Reply>),
    /// The reply has left; `Saved` or `NotSaved` follows.
    Saved,
    /// Nobody waits.
    Nothing,
}
