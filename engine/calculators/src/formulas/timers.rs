//! Radio link failure, layer 3 filtering, and how long an A3 report takes: estimates from timers.
//! TS 38.331 5.3.10, 5.5.3.2, 5.5.4.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::round;
use super::inputs::{Inputs, not_legal, or};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 3] = [
    Definition {
        name: "rlf_time",
        title: "Time until radio link failure, and until idle",
        inputs: &[
            needed("n310", "", "N310"),
            needed("t310_ms", "ms", "T310"),
            assumed(
                "indication_ms",
                "ms",
                "10",
                "time between out-of-sync indications",
            ),
            optional("t311_ms", "ms", "T311"),
            optional("t301_ms", "ms", "T301"),
        ],
        clause: "38.331 5.3.10, 5.3.7",
        run: link_failure,
    },
    Definition {
        name: "l3_filter",
        title: "Step response of the layer 3 filter",
        inputs: &[
            needed("k", "", "filterCoefficient"),
            optional("samples", "", "number of samples; or give fraction"),
            optional(
                "fraction",
                "",
                "share of a step to be reached; or give samples",
            ),
            assumed("period_ms", "ms", "200", "time between samples"),
        ],
        clause: "38.331 5.5.3.2",
        run: filter,
    },
    Definition {
        name: "a3_delay",
        title: "From a change of level to the A3 report",
        inputs: &[
            needed("k", "", "filterCoefficient"),
            assumed("fraction", "", "0.9", "share of a step to be reached"),
            assumed("period_ms", "ms", "200", "time between samples"),
            needed("ttt_ms", "ms", "timeToTrigger"),
        ],
        clause: "38.331 5.5.3.2, 5.5.4",
        run: report_delay,
    },
];

/// A value of an enumerated NR field, called `label` when it is refused.
fn legal(
    tables: &Tables,
    inputs: &Inputs<'_>,
    name: &str,
    label: &str,
    fields: &[&str],
) -> Result<f64, Refusal> {
    let value = inputs.number(name)?;
    let mut known: Vec<f64> = Vec::new();
    for field in fields {
        let mut rows = tables.rows(TableName::RrcEnum);
        let row = rows.find(|row| row.text("tech") == "NR" && row.text("field") == *field);
        known.extend(row.into_iter().flat_map(|row| row.numbers("numeric")));
    }
    if known.contains(&value) {
        return Ok(value);
    }
    known.sort_by(f64::total_cmp);
    known.dedup();
    Err(not_legal(name, format!("illegal {label}"), or(&known)))
}

/// A positive time between samples or indications.
fn interval(inputs: &Inputs<'_>, name: &str, label: &str) -> Result<f64, Refusal> {
    let ms = inputs.number(name)?;
    if ms <= 0.0 {
        let reason = format!("{label} must be positive");
        return Err(Refusal::new(Why::OutOfRange, name, reason, ""));
    }
    inputs.between(name, label, 0.0, 1e6)
}

fn link_failure(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let count = legal(tables, inputs, "n310", "N310", &["n310"])?;
    let t310 = legal(
        tables,
        inputs,
        "t310_ms",
        "T310",
        &["t310", "t310 (dedicated)"],
    )?;
    let interval = interval(inputs, "indication_ms", "indication interval")?;
    let declared = count * interval + t310;
    let mut working = Working::by("T = N310 · indication interval + T310, then T311 and T301");
    working.step(format!("{count} · {interval} + {t310} = {declared} ms"));
    working.out("declared_ms", declared, "ms");
    let mut worst = declared;
    if inputs.has("t311_ms") {
        let t311 = legal(tables, inputs, "t311_ms", "T311", &["t311"])?;
        working.step(format!(
            "{worst} + {t311} = {} ms until idle without a cell",
            worst + t311
        ));
        worst += t311;
        working.out("worst_to_idle_ms", worst, "ms");
    }
    if inputs.has("t301_ms") {
        let t301 = legal(tables, inputs, "t301_ms", "T301", &["t301"])?;
        working.step(format!(
            "{worst} + {t301} = {} ms when re-establishment fails",
            worst + t301
        ));
        working.out("worst_with_t301_ms", worst + t301, "ms");
    }
    if t310 > 2_000.0 {
        working.note("Only the dedicated T310 has this value; that of SIB1 ends at 2000 ms.");
    }
    working.note("An estimate: the interval between indications is an assumption, 10 ms a common one; the rule of TS 38.133 8.1 was not read.");
    Ok(working)
}

