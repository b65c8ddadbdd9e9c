//! The tables of the calculators, opened: values by table, row and column.
//!
//! They are a part of the catalogue of their own, fetched with the first calculation. Nothing here computes.

use protocol::calculator::TableName;
use protocol::calculator::shapes::Shape;
use protocol::catalogue::CatalogueError;
use protocol::catalogue::packed::{
    CalculatorsPart, Numbers, NumbersColumn, PartName, next_or_known, unseal,
};

/// Digits of the numbers that rows give.
const MICRO: u8 = 6;

/// All tables.
#[derive(Debug)]
pub struct Tables {
    /// Texts by number.
    lines: Vec<String>,
    tables: Vec<Table>,
}

#[derive(Debug)]
struct Table {
    rows: u32,
    columns: Vec<Column>,
}

#[derive(Debug)]
struct Column {
    /// Where the values of each row begin, and where those of the last end.
    starts: Vec<u32>,
    /// Millionths, or numbers of lines.
    values: Vec<i64>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    tables: &'a Tables,
    name: TableName,
    row: u32,
}

impl Tables {
    /// Opens the part as it was packed.
    ///
    /// # Errors
    /// `catalogue-damaged` when the part is cut off or altered, `catalogue-newer` when a newer build
    /// packed it.
    pub fn open(bytes: &[u8]) -> Result<Self, CatalogueError> {
        let part = PartName::Calculators;
        let (_, payload) = unseal(part, bytes)?;
        let damaged = |reason| CatalogueError::Damaged {
            part: part.name(),
            reason,
        };
        let packed = postcard::from_bytes(payload).map_err(|_| damaged("cannot be read"))?;
        Self::fit(packed).ok_or(damaged("columns do not fit together"))
    }

    fn fit(packed: CalculatorsPart) -> Option<Self> {
        let lines: Vec<String> = packed.lines.split('\n').map(str::to_owned).collect();
        if packed.tables.len() != TableName::ALL.len() {
            return None;
        }
        let mut used = 0;
        let mut tables = Vec::with_capacity(packed.tables.len());
        for (name, table) in TableName::ALL.iter().zip(packed.tables) {
            tables.push(Table::open(*name, table, &lines, &mut used)?);
        }
        Some(Self { lines, tables })
    }

    /// The rows of a table, in the order of the standard.
    pub fn rows(&self, name: TableName) -> impl Iterator<Item = Row<'_>> {
        let rows = self.tables.get(name as usize).map_or(0, |table| table.rows);
        (0..rows).map(move |row| self.row(name, row))
    }

    /// The row at a place, counted from 0; without values when there is none.
    #[must_use]
    pub const fn row(&self, name: TableName, row: u32) -> Row<'_> {
        Row {
            tables: self,
            name,
            row,
        }
    }

    /// The first row with a text in a column.
    #[must_use]
    pub fn named(&self, name: TableName, column: &str, text: &str) -> Option<Row<'_>> {
        self.rows(name).find(|row| row.text(column) == text)
    }

    /// The first row with a whole number in a column.
    #[must_use]
    pub fn numbered(&self, name: TableName, column: &str, number: i64) -> Option<Row<'_>> {
        self.rows(name)
            .find(|row| row.whole(column) == Some(number))
    }
}

impl Table {
    fn open(name: TableName, packed: Numbers, lines: &[String], used: &mut u32) -> Option<Self> {
        let mut columns = Vec::with_capacity(packed.columns.len());
        let mut packed_columns = packed.columns.into_iter();
        for shape in name.packed() {
            let column = packed_columns.next()?;
            columns.push(Column::open(shape, column, packed.rows, lines, used)?);
        }
        Some(Self {
            rows: packed.rows,
            columns,
        })
    }
}

impl Column {
    fn open(
        shape: &Shape,
        packed: NumbersColumn,
        rows: u32,
        lines: &[String],
        used: &mut u32,
    ) -> Option<Self> {
        use protocol::calculator::shapes::Kind;
        let is_list = matches!(shape.kind, Kind::Texts | Kind::Numbers);
        let is_text = matches!(shape.kind, Kind::Text | Kind::Texts);
        let (mut absent, mut lengths) = (packed.absent.into_iter(), packed.lengths.into_iter());
        let mut starts = vec![0_u32];
        let mut end = 0_u32;
        let mut next_absent = absent.next();
        for row in 0..rows {
            if next_absent == Some(row) {
                next_absent = match absent.next() {
                    Some(gap) => Some(row.checked_add(gap)?.checked_add(1)?),
                    None => None,
                };
            } else {
                end = end.checked_add(if is_list { lengths.next()? } else { 1 })?;
            }
            starts.push(end);
        }
        if end as usize != packed.steps.len() || packed.digits > MICRO {
            return None;
        }
        let unit = 10_i64.checked_pow(u32::from(MICRO - packed.digits))?;
        let mut values = Vec::with_capacity(packed.steps.len());
        let mut sum = 0_i64;
        for step in packed.steps {
            values.push(if is_text {
                let line = next_or_known(u32::try_from(step).ok()?, used);
                if line as usize >= lines.len() {
                    return None;
                }
                i64::from(line)
            } else {
                sum = sum.checked_add(step)?;
                sum.checked_mul(unit)?
            });
        }
        Some(Self { starts, values })
    }
}

