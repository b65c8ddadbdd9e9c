//! Report values and thresholds of measured quantities, TS 38.133 10.1, TS 36.133 9.1 and theirs.
//!
//! A report value stands for an interval, a threshold for a point. The threshold of a value is the
//! upper edge of its interval for levels and SINR, and the lower edge for RSRQ and Ec/N0.

use protocol::calculator::{Refusal, TableName, Value, Why};

use super::definition::{Definition, assumed, needed};
use super::exact::parts;
use super::inputs::{Inputs, not_legal, or};
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 2] = [
    Definition {
        name: "meas_decode",
        title: "What a report value or a threshold field says in dBm or dB",
        inputs: &[
            needed("rat", "", "NR, LTE, UTRA-FDD or GERAN"),
            needed(
                "quantity",
                "",
                "RSRP, RSRQ, SINR, RS-SINR, RSCP, EcN0, RXLEV …",
            ),
            needed("field", "", "the integer in the message"),
            assumed(
                "use",
                "",
                "report",
                "report (an interval) or threshold (a point)",
            ),
        ],
        clause: "",
        run: decode,
    },
    Definition {
        name: "meas_encode",
        title: "The report value of a level, or the threshold field for it",
        inputs: &[
            needed("rat", "", "NR, LTE, UTRA-FDD or GERAN"),
            needed(
                "quantity",
                "",
                "RSRP, RSRQ, SINR, RS-SINR, RSCP, EcN0, RXLEV …",
            ),
            needed(
                "value",
                "dBm or dB",
                "the level; infinity where a threshold has it",
            ),
            assumed(
                "use",
                "",
                "report",
                "report (an interval) or threshold (a point)",
            ),
        ],
        clause: "",
        run: encode,
    },
];

/// How the values of a quantity lie, in millionths of dBm or dB.
struct Scale<'a> {
    row: TableRow<'a>,
    rat: &'a str,
    quantity: &'a str,
    unit: &'a str,
    step: i64,
    /// Report v begins at `base + v * step`.
    base: i64,
    /// The threshold of v is `offset + v * step`.
    offset: i64,
    /// Field values that reports use.
    least: i64,
    most: i64,
    /// Whether the last values have no other edge: below the first, above the last.
    open: bool,
    /// The field value that means infinity.
    infinity: Option<i64>,
    /// Legal field values.
    field: (i64, i64),
}

impl<'a> Scale<'a> {
    fn find(tables: &'a Tables, inputs: &Inputs<'_>) -> Result<Self, Refusal> {
        let (rat, quantity) = (inputs.text("rat")?, inputs.text("quantity")?);
        let rows = || tables.rows(TableName::MeasMapping);
        let of_rat: Vec<_> = rows()
            .filter(|row| row.text("rat").eq_ignore_ascii_case(rat))
            .collect();
        if of_rat.is_empty() {
            let legal = or(&["NR", "LTE", "UTRA-FDD", "GERAN"]);
            return Err(Refusal::new(
                Why::Unknown,
                "rat",
                "unknown technology",
                legal,
            ));
        }
        let found = of_rat
            .iter()
            .find(|row| row.text("quantity").eq_ignore_ascii_case(quantity));
        let Some(row) = found.copied() else {
            let names: Vec<_> = of_rat.iter().map(|row| row.text("quantity")).collect();
            return Err(Refusal::new(
                Why::Unknown,
                "quantity",
                "unknown quantity",
                or(&names),
            ));
        };
        let quantity = row.text("quantity");
        let micro = |column| row.micro(column).unwrap_or_default();
        let (step, offset) = (micro("step").max(1), micro("threshold_offset"));
        let field = (row.int("field_min"), row.int("field_max"));
        let infinity = matches!((row.text("rat"), quantity), ("NR", "RSRP" | "SRS-RSRP"));
        let (least, most) = match quantity {
            // Public copies disagree on the ends.
            "L1-RSRP" => (18, 111),
            _ if infinity => (field.0, field.1 - 1),
            _ => field,
        };
        // Extended RSRQ below and above the plain one, which lies in between.
        let gap = if quantity == "RSRQ-ext" { step } else { 0 };
        let lower = matches!(quantity, "RSRQ" | "EcN0" | "RSRP-ext" | "RSRQ-ext");
        Ok(Self {
            row,
            rat: row.text("rat"),
            quantity,
            unit: row.text("unit"),
            step,
            base: if lower { offset + gap } else { offset - step },
            offset,
            least,
            most,
            open: quantity != "L1-RSRP",
            infinity: infinity.then_some(field.1),
            field,
        })
    }

