//! Part `rows`: all fact rows and clauses.

use std::collections::HashMap;

use protocol::answer::{Basis, Technology};
use protocol::catalogue::packed::{RowsPart, column};
use protocol::catalogue::{
    Aggregate, Counter, Kpi, Legal, Micro, Parameter, Row, Table, basis_word, usage_word,
};

use super::numbers::count;
use super::paths;
use super::sheet::{SheetBuilder, Texts};
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// The part.
pub fn part(source: &Source) -> Result<RowsPart, Problems> {
    let mut rows = SheetBuilder::default();
    let mut legal = SheetBuilder::default();
    let mut known: HashMap<&Legal, u32> = HashMap::new();
    let mut part = RowsPart {
        counts: counts(source)?,
        ..RowsPart::default()
    };
    let numbers = source.numbers();
    for row in &source.parameters {
        rows.next_row();
        parameter(row, &mut rows)?;
        let next = count(known.len())?;
        part.legal_of.push(match known.get(&row.legal) {
            Some(number) => number + 1,
            None => {
                known.insert(&row.legal, next);
                legal.next_row();
                range(&row.legal, &mut legal)?;
                0
            }
        });
        let alias = row
            .alias_of
            .as_ref()
            .and_then(|id| numbers.get(id.as_str()));
        part.alias_of.push(alias.map_or(0, |number| number + 1));
    }
    for row in &source.counters {
        rows.next_row();
        counter(row, &mut rows)?;
    }
    for row in &source.kpis {
        rows.next_row();
        kpi(row, &mut rows)?;
    }
    for row in &source.procedures {
        rows.next_row();
        rows.set(column::CODE, row.code.to_string());
        rows.set(column::TECH, technology(row.tech));
        rows.set(column::SPEC, &row.spec);
    }
    for row in &source.causes {
        rows.next_row();
        rows.set_list(column::CAUSES, &row.values)?;
        rows.set(column::SPEC, &row.spec);
    }
    let mut clauses = SheetBuilder::default();
    for clause in &source.clauses {
        clauses.next_row();
        clauses.set(column::SPEC, &clause.spec);
        clauses.set(column::CLAUSE_NUMBER, &clause.number);
        clauses.set(column::TITLE, &clause.title);
    }
    let ids: Vec<_> = source.rows().map(|row| row.id().0.clone()).collect();
    part.paths = paths::pack(ids.iter().map(String::as_str))?;
    let mut texts = Texts::default();
    part.legal = legal.finish(&mut texts)?;
    part.rows = rows.finish(&mut texts)?;
    part.clauses = clauses.finish(&mut texts)?;
    part.lines = texts.into_lines();
    Ok(part)
}

/// Rows of each table.
fn counts(source: &Source) -> Result<Vec<u32>, Problem> {
    let table = |row: Row| match row {
        Row::Parameter(row) => row.table,
        Row::Counter(_) => Table::Counter,
        Row::Kpi(_) => Table::Kpi,
        Row::Procedure(_) => Table::Procedure,
        Row::Causes(_) => Table::Cause,
    };
    let tables: Vec<_> = source.rows().map(table).collect();
    if !tables.is_sorted() {
        return Err(Problem::new(
            "facts",
            "order",
            "rows are not in the order of their tables",
        ));
    }
    let of = |table| count(tables.iter().filter(|other| **other == table).count());
    Table::ALL.into_iter().map(of).collect()
}

/// The word of a technology.
pub const fn technology(tech: Technology) -> &'static str {
    match tech {
        Technology::Lte => "LTE",
        Technology::Nr => "NR",
    }
}

fn origins(origins: &[(String, Basis)]) -> Vec<String> {
    origins
        .iter()
        .map(|(field, basis)| format!("{field}={}", basis_word(*basis)))
        .collect()
}

fn range(legal: &Legal, sheet: &mut SheetBuilder) -> Result<(), Problem> {
    let end = |end: Option<Micro>| end.map(|end| end.to_string()).unwrap_or_default();
    let intervals: Vec<_> = legal
        .ranges
        .iter()
        .map(|(from, to)| format!("{from}..{}", end(*to)))
        .collect();
    let special: Vec<_> = legal
        .special
        .iter()
        .map(|special| {
            format!(
                "{}={}",
                special.value.as_deref().unwrap_or_default(),
                special.means
            )
        })
        .collect();
    sheet.set(column::KIND, &legal.kind);
    sheet.set_some(column::MIN, legal.min);
    sheet.set_some(column::MAX, legal.max);
    sheet.set_list(column::VALUES, &legal.values)?;
    sheet.set_list(column::RANGES, &intervals)?;
    sheet.set_some(
        column::SIZE,
        legal.size.map(|(least, most)| format!("{least}..{most}")),
    );
    sheet.set_some(column::TYPE_REF, legal.type_ref.as_ref());
    sheet.set_some(column::UNIT, legal.unit.as_ref());
    sheet.set_some(column::SCALE, legal.scale);
    sheet.set_some(column::OFFSET, legal.offset);
    sheet.set_some(column::MULTIPLE_OF, legal.multiple_of);
    sheet.set_list(column::SPECIAL, &special)?;
    sheet.mark(column::LIST, legal.list);
    Ok(())
}

