//! The memory as it is shown: patterns, lists, hits, figures.

use serde::{Deserialize, Serialize};

use super::Ended;
use crate::answer::Technology;
use crate::ids::FactId;
use crate::records::{Namespace, Outcome, Pattern, Role};
use crate::storage::Adapter;
use crate::time::Timestamp;

/// How much a pattern can be trusted: the Beta distribution that its outcomes lead to from a flat
/// start, Beta(1 + sum of scores, 1 + n - sum of scores).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// From so many outcomes.
    pub n: u32,
    /// The sum of their scores, millionths.
    pub sum_micro: u64,
    /// The mean of the distribution, millionths; 500,000 when nothing is known.
    pub mean_micro: u32,
    /// Below this with a chance of 2.5 %, millionths. Patterns are ranked by it.
    pub lower_micro: u32,
    /// Above this with a chance of 2.5 %, millionths.
    pub upper_micro: u32,
}

impl Standing {
    /// How it ended so far, on average.
    #[must_use]
    pub fn ended(&self) -> Ended {
        if self.n == 0 {
            Ended::Untried
        } else if self.sum_micro * 2 >= u64::from(self.n) * 1_000_000 {
            Ended::Worked
        } else {
            Ended::Failed
        }
    }
}

/// An outcome, as shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OutcomeView {
    /// The fact that holds it.
    pub id: FactId,
    /// The pattern of which it was said, where that was merged into this one.
    pub of: Option<FactId>,
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// How much the pattern could be trusted after it.
    pub standing: Standing,
}

/// A pattern with all that is known of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PatternView {
    /// Its id.
    pub id: FactId,
    /// Its fields, edits included.
    pub pattern: Pattern,
    /// When it was learnt; `None` where an imported file did not say.
    pub at: Option<Timestamp>,
    /// When it was edited last.
    pub edited: Option<Timestamp>,
    /// Its outcomes, oldest first; those of merged patterns included, withdrawn ones not.
    pub outcomes: Vec<OutcomeView>,
    /// What they come to.
    pub standing: Standing,
    /// How often it was used in advice.
    pub used: u64,
    /// Whether it was forgotten.
    pub forgotten: bool,
    /// Into which other it was merged.
    pub merged_into: Option<Named>,
    /// What was merged into it.
    pub merged_from: Vec<Named>,
    /// What contradicts it, and why.
    pub contradicts: Vec<Contradiction>,
}

/// A pattern by id and name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: FactId,
    /// What it is called.
    pub name: String,
    /// When it was learnt.
    pub at: Option<Timestamp>,
}

/// A pattern that contradicts another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contradiction {
    /// The other one.
    pub other: Named,
    /// Why, in words.
    pub why: String,
}

/// A pattern in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PatternLine {
    /// Its id.
    pub id: FactId,
    /// What it is called.
    pub name: String,
    /// Its first words below that, at most 200 bytes.
    pub line: String,
    /// Under what it is filed.
    pub category: String,
    /// How it is to be taken.
    pub role: Role,
    /// The technology; `None` is both.
    pub technology: Option<Technology>,
    /// Whose it is.
    pub namespace: Namespace,
    /// When it was learnt.
    pub at: Option<Timestamp>,
    /// The scores of its last outcomes, at most 12, oldest first, millionths.
    pub strip: Vec<u32>,
    /// How many outcomes were at least half a success.
    pub worked: u32,
    /// What the outcomes come to.
    pub standing: Standing,
}

/// A piece of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lines {
    /// How many pass the filter.
    pub total: u32,
    /// Which of them are here: from this place on.
    pub offset: u32,
    /// The patterns.
    pub lines: Vec<PatternLine>,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Found {
    /// How many pass the filter.
    pub total: u32,
    /// Best first.
    pub hits: Vec<FoundLine>,
    /// What made the vectors.
    pub embedder: String,
    /// Whether meaning was compared with hashed words only, since the table is not here.
    pub hashed: bool,
}

/// A pattern that was found, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoundLine {
    /// The pattern.
    pub line: PatternLine,
    /// The sum of the parts, millionths.
    pub score_micro: i32,
    /// What each part added.
    pub parts: ScoreParts,
    /// How alike the texts are, -1 to 1, millionths.
    pub cosine_micro: i32,
    /// What the two texts say alike or differently.
    pub contrasts: Vec<Contrast>,
}

/// What each part added to a score, millionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ScoreParts {
    /// By meaning.
    pub similarity_micro: i32,
    /// By shared words.
    pub lexical_micro: i32,
    /// By what the texts say differently; below 0 when they contradict.
    pub contrast_micro: i32,
    /// By outcomes: the lower bound of the standing.
    pub confidence_micro: i32,
    /// By age.
    pub recency_micro: i32,
}

/// Something that a query and a pattern say alike or differently, with the words of both.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contrast {
    /// What it is.
    pub kind: ContrastKind,
    /// In the query; may be empty.
    pub asked: String,
    /// In the pattern; may be empty.
    pub found: String,
}

/// What a query and a pattern say alike or differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContrastKind {
    /// They point opposite ways.
    Opposite,
    /// One denies what the other says.
    Denied,
    /// The numbers are others.
    Number,
    /// The technologies are others.
    Technology,
    /// The words are at home in other worlds.
    Sense,
    /// The same words in other roles.
    Swapped,
    /// One thing stands where another stood.
    Other,
    /// Only one of them is limited.
    Limited,
    /// One of them says more.
    More,
    /// The same amount, written differently.
    SameNumber,
    /// The same technology by another name.
    SameTechnology,
    /// Other words for the same.
    Means,
}

impl ContrastKind {
    /// Whether the two texts cannot both hold.
    #[must_use]
    pub const fn contradicts(self) -> bool {
        matches!(
            self,
            Self::Opposite | Self::Denied | Self::Number | Self::Technology | Self::Sense
        )
    }
}

/// The memory in figures.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MemoryStats {
    /// Patterns that are listed and found.
    pub total_patterns: u32,
    /// Of them, those that say what to do.
    pub strategies: u32,
    /// Of them, those that say what not to do.
    pub pitfalls: u32,
    /// Patterns that were forgotten.
    pub forgotten: u32,
    /// Patterns that were merged into others.
    pub merged: u32,
    /// Outcomes of the listed patterns.
    pub outcomes: u32,
    /// The mean of all their scores, millionths; `None` without any.
    pub mean_score_micro: Option<u32>,
    /// Categories with their patterns, most patterns first, then by name.
    pub categories: Vec<CategoryCount>,
    /// How many categories there are.
    pub total_categories: u32,
    /// Where they are kept.
    pub backend: Adapter,
    /// How the nearest vectors are found.
    pub index: IndexKind,
    /// How alike two vectors are.
    pub metric: Metric,
    /// What makes the vectors.
    pub embedder: String,
    /// Whether those are hashed words only, since the table is not here.
    pub hashed: bool,
    /// Numbers in a vector.
    pub dimensions: u32,
    /// Bytes of the rows of patterns, outcomes, edits and counts.
    pub stored_bytes: u64,
    /// Bytes of the vectors in memory.
    pub vector_bytes: u64,
}

/// Patterns of one category.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CategoryCount {
    /// Its name.
    pub category: String,
    /// How many.
    pub patterns: u32,
}

/// How the nearest vectors are found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexKind {
    /// Every vector is compared, in eight bits; the best again in full.
    ExactScan,
}

/// How alike two vectors are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// The cosine of their angle.
    Cosine,
}
