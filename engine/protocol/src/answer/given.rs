//! Figures and settings that come with a question.

use serde::{Deserialize, Serialize};

use crate::catalogue::expression::Window;

/// Figures and settings of one question that are read.
pub const MOST_GIVEN: usize = 20_000;

/// A figure or a setting, under the name by which whoever asks knows it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Given {
    /// Id or name of a counter or KPI with its labels and its end of a relation where it has them
    /// (`NR.UlPacketLoss[5QI=1]@source`), `?name` for a figure without a standard name, `$name` or
    /// the field's own name for a setting.
    pub fact: String,
    /// How much it is.
    pub value: GivenValue,
    /// Samples behind it, micro-units: a KPI's denominator, a histogram's sum. None is enough.
    pub samples_micro: Option<i64>,
    /// The neighbour relation it belongs to, by any name; `None` is the cell or node itself.
    pub relation: Option<String>,
    /// When it was counted or set.
    pub moment: Moment,
    /// Counted in a period that may not be used.
    pub suspect: bool,
}

/// How much a figure is, or what a setting is set to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenValue {
    /// A number in micro-units; of a setting its physical value.
    Number(i64),
    /// A value of an enumeration as the standard spells it, `true` and `false` among them.
    Text(String),
}

impl Default for GivenValue {
    fn default() -> Self {
        Self::Number(0)
    }
}

/// When something was counted. By default in the last 24 hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Moment {
    /// A full day: 0 is the newest, 27 the oldest that conditions look at.
    pub day: Option<u8>,
    /// In the same hours before the last change.
    pub before: bool,
    /// Over other hours than 24, or in the busy hour.
    pub window: Option<Window>,
}
