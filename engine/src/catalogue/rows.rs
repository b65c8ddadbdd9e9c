//! Fact rows by number: put together from their columns when asked for.

use protocol::catalogue::packed::{PartName, RowsPart, column, next_or_known};
use protocol::catalogue::{CatalogueError, Clause, Table};
use protocol::ids::RowId;

use super::lines::Lines;
use super::names::{is_alternative, is_numbered};
use super::part::damaged;
use super::paths::Paths;
use super::row::{counters_of, technology};
use super::sheet::{Cells, Sheet};
use crate::sort;

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
    /// Counter and KPI that uses it, each a [`sort::pair`], rising.
    uses: Vec<u64>,
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
        let mut rows = Self {
            bounds,
            paths,
            lines,
            legal,
            legal_of,
            cells,
            alias_of: part.alias_of,
            clauses,
            uses: Vec::new(),
        };
        rows.uses = rows.read_uses();
        sound.then_some(rows)
    }

    /// Which KPI uses which counter.
    fn read_uses(&self) -> Vec<u64> {
        let mut uses = Vec::new();
        for kpi in self.range(Table::Kpi) {
            let formula = self.cells(kpi).get(column::FORMULA).unwrap_or_default();
            let tech = self.segments(kpi).next().and_then(technology);
            let counters = tech
                .map(|tech| counters_of(formula, tech))
                .unwrap_or_default();
            let numbers = counters.iter().filter_map(|id| self.number(id.as_str()));
            uses.extend(numbers.map(|counter| sort::pair(counter, kpi)));
        }
        uses.sort_unstable();
        uses
    }

    /// The KPIs that use a counter, in table order.
    pub fn kpis_with(&self, counter: RowNumber) -> impl Iterator<Item = RowNumber> {
        let from = self
            .uses
            .partition_point(|using| sort::first(*using) < counter);
        let same = self
            .uses
            .iter()
            .skip(from)
            .take_while(move |using| sort::first(**using) == counter);
        same.map(|using| sort::second(*using))
    }

    /// Whether two parameter rows allow the same values, in the same unit and coding.
    #[must_use]
    pub fn same_range(&self, one: RowNumber, other: RowNumber) -> bool {
        const RANGE: [u8; 10] = [
            column::KIND,
            column::MIN,
            column::MAX,
            column::VALUES,
            column::RANGES,
            column::SIZE,
            column::UNIT,
            column::SCALE,
            column::OFFSET,
            column::MULTIPLE_OF,
        ];
        let (Some(one), Some(other)) = (self.legal_number(one), self.legal_number(other)) else {
            return false;
        };
        let cells = |number| self.legal.row(number, &self.lines);
        one == other
            || RANGE
                .iter()
                .all(|key| cells(one).get(*key) == cells(other).get(*key))
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

    /// The rows with a common name, rising, and the name.
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

    /// The parameter rows with one of these segments: those of which it is the name, and those
    /// which it holds as element, class, object or event. Both rising.
    #[must_use]
    pub fn named_and_held(&self, segments: &[u32]) -> (Vec<RowNumber>, Vec<RowNumber>) {
        let (mut named, mut held) = (Vec::new(), Vec::new());
        let parameters = self.parameters();
        let mut with: Vec<RowNumber> = segments
            .iter()
            .flat_map(|segment| self.paths.with(*segment))
            .copied()
            .collect();
        sort::numbers(&mut with);
        for row in with.into_iter().filter(|row| parameters.contains(row)) {
            let path = self.path(row);
            let place = path
                .iter()
                .skip(1)
                .rposition(|segment| segments.contains(segment));
            match place {
                Some(place) if self.is_named_at(row, place + 1) => named.push(row),
                Some(_) => held.push(row),
                None => {}
            }
        }
        (named, held)
    }

    /// Whether the segment at a place of a parameter's path is its name: nothing follows but forms
    /// of the value (`.rsrp`, `.ms160`), or the table says so.
    #[must_use]
    fn is_named_at(&self, row: RowNumber, place: usize) -> bool {
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

    /// The row that a parameter row copies its range from.
    pub(super) fn alias(&self, row: RowNumber) -> Option<RowNumber> {
        self.alias_of
            .get(row as usize)
            .and_then(|code| code.checked_sub(1))
    }

    /// The legal range of a parameter row.
    pub(super) fn legal(&self, row: RowNumber) -> Option<Cells<'_>> {
        self.legal_number(row)
            .map(|number| self.legal.row(number, &self.lines))
    }

    pub(super) fn cells(&self, row: RowNumber) -> Cells<'_> {
        self.cells.row(row, &self.lines)
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