impl<'a> Row<'a> {
    fn values(self, column: &str) -> &'a [i64] {
        let found = || {
            let place = self.name.packed().position(|shape| shape.name == column)?;
            let table = self.tables.tables.get(self.name as usize)?;
            let column = table.columns.get(place)?;
            let row = self.row as usize;
            let (from, to) = (column.starts.get(row)?, column.starts.get(row + 1)?);
            column.values.get(*from as usize..*to as usize)
        };
        found().unwrap_or_default()
    }

    fn line(self, number: i64) -> &'a str {
        let line = usize::try_from(number).ok();
        let line = line.and_then(|line| self.tables.lines.get(line));
        line.map_or("", String::as_str)
    }

    /// A number in millionths.
    #[must_use]
    pub fn micro(self, column: &str) -> Option<i64> {
        self.values(column).first().copied()
    }

    /// A number.
    #[must_use]
    pub fn number(self, column: &str) -> Option<f64> {
        self.micro(column).map(|micro| micro as f64 / 1e6)
    }

    /// A whole number; `None` when it has a fraction.
    #[must_use]
    pub fn whole(self, column: &str) -> Option<i64> {
        let micro = self.micro(column)?;
        (micro % 1_000_000 == 0).then_some(micro / 1_000_000)
    }

    /// A whole number of a column that has one in every row.
    #[must_use]
    pub fn int(self, column: &str) -> i64 {
        self.whole(column).unwrap_or_default()
    }

    /// A text; empty when there is none.
    #[must_use]
    pub fn text(self, column: &str) -> &'a str {
        self.values(column)
            .first()
            .map_or("", |line| self.line(*line))
    }

    /// The texts of a list.
    pub fn texts(self, column: &str) -> impl Iterator<Item = &'a str> {
        self.values(column).iter().map(move |line| self.line(*line))
    }

    /// The numbers of a list.
    pub fn numbers(self, column: &str) -> impl Iterator<Item = f64> {
        self.values(column).iter().map(|micro| *micro as f64 / 1e6)
    }

    /// The whole numbers of a list.
    #[must_use]
    pub fn wholes(self, column: &str) -> Vec<i64> {
        let micros = self.values(column).iter();
        micros.map(|micro| micro / 1_000_000).collect()
    }
}

#[cfg(test)]
mod tests {
    use ::catalogue::source::calculators::{Cell, parse};
    use protocol::catalogue::packed::seal;

    use super::*;
    use crate::sample;

    #[test]
    fn every_value_of_every_table_is_read_back_equal() {
        let tables = Tables::open(&sample::calculators()).expect("opened");
        for (name, rows) in parse(sample::CALCULATORS).expect("sound") {
            assert_eq!(tables.rows(name).count(), rows.len());
            for (row, source) in tables.rows(name).zip(&rows) {
                for shape in name.packed() {
                    let values = row.values(shape.name);
                    let lines = || row.texts(shape.name).collect::<Vec<_>>();
                    let at = format!("{} {} {}", name.name(), row.row, shape.name);
                    match source.get(shape.name) {
                        None => assert!(values.is_empty(), "{at}"),
                        Some(Cell::Text(text)) => assert_eq!(lines(), [text], "{at}"),
                        Some(Cell::Texts(texts)) => assert_eq!(lines(), *texts, "{at}"),
                        Some(Cell::Number(number)) => assert_eq!(values, [number.0], "{at}"),
                        Some(Cell::Numbers(numbers)) => {
                            let numbers: Vec<_> = numbers.iter().map(|micro| micro.0).collect();
                            assert_eq!(values, numbers, "{at}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_damaged_part_is_an_error_and_never_a_panic() {
        let whole = sample::calculators();
        for cut in [0, 24, 25, whole.len() / 2, whole.len() - 1] {
            assert!(Tables::open(&whole[..cut]).is_err(), "cut at {cut}");
        }
        let (version, payload) = unseal(PartName::Calculators, &whole).expect("sound");
        for at in (0..payload.len()).step_by(97) {
            for to in [0, 0x7f, 0xff] {
                let mut lie = payload.to_vec();
                lie[at] = to;
                let _ = Tables::open(&seal(PartName::Calculators, version, &lie));
            }
        }
    }

    #[test]
    fn what_is_not_there_has_no_values() {
        let tables = Tables::open(&sample::calculators()).expect("opened");
        let beyond = tables.row(TableName::NrBand, 9_999);
        assert_eq!((beyond.text("band"), beyond.number("dl_low")), ("", None));
        assert_eq!(tables.row(TableName::NrBand, 0).text("nothing"), "");
    }
}