    /// Where the interval of a report value begins.
    fn begin(&self, field: i64) -> i64 {
        // TS 36.133 9.1.7: the plain RSRQ lies between the values below 0 and those above 34.
        let shift = match self.quantity {
            "RSRQ-ext" if field >= 0 => -2 * self.step,
            _ => 0,
        };
        self.base + field * self.step + shift
    }

    fn threshold_held(&self) -> Result<(), Refusal> {
        match self.row.text("quantity") {
            "RSSI" | "RSRQ-ext" => Err(Refusal::new(
                Why::NotHeld,
                "use",
                format!(
                    "the threshold of {} was not verified and is not held",
                    self.quantity
                ),
                "",
            )),
            "L1-RSRP" => Err(Refusal::new(
                Why::Undefined,
                "use",
                "L1-RSRP has no threshold field of this kind",
                "",
            )),
            _ => Ok(()),
        }
    }
}

fn micro(value: i64) -> f64 {
    value as f64 / 1e6
}

fn is_threshold(inputs: &Inputs<'_>) -> Result<bool, Refusal> {
    Ok(inputs.one_of("use", "use", &["report", "threshold"])? == "threshold")
}

fn decode(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let scale = Scale::find(tables, inputs)?;
    let threshold = is_threshold(inputs)?;
    let (least, most) = scale.field;
    let field = inputs.int("field", "field", least, most)?;
    let (unit, step) = (scale.unit, micro(scale.step));
    if threshold {
        scale.threshold_held()?;
        let mut working = Working::by("threshold = offset + field · step");
        working.rests_on(scale.row);
        if scale.infinity == Some(field) {
            working.step(format!("{field} means infinity"));
            working.out("value", "infinity", unit).out("unit", unit, "");
            return Ok(working);
        }
        let value = micro(scale.offset + field * scale.step);
        working.step(format!(
            "{} + {field} · {step} = {value} {unit}",
            micro(scale.offset)
        ));
        working.out("value", value, unit).out("unit", unit, "");
        working.note("A threshold is a point; the report value of the same number is an interval.");
        return Ok(working);
    }
    let mut working = Working::by("report v: begin + v · step ≤ x < begin + (v + 1) · step");
    working.rests_on(scale.row);
    if scale.infinity == Some(field) {
        working.step(format!("{field} means infinity"));
        working.out("value", "infinity", unit).out("unit", unit, "");
        working.note("Reports do not use this value.");
        return Ok(working);
    }
    if field < scale.least || field > scale.most {
        return Err(Refusal::new(
            Why::NotHeld,
            "field",
            format!("public copies of {} disagree on this value", scale.quantity),
            format!("{}..{}", scale.least, scale.most),
        ));
    }
    if scale.quantity == "RSRQ-ext" && (0..=34).contains(&field) {
        let reason = "0 to 34 are values of the plain RSRQ";
        return Err(not_legal("field", reason, "-30..-1 and 35..46"));
    }
    let (from, to) = (scale.begin(field), scale.begin(field) + scale.step);
    let (from, to) = (micro(from), micro(to));
    let first = scale.open && field == scale.least;
    let last = scale.open && field == scale.most && scale.quantity != "RSRP-ext";
    if first {
        working.step(format!("{field} is the first value: x < {to} {unit}"));
    } else if last {
        working.step(format!("{field} is the last value: x ≥ {from} {unit}"));
    } else {
        working.step(format!("{from} {unit} ≤ x < {to} {unit}"));
    }
    if !first {
        working.out("ge", from, unit);
    }
    if !last {
        working.out("lt", to, unit);
    }
    working.out("unit", unit, "");
    working.note("A report value is an interval; the threshold of the same number is a point.");
    Ok(working)
}

