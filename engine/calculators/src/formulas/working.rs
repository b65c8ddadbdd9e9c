//! What a computation leaves behind: result, steps, clauses, notes.

use protocol::calculator::{Quantity, Refusal, Value};

use crate::tables::Row as TableRow;

/// What a calculator gives.
pub type Outcome = Result<Working, Refusal>;

/// A result in the making.
#[derive(Default)]
pub struct Working {
    /// The formula in letters.
    pub formula: &'static str,
    /// The formula with the numbers.
    pub steps: Vec<String>,
    /// The result.
    pub output: Vec<Quantity>,
    /// Where table rows are from.
    pub clauses: Vec<String>,
    /// What else has to be known.
    pub notes: Vec<String>,
}

impl Working {
    /// Begins with the formula.
    pub fn by(formula: &'static str) -> Self {
        Self {
            formula,
            ..Self::default()
        }
    }

    /// A step.
    pub fn step(&mut self, text: impl Into<String>) -> &mut Self {
        self.steps.push(text.into());
        self
    }

    /// A line of the result.
    pub fn out(&mut self, name: &str, value: impl Into<Value>, unit: &str) -> &mut Self {
        self.output.push(Quantity {
            name: name.to_owned(),
            value: value.into(),
            unit: unit.to_owned(),
        });
        self
    }

    /// The computation rests on this row: its clause, and a word of caution when only one public
    /// source has it.
    pub fn rests_on(&mut self, row: TableRow<'_>) -> &mut Self {
        self.clause(row.text("clause"));
        if row.whole("sources") == Some(1) {
            self.note("A table row of this result is from a single public source.");
        }
        self
    }

    /// A document and clause, without its `TS`.
    pub fn clause(&mut self, clause: &str) -> &mut Self {
        if !clause.is_empty() && !self.clauses.iter().any(|known| known == clause) {
            self.clauses.push(clause.to_owned());
        }
        self
    }

    /// A note.
    pub fn note(&mut self, note: impl Into<String>) -> &mut Self {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
        self
    }
}
