//! Fact rows by number: put together from their columns when asked for.

use protocol::answer::Technology;
use protocol::catalogue::packed::{PartName, RowsPart, column};
use protocol::catalogue::{
    Aggregate, Better, CatalogueError, CauseList, Clause, Counter, Kpi, Legal, Micro, Origins,
    Parameter, Procedure, Row, Special, Table, Target, basis_of_word, usage_of_word,
};
use protocol::ids::RowId;

use super::lines::Lines;
use super::names::{is_alternative, is_numbered};
use super::part::damaged;
use super::paths::Paths;
use super::sheet::{Cells, Sheet, next_or_known};

/// The number of a row, counted over all tables.
pub type RowNumber = u32;

/// All fact rows and clauses.
#[derive(Debug)]
pub struct Rows {
    /// First row of each table, and the number of all rows.
    bounds: Vec<u32>,
    paths: Paths,
    lines: Lines,
    legal: Sheet,
    legal_of: Vec<u32>,
    cells: Sheet,
    alias_of: Vec<u32>,
    clauses: Sheet,
}

impl Rows {
    /// Opens the part.
    ///
    /// # Errors
    /// `catalogue-damaged` when columns do not fit together.
    pub fn open(part: RowsPart) -> Result<Self, CatalogueError> {
        Self::fit(part).ok_or(damaged(PartName::Rows, "columns do not fit together"))
    }

    fn fit(part: RowsPart) -> Option<Self> {
        let mut bounds = vec![0_u32];
        for count in &part.counts {
            bounds.push(bounds.last()?.checked_add(*count)?);
        }
        let rows = *bounds.last()?;
        let lines = Lines::new(part.lines);
        let mut used = 0;
        let legal = Sheet::open(part.legal, &lines, &mut used)?;
        let cells = Sheet::open(part.rows, &lines, &mut used)?;
        let clauses = Sheet::open(part.clauses, &lines, &mut used)?;
        let mut fresh = 0;
        let legal_of: Vec<u32> = part
            .legal_of
            .into_iter()
            .map(|code| next_or_known(code, &mut fresh))
            .collect();
        let parameters = *bounds.get(
            Table::ALL
                .iter()
                .take_while(|t| t.holds_parameters())
                .count(),
        )?;
        let sound = bounds.len() == Table::ALL.len() + 1
            && cells.rows() == rows
            && legal_of.len() == parameters as usize
            && part.alias_of.len() == parameters as usize
            && legal_of.iter().all(|number| *number < legal.rows());
        let paths = Paths::open(part.paths, rows)?;
        sound.then_some(Self {
            bounds,
            paths,
            lines,
            legal,
            legal_of,
            cells,
            alias_of: part.alias_of,
            clauses,
        })
    }

    /// Number of rows of all tables.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.bounds.last().copied().unwrap_or_default()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of rows of a table.
    #[must_use]
    pub fn count(&self, table: Table) -> u32 {
        let of = self.range(table);
        of.end - of.start
    }

    /// Number of cause values in all lists.
    #[must_use]
    pub fn cause_values(&self) -> u32 {
        let values = |row| self.cells(row).list(column::CAUSES).count();
        let all: usize = self.range(Table::Cause).map(values).sum();
        u32::try_from(all).unwrap_or(u32::MAX)
    }

    /// The row numbers of a table.
    #[must_use]
    pub fn range(&self, table: Table) -> core::ops::Range<RowNumber> {
        let at = table as usize;
        match (self.bounds.get(at), self.bounds.get(at + 1)) {
            (Some(from), Some(to)) => *from..*to,
            _ => 0..0,
        }
    }

    /// The row numbers of all four parameter tables.
    #[must_use]
    pub fn parameters(&self) -> core::ops::Range<RowNumber> {
        0..self.range(Table::SmallCell).end
    }

    /// The table of a row.
    #[must_use]
    pub fn table(&self, row: RowNumber) -> Option<Table> {
        Table::ALL
            .into_iter()
            .find(|table| self.range(*table).contains(&row))
    }

    /// The id of a row.
    #[must_use]
    pub fn id(&self, row: RowNumber) -> RowId {
        RowId(self.paths.id(row))
    }

