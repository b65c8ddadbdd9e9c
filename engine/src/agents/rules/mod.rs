//! Whether a rule's condition holds, with what the fact tables know about the figures in it.
//!
//! The conditions' evaluation itself is `protocol::catalogue::expression`; here it meets the
//! catalogue. What is known of the network comes in as a [`Level`]; nothing here gathers it.

#[cfg(test)]
mod tests;

use protocol::catalogue::expression::{
    Condition, FigureTable, Level, Outcome, Place, Qualifiers, Scope, Setting, Value, evaluate,
    read,
};

use crate::catalogue::Catalogue;

/// Judges conditions by what a catalogue knows of figures.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    figures: &'a FigureTable,
}

impl<'a> Judge<'a> {
    /// With the counters and KPIs of this catalogue.
    #[must_use]
    pub fn of(catalogue: &'a Catalogue) -> Self {
        Self {
            figures: catalogue.figures(),
        }
    }

    /// What a condition says about an object: true, false or not checked, and what was missing.
    #[must_use]
    pub fn judge(&self, condition: &Condition, scope: Scope, level: &Level) -> Outcome {
        evaluate(condition, scope, level, self.figures)
    }

    /// A value as a condition reads it; `None` when it is not known.
    #[must_use]
    pub fn read(
        &self,
        value: &Value,
        qualifiers: Qualifiers,
        at: Place,
        scope: Scope,
        level: &Level,
    ) -> Option<Setting> {
        read(value, qualifiers, at, scope, level, self.figures)
    }
}
