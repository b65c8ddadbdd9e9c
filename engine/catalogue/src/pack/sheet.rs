//! Building sparse tables of text.

use std::collections::{BTreeMap, HashMap};

use protocol::catalogue::packed::{Column, Sheet};

use crate::problem::Problem;

/// Texts of a part, each once, in the order of first use.
#[derive(Default)]
pub struct Texts {
    numbers: HashMap<String, u32>,
    lines: Vec<String>,
}

impl Texts {
    /// 0 for a text that is new, else its number plus 1.
    pub fn code(&mut self, text: &str) -> Result<u32, Problem> {
        if text.contains('\n') || text.is_empty() {
            return Err(Problem::new("text", text, "empty or more than one line"));
        }
        if let Some(number) = self.numbers.get(text) {
            return Ok(number + 1);
        }
        self.numbers
            .insert(text.to_owned(), super::numbers::count(self.lines.len())?);
        self.lines.push(text.to_owned());
        Ok(0)
    }

    /// All of them, joined by line feeds.
    pub fn into_lines(self) -> String {
        self.lines.join("\n")
    }
}

/// Collects cells column by column.
#[derive(Default)]
pub struct SheetBuilder {
    rows: u32,
    columns: BTreeMap<u8, Vec<(u32, String)>>,
}

impl SheetBuilder {
    /// Begins the next row.
    pub fn next_row(&mut self) {
        self.rows += 1;
    }

    /// Sets a cell of the current row; an empty text stays unset.
    pub fn set(&mut self, key: u8, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.columns
                .entry(key)
                .or_default()
                .push((self.rows.saturating_sub(1), text));
        }
    }

    /// Sets a cell where there is something to say.
    pub fn set_some(&mut self, key: u8, text: Option<impl ToString>) {
        if let Some(text) = text {
            self.set(key, text.to_string());
        }
    }

    /// Sets a cell that only marks the row.
    pub fn mark(&mut self, key: u8, marked: bool) {
        if marked {
            self.set(key, "y");
        }
    }

    /// Sets a cell to texts joined by `|`.
    pub fn set_list(&mut self, key: u8, texts: &[String]) -> Result<(), Problem> {
        for text in texts {
            if text.contains('|') || text.is_empty() {
                return Err(Problem::new("text", text, "empty or with a | in a list"));
            }
        }
        self.set(key, texts.join("|"));
        Ok(())
    }

    /// The sheet; new texts go into `texts`.
    pub fn finish(self, texts: &mut Texts) -> Result<Sheet, Problem> {
        let mut columns = Vec::with_capacity(self.columns.len());
        for (key, cells) in self.columns {
            let mut column = Column {
                key,
                ..Column::default()
            };
            let mut free = 0;
            for (row, text) in cells {
                column.gaps.push(row - free);
                column.texts.push(texts.code(&text)?);
                free = row + 1;
            }
            columns.push(column);
        }
        Ok(Sheet {
            rows: self.rows,
            columns,
        })
    }
}