fn encode(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let scale = Scale::find(tables, inputs)?;
    if is_threshold(inputs)? {
        return encode_threshold(&scale, inputs);
    }
    let value = inputs.number("value")?;
    let unit = scale.unit;
    // Far outside of every range, so that nothing can overflow.
    let micros = (value.clamp(-1e6, 1e6) * 1e6).round() as i64;
    let straight = |shift: i64| (micros - scale.base - shift).div_euclid(scale.step);
    let field = match scale.quantity {
        "RSRQ-ext" if micros < -19_500_000 => straight(0).clamp(scale.least, -1),
        "RSRQ-ext" if micros >= -3_000_000 => straight(-2 * scale.step).clamp(35, scale.most),
        "RSRQ-ext" => {
            let reason = "this level is in the range of the plain RSRQ";
            return Err(not_legal(
                "value",
                reason,
                "below -19.5 dB or from -3 dB on",
            ));
        }
        "RSRP-ext" if straight(0) > scale.most => {
            let reason = "this level is in the range of the plain RSRP";
            return Err(not_legal("value", reason, "below -140 dBm"));
        }
        "L1-RSRP" if !(scale.least..=scale.most).contains(&straight(0)) => {
            return Err(Refusal::new(
                Why::NotHeld,
                "value",
                "public copies of L1-RSRP disagree on the ends",
                format!(
                    "{} ≤ x < {} {unit}",
                    micro(scale.begin(scale.least)),
                    micro(scale.begin(scale.most + 1))
                ),
            ));
        }
        _ => straight(0).clamp(scale.least, scale.most),
    };
    let mut working = Working::by("field = ⌊(x − begin) / step⌋, kept inside of the range");
    working.rests_on(scale.row);
    working.step(format!(
        "{value} {unit} lies in the interval that begins at {} {unit}: {field}",
        micro(scale.begin(field))
    ));
    working.out("field", field, "");
    Ok(working)
}

fn encode_threshold(scale: &Scale<'_>, inputs: &Inputs<'_>) -> Outcome {
    scale.threshold_held()?;
    let (unit, step) = (scale.unit, micro(scale.step));
    let mut working = Working::by("field = (threshold − offset) / step");
    working.rests_on(scale.row);
    if let (Value::Text(text), Some(infinity)) = (inputs.any("value")?, scale.infinity)
        && text.eq_ignore_ascii_case("infinity")
    {
        working.step(format!("infinity is {infinity}"));
        working.out("field", infinity, "");
        return Ok(working);
    }
    let value = inputs.number("value")?;
    let last = scale.field.1 - i64::from(scale.infinity.is_some());
    let end = |field: i64| micro(scale.offset + field * scale.step);
    let legal = format!(
        "{}..{} {unit} in steps of {step}",
        end(scale.field.0),
        end(last)
    );
    let off = || {
        not_legal(
            "value",
            format!("value is not a multiple of {step} {unit}"),
            &*legal,
        )
    };
    if scale
        .infinity
        .is_some_and(|infinity| end(infinity) == value)
    {
        let reason = format!("{} means infinity, not {value} {unit}", scale.field.1);
        return Err(not_legal("value", reason, legal));
    }
    if value < end(scale.field.0) || value > end(last) {
        return Err(Refusal::new(
            Why::OutOfRange,
            "value",
            "value out of range",
            legal,
        ));
    }
    let micros = parts(value, 1e6).ok_or_else(off)?;
    if (micros - scale.offset) % scale.step != 0 {
        return Err(off());
    }
    let field = (micros - scale.offset) / scale.step;
    working.step(format!(
        "({value} − {}) / {step} = {field}",
        micro(scale.offset)
    ));
    working.out("field", field, "");
    working.note(format!(
        "{} {}: a threshold is a point.",
        scale.rat, scale.quantity
    ));
    Ok(working)
}
