//! Cards of counters and KPIs.

use protocol::answer::{Basis, CounterCard, KpiCard, Source, Unit};
use protocol::catalogue::{Counter, Kpi, Micro, Row, Table};
use protocol::ids::RowId;

use super::users;
use crate::catalogue::{Catalogue, RowNumber};

/// KPIs that a counter's card lists.
const MOST_KPIS: usize = 8;

/// The card of a counter.
pub fn counter(catalogue: &Catalogue, row: RowNumber, of: Counter) -> CounterCard {
    let basis = of
        .origins
        .iter()
        .find(|(field, _)| field == "unit")
        .map(|(_, basis)| *basis);
    CounterCard {
        kpis: kpis_of(catalogue, &of.id),
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

/// The KPIs that use a counter.
fn kpis_of(catalogue: &Catalogue, counter: &RowId) -> Vec<RowId> {
    let rows = catalogue
        .rows
        .range(Table::Kpi)
        .filter_map(|row| catalogue.rows.row(row));
    let using = rows.filter_map(|row| match row {
        Row::Kpi(kpi) if kpi.counters.contains(counter) => Some(kpi.id),
        _ => None,
    });
    using.take(MOST_KPIS).collect()
}

/// The card of a KPI.
pub fn kpi(catalogue: &Catalogue, row: RowNumber, of: Kpi) -> KpiCard {
    let standard = of.spec.is_some();
    KpiCard {
        definition: of.definition,
        formula: of.formula,
        counters: of.counters,
        unit: of.unit,
        better: of.better.name().to_owned(),
        least_sample: of.min_den.map(at_least),
        caveat: of.caveat,
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

/// The next whole number, never below 1.
fn at_least(least: Micro) -> i64 {
    (least.0.div_euclid(1_000_000) + i64::from(least.as_whole().is_none())).max(1)
}