    /// The row of an id.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<RowNumber> {
        self.paths.row(id)
    }

    /// The segments of a row's id.
    pub fn segments(
        &self,
        row: RowNumber,
    ) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.paths.texts(row)
    }

    /// The segments of a row's id, as numbers.
    #[must_use]
    pub fn path(&self, row: RowNumber) -> &[u32] {
        self.paths.path(row)
    }

    /// How many different segments the ids have.
    #[must_use]
    pub fn segment_count(&self) -> u32 {
        self.paths.segments()
    }

    /// The text of a segment.
    #[must_use]
    pub fn segment(&self, number: u32) -> &str {
        self.paths.segment(number)
    }

    /// Which of the different legal ranges a parameter row has: equal numbers, equal ranges.
    #[must_use]
    pub fn legal_number(&self, row: RowNumber) -> Option<u32> {
        self.legal_of.get(row as usize).copied()
    }

    /// The rows with a common name, and the name.
    pub fn common_names(&self) -> impl Iterator<Item = (RowNumber, &str)> {
        self.cells.column(column::COMMON_NAME, &self.lines)
    }

    /// The word for what an RRC field is for, release and named-type mark, without the whole row.
    #[must_use]
    pub fn standing(&self, row: RowNumber) -> Standing {
        let cells = self.cells(row);
        Standing {
            configurable: cells.get(column::USAGE).is_none_or(|word| word == "config"),
            reported: cells.get(column::USAGE) == Some("report"),
            release: cells.number(column::RELEASE),
            is_type: cells.marked(column::IS_TYPE),
        }
    }

    /// Whether the segment at a place of a parameter's path is its name: nothing follows but forms
    /// of the value (`.rsrp`, `.ms160`), or the table says so.
    #[must_use]
    pub fn is_named_at(&self, row: RowNumber, place: usize) -> bool {
        if self.cells(row).number(column::NAME_AT) == Some(place) {
            return true;
        }
        let is_form = |segment: &str| is_alternative(segment) || is_numbered(segment);
        self.segments(row).skip(place + 1).all(is_form)
    }

    /// The causes of a list.
    pub fn causes(&self, row: RowNumber) -> impl Iterator<Item = &str> {
        self.cells(row).list(column::CAUSES)
    }

    /// The labels of a counter's sub-counters.
    pub fn labels(&self, row: RowNumber) -> impl Iterator<Item = &str> {
        self.cells(row).list(column::LABELS)
    }

    /// The definition of a KPI; empty for other rows.
    #[must_use]
    pub fn definition(&self, row: RowNumber) -> &str {
        self.cells(row).get(column::DEFINITION).unwrap_or_default()
    }

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

    /// All clauses.
    pub fn clauses(&self) -> impl Iterator<Item = Clause> {
        (0..self.clauses.rows()).map(|row| {
            let cells = self.clauses.row(row, &self.lines);
            Clause {
                spec: cells.text_or_empty(column::SPEC),
                number: cells.text_or_empty(column::CLAUSE_NUMBER),
                title: cells.text_or_empty(column::TITLE),
            }
        })
    }

    /// The title of a clause.
    #[must_use]
    pub fn clause_title(&self, spec: &str, number: &str) -> Option<&str> {
        let mut rows = (0..self.clauses.rows()).map(|row| self.clauses.row(row, &self.lines));
        let found = rows.find(|cells| {
            cells.get(column::CLAUSE_NUMBER) == Some(number)
                && cells.get(column::SPEC) == Some(spec)
        })?;
        found.get(column::TITLE)
    }

    fn cells(&self, row: RowNumber) -> Cells<'_> {
        self.cells.row(row, &self.lines)
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
        let alias = self
            .alias_of
            .get(row as usize)
            .and_then(|code| code.checked_sub(1));
        let legal = self.legal.row(self.legal_number(row)?, &self.lines);
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

/// How a parameter row stands among others of its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The network sets it.
    pub configurable: bool,
    /// The phone reports it.
    pub reported: bool,
    /// Release that brought it; `None` is the base release.
    pub release: Option<u8>,
    /// It is a named type, not a field.
    pub is_type: bool,
}

fn technology(word: &str) -> Option<Technology> {
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
fn counters_of(formula: &str, tech: Technology) -> Vec<RowId> {
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
