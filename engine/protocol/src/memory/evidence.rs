//! What the memory knows of a question: patterns that fit, with how they ended so far.

use serde::{Deserialize, Serialize};

use super::{Ended, FoundLine, Named, PatternLine, ScoreParts};
use crate::records::Role;

/// The most patterns that an answer brings as what was tried.
pub const MOST_WORKED: usize = 3;
/// The most patterns that an answer brings as a warning.
pub const MOST_PITFALLS: usize = 2;
/// The longest text of a pattern in an answer, in bytes of UTF-8; the pattern itself has all of it.
pub const MAX_EXCERPT_BYTES: usize = 600;

/// What the memory knows of a question. What it says are patterns of users, never facts of the
/// catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether it was looked, and what came of it.
    pub looked: Looked,
    /// What was tried, most fitting first, at most [`MOST_WORKED`]: it worked at least by half, or
    /// nobody said yet how it ended.
    pub worked: Vec<Recalled>,
    /// What not to do, most fitting first, at most [`MOST_PITFALLS`]: patterns that say so, and those
    /// that mostly did not work.
    pub pitfalls: Vec<Recalled>,
    /// Among so many patterns; 0 when it was not looked.
    pub among: u32,
    /// Whether hashed words were compared and not meanings, since the table is not here.
    pub hashed: bool,
    /// Patterns less alike than this are not shown: what meaning, words and contrast add to a score,
    /// millionths. 0 when it was not looked.
    pub least_micro: i32,
}

/// Whether the memory was looked through for a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looked {
    /// The question does not call for it, or there are no patterns at all.
    #[default]
    Not,
    /// For this question, when it was asked.
    Now,
    /// When it was asked; shown again with what is known of the patterns today.
    Then,
    /// It was still being read, and the answer did not wait longer.
    Late,
    /// It could not be read.
    Unreadable,
}

/// A pattern in an answer. Its source is the pattern itself, by the id in `line`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recalled {
    /// Id, name, outcomes and what they come to, as in a list.
    pub line: PatternLine,
    /// What was tried, or what not to do.
    pub tried: String,
    /// What it teaches; empty where nobody said more.
    pub teaches: String,
    /// How alike it is to the question; `None` when shown again.
    pub fit: Option<Fit>,
    /// What became of it since it was shown.
    pub since: Since,
}

/// How alike a pattern is to a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fit {
    /// What meaning, words and contrast add to its score, millionths.
    pub likeness_micro: i32,
    /// The cosine of meaning alone, -1 to 1, millionths.
    pub cosine_micro: i32,
    /// Each part of its score, outcomes and age too.
    pub parts: ScoreParts,
}

/// What became of a pattern since it was shown.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// It is still there.
    #[default]
    Here,
    /// The user forgot it.
    Forgotten,
    /// It was merged into this one, whose outcomes are told with it.
    Merged(Named),
}

impl Evidence {
    /// Everything that is shown, what was tried first.
    pub fn all(&self) -> impl Iterator<Item = &Recalled> {
        self.worked.iter().chain(&self.pitfalls)
    }

    /// Puts a pattern where it belongs by what is known of it now.
    pub fn put(&mut self, recalled: Recalled) {
        if recalled.line.warns() {
            self.pitfalls.push(recalled);
        } else {
            self.worked.push(recalled);
        }
    }

    /// Whether as many patterns of this one's sort are here as an answer brings.
    #[must_use]
    pub fn is_full(&self, line: &PatternLine) -> bool {
        if line.warns() {
            self.pitfalls.len() >= MOST_PITFALLS
        } else {
            self.worked.len() >= MOST_WORKED
        }
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.worked.is_empty() && self.pitfalls.is_empty()
    }
}

impl PatternLine {
    /// Whether it is a warning: it says what not to do, or it mostly did not work. Never advice.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.role == Role::Pitfall || self.standing.ended() == Ended::Failed
    }
}

impl FoundLine {
    /// How alike it is to what was asked.
    #[must_use]
    pub const fn fit(&self) -> Fit {
        Fit {
            likeness_micro: self.parts.likeness_micro(),
            cosine_micro: self.cosine_micro,
            parts: self.parts,
        }
    }
}

impl ScoreParts {
    /// What says that a pattern is about the query: meaning, words and contrast. Outcomes and age
    /// say whether to trust it.
    #[must_use]
    pub const fn likeness_micro(&self) -> i32 {
        self.similarity_micro
            .saturating_add(self.lexical_micro)
            .saturating_add(self.contrast_micro)
    }
}
