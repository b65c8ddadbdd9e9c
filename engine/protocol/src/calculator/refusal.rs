//! Why a calculator gives no result. A refusal is a value, not an error: it names the input and what
//! would be legal.

use serde::{Deserialize, Serialize};

/// Why a calculator refuses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Why {
    /// No calculator has this name.
    UnknownCalculator,
    /// The calculator has no such input.
    UnknownInput,
    /// An input is missing.
    Missing,
    /// An input is a word where a number is needed, or the other way round.
    WrongType,
    /// A number has a fraction where only whole ones exist.
    NotWhole,
    /// A number lies outside of its legal range.
    OutOfRange,
    /// A value lies between two steps of its raster, or is not among those that are listed.
    NotLegal,
    /// There is no such band, table, format or event.
    Unknown,
    /// The standard gives this value no meaning.
    Undefined,
    /// Inputs that are legal alone do not go together.
    Together,
    /// The answer is in a table that was not verified and is not held here.
    NotHeld,
}

/// A refusal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refusal {
    /// Which kind.
    pub why: Why,
    /// Name of the input; empty when it is not about a single one.
    pub input: String,
    /// What is wrong with it, as the beginning of a sentence.
    pub reason: String,
    /// What would be legal: `0..127`, `15, 30, 60 or 120 kHz`; empty when there is nothing to say.
    pub legal: String,
}

impl Refusal {
    /// A refusal of an input.
    #[must_use]
    pub fn new(why: Why, input: &str, reason: impl Into<String>, legal: impl Into<String>) -> Self {
        Self {
            why,
            input: input.to_owned(),
            reason: reason.into(),
            legal: legal.into(),
        }
    }
}
