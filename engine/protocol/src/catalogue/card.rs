//! Cards: our start value, safe range and effect of a parameter on an object.

use serde::{Deserialize, Serialize};

use crate::ids::RowId;

/// What we say about one parameter on one object. Range and unit are those of the row.
///
/// Values are field values as text: a number, a literal of the enumeration, `true` or `false`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    /// The row it is about, or the common prefix of rows that are alternatives of one choice.
    pub row: RowId,
    /// Object it is set on: `cell`, `carrier`, `relation`, `UE` or `node`.
    pub on: String,
    /// Short name.
    pub label: String,
    /// Where to begin, ours.
    pub start: Option<Start>,
    /// Values that are safe whatever the neighbour does, ours.
    pub safe: Option<Safe>,
    /// Comes from a plan: no start value and no safe range make sense.
    pub planned: bool,
    /// What changing it does.
    pub effect: String,
    /// What a positive value does.
    pub sign: Option<String>,
    /// Where start value and safe range hold.
    pub applies: Limits,
    /// How the value is written.
    pub encoding: Encoding,
    /// Physical numbers of the literals, as decimal text, where the literal does not end in one.
    pub physical: Vec<String>,
}

/// A start value and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Start {
    /// Field value.
    pub value: String,
    /// Why.
    pub basis: Why,
}

/// A safe range: either an interval or a set of literals.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Safe {
    /// Smallest and largest safe field value of a number.
    pub between: Option<(i64, i64)>,
    /// Safe literals of an enumeration.
    pub values: Vec<String>,
    /// Why.
    pub basis: Why,
}

/// Why a value of ours is what it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Why {
    /// `rule`, `clause` or `reasoning`.
    pub kind: String,
    /// The reason.
    pub text: String,
}

/// Where something holds; an empty list means everywhere.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Limits {
    /// Frequency ranges, `FR1` or `FR2`.
    pub frequency_ranges: Vec<String>,
    /// `FDD` or `TDD`.
    pub duplex: Vec<String>,
    /// Subcarrier spacings in kHz.
    pub spacing_khz: Vec<u16>,
    /// Architectures, such as `SA`.
    pub modes: Vec<String>,
    /// More about it.
    pub note: Option<String>,
}

/// How a value is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Encoding {
    /// `RRC`, `NRM` or `TR-196`.
    pub layer: String,
    /// A field value and its physical number, both as text.
    pub example: Option<(String, String)>,
    /// What to know when writing it.
    pub text: Option<String>,
    /// The same setting in another model.
    pub twin: Option<Twin>,
}

/// The same setting in another model.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Twin {
    /// The row there.
    pub row: RowId,
    /// How the two differ.
    pub text: String,
}
