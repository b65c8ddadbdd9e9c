//! A calculation as it is shown: what was asked with what, and what it came to.

use serde::{Deserialize, Serialize};

use super::{Calculation, Computed, Description, Quantity, Refusal, Value};

/// A calculation with its result, or why there is none. Enough to be drawn as a form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Calculated {
    /// The calculator with all inputs that it takes.
    pub calculator: Description,
    /// What was computed: enough to compute it again.
    pub asked: Calculation,
    /// The inputs that were used, assumptions included.
    pub inputs: Vec<Given>,
    /// Names of the inputs that are needed and were not given.
    pub missing: Vec<String>,
    /// What it came to.
    pub outcome: Outcome,
    /// What was made of the inputs before they were used.
    pub hints: Vec<Hint>,
}

/// What a calculation came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The result.
    Computed(Computed),
    /// Why there is none, and what would be legal.
    Refused(Refusal),
}

/// An input and where it is from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Given {
    /// Name, value and unit.
    pub quantity: Quantity,
    /// Where it is from.
    pub from: From,
}

/// Where an input is from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// From these bytes of the question: the first, and the one after the last.
    Said(u32, u32),
    /// Filled in by itself.
    Typed,
    /// Computed from what was said, see [`Hint::Derived`].
    Derived,
    /// Not given: assumed.
    Assumed,
}

/// What was made of an input.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// It was given in a unit that is not quite its own, such as dB for a level in dBm, and taken as if
    /// it were.
    Unit {
        /// Which input.
        input: String,
        /// The unit that was given.
        said: String,
        /// Its own.
        own: String,
    },
    /// It was computed from others.
    Derived {
        /// Which input.
        input: String,
        /// Its value.
        value: Value,
        /// By which calculation.
        by: Calculation,
    },
}
