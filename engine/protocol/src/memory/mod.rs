//! What is asked of the reasoning memory, and what it says.
//!
//! A client sends one [`MemoryRequest`] in [`crate::message::Request::Memory`] and gets the
//! [`MemoryReply`] of the same name.

mod evidence;
mod import;
mod shown;

use serde::{Deserialize, Serialize};

use crate::answer::Technology;
use crate::ids::FactId;
use crate::learning::{DistilRequest, JudgeRequest, Judgement, Proposals, Run, RunRequest};
use crate::records::{Edit, Namespace, Outcome, Pattern, Role};

pub use evidence::{
    Evidence, Fit, Looked, MAX_EXCERPT_BYTES, MOST_PITFALLS, MOST_WORKED, Recalled, Since,
};
pub use import::{ImportReport, ImportStep, RowError, RowFault};
pub use shown::{
    CategoryCount, Contradiction, Contrast, ContrastKind, Found, FoundLine, IndexKind, Lines,
    MemoryStats, Metric, Named, OutcomeView, PatternLine, PatternView, ScoreParts, Standing,
};

/// The longest text of a pattern or outcome, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 64 * 1024;
/// The longest category or tag, in bytes of UTF-8.
pub const MAX_LABEL_BYTES: usize = 200;
/// The most tags, and the most ids of evidence.
pub const MAX_LABELS: usize = 100;
/// The most patterns that one reply lists.
pub const MAX_LINES: u32 = 500;
/// The most patterns that are found for a query.
pub const MAX_HITS: u32 = 100;
/// The longest query, in bytes of UTF-8.
pub const MAX_QUERY_BYTES: usize = 8 * 1024;
/// The most row errors that an import names one by one.
pub const MAX_ROW_ERRORS: usize = 100;

/// Every use case of the memory, once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MemoryRequest {
    /// Keeps a pattern.
    Store(Box<Pattern>),
    /// One pattern with all that is known of it; also one that was forgotten or merged.
    Get {
        /// Which.
        pattern: FactId,
    },
    /// Changes fields of a pattern.
    Edit {
        /// Which.
        pattern: FactId,
        /// Their new values.
        edits: Vec<Edit>,
    },
    /// Forgets a pattern: it is neither listed nor found. Undone by the same with `false`.
    Forget {
        /// Which.
        pattern: FactId,
        /// Whether it is forgotten from now on.
        forgotten: bool,
    },
    /// Adds how it ended this time.
    AddOutcome {
        /// Of which pattern.
        pattern: FactId,
        /// How.
        outcome: Outcome,
    },
    /// Takes an outcome back; undone by the same with `false`.
    WithdrawOutcome {
        /// The fact that holds it: its own, or the pattern's.
        outcome: FactId,
        /// Whether it is withdrawn from now on.
        withdrawn: bool,
    },
    /// Patterns, newest first.
    List {
        /// Which.
        filter: Filter,
        /// So many are passed over.
        offset: u32,
        /// At most so many, 1 to [`MAX_LINES`].
        limit: u32,
    },
    /// Patterns that help with what is asked, best first.
    Find {
        /// What is asked, in words.
        text: String,
        /// Among which.
        filter: Filter,
        /// At most so many, up to [`MAX_HITS`]; 0 finds none.
        limit: u32,
        /// Spreads the hits: 100 is relevance alone, 0 variety alone. `None` does not spread.
        spread_percent: Option<u8>,
        /// Whether the hits count as used: they do when a program takes them as advice.
        counts: bool,
    },
    /// The memory in figures.
    Stats,
    /// The whole memory as JSON Lines, in parts.
    Export,
    /// A step of an import.
    Import(ImportStep),
    /// Merges patterns that say the same: their outcomes count together, and only the first is
    /// listed and found. Undone one by one by [`MemoryRequest::Unmerge`].
    Merge {
        /// The one that stays.
        into: FactId,
        /// Those that go into it.
        from: Vec<FactId>,
    },
    /// Takes a pattern out of the one into which it was merged.
    Unmerge {
        /// Which.
        pattern: FactId,
    },
    /// What could be merged, contradicts or is of no use. Nothing is done.
    Propose,
    /// How something ended, by the user's word or by figures. Nothing is kept.
    Judge(JudgeRequest),
    /// What a trajectory teaches.
    Distil {
        /// What was done and how it ended.
        of: Box<DistilRequest>,
        /// Whether the patterns are kept.
        keep: bool,
    },
    /// What several tries of one task teach together.
    Contrast {
        /// The tries.
        run: Box<RunRequest>,
        /// Whether the patterns are kept.
        keep: bool,
    },
    /// Notes that two patterns contradict each other.
    Contradict {
        /// One.
        one: FactId,
        /// The other.
        other: FactId,
        /// Why, in words.
        why: String,
    },
}

/// The replies, in the order of [`MemoryRequest`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemoryReply {
    /// The pattern as it is kept.
    Store(Box<PatternView>),
    /// The pattern.
    Get(Box<PatternView>),
    /// The pattern after the change.
    Edit(Box<PatternView>),
    /// The pattern after the change.
    Forget(Box<PatternView>),
    /// The pattern with the outcome.
    AddOutcome(Box<PatternView>),
    /// The pattern after the change.
    WithdrawOutcome(Box<PatternView>),
    /// A piece of the list.
    List(Lines),
    /// What was found.
    Find(Found),
    /// The figures.
    Stats(Box<MemoryStats>),
    /// All parts were sent: so many rows.
    Export {
        /// Rows in the file.
        rows: u64,
    },
    /// How far the import is.
    Import(ImportReport),
    /// The pattern that stays.
    Merge(Box<PatternView>),
    /// The pattern that was taken out.
    Unmerge(Box<PatternView>),
    /// What could be done.
    Propose(Proposals),
    /// The judgement with its criteria.
    Judge(Judgement),
    /// What was learnt.
    Distil(Learnt),
    /// The whole run and what was learnt of it.
    Contrast {
        /// The run.
        run: Box<Run>,
        /// Its patterns.
        learnt: Learnt,
    },
    /// Noted.
    Contradict,
}

/// Patterns that were distilled.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Learnt {
    /// The patterns; none when the evidence does not say how it ended.
    pub patterns: Vec<Pattern>,
    /// Their ids in the same order, when they are kept; else empty.
    pub ids: Vec<FactId>,
}

/// Which patterns. What is `None` does not matter.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Filter {
    /// Filed under this.
    pub category: Option<String>,
    /// For this technology, or for both.
    pub technology: Option<Technology>,
    /// With such outcomes.
    pub outcome: Option<Ended>,
    /// Among these.
    pub namespace: Option<Namespace>,
    /// Taken so.
    pub role: Option<Role>,
    /// The forgotten ones instead of the others.
    pub forgotten: bool,
}

/// How a pattern ended so far, on average.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// It worked at least by half.
    Worked,
    /// It mostly did not.
    Failed,
    /// Nobody said.
    Untried,
}
