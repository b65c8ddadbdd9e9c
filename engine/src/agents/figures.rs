//! Cards of counters and KPIs.

use protocol::answer::{Basis, CounterCard, KpiCard, Remark, Source, Unit};
use protocol::catalogue::{Aggregate, Counter, Kpi, Micro};

use super::users;
use crate::catalogue::{Catalogue, RowNumber};

/// KPIs that a counter's card lists.
const MOST_KPIS: usize = 8;

/// The card of a counter.
pub fn counter(catalogue: &Catalogue, row: RowNumber, of: Counter) -> CounterCard {
    let remarks = counter_remarks(&of);
    let basis = of
        .origins
        .iter()
        .find(|(field, _)| field == "unit")
        .map(|(_, basis)| *basis);
    CounterCard {
        kpis: catalogue
            .rows
            .kpis_with(row)
            .take(MOST_KPIS)
            .map(|kpi| catalogue.rows.id(kpi))
            .collect(),
        name: of.name,
        technology: Some(of.tech),
        objects: of.objects,
        method: of.method,
        unit: of.unit.map(|name| Unit {
            name,
            basis: basis.unwrap_or(Basis::Public),
        }),
        unit_e2: of.unit_e2,
        labels: of.labels,
        remarks,
        agents: users(catalogue, row),
        source: Source {
            spec: of.spec,
            clause: Some(of.clause),
            element: None,
            release: None,
        },
        id: of.id,
    }
}

/// The card of a KPI.
pub fn kpi(catalogue: &Catalogue, row: RowNumber, of: Kpi) -> KpiCard {
    let standard = of.spec.is_some();
    let remarks = kpi_remarks(&of);
    KpiCard {
        definition: of.definition,
        formula: of.formula,
        counters: of.counters,
        unit: of.unit,
        better: of.better.name().to_owned(),
        least_sample: of.min_den.map(at_least),
        caveat: of.caveat,
        remarks,
        standard,
        agents: users(catalogue, row),
        source: Source {
            spec: of.spec.unwrap_or_else(|| "ours".to_owned()),
            clause: of.clause,
            element: None,
            release: None,
        },
        id: of.id,
    }
}

/// How real names look, and what the table says besides.
fn counter_remarks(of: &Counter) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if !of.labels_required.is_empty() {
        remarks.push(Remark::EveryLabel(of.labels_required.clone()));
    }
    if !of.labels_one_of.is_empty() {
        remarks.push(Remark::OneLabel(of.labels_one_of.clone()));
    }
    remarks.extend(of.name_form.clone().map(Remark::NameForm));
    remarks.extend(of.note.clone().map(Remark::Note));
    remarks.extend(of.fix.clone().map(Remark::Slip));
    remarks
}

/// For which objects it is computed and how they are put together.
fn kpi_remarks(of: &Kpi) -> Vec<Remark> {
    let mut remarks = vec![Remark::Objects(of.objects.clone())];
    remarks.push(match &of.aggregate {
        Aggregate::RatioOfSums => Remark::RatioOfSums,
        Aggregate::Sum => Remark::Sum,
        Aggregate::Max => Remark::Largest,
        Aggregate::WeightedBy(counter) => Remark::WeightedBy(counter.clone()),
    });
    remarks.extend(of.aggregate_time.clone().map(Remark::Periods));
    if !of.across_objects {
        remarks.push(Remark::PerObject);
    }
    remarks.extend(of.split_by.clone().map(Remark::PerLabel));
    remarks.extend(of.join.clone().map(Remark::Join));
    remarks.extend(
        of.target
            .clone()
            .map(|target| Remark::Target(target.max.0, target.over)),
    );
    remarks
}

/// The next whole number, never below 1.
fn at_least(least: Micro) -> i64 {
    (least.0.div_euclid(1_000_000) + i64::from(least.as_whole().is_none())).max(1)
}
