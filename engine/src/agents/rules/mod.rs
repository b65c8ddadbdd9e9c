//! Whether a rule's condition holds, with what the fact tables know about the figures in it.
//!
//! The conditions' evaluation itself is `protocol::catalogue::expression`; here it meets the
//! catalogue. What is known of the network comes in as a [`Level`]; nothing here gathers it.

#[cfg(test)]
mod tests;

use protocol::catalogue::expression::{Condition, FigureTable, Level, Outcome, Scope, evaluate};
use protocol::catalogue::{Row, Table};

use crate::catalogue::Catalogue;

/// Judges conditions; made once, used for many.
#[derive(Clone, Debug)]
pub struct Judge {
    figures: FigureTable,
}

impl Judge {
    /// With the counters and KPIs of this catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let rows = |table| {
            let numbers = catalogue.rows.range(table);
            numbers.filter_map(|number| catalogue.rows.row(number))
        };
        let (mut counters, mut kpis) = (Vec::new(), Vec::new());
        for row in rows(Table::Counter).chain(rows(Table::Kpi)) {
            match row {
                Row::Counter(counter) => counters.push(counter),
                Row::Kpi(kpi) => kpis.push(kpi),
                _ => {}
            }
        }
        Self {
            figures: FigureTable::new(&counters, &kpis),
        }
    }

    /// What a condition says about an object: true, false or not checked, and what was missing.
    #[must_use]
    pub fn judge(&self, condition: &Condition, scope: Scope, level: &Level) -> Outcome {
        evaluate(condition, scope, level, &self.figures)
    }
}
