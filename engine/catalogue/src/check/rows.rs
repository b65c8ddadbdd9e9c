//! Checks of the fact tables.

use protocol::catalogue::{Kpi, Parameter, Row, Table};

use super::{Tables, repeated};
use crate::problem::Problem;
use crate::source::Source;

pub fn check(source: &Source, tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    let ids: Vec<_> = source.rows().map(|row| row.id().0.clone()).collect();
    for id in repeated(ids.iter().map(String::as_str)) {
        problems.push(Problem::new("facts", id, "id twice"));
    }
    for row in &source.parameters {
        for reason in parameter(row, tables) {
            problems.push(Problem::new(file(row.table), row.id.as_str(), reason));
        }
    }
    for row in &source.kpis {
        for reason in kpi(row, tables) {
            problems.push(Problem::new("facts/kpis.jsonl", row.id.as_str(), reason));
        }
    }
    let clauses: Vec<_> = source
        .clauses
        .iter()
        .map(|row| format!("{} {}", row.spec, row.number))
        .collect();
    for clause in repeated(clauses.iter().map(String::as_str)) {
        problems.push(Problem::new("facts/clauses.jsonl", clause, "clause twice"));
    }
}

/// File of a parameter table.
const fn file(table: Table) -> &'static str {
    match table {
        Table::RrcNr => "facts/rrc_parameters_nr.jsonl",
        Table::RrcLte => "facts/rrc_parameters_lte.jsonl",
        Table::SmallCell => "facts/tr196_lte.jsonl",
        _ => "facts/nrm_attributes.jsonl",
    }
}

fn parameter(row: &Parameter, tables: &Tables<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    let legal = &row.legal;
    if let (Some(min), Some(max)) = (legal.min, legal.max)
        && min > max
    {
        reasons.push(format!("min {min} is above max {max}"));
    }
    if legal.scale.is_some() != legal.offset.is_some() {
        reasons.push("scale and offset go together".to_owned());
    }
    if let Some(alias) = &row.alias_of {
        match tables.parameters.get(alias.as_str()) {
            None => reasons.push(format!("alias of {alias}, which is no row")),
            Some(of)
                if (of.legal.min, of.legal.max, &of.legal.values)
                    != (legal.min, legal.max, &legal.values) =>
            {
                reasons.push(format!("another range than {alias}"));
            }
            Some(_) => {}
        }
    }
    // TR-196 names only the end of the path, so just the element can be looked up.
    if let Some(field) = &row.rrc {
        let element = field.split('.').next();
        let held = |other: &&Parameter| {
            other.table == Table::RrcLte && Some(other.holder.as_str()) == element
        };
        if !tables.parameters.values().any(held) {
            reasons.push(format!("maps to {field}, which is in no LTE element"));
        }
    }
    reasons
}

/// Counters of a formula in the order of first use, with technology.
fn counters_of(formula: &str, tech: &str) -> Vec<String> {
    let mut counters: Vec<String> = Vec::new();
    for piece in formula.split('{').skip(1) {
        let inside = piece.split('}').next().unwrap_or_default();
        let name = inside.split('[').next().unwrap_or_default();
        let name = name.trim_end_matches('?').trim_end_matches(".*");
        let id = format!("{tech}.{name}");
        if name != "granularityPeriod_s" && !counters.contains(&id) {
            counters.push(id);
        }
    }
    counters
}

fn kpi(row: &Kpi, tables: &Tables<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    let tech = row.id.as_str().split('.').next().unwrap_or_default();
    let named: Vec<_> = row.counters.iter().map(|id| id.0.clone()).collect();
    if counters_of(&row.formula, tech) != named {
        reasons.push("counters are not those of the formula".to_owned());
    }
    for id in row.counters.iter().chain(&row.zero_on_relation) {
        if !matches!(tables.rows.get(id.as_str()), Some(Row::Counter(_))) {
            reasons.push(format!("{id} is no counter"));
        }
    }
    if row.formula.matches('(').count() != row.formula.matches(')').count() {
        reasons.push("brackets of the formula".to_owned());
    }
    reasons
}
