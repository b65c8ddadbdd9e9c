//! One figure of an expression: it exists, its labels fit, it is counted where it is read.

use protocol::catalogue::expression::{Figure, Name, Spread};
use protocol::catalogue::{Counter, Gap};
use protocol::ids::RowId;

use super::Facts;

/// Where and by whom a figure is read.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub facts: &'a Facts<'a>,
    /// Gaps that may be read.
    pub gaps: &'a [Gap],
    /// Rows that the agent lists; `None` where that does not matter.
    pub listed: Option<&'a [RowId]>,
    /// Of a neighbour relation, not of a cell.
    pub at_relation: bool,
}

impl Reader<'_> {
    /// What is wrong with reading a figure here.
    pub fn figure(&self, figure: &Figure) -> Vec<String> {
        let mut reasons = Vec::new();
        if figure.at.is_some() && !self.at_relation {
            reasons.push(format!("{figure} has no source or target in a cell rule"));
        }
        let id = match &figure.name {
            Name::Row(id) => id,
            Name::Gap(gap) => {
                if !self.gaps.iter().any(|known| known.id == *gap) {
                    reasons.push(format!("undeclared gap ?{gap}"));
                }
                return reasons;
            }
        };
        let kpi = self.facts.kpis.get(id.as_str());
        let counters: Vec<&Counter> = match kpi {
            Some(kpi) => {
                let ids = kpi.counters.iter();
                ids.filter_map(|id| self.facts.counters.get(id.as_str()).copied())
                    .collect()
            }
            None => match self.facts.counters.get(id.as_str()) {
                Some(counter) => vec![counter],
                None => {
                    reasons.push(format!("unknown KPI or counter {id}"));
                    return reasons;
                }
            },
        };
        if self.listed.is_some_and(|listed| !listed.contains(id)) {
            reasons.push(format!("{id} is not listed by the agent"));
        }
        if self.at_relation
            && figure.at.is_none()
            && !counters.iter().all(|one| one.is_per_relation())
        {
            reasons.push(format!(
                "{id} is not counted per relation, say @source or @target"
            ));
        }
        for (label, _) in &figure.labels {
            if !counters.iter().all(|one| one.labels.contains(label)) {
                reasons.push(format!("{id} has no label {label}"));
            } else if kpi.is_some_and(|kpi| kpi.formula.contains(&format!("[{label}="))) {
                reasons.push(format!("{id} has its label {label} fixed already"));
            }
        }
        if let Some(split) = kpi.and_then(|kpi| kpi.split_by.as_ref())
            && !figure.labels.iter().any(|(label, _)| label == split)
        {
            reasons.push(format!("{id} has one value per {split}, say which"));
        }
        reasons
    }

    /// What is wrong with reading a histogram here.
    pub fn spread(&self, spread: &Spread) -> Vec<String> {
        let mut reasons = self.figure(&spread.figure);
        let id = spread.figure.id().map(RowId::as_str).unwrap_or_default();
        let label = &spread.label;
        match self.facts.counters.get(id) {
            None => reasons.push(format!("{id} is no counter with bins")),
            Some(counter) if !counter.labels.contains(label) => {
                reasons.push(format!("{id} has no label {label}"));
            }
            Some(_) => {}
        }
        reasons
    }

    /// What is wrong with adding a figure up over relations.
    pub fn sum(&self, figure: &Figure) -> Vec<String> {
        let mut reasons = self.figure(figure);
        let is_counter = figure
            .id()
            .is_some_and(|id| self.facts.counters.contains_key(id.as_str()));
        if !is_counter || figure.at.is_some() {
            reasons.push(format!("sum takes a counter, not {figure}"));
        }
        reasons
    }
}
