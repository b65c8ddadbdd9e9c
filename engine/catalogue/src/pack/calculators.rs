//! Part `calculators`: numbers as distances, texts once.

use protocol::calculator::TableName;
use protocol::calculator::shapes::{Kind, Shape};
use protocol::catalogue::Micro;
use protocol::catalogue::packed::{CalculatorsPart, Numbers, NumbersColumn};

use super::numbers::count;
use super::sheet::Texts;
use crate::problem::{Problem, Problems};
use crate::source::Source;
use crate::source::calculators::{Cell, Row};

/// All tables.
pub fn part(source: &Source) -> Result<CalculatorsPart, Problems> {
    let mut texts = Texts::default();
    let mut tables = Vec::with_capacity(TableName::ALL.len());
    for table in TableName::ALL {
        let rows = source.calculators.get(table).map_or(&[][..], Vec::as_slice);
        let columns = table.packed().map(|shape| column(shape, rows, &mut texts));
        tables.push(Numbers {
            columns: columns.collect::<Result<_, _>>()?,
            rows: count(rows.len())?,
        });
    }
    Ok(CalculatorsPart {
        lines: texts.into_lines(),
        tables,
    })
}

fn column(shape: &Shape, rows: &[Row], texts: &mut Texts) -> Result<NumbersColumn, Problem> {
    let cells: Vec<_> = rows.iter().map(|row| row.get(shape.name)).collect();
    let digits = digits(&cells);
    let unit = 10_i64.pow(6 - u32::from(digits));
    let mut column = NumbersColumn {
        digits,
        ..NumbersColumn::default()
    };
    let mut before = 0;
    let mut step = |number: &Micro| {
        let number = number.0 / unit;
        let step = number - before;
        before = number;
        step
    };
    let mut free = 0;
    for (row, cell) in (0..).zip(&cells) {
        let Some(cell) = cell else {
            column.absent.push(row - free);
            free = row + 1;
            continue;
        };
        if matches!(shape.kind, Kind::Texts | Kind::Numbers) {
            let length = match cell {
                Cell::Texts(texts) => texts.len(),
                Cell::Numbers(numbers) => numbers.len(),
                Cell::Text(_) | Cell::Number(_) => 1,
            };
            column.lengths.push(count(length)?);
        }
        match cell {
            Cell::Text(text) => column.steps.push(texts.code(text)?.into()),
            Cell::Texts(list) => {
                for text in list {
                    column.steps.push(texts.code(text)?.into());
                }
            }
            Cell::Number(number) => column.steps.push(step(number)),
            Cell::Numbers(numbers) => column.steps.extend(numbers.iter().map(&mut step)),
        }
    }
    Ok(column)
}

/// How many digits after the point the numbers need.
fn digits(cells: &[Option<&Cell>]) -> u8 {
    let of = |number: &Micro| {
        let needed = |digits: &u8| number.0 % 10_i64.pow(6 - u32::from(*digits)) == 0;
        (0..6).find(needed).unwrap_or(6)
    };
    let numbers = cells.iter().flatten().flat_map(|cell| match cell {
        Cell::Number(number) => std::slice::from_ref(number),
        Cell::Numbers(numbers) => numbers.as_slice(),
        Cell::Text(_) | Cell::Texts(_) => &[],
    });
    numbers.map(of).max().unwrap_or_default()
}
