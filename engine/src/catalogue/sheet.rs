//! Sparse tables of text, opened for reading.

use protocol::catalogue::packed::{self, next_or_known};

use super::lines::Lines;

/// A sheet whose texts are numbers of lines.
#[derive(Debug, Default)]
pub struct Sheet {
    rows: u32,
    /// By key; a column that is not there is empty.
    columns: Vec<Column>,
}

#[derive(Debug, Default)]
struct Column {
    /// Rows that have a value, rising.
    rows: Vec<u32>,
    /// The line of each of them.
    lines: Vec<u32>,
}

impl Sheet {
    /// Opens a sheet. `used` counts the lines that sheets before this one used first; it moves on.
    /// `None` when rows or lines do not fit.
    pub fn open(packed: packed::Sheet, lines: &Lines, used: &mut u32) -> Option<Self> {
        let mut columns: Vec<Column> = Vec::new();
        for column in packed.columns {
            let mut rows = Vec::with_capacity(column.gaps.len());
            let mut free = 0_u32;
            for gap in &column.gaps {
                let row = free.checked_add(*gap)?;
                rows.push(row);
                free = row.checked_add(1)?;
            }
            let mut numbers = Vec::with_capacity(column.texts.len());
            for code in column.texts {
                numbers.push(next_or_known(code, used));
            }
            let fits = |line: &u32| (*line as usize) < lines.len();
            if free > packed.rows || rows.len() != numbers.len() || !numbers.iter().all(fits) {
                return None;
            }
            let at = usize::from(column.key);
            if columns.len() <= at {
                columns.resize_with(at + 1, Column::default);
            }
            columns[at] = Column {
                rows,
                lines: numbers,
            };
        }
        Some(Self {
            rows: packed.rows,
            columns,
        })
    }

    /// Number of rows.
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// A row to read cells of.
    pub const fn row<'a>(&'a self, row: u32, lines: &'a Lines) -> Cells<'a> {
        Cells {
            sheet: self,
            lines,
            row,
        }
    }

    /// The cells of a column as row and text, by rising row.
    pub fn column<'a>(&'a self, key: u8, lines: &'a Lines) -> impl Iterator<Item = (u32, &'a str)> {
        let column = self.columns.get(usize::from(key));
        column.into_iter().flat_map(move |column| {
            column
                .rows
                .iter()
                .zip(&column.lines)
                .map(move |(row, line)| (*row, lines.get(*line)))
        })
    }
}

/// One row of a sheet.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    sheet: &'a Sheet,
    lines: &'a Lines,
    row: u32,
}

impl<'a> Cells<'a> {
    /// The text of a cell.
    pub fn get(self, key: u8) -> Option<&'a str> {
        let column = self.sheet.columns.get(usize::from(key))?;
        let at = column.rows.binary_search(&self.row).ok()?;
        column.lines.get(at).map(|line| self.lines.get(*line))
    }

    /// The text of a cell, owned.
    pub fn text(self, key: u8) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    /// The text of a cell, or an empty one.
    pub fn text_or_empty(self, key: u8) -> String {
        self.get(key).unwrap_or_default().to_owned()
    }

    /// Whether a cell marks the row.
    pub fn marked(self, key: u8) -> bool {
        self.get(key).is_some()
    }

    /// The texts of a cell that joins them by `|`.
    pub fn list(self, key: u8) -> impl Iterator<Item = &'a str> {
        self.get(key).into_iter().flat_map(|text| text.split('|'))
    }

    /// The same, owned.
    pub fn texts(self, key: u8) -> Vec<String> {
        self.list(key).map(str::to_owned).collect()
    }

    /// The number in a cell.
    pub fn number<T: core::str::FromStr>(self, key: u8) -> Option<T> {
        self.get(key)?.parse().ok()
    }
}
