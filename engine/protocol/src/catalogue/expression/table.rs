//! What the fact tables say about figures, as far as it decides what a figure means in a condition.

use std::collections::{BTreeMap, BTreeSet};

use super::Figure;
use crate::catalogue::{Counter, Kpi, Micro};
use crate::ids::RowId;

/// Least samples of KPIs, and the counters that stand for 0 on a relation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FigureTable {
    counters: BTreeSet<RowId>,
    least: BTreeMap<RowId, Micro>,
    zero_beside: BTreeMap<RowId, BTreeSet<RowId>>,
}

impl FigureTable {
    /// What these rows say.
    pub fn new<'a>(
        counters: impl IntoIterator<Item = &'a Counter>,
        kpis: impl IntoIterator<Item = &'a Kpi>,
    ) -> Self {
        let counters: Vec<_> = counters.into_iter().collect();
        let mut table = Self {
            counters: counters.iter().map(|counter| counter.id.clone()).collect(),
            ..Self::default()
        };
        for kpi in kpis {
            if let Some(least) = kpi.min_den {
                table.least.insert(kpi.id.clone(), least);
            }
            table.group(&kpi.zero_on_relation);
        }
        let on_relations: BTreeSet<_> = counters
            .iter()
            .filter(|counter| counter.is_per_relation())
            .map(|counter| counter.id.as_str())
            .collect();
        for id in &on_relations {
            if let Some(other) = other_kind(id)
                && on_relations.contains(other.as_str())
            {
                table.group(&[RowId::from(*id), RowId(other)]);
            }
        }
        table
    }

    /// Each of these stands for 0 where another has a value.
    fn group(&mut self, ids: &[RowId]) {
        for id in ids {
            let others = ids.iter().filter(|other| *other != id).cloned();
            self.zero_beside
                .entry(id.clone())
                .or_default()
                .extend(others);
        }
    }

    /// Whether it counts: then there are no samples behind it to be few.
    #[must_use]
    pub fn is_counter(&self, id: &RowId) -> bool {
        self.counters.contains(id)
    }

    /// The least sample of a KPI; 0 where the table has none.
    #[must_use]
    pub fn least(&self, id: &RowId) -> Micro {
        self.least.get(id).copied().unwrap_or_default()
    }

    /// The counters one of which must be known on a relation for this one to stand for 0 when it is
    /// not: on a relation only the kind of handover that applies is counted.
    pub fn zero_beside(&self, figure: &Figure) -> impl Iterator<Item = &RowId> {
        let plain = figure.labels.is_empty() && figure.at.is_none();
        let id = figure.id().filter(|_| plain);
        id.and_then(|id| self.zero_beside.get(id))
            .into_iter()
            .flatten()
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
