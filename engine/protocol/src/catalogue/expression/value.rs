//! Values: numbers, settings and figures, and what is computed from them.

use serde::{Deserialize, Serialize};

use super::Condition;
use crate::catalogue::Micro;
use crate::ids::RowId;

/// A number or a literal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Value {
    /// A number as it is written, never negative.
    Number(Micro),
    /// A literal of an enumeration, `true` and `false` among them.
    Literal(String),
    /// The physical value of a setting, by its short name without `$`.
    Variable(String),
    /// A counter, a KPI or a mapped gap.
    Figure(Figure),
    /// A share or the mean of a histogram.
    Spread(Spread),
    /// A counter added up over the neighbour relations.
    Sum(Figure),
    /// Neighbour relations on which a condition is true.
    Count(Box<Condition>),
    /// The value without its sign.
    Absolute(Box<Self>),
    /// The value with the other sign.
    Negative(Box<Self>),
    /// The first value to the power of the second.
    Power(Box<(Self, Self)>),
    /// Two values and what is done with them.
    Arithmetic(Operator, Box<(Self, Self)>),
}

/// What is done with two values.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `mod`: the rest has the sign of the divisor.
    Modulo,
}

impl Operator {
    /// The mark in expressions.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
            Self::Modulo => "mod",
        }
    }

    /// Whether it binds closer than `+` and `-`.
    #[must_use]
    pub const fn is_product(self) -> bool {
        matches!(self, Self::Times | Self::Over | Self::Modulo)
    }
}

/// Something counted or computed from counts: `NR.UlPacketLoss[5QI=1]@source`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// What it is.
    pub name: Name,
    /// Label and value, by label.
    pub labels: Vec<(String, String)>,
    /// The cell at this end of a relation; `None` is the object of the rule itself.
    pub at: Option<End>,
}

impl Figure {
    /// A row of the tables, without labels, of the object of the rule.
    #[must_use]
    pub fn row(id: &str) -> Self {
        Self {
            name: Name::Row(RowId::from(id)),
            labels: Vec::new(),
            at: None,
        }
    }

    /// The row of the tables; `None` for a gap.
    #[must_use]
    pub const fn id(&self) -> Option<&RowId> {
        match &self.name {
            Name::Row(id) => Some(id),
            Name::Gap(_) => None,
        }
    }
}

/// The name of a figure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Name {
    /// A counter or KPI of the tables.
    Row(RowId),
    /// A figure without a standard name, by its short name without `?`.
    Gap(String),
}

/// The cells that a neighbour relation joins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum End {
    /// The cell that owns the relation.
    Source,
    /// The neighbour.
    Target,
}

impl End {
    /// The word after `@`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
        }
    }

    /// The end of a word after `@`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Source, Self::Target]
            .into_iter()
            .find(|end| end.word() == word)
    }
}

/// What is read from a histogram: `share(NR.L1M.PHR1, BinX, -32..0)`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Spread {
    /// The counter with its bins.
    pub figure: Figure,
    /// The label that numbers the bins.
    pub label: String,
    /// Percent of the samples from here to there, both included; `None` is the mean.
    pub between: Option<(Micro, Micro)>,
}
