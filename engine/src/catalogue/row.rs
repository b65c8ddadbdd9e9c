//! Whole rows, put together from their columns.

use protocol::answer::Technology;
use protocol::catalogue::packed::column;
use protocol::catalogue::{
    Aggregate, Better, CauseList, Counter, Kpi, Legal, Micro, Origins, Parameter, Procedure, Row,
    Special, Table, Target, basis_of_word, usage_of_word,
};
use protocol::ids::RowId;

use super::rows::{RowNumber, Rows};
use super::sheet::Cells;

impl Rows {
    /// A whole row.
    #[must_use]
    pub fn row(&self, row: RowNumber) -> Option<Row> {
        let cells = self.cells(row);
        Some(match self.table(row)? {
            table if table.holds_parameters() => Row::Parameter(self.parameter(row, table, cells)?),
            Table::Counter => Row::Counter(self.counter(row, cells)?),
            Table::Kpi => Row::Kpi(self.kpi(row, cells)?),
            Table::Procedure => Row::Procedure(self.procedure(row, cells)?),
            _ => Row::Causes(self.cause_list(row, cells)?),
        })
    }

    fn parameter(&self, row: RowNumber, table: Table, cells: Cells<'_>) -> Option<Parameter> {
        let path: Vec<&str> = self.segments(row).collect();
        let inner = path.get(1..path.len().checked_sub(1)?)?;
        let last = path.last().copied()?;
        let name = match (table, cells.number::<usize>(column::NAME_AT)) {
            (Table::Nrm, _) => path.get(2..)?.join("."),
            (_, Some(at)) => (*path.get(at)?).to_owned(),
            _ => last.to_owned(),
        };
        let holder = match table {
            Table::SmallCell => format!("FAPService.{{i}}.{}.", inner.join(".")),
            _ => (*path.get(1)?).to_owned(),
        };
        let alias = self.alias(row);
        let legal = self.legal(row)?;
        let spec = table
            .document()
            .or_else(|| cells.get(column::SPEC))
            .unwrap_or_default();
        Some(Parameter {
            id: self.id(row),
            table,
            holder,
            name,
            legal: legal_range(legal),
            usage: cells.get(column::USAGE).and_then(usage_of_word),
            broadcast: cells.marked(column::BROADCAST),
            release: cells.number(column::RELEASE),
            is_type: cells.marked(column::IS_TYPE),
            sign: cells.text(column::SIGN),
            common_name: cells.text(column::COMMON_NAME),
            alias_of: alias.map(|row| self.id(row)),
            spec: spec.to_owned(),
            reference: cells.text(column::REFERENCE),
            access: cells.text(column::ACCESS),
            default: cells
                .get(column::DEFAULT)
                .map(|text| if text == "\"\"" { "" } else { text }.to_owned()),
            rrc: cells.text(column::RRC),
            range_from_text: cells.marked(column::FROM_TEXT),
            origins: origins(cells),
        })
    }

    /// The technology and the rest of an id that begins with one.
    fn tech_and_name(&self, row: RowNumber) -> Option<(Technology, String)> {
        let mut segments = self.segments(row);
        let tech = technology(segments.next()?)?;
        Some((tech, segments.collect::<Vec<_>>().join(".")))
    }

    fn counter(&self, row: RowNumber, cells: Cells<'_>) -> Option<Counter> {
        let (tech, name) = self.tech_and_name(row)?;
        Some(Counter {
            id: self.id(row),
            tech,
            name,
            family: cells.text_or_empty(column::FAMILY),
            objects: cells.texts(column::OBJECTS),
            method: cells.text(column::METHOD),
            number: cells.text(column::NUMBER),
            unit: cells.text(column::FIGURE_UNIT),
            unit_e2: cells.text(column::UNIT_E2),
            labels: cells.texts(column::LABELS),
            labels_required: cells.texts(column::LABELS_REQUIRED),
            labels_one_of: cells.texts(column::LABELS_ONE_OF),
            name_form: cells.text(column::NAME_FORM),
            spec: cells.text_or_empty(column::SPEC),
            clause: cells.text_or_empty(column::CLAUSE),
            fix: cells.text(column::FIX),
            note: cells.text(column::NOTE),
            sources: cells.number(column::SOURCES).unwrap_or_default(),
            origins: origins(cells),
        })
    }

