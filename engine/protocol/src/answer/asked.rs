//! A value that a question names beside a parameter, held against what may be said about it.

use serde::{Deserialize, Serialize};

/// A value of a question with what the standard and we say of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AskedValue {
    /// As it was typed: `3 dB`.
    pub typed: String,
    /// As what the number was read.
    pub reading: Reading,
    /// The unit that was typed, where the number was read in the parameter's unit all the same: dB for dBm.
    pub unit_taken: Option<String>,
    /// The field value as it is written; none where the standard has none for it.
    pub field: Option<String>,
    /// What is said of it.
    pub verdict: ValueVerdict,
    /// The legal values on both sides of one that cannot be set, rising: fields, as they are written.
    pub nearest: Vec<String>,
}

/// As what a number beside a parameter's name is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The physical value.
    Physical,
    /// The number that the field carries.
    Field,
}

/// What is said of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueVerdict {
    /// The standard does not allow it.
    Illegal,
    /// It lies inside the legal range, between two values that can be set.
    BetweenValues,
    /// Its unit is none of the parameter's.
    OtherUnit,
    /// The standard allows it; we know no safe range.
    Legal,
    /// The standard allows it; it lies outside our safe range.
    OutsideSafe,
    /// The standard allows it, and it lies inside our safe range.
    Safe,
}
