//! What was recognised in a question, and what the one who asks may say instead.

use serde::{Deserialize, Serialize};

use super::{Mention, QueryKind, Technology};
use crate::ids::{AgentId, FactId, RowId};

/// What was recognised in a question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Understood {
    /// What is asked for.
    pub kind: QueryKind,
    /// How much is asked at once.
    pub complexity: Complexity,
    /// The technologies that the question names; empty when it names none.
    pub technologies: Vec<Technology>,
    /// Names of rows found in the text.
    pub mentions: Vec<Mention>,
    /// Numbers, bands and cells found beside them, in order.
    pub entities: Vec<Entity>,
    /// Names that the technology of the question has no row of.
    pub lacking: Vec<Lacking>,
    /// What was taken over from the question before; none for a question that stands by itself.
    pub taken: Option<About>,
}

/// A name that exists, but not in the technology that the question names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lacking {
    /// The name as it was typed.
    pub name: String,
    /// The technology that the question names.
    pub technology: Technology,
    /// The technology that has the name.
    pub found: Technology,
}

/// What a question took over from the one before it, since it names nothing of its own.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct About {
    /// The exchange that it is from.
    pub from: FactId,
    /// The rows that were shown there; empty where an agent spoke.
    pub rows: Vec<AboutRow>,
    /// The question there, where an agent spoke; else empty.
    pub words: String,
    /// The technologies named there, where this question names none.
    pub technologies: Vec<Technology>,
    /// The agent that came first there: a little likelier here.
    pub agent: Option<AgentId>,
}

/// A row that was taken over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AboutRow {
    /// Which.
    pub row: RowId,
    /// Its name, such as `a3-Offset`; the whole id where the catalogue no longer holds it.
    pub name: String,
}

/// How much a question asks at once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Complexity {
    /// One thing.
    Simple,
    /// A few things, or a fault with little around it.
    Moderate,
    /// Several names, figures or sentences that have to be seen together.
    Complex,
}

/// A number, band or cell in a question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// First byte in the question's UTF-8.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is.
    pub what: EntityKind,
}

/// What was recognised.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A number, with its unit in the usual spelling (`dBm`, `ms`, `Mbit/s`, `%`) where it has one.
    Number {
        /// Micro-units: -110 dBm is -110,000,000.
        value_micro: i64,
        /// `None` for a bare number.
        unit: Option<String>,
    },
    /// A frequency band of this technology as it was typed, such as `n78` or `L1800`.
    Band(Technology),
    /// A cell, site or node that is named by number.
    Cell {
        /// By what: `cell`, `sector`, `site`, `gNB`, `eNB`, `PCI`.
        by: String,
        /// Its number or name as typed.
        id: String,
    },
}

/// What the one who asks says of a question; it stands in the place of what is recognised.
///
/// History keeps the kind and the answer. An answer that is shown again has the technologies and the
/// complexity that its text has.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Overrides {
    /// What is asked for.
    pub kind: Option<QueryKind>,
    /// The technologies that are meant; empty for those of the text.
    pub technologies: Vec<Technology>,
    /// How much is asked at once.
    pub complexity: Option<Complexity>,
    /// It stands by itself: nothing is taken over from the question that it follows.
    pub alone: bool,
}
