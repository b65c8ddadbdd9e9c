//! Integer and enumerated RRC fields and their physical values, TS 38.331 and TS 36.331.

use protocol::calculator::{Refusal, TableName, Value, Why};

use super::definition::{Definition, needed};
use super::exact::parts;
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 3] = [
    Definition {
        name: "rrc_scale",
        title: "The physical value of an integer RRC field",
        inputs: &[
            needed("tech", "", "NR or LTE"),
            needed("field", "", "name of the field, such as q-RxLevMin"),
            needed("raw", "", "the integer in the message"),
        ],
        clause: "",
        run: scale,
    },
    Definition {
        name: "rrc_encode",
        title: "The integer of an RRC field for a physical value",
        inputs: &[
            needed("tech", "", "NR or LTE"),
            needed("field", "", "name of the field, such as hysteresis"),
            needed("value", "unit of the field", "the physical value"),
        ],
        clause: "",
        run: encode,
    },
    Definition {
        name: "rrc_enum",
        title: "An enumerated RRC field: is a value legal, and how is it spelt",
        inputs: &[
            needed("tech", "", "NR or LTE"),
            needed("field", "", "name of the field, such as timeToTrigger"),
            needed(
                "value",
                "unit of the field",
                "the number, or the name as in ms320",
            ),
        ],
        clause: "",
        run: enumerated,
    },
];

/// Names under which a row stands: `a3-Offset / a6-Offset`, `threshX-HighP/LowP, s-IntraSearchP`.
fn is_called(row: TableRow<'_>, field: &str) -> bool {
    let name = row.text("field");
    name.eq_ignore_ascii_case(field)
        || name
            .split(", ")
            .flat_map(|part| part.split(" / "))
            .any(|part| {
                match part.split_once('/') {
                    // `threshX-HighP/LowP` is threshX-HighP and threshX-LowP.
                    Some((first, second)) => {
                        let stem = first
                            .rfind('-')
                            .map_or("", |at| first.get(..=at).unwrap_or(""));
                        first.eq_ignore_ascii_case(field)
                            || format!("{stem}{second}").eq_ignore_ascii_case(field)
                    }
                    None => part.eq_ignore_ascii_case(field),
                }
            })
}

fn find<'a>(
    tables: &'a Tables,
    table: TableName,
    inputs: &Inputs<'_>,
) -> Result<TableRow<'a>, Refusal> {
    let tech = inputs.one_of("tech", "technology", &["NR", "LTE"])?;
    let field = inputs.text("field")?;
    let of_tech = |table| {
        let rows = tables.rows(table);
        rows.filter(|row| row.text("tech") == tech)
    };
    // The exact name first: `t310` is not `t310 (dedicated)`.
    let exact = of_tech(table).find(|row| row.text("field").eq_ignore_ascii_case(field));
    let found = exact.or_else(|| of_tech(table).find(|row| is_called(*row, field)));
    found.ok_or_else(|| {
        let (other, hint) = match table {
            TableName::RrcEnum => (
                TableName::RrcScaled,
                "an integer: see rrc_scale and rrc_encode",
            ),
            _ => (TableName::RrcEnum, "enumerated: see rrc_enum"),
        };
        if of_tech(other).any(|row| is_called(row, field)) {
            return Refusal::new(Why::Unknown, "field", format!("{field} is {hint}"), "");
        }
        let names: Vec<_> = of_tech(table).map(|row| row.text("field")).collect();
        Refusal::new(Why::Unknown, "field", "unknown field", names.join(", "))
    })
}

fn ends(row: TableRow<'_>) -> (i64, i64) {
    (row.int("field_min"), row.int("field_max"))
}

/// Scale and offset in millionths.
fn line(row: TableRow<'_>) -> (i64, i64) {
    let micro = |column| row.micro(column).unwrap_or_default();
    (micro("scale").max(1), micro("offset"))
}