/// Where the name of an RRC field stands in its path, when that is not the last segment.
fn name_at(row: &Parameter) -> Result<Option<usize>, Problem> {
    let path: Vec<_> = row.id.as_str().split('.').collect();
    let derived = match row.table {
        Table::Nrm => path.get(2..).unwrap_or_default().join("."),
        _ => path.last().copied().unwrap_or_default().to_owned(),
    };
    if derived == row.name {
        return Ok(None);
    }
    let at = path.iter().rposition(|segment| *segment == row.name);
    match at {
        Some(at) if row.table != Table::Nrm => Ok(Some(at)),
        _ => Err(Problem::new(
            "facts",
            row.id.as_str(),
            "its name is not in its id",
        )),
    }
}

/// Whether the holder follows from the id, as the reader assumes.
fn holder_follows(row: &Parameter) -> bool {
    let path: Vec<_> = row.id.as_str().split('.').collect();
    match row.table {
        Table::SmallCell => {
            let object = path.get(1..path.len() - 1).unwrap_or_default().join(".");
            row.holder == format!("FAPService.{{i}}.{object}.")
        }
        _ => path.get(1) == Some(&row.holder.as_str()),
    }
}

fn parameter(row: &Parameter, sheet: &mut SheetBuilder) -> Result<(), Problem> {
    if !holder_follows(row) {
        return Err(Problem::new(
            "facts",
            row.id.as_str(),
            "its holder is not in its id",
        ));
    }
    sheet.set_some(column::NAME_AT, name_at(row)?);
    sheet.set_some(column::USAGE, row.usage.map(usage_word));
    sheet.mark(column::BROADCAST, row.broadcast);
    sheet.set_some(column::RELEASE, row.release);
    sheet.mark(column::IS_TYPE, row.is_type);
    sheet.set_some(column::SIGN, row.sign.as_ref());
    sheet.set_some(column::COMMON_NAME, row.common_name.as_ref());
    sheet.set_list(column::ORIGINS, &origins(&row.origins))?;
    if row.table.document().is_none() {
        sheet.set(column::SPEC, &row.spec);
    }
    sheet.set_some(column::REFERENCE, row.reference.as_ref());
    sheet.set_some(column::ACCESS, row.access.as_ref());
    // An empty default is one; a cell cannot be empty.
    let default = row
        .default
        .as_deref()
        .map(|text| if text.is_empty() { "\"\"" } else { text });
    sheet.set_some(column::DEFAULT, default);
    sheet.set_some(column::RRC, row.rrc.as_ref());
    sheet.mark(column::FROM_TEXT, row.range_from_text);
    Ok(())
}

fn counter(row: &Counter, sheet: &mut SheetBuilder) -> Result<(), Problem> {
    sheet.set(column::FAMILY, &row.family);
    sheet.set_list(column::OBJECTS, &row.objects)?;
    sheet.set_some(column::METHOD, row.method.as_ref());
    sheet.set_some(column::NUMBER, row.number.as_ref());
    sheet.set_some(column::FIGURE_UNIT, row.unit.as_ref());
    sheet.set_some(column::UNIT_E2, row.unit_e2.as_ref());
    sheet.set_list(column::LABELS, &row.labels)?;
    sheet.set_list(column::LABELS_REQUIRED, &row.labels_required)?;
    sheet.set_list(column::LABELS_ONE_OF, &row.labels_one_of)?;
    sheet.set_some(column::NAME_FORM, row.name_form.as_ref());
    sheet.set(column::SPEC, &row.spec);
    sheet.set(column::CLAUSE, &row.clause);
    sheet.set_some(column::FIX, row.fix.as_ref());
    sheet.set_some(column::NOTE, row.note.as_ref());
    sheet.set_some(
        column::SOURCES,
        Some(row.sources).filter(|sources| *sources > 0),
    );
    sheet.set_list(column::ORIGINS, &origins(&row.origins))
}

fn kpi(row: &Kpi, sheet: &mut SheetBuilder) -> Result<(), Problem> {
    let aggregate = match &row.aggregate {
        Aggregate::RatioOfSums => "ratio_of_sums".to_owned(),
        Aggregate::Sum => "sum".to_owned(),
        Aggregate::Max => "max".to_owned(),
        Aggregate::WeightedBy(by) => format!("weighted_by {by}"),
    };
    let target = row
        .target
        .as_ref()
        .map(|target| format!("{} {}", target.max, target.over));
    let zero: Vec<_> = row.zero_on_relation.iter().map(|id| id.0.clone()).collect();
    sheet.set(column::FAMILY, &row.family);
    sheet.set(column::FIGURE_UNIT, &row.unit);
    sheet.set(column::BETTER, row.better.name());
    sheet.set(column::FORMULA, &row.formula);
    sheet.set_some(column::SPEC, row.spec.as_ref());
    sheet.set_some(column::CLAUSE, row.clause.as_ref());
    sheet.set(column::AGGREGATE, aggregate);
    sheet.set_some(column::AGGREGATE_TIME, row.aggregate_time.as_ref());
    sheet.mark(column::NOT_ACROSS, !row.across_objects);
    sheet.set_some(column::MIN_DEN, row.min_den);
    sheet.set_list(column::OBJECTS, &row.objects)?;
    sheet.set(column::DEFINITION, &row.definition);
    sheet.set_some(column::CAVEAT, row.caveat.as_ref());
    sheet.set_some(column::JOIN, row.join.as_ref());
    sheet.set_some(column::SPLIT_BY, row.split_by.as_ref());
    sheet.set_some(column::TARGET, target);
    sheet.set_list(column::ZERO_ON_RELATION, &zero)?;
    sheet.set_some(column::REPLACES, row.replaces.as_ref());
    sheet.set_list(column::ORIGINS, &origins(&row.origins))
}
