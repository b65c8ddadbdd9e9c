//! The tables of the calculators: one object per row, read against the columns of its table.

use std::collections::BTreeMap;
use std::path::Path;

use protocol::calculator::TableName;
use protocol::calculator::shapes::{Kind, Shape};
use protocol::catalogue::Micro;
use serde_json::{Map, Value};

use super::files::{convert, lines_of, micro, text};
use crate::problem::Problems;

/// The file.
pub const FILE: &str = "facts/calculator_tables.jsonl";

/// A value of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number; yes is 1 and no is 0.
    Number(Micro),
    /// Several texts.
    Texts(Vec<String>),
    /// Several numbers.
    Numbers(Vec<Micro>),
}

/// A row: its cells by column; those without a value are left out.
pub type Row = BTreeMap<&'static str, Cell>;

/// Rows by table, in the order of the file.
pub type Tables = BTreeMap<TableName, Vec<Row>>;

/// All rows.
pub fn read(dir: &Path) -> Result<Tables, Problems> {
    parse(&text(dir, FILE)?)
}

/// All rows of the file's text.
pub fn parse(text: &str) -> Result<Tables, Problems> {
    let mut tables = Tables::new();
    for (table, row) in convert(FILE, lines_of(FILE, text)?, typed)? {
        tables.entry(table).or_default().push(row);
    }
    Ok(tables)
}

fn typed(mut raw: Map<String, Value>) -> Result<(TableName, Row), String> {
    let name = match raw.remove("table") {
        Some(Value::String(name)) => name,
        _ => return Err("it names no table".to_owned()),
    };
    let table = TableName::ALL
        .iter()
        .find(|table| table.name() == name)
        .ok_or(format!("unknown table {name}"))?;
    let mut row = Row::new();
    for shape in table.shapes() {
        match raw.remove(shape.name) {
            None | Some(Value::Null) if shape.optional => {}
            None | Some(Value::Null) => return Err(format!("{} is missing", shape.name)),
            Some(value) => {
                row.insert(shape.name, cell(shape, value)?);
            }
        }
    }
    match raw.keys().next() {
        None => Ok((*table, row)),
        Some(field) => Err(format!("unknown field {field}")),
    }
}

fn cell(shape: &Shape, value: Value) -> Result<Cell, String> {
    let number = |value: &Value| match value {
        Value::Number(number) => micro(number),
        other => Err(format!("{other} in {} is no number", shape.name)),
    };
    let text = |value: Value| match value {
        Value::String(text) if !text.is_empty() => Ok(text),
        other => Err(format!("{other} in {} is no text", shape.name)),
    };
    let list = |value: Value| match value {
        Value::Array(values) => Ok(values),
        other => Err(format!("{other} in {} is no list", shape.name)),
    };
    match shape.kind {
        Kind::Text => text(value).map(Cell::Text),
        Kind::Number => number(&value).map(Cell::Number),
        Kind::Truth => match value {
            Value::Bool(truth) => Ok(Cell::Number(Micro(i64::from(truth) * 1_000_000))),
            other => Err(format!("{other} in {} is neither yes nor no", shape.name)),
        },
        Kind::Texts => {
            let texts = list(value)?.into_iter().map(text);
            texts.collect::<Result<_, _>>().map(Cell::Texts)
        }
        Kind::Numbers => {
            let numbers = list(value)?;
            let numbers = numbers.iter().map(number);
            numbers.collect::<Result<_, _>>().map(Cell::Numbers)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<usize, &str>) {
        let raw = serde_json::from_str(line).unwrap();
        let read = typed(raw).map(|(_, row)| row.len());
        assert_eq!(read, expected.map_err(str::to_owned));
    }

    #[test]
    fn a_row_has_the_fields_of_its_table_and_no_others() {
        let good = r#""table":"lte_nrb","clause":"36.104 5.6","bw_mhz":1.4,"nrb":6"#;
        check(&format!("{{{good},\"sources\":2}}"), Ok(4));
        check(&format!("{{{good}}}"), Err("sources is missing"));
        check(
            &format!("{{{good},\"sources\":2,\"guard\":1}}"),
            Err("unknown field guard"),
        );
        check(
            &format!("{{{good},\"sources\":\"2\"}}"),
            Err("\"2\" in sources is no number"),
        );
        check(r#"{"table":"x"}"#, Err("unknown table x"));
        check("{}", Err("it names no table"));
    }
}
