//! How a calculator is declared: its name, its inputs, and the function that computes.

use protocol::calculator::{Description, Field, Need, Subject};

use super::inputs::Inputs;
use super::takes::takes;
use super::working::Outcome;
use crate::tables::Tables;

/// A calculator.
pub struct Definition {
    /// Name.
    pub name: &'static str,
    /// What it computes, in a line.
    pub title: &'static str,
    /// Its inputs.
    pub inputs: &'static [Given],
    /// Document and clause of its formula.
    pub clause: &'static str,
    /// The computation.
    pub run: fn(&Tables, &Inputs<'_>) -> Outcome,
}

/// A declared input.
#[derive(Clone, Copy)]
pub struct Given {
    /// Name.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// What it is.
    pub says: &'static str,
    /// What it counts as when it is left out: `None` for nothing.
    pub assumed: Option<&'static str>,
    /// Whether it has to be given.
    pub required: bool,
}

/// An input that has to be given.
pub const fn needed(name: &'static str, unit: &'static str, says: &'static str) -> Given {
    Given {
        name,
        unit,
        says,
        assumed: None,
        required: true,
    }
}

/// An input that may be left out.
pub const fn optional(name: &'static str, unit: &'static str, says: &'static str) -> Given {
    Given {
        name,
        unit,
        says,
        assumed: None,
        required: false,
    }
}

/// An input that counts as `value` when it is left out.
pub const fn assumed(
    name: &'static str,
    unit: &'static str,
    value: &'static str,
    says: &'static str,
) -> Given {
    Given {
        name,
        unit,
        says,
        assumed: Some(value),
        required: false,
    }
}

impl Definition {
    /// As it is listed.
    pub fn description(&self, subject: Subject) -> Description {
        let field = |given: &Given| Field {
            name: given.name.to_owned(),
            unit: given.unit.to_owned(),
            need: match given.assumed {
                Some(value) => Need::Assumed(value.to_owned()),
                None if given.required => Need::Required,
                None => Need::Optional,
            },
            says: given.says.to_owned(),
            takes: takes(self.name, given.name),
        };
        Description {
            name: self.name.to_owned(),
            title: self.title.to_owned(),
            subject,
            inputs: self.inputs.iter().map(field).collect(),
            clause: self.clause.to_owned(),
        }
    }
}
