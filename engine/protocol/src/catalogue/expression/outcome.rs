//! What an evaluation says: true, false or not checked, and what it would have needed to know.

use serde::{Deserialize, Serialize};

use super::{Value, Window};

/// The result of an evaluation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// `None` is "not checked". A rule fires on `Some(true)` only.
    pub truth: Option<bool>,
    /// Everything that could not be read or computed, also where the result is known without it.
    pub missing: Vec<Missing>,
}

/// A value that could not be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// The figure, the setting, or what was to be computed.
    pub what: Value,
    /// Where and when it was wanted.
    pub place: Place,
    /// Why it could not be had.
    pub lack: Lack,
}

/// Where and when a value was wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// Number of the relation in its list; `None` is the object of the rule.
    pub relation: Option<usize>,
    /// Number of the day, 0 is the newest; `None` is now.
    pub day: Option<usize>,
    /// Of the time before the last change.
    pub baseline: bool,
    /// Over these hours; `None` is 24 h, or no matter of time.
    pub window: Option<Window>,
}

/// Why a value could not be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Nobody gave it, or what was given may not be used.
    Unknown,
    /// Fewer samples than the condition or the KPI asks for.
    FewSamples,
    /// A division by 0, in percent of a baseline of 0 too.
    ZeroDivisor,
    /// A literal where a number is needed, or a number that does not exist.
    NoNumber,
    /// Nothing is known of that day.
    NoDay,
    /// Nothing is known of the time before the last change.
    NoBaseline,
    /// Nothing is known of the relations.
    NoRelations,
    /// Less than half of the relations are known.
    FewRelations,
}
