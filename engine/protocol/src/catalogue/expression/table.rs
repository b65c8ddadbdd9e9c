//! What the fact tables say about figures, as far as it decides what a figure means in a condition.

use std::collections::HashMap;

use super::Figure;
use crate::catalogue::{Counter, Kpi, Micro};
use crate::ids::RowId;

/// Least samples of KPIs, and the counters that stand for 0 on a relation.
///
/// One map for all of it: every further kind of map or sorted list is 5 kB of the worker's wasm.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FigureTable(HashMap<RowId, Known>);

/// What is known of a row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Known {
    is_counter: bool,
    is_per_relation: bool,
    least: Micro,
    /// Each once.
    zero_beside: Vec<RowId>,
}

impl FigureTable {
    /// What these rows say.
    pub fn new<'a>(
        counters: impl IntoIterator<Item = &'a Counter>,
        kpis: impl IntoIterator<Item = &'a Kpi>,
    ) -> Self {
        let counters: Vec<_> = counters.into_iter().collect();
        let mut table = Self::default();
        for counter in &counters {
            let known = table.0.entry(counter.id.clone()).or_default();
            known.is_counter = true;
            known.is_per_relation |= counter.is_per_relation();
        }
        for kpi in kpis {
            if let Some(least) = kpi.min_den {
                table.0.entry(kpi.id.clone()).or_default().least = least;
            }
            table.group(&kpi.zero_on_relation);
        }
        let per_relation = |table: &Self, id: &RowId| {
            let known = table.0.get(id);
            known.is_some_and(|known| known.is_per_relation)
        };
        for counter in counters {
            if let Some(other) = other_kind(counter.id.as_str()).map(RowId)
                && per_relation(&table, &counter.id)
                && per_relation(&table, &other)
            {
                table.group(&[counter.id.clone(), other]);
            }
        }
        table
    }

    /// Each of these stands for 0 where another has a value.
    fn group(&mut self, ids: &[RowId]) {
        for id in ids {
            let beside = &mut self.0.entry(id.clone()).or_default().zero_beside;
            for other in ids {
                if other != id && !beside.contains(other) {
                    beside.push(other.clone());
                }
            }
        }
    }

    /// Whether it counts: then there are no samples behind it to be few.
    #[must_use]
    pub fn is_counter(&self, id: &RowId) -> bool {
        self.0.get(id).is_some_and(|known| known.is_counter)
    }

    /// The least sample of a KPI; 0 where the table has none.
    #[must_use]
    pub fn least(&self, id: &RowId) -> Micro {
        let known = self.0.get(id);
        known.map(|known| known.least).unwrap_or_default()
    }

    /// The counters one of which must be known on a relation for this one to stand for 0 when it is
    /// not: on a relation only the kind of handover that applies is counted.
    pub fn zero_beside(&self, figure: &Figure) -> impl Iterator<Item = &RowId> {
        let plain = figure.labels.is_empty() && figure.at.is_none();
        let id = figure.id().filter(|_| plain);
        let known = id.and_then(|id| self.0.get(id));
        known.into_iter().flat_map(|known| &known.zero_beside)
    }
}

/// The handover counter of the other kind: inside the gNB instead of between two, where the family
/// `MM` names both alike.
fn other_kind(id: &str) -> Option<String> {
    let name = id.strip_prefix("NR.MM.")?;
    let part = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let after = part.get(part.find("Ho")?..)?;
    after
        .contains("Inter")
        .then(|| id.replace("Inter", "Intra"))
}
