//! What calculators are asked and what they say: values by name, with units, and refusals with the
//! legal range.
//!
//! A calculator is named by a word such as `nr_arfcn_to_freq` and takes inputs by name; the name of
//! an input carries its unit (`mhz`, `scs_khz`, `delay_spread_us`). Every result says by which formula
//! and which clause it was computed, from which inputs, and which of them were assumed. Nothing here
//! computes: that is the crate `calculators`. [`TableName`] lists the tables it looks into.

mod refusal;
pub mod shapes;
mod shown;
mod task;
mod value;

use serde::{Deserialize, Serialize};

pub use refusal::{Refusal, Why};
pub use shapes::TableName;
pub use shown::{Calculated, From, Given, Hint, Outcome};
pub use task::{Said, Task, may_ask_for_a_calculation};
pub use value::{Named, Value};

/// A calculation that is asked for.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Calculation {
    /// Which calculator.
    pub calculator: String,
    /// Its inputs, in any order.
    pub input: Vec<Named>,
}

/// A value with its unit: one line of a result.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Quantity {
    /// Name, as the key of the result: `radius_km`.
    pub name: String,
    /// Value, rounded to the digits that are shown.
    pub value: Value,
    /// Unit, such as `dBm`; empty where there is none.
    pub unit: String,
}

/// An input as it was used.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Used {
    /// Name, value and unit.
    pub quantity: Quantity,
    /// Not given: the calculator's own assumption.
    pub assumed: bool,
}

/// What a calculator found.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Computed {
    /// Which calculator.
    pub calculator: String,
    /// What it went by, assumptions included.
    pub inputs: Vec<Used>,
    /// The result.
    pub output: Vec<Quantity>,
    /// The formula, in letters.
    pub formula: String,
    /// The formula with the numbers, step by step, roundings named.
    pub steps: Vec<String>,
    /// Where formula and table rows are from: document and clause.
    pub clauses: Vec<String>,
    /// What else has to be known to use the result.
    pub notes: Vec<String>,
}

/// What a calculator is about. Calculators are listed by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    /// Measurement reports, thresholds, events, scaled fields. TS 38.133, TS 36.133, TS 38.331.
    Measurement,
    /// Channel numbers, rasters, bands, resource blocks, point A. TS 38.104, TS 36.104.
    Frequency,
    /// Random access preambles. TS 38.211 6.3.3, TS 36.211 5.7.
    RandomAccess,
    /// Patterns of downlink and uplink. TS 38.213 11.1, TS 36.211 4.2.
    Tdd,
    /// Peak rate, MCS, CQI, transport block size. TS 38.306, TS 38.214, TS 36.213.
    Rate,
    /// Timing advance, paging, system information, DRX. TS 38.213, TS 38.304, TS 38.331.
    Timing,
    /// Noise, levels, path loss, Doppler, tilt. TR 38.901.
    Radio,
    /// Physical cell identities and other identities. TS 38.211, TS 38.413, TS 38.321.
    Identity,
    /// Uplink power. TS 38.213 7, TS 38.321 5.1.3.
    Power,
    /// Timers and filters. TS 38.331 5.3.10, 5.5.3.2.
    Timers,
}

impl Subject {
    /// All subjects, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Measurement,
        Self::Frequency,
        Self::RandomAccess,
        Self::Tdd,
        Self::Rate,
        Self::Timing,
        Self::Radio,
        Self::Identity,
        Self::Power,
        Self::Timers,
    ];
}

/// Whether an input has to be given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Need {
    /// It has to.
    Required,
    /// It may be left out; the calculator then does without, or needs another one instead.
    Optional,
    /// It may be left out and counts as this then.
    Assumed(String),
}

/// What an input may be.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Takes {
    /// A number. Its ends are those that hold whatever the other inputs are; `None` where there are none.
    Number {
        /// Only whole ones.
        whole: bool,
        /// The least that is legal, in the unit of the input.
        least: Option<f64>,
        /// The most that is legal, in the unit of the input.
        most: Option<f64>,
    },
    /// One of these words or numbers.
    Choice(Vec<String>),
    /// A word, such as a band.
    Word,
    /// Yes or no.
    Truth,
    /// A list of records.
    List,
}

/// An input that a calculator takes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Name.
    pub name: String,
    /// Unit; empty where there is none.
    pub unit: String,
    /// Whether it has to be given.
    pub need: Need,
    /// What it is.
    pub says: String,
    /// What it may be.
    pub takes: Takes,
}

/// A calculator as it is listed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Description {
    /// Name.
    pub name: String,
    /// What it computes, in a line.
    pub title: String,
    /// What it is about.
    pub subject: Subject,
    /// Its inputs.
    pub inputs: Vec<Field>,
    /// Document and clause of its formula.
    pub clause: String,
}
