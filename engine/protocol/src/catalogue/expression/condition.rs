//! Conditions: comparisons and how they are joined. What is compared is in [`super::value`].

use serde::{Deserialize, Serialize};

use super::Value;
use crate::catalogue::Micro;

/// Something that is true, false or not checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// At least one of them, two or more.
    Or(Vec<Self>),
    /// All of them, two or more; none at all inside `count(all)`.
    And(Vec<Self>),
    /// The opposite.
    Not(Box<Self>),
    /// True on so many of the last full days.
    On(Days),
    /// Values against each other.
    Compare(Comparison),
    /// A value against its own baseline.
    Change(Change),
}

/// A condition that is asked day by day: `(…) on 3 of 5 d`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Days {
    /// What is asked of each day.
    pub condition: Box<Condition>,
    /// Days on which it has to be true, 1 to `of`.
    pub least: u8,
    /// Days that are looked at, newest first, 28 at most.
    pub of: u8,
}

/// Values in a row, each compared with the next: `0 <= $a + $b <= 6`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// The first value.
    pub first: Value,
    /// How it is compared with which value, and that with the next; at least one.
    pub then: Vec<(Relation, Value)>,
    /// Window and least sample.
    pub qualifiers: Qualifiers,
}

/// How far a value went from its baseline: `NR.MroFailRate vs baseline > +10%`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The value, computed now and for the baseline.
    pub value: Value,
    /// How the difference is compared.
    pub relation: Relation,
    /// What it is compared with.
    pub by: Micro,
    /// The difference is taken in percent of the baseline.
    pub percent: bool,
    /// Window and least sample.
    pub qualifiers: Qualifiers,
}

/// What a comparison says about the figures it reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Qualifiers {
    /// Least sample; `None` is the KPI's own.
    pub least: Option<Micro>,
    /// Time that is read; `None` is 24 h.
    pub window: Option<Window>,
}

/// The time that figures are read over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Window {
    /// So many hours of valid periods.
    Hours(Micro),
    /// The busy hour of the last full day.
    Busy,
}

impl Window {
    /// What is read where nothing is said.
    pub const DAY: Self = Self::Hours(Micro(24_000_000));
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Less,
        Self::AtMost,
        Self::More,
        Self::AtLeast,
        Self::Equal,
        Self::Unequal,
    ];

    /// The mark in expressions.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Equal => "==",
            Self::Unequal => "!=",
        }
    }

    /// The relation of a mark.
    #[must_use]
    pub fn from_mark(mark: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.mark() == mark)
    }

    /// Whether it holds when a larger value is wanted on its left.
    #[must_use]
    pub const fn points_up(self) -> bool {
        matches!(self, Self::More | Self::AtLeast)
    }
}