/// a = 2^(−k/4), and the samples after which so much of a step is reached.
fn samples(gain: f64, fraction: f64) -> i64 {
    let mut rest = 1.0;
    let mut count = 0;
    // What is left after the largest k and a fraction just below 1 is far within the bound.
    while 1.0 - rest < fraction && count < 10_000 {
        rest *= 1.0 - gain;
        count += 1;
    }
    count
}

fn gain(tables: &Tables, inputs: &Inputs<'_>) -> Result<f64, Refusal> {
    let k = legal(
        tables,
        inputs,
        "k",
        "filterCoefficient",
        &["filterCoefficient"],
    )?;
    Ok(2_f64.powf(-k / 4.0))
}

fn fraction(inputs: &Inputs<'_>) -> Result<f64, Refusal> {
    let fraction = inputs.number("fraction")?;
    if fraction <= 0.0 || fraction >= 1.0 {
        let legal = "above 0 and below 1";
        return Err(Refusal::new(
            Why::OutOfRange,
            "fraction",
            "fraction out of range:",
            legal,
        ));
    }
    Ok(fraction)
}

const FILTER: &str = "a = 2^(−k/4); after n samples 1 − (1 − a)^n of a step is reached";

fn filter(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let gain = gain(tables, inputs)?;
    let period = interval(inputs, "period_ms", "period")?;
    let mut working = Working::by(FILTER);
    working.step(format!("a = {}", round(gain, 6)));
    working.out("a", round(gain, 6), "");
    match (inputs.has("samples"), inputs.has("fraction")) {
        (true, false) => {
            let count = inputs.int("samples", "samples", 0, 10_000)?;
            let reached = 1.0 - (1.0 - gain).powf(count as f64);
            working.step(format!("1 − (1 − a)^{count} = {}", round(reached, 6)));
            working.out("reached", round(reached, 6), "");
            working.out("ms", round(count as f64 * period, 3), "ms");
        }
        (false, true) => {
            let fraction = fraction(inputs)?;
            let count = samples(gain, fraction);
            working.step(format!("{count} samples reach {fraction} of a step"));
            working.step(format!("{count} · {period} ms"));
            working.out("samples", count, "");
            working.out("ms", round(count as f64 * period, 3), "ms");
        }
        (true, true) => {
            let reason = "give either samples or fraction";
            return Err(Refusal::new(Why::Together, "fraction", reason, ""));
        }
        (false, false) => return Err(inputs.missing("samples")),
    }
    working.note("An estimate: the standard fixes the filter for samples every 200 ms and leaves the device's own rate open.");
    Ok(working)
}

fn report_delay(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let gain = gain(tables, inputs)?;
    let fraction = fraction(inputs)?;
    let period = interval(inputs, "period_ms", "period")?;
    let wait = legal(
        tables,
        inputs,
        "ttt_ms",
        "timeToTrigger",
        &["timeToTrigger"],
    )?;
    let count = samples(gain, fraction);
    let filtering = round(count as f64 * period, 3);
    let total = round(filtering + wait, 3);
    let mut working = Working::by("delay = samples of the filter · period + timeToTrigger");
    working.step(format!(
        "{count} samples reach {fraction} of a step: {filtering} ms"
    ));
    working.step(format!("{filtering} + {wait} = {total} ms"));
    working
        .out("filter_ms", filtering, "ms")
        .out("total_ms", total, "ms");
    working.note("An estimate, without reporting, preparation and execution of the handover.");
    Ok(working)
}