fn physical(row: TableRow<'_>, raw: i64) -> f64 {
    let (scale, offset) = line(row);
    (raw * scale + offset) as f64 / 1e6
}

fn scale(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let row = find(tables, TableName::RrcScaled, inputs)?;
    let (least, most) = ends(row);
    let raw = inputs.int("raw", "raw", least, most)?;
    let ((scale, offset), unit) = (line(row), row.text("unit"));
    let value = physical(row, raw);
    let mut working = Working::by("value = raw · scale + offset");
    working.rests_on(row);
    working.step(format!(
        "{raw} · {} + {} = {value} {unit}",
        scale as f64 / 1e6,
        offset as f64 / 1e6
    ));
    working.out("value", value, unit).out("unit", unit, "");
    Ok(working)
}

fn encode(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let row = find(tables, TableName::RrcScaled, inputs)?;
    let (least, most) = ends(row);
    let value = inputs.number("value")?;
    let ((scale, offset), unit) = (line(row), row.text("unit"));
    let step = scale as f64 / 1e6;
    let (from, to) = (physical(row, least), physical(row, most));
    let legal = format!("{from}..{to} {unit} in steps of {step}");
    if value < from || value > to {
        return Err(Refusal::new(
            Why::OutOfRange,
            "value",
            "value out of range",
            legal,
        ));
    }
    let micros = parts(value, 1e6).filter(|micros| (micros - offset) % scale == 0);
    let Some(micros) = micros else {
        let reason = match offset {
            0 => format!("value is not a multiple of {step}"),
            _ => format!("value is not {step} · raw + {}", offset as f64 / 1e6),
        };
        return Err(not_legal("value", reason, legal));
    };
    let raw = (micros - offset) / scale;
    let mut working = Working::by("raw = (value − offset) / scale");
    working.rests_on(row);
    working.step(format!(
        "({value} − {}) / {step} = {raw}",
        offset as f64 / 1e6
    ));
    working.out("raw", raw, "");
    Ok(working)
}

fn enumerated(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let row = find(tables, TableName::RrcEnum, inputs)?;
    let unit = row.text("unit");
    let names: Vec<_> = row.texts("values").collect();
    let numbers: Vec<_> = row.numbers("numeric").collect();
    let place = match inputs.any("value")? {
        Value::Text(name) => names.iter().position(|known| known == name),
        _ => {
            let value = inputs.number("value")?;
            let place = numbers.iter().position(|number| *number == value);
            if place.is_none() {
                return Err(not_legal(
                    "value",
                    nearest(value, &numbers),
                    names.join(", "),
                ));
            }
            place
        }
    };
    let found = place.and_then(|place| Some((names.get(place)?, numbers.get(place)?)));
    let Some((name, number)) = found else {
        return Err(not_legal("value", "not a legal value", names.join(", ")));
    };
    let mut working = Working::by("values as the ASN.1 lists them");
    working.rests_on(row);
    working.step(format!("{name} is {number} {unit}"));
    working.out("name", *name, "").out("numeric", *number, unit);
    working.out("unit", unit, "");
    if row.text("field") == "t310" && row.text("tech") == "NR" {
        working.note("This is the T310 of SIB1, up to 2000 ms; the dedicated one goes to 6000 ms.");
    }
    Ok(working)
}

/// Names the two neighbours of a number that is not listed.
fn nearest(value: f64, numbers: &[f64]) -> String {
    let below = numbers.iter().filter(|number| **number < value);
    let above = numbers.iter().filter(|number| **number > value);
    let below = below.copied().reduce(f64::max);
    let above = above.copied().reduce(f64::min);
    match (below, above) {
        (Some(below), Some(above)) => format!("not a legal value; nearest {below} and {above}"),
        (Some(one), None) | (None, Some(one)) => format!("not a legal value; nearest {one}"),
        (None, None) => "not a legal value".to_owned(),
    }
}