    fn kpi(&self, row: RowNumber, cells: Cells<'_>) -> Option<Kpi> {
        let (tech, _) = self.tech_and_name(row)?;
        let formula = cells.text_or_empty(column::FORMULA);
        Some(Kpi {
            id: self.id(row),
            tech,
            family: cells.text_or_empty(column::FAMILY),
            unit: cells.text_or_empty(column::FIGURE_UNIT),
            better: Better::from_name(cells.get(column::BETTER)?)?,
            counters: counters_of(&formula, tech),
            formula,
            spec: cells.text(column::SPEC),
            clause: cells.text(column::CLAUSE),
            aggregate: aggregate(cells.get(column::AGGREGATE)?),
            aggregate_time: cells.text(column::AGGREGATE_TIME),
            across_objects: !cells.marked(column::NOT_ACROSS),
            min_den: cells.number(column::MIN_DEN),
            objects: cells.texts(column::OBJECTS),
            definition: cells.text_or_empty(column::DEFINITION),
            caveat: cells.text(column::CAVEAT),
            join: cells.text(column::JOIN),
            split_by: cells.text(column::SPLIT_BY),
            target: cells.get(column::TARGET).and_then(target),
            zero_on_relation: cells
                .list(column::ZERO_ON_RELATION)
                .map(RowId::from)
                .collect(),
            replaces: cells.text(column::REPLACES),
            origins: origins(cells),
        })
    }

    fn procedure(&self, row: RowNumber, cells: Cells<'_>) -> Option<Procedure> {
        let mut segments = self.segments(row);
        Some(Procedure {
            id: self.id(row),
            protocol: segments.next()?.to_owned(),
            name: segments.collect::<Vec<_>>().join("."),
            code: cells.number(column::CODE)?,
            tech: technology(cells.get(column::TECH)?)?,
            spec: cells.text_or_empty(column::SPEC),
        })
    }

    fn cause_list(&self, row: RowNumber, cells: Cells<'_>) -> Option<CauseList> {
        let mut segments = self.segments(row);
        Some(CauseList {
            id: self.id(row),
            protocol: segments.next()?.to_owned(),
            group: segments.collect::<Vec<_>>().join("."),
            values: cells.texts(column::CAUSES),
            spec: cells.text_or_empty(column::SPEC),
        })
    }
}

/// The technology of a word of the tables.
pub(super) fn technology(word: &str) -> Option<Technology> {
    match word {
        "NR" => Some(Technology::Nr),
        "LTE" => Some(Technology::Lte),
        _ => None,
    }
}

fn origins(cells: Cells<'_>) -> Origins {
    let pair = |text: &str| {
        let (field, word) = text.split_once('=')?;
        Some((field.to_owned(), basis_of_word(word)?))
    };
    cells.list(column::ORIGINS).filter_map(pair).collect()
}

/// Two halves of an interval; an open end is empty.
fn interval(text: &str) -> Option<(Micro, Option<Micro>)> {
    let (from, to) = text.split_once("..")?;
    Some((from.parse().ok()?, to.parse().ok()))
}

fn legal_range(cells: Cells<'_>) -> Legal {
    let special = |text: &str| {
        let (value, means) = text.split_once('=')?;
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        Some(Special {
            value,
            means: means.to_owned(),
        })
    };
    let size = cells.get(column::SIZE).and_then(|text| {
        let (least, most) = text.split_once("..")?;
        Some((least.parse().ok()?, most.parse().ok()?))
    });
    Legal {
        kind: cells.text_or_empty(column::KIND),
        min: cells.number(column::MIN),
        max: cells.number(column::MAX),
        values: cells.texts(column::VALUES),
        ranges: cells.list(column::RANGES).filter_map(interval).collect(),
        size,
        type_ref: cells.text(column::TYPE_REF),
        unit: cells.text(column::UNIT),
        scale: cells.number(column::SCALE),
        offset: cells.number(column::OFFSET),
        multiple_of: cells.number(column::MULTIPLE_OF),
        special: cells.list(column::SPECIAL).filter_map(special).collect(),
        list: cells.marked(column::LIST),
    }
}

fn aggregate(text: &str) -> Aggregate {
    match text.split_once(' ') {
        Some((_, by)) => Aggregate::WeightedBy(by.to_owned()),
        None if text == "sum" => Aggregate::Sum,
        None if text == "max" => Aggregate::Max,
        None => Aggregate::RatioOfSums,
    }
}

fn target(text: &str) -> Option<Target> {
    let (max, over) = text.split_once(' ')?;
    Some(Target {
        max: max.parse().ok()?,
        over: over.to_owned(),
    })
}

/// The counters in braces of a formula, in the order of first use.
pub(super) fn counters_of(formula: &str, tech: Technology) -> Vec<RowId> {
    let tech = if tech == Technology::Nr { "NR" } else { "LTE" };
    let mut counters = Vec::new();
    for piece in formula.split('{').skip(1) {
        let name = piece.split(['}', '[']).next().unwrap_or_default();
        let name = name.trim_end_matches('?').trim_end_matches(".*");
        let id = RowId(format!("{tech}.{name}"));
        if name != "granularityPeriod_s" && !counters.contains(&id) {
            counters.push(id);
        }
    }
    counters
}
