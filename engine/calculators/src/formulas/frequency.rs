//! NR channel numbers and bands, TS 38.104 5.2 and 5.4.2. All in whole Hz.

use protocol::calculator::{Refusal, TableName, Value, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::parts;
use super::inputs::{Inputs, not_legal, or};
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 5] = [
    Definition {
        name: "nr_arfcn_to_freq",
        title: "Frequency of an NR-ARFCN",
        inputs: &[needed("arfcn", "", "NR-ARFCN")],
        clause: "38.104 5.4.2.1",
        run: arfcn_to_freq,
    },
    Definition {
        name: "nr_freq_to_arfcn",
        title: "NR-ARFCN of a frequency",
        inputs: &[needed("mhz", "MHz", "frequency on the global raster")],
        clause: "38.104 5.4.2.1",
        run: freq_to_arfcn,
    },
    Definition {
        name: "nr_bands_of_arfcn",
        title: "All NR bands in which an NR-ARFCN lies",
        inputs: &[
            needed("arfcn", "", "NR-ARFCN"),
            assumed(
                "strict",
                "",
                "true",
                "true: on the band's channel raster; false: inside its limits",
            ),
            assumed("direction", "", "DL", "DL or UL"),
        ],
        clause: "38.104 5.4.2.3",
        run: bands_of_arfcn,
    },
    Definition {
        name: "nr_arfcn_check",
        title: "Whether an NR-ARFCN is allowed in a band",
        inputs: &[
            needed("band", "", "such as n78"),
            needed("arfcn", "", "NR-ARFCN"),
            optional(
                "raster_khz",
                "kHz",
                "channel raster; any of the band when left out",
            ),
            optional("direction", "", "DL or UL; both when left out"),
        ],
        clause: "38.104 5.4.2.3",
        run: arfcn_check,
    },
    Definition {
        name: "nr_band",
        title: "Limits and duplex mode of an NR band",
        inputs: &[needed("band", "", "such as n78")],
        clause: "38.104 5.2",
        run: band,
    },
];

/// The largest NR-ARFCN.
const LAST_ARFCN: i64 = 3_279_165;

/// Hz in MHz, as a number.
pub fn mhz(hz: i64) -> f64 {
    hz as f64 / 1e6
}

/// Frequency of an NR-ARFCN in Hz, with the row of the raster.
pub fn hz_of_arfcn(tables: &Tables, arfcn: i64) -> Option<(i64, TableRow<'_>)> {
    let mut rows = tables.rows(TableName::NrArfcnRaster);
    let row = rows.find(|row| (row.int("n_min")..=row.int("n_max")).contains(&arfcn))?;
    let (start, step) = raster(row)?;
    Some((start + step * (arfcn - row.int("n_offs")), row))
}

/// Offset and step of a raster row in Hz.
fn raster(row: TableRow<'_>) -> Option<(i64, i64)> {
    let step = row.micro("df_khz")? / 1_000;
    Some((row.micro("f_offs_mhz")?, step)).filter(|(_, step)| *step > 0)
}

/// The NR-ARFCN of a frequency, or the nearest one and the step; `None` outside of the raster.
pub fn arfcn_of_hz(tables: &Tables, hz: i64) -> Option<Result<i64, (i64, i64)>> {
    let ends = |row: TableRow<'_>| (row.micro("f_min_mhz"), row.micro("f_max_mhz"));
    let inside = |row: &TableRow<'_>| {
        let (from, to) = ends(*row);
        from.is_some_and(|from| hz >= from) && to.is_some_and(|to| hz <= to)
    };
    // The upper of two where they meet.
    let row = tables
        .rows(TableName::NrArfcnRaster)
        .filter(inside)
        .last()?;
    let (start, step) = raster(row)?;
    let first = row.int("n_offs");
    let number = first + (hz - start).div_euclid(step);
    let (least, most) = (row.int("n_min"), row.int("n_max"));
    if (hz - start) % step == 0 && (least..=most).contains(&number) {
        return Some(Ok(number));
    }
    let nearest = first + (hz - start + step / 2).div_euclid(step);
    Some(Err((nearest.clamp(least, most), step)))
}

fn arfcn(inputs: &Inputs<'_>) -> Result<i64, Refusal> {
    inputs.int("arfcn", "NR-ARFCN", 0, LAST_ARFCN)
}

fn arfcn_to_freq(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let number = arfcn(inputs)?;
    let (hz, row) = hz_of_arfcn(tables, number).ok_or_else(|| inputs.missing("arfcn"))?;
    let (offset, first) = (
        row.number("f_offs_mhz").unwrap_or_default(),
        row.int("n_offs"),
    );
    let step = row.number("df_khz").unwrap_or_default();
    let mut working = Working::by("F = F_REF-Offs + ΔF_Global · (N_REF − N_REF-Offs)");
    working.rests_on(row);
    working.step(format!(
        "{offset} MHz + {step} kHz · ({number} − {first}) = {} MHz",
        mhz(hz)
    ));
    working.out("mhz", mhz(hz), "MHz");
    Ok(working)
}

/// A frequency in Hz, when it lies in the raster.
pub fn hz(inputs: &Inputs<'_>, off: &str) -> Result<i64, Refusal> {
    let value = inputs.number("mhz")?;
    if !(0.0..=100_000.0).contains(&value) {
        let reason = "frequency out of range";
        return Err(Refusal::new(
            Why::OutOfRange,
            "mhz",
            reason,
            "0..100000 MHz",
        ));
    }
    parts(value, 1e6).ok_or_else(|| not_legal("mhz", off, "whole Hz"))
}

fn freq_to_arfcn(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let hz = hz(inputs, "not on the global raster")?;
    let number = match arfcn_of_hz(tables, hz) {
        Some(Ok(number)) => number,
        Some(Err((nearest, step))) => {
            let reason = format!(
                "not on the global raster ({} kHz); nearest NR-ARFCN {nearest}",
                step as f64 / 1e3
            );
            let at = hz_of_arfcn(tables, nearest).map_or(0, |(hz, _)| hz);
            return Err(not_legal("mhz", reason, format!("{} MHz", mhz(at))));
        }
        None => return Err(not_legal("mhz", "not on the global raster", "")),
    };
    let mut working = Working::by("N_REF = N_REF-Offs + (F − F_REF-Offs) / ΔF_Global");
    if let Some((_, row)) = hz_of_arfcn(tables, number) {
        working.rests_on(row);
        working.step(format!(
            "{} + ({} MHz − {} MHz) / {} kHz = {number}",
            row.int("n_offs"),
            mhz(hz),
            row.number("f_offs_mhz").unwrap_or_default(),
            row.number("df_khz").unwrap_or_default()
        ));
    }
    working.out("arfcn", number, "");
    Ok(working)
}

/// First, step and last channel of a row.
fn channels(row: TableRow<'_>, direction: &str) -> Option<(i64, i64, i64)> {
    let [first, step, last] = match direction {
        "UL" => ["ul_first", "ul_step", "ul_last"],
        _ => ["dl_first", "dl_step", "dl_last"],
    };
    Some((row.whole(first)?, row.whole(step)?.max(1), row.whole(last)?))
}

/// Only values of a list are allowed in these bands, and the list is not held.
fn is_listed(row: TableRow<'_>) -> bool {
    row.text("note").starts_with("only the values listed")
}

fn bands_of_arfcn(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let number = arfcn(inputs)?;
    let strict = inputs.truth("strict")?;
    let direction = inputs.one_of("direction", "direction", &["DL", "UL"])?;
    let mut working = Working::by(if strict {
        "first + k · step ≤ last on one of the band's channel rasters"
    } else {
        "low ≤ F ≤ high of the band"
    });
    let mut bands: Vec<&str> = Vec::new();
    if strict {
        for row in tables.rows(TableName::NrBandArfcn) {
            let on = channels(row, direction).is_some_and(|(first, step, last)| {
                (first..=last).contains(&number) && (number - first) % step == 0
            });
            let band = row.text("band");
            if on && is_listed(row) {
                working.note(format!(
                    "{band} covers this number, but only listed values are allowed there and the list is not held."
                ));
            } else if on && !bands.contains(&band) {
                working.rests_on(row);
                bands.push(band);
            }
        }
    } else {
        let (hz, _) = hz_of_arfcn(tables, number).ok_or_else(|| inputs.missing("arfcn"))?;
        let [low, high] = match direction {
            "UL" => ["ul_low", "ul_high"],
            _ => ["dl_low", "dl_high"],
        };
        working.step(format!("NR-ARFCN {number} is {} MHz", mhz(hz)));
        for row in tables.rows(TableName::NrBand) {
            let ends = row.micro(low).zip(row.micro(high));
            if ends.is_some_and(|(low, high)| (low..=high).contains(&hz)) {
                working.rests_on(row);
                bands.push(row.text("band"));
            }
        }
    }
    working.step(match bands.as_slice() {
        [] => format!("{number} lies in no band"),
        bands => format!("{number} lies in {}", bands.join(", ")),
    });
    working.out("bands", bands, "");
    working.note("Bands overlap; the edges of a carrier need half of its bandwidth free.");
    Ok(working)
}

/// Rows of a band; an unknown band is refused.
pub fn of_band<'a>(
    tables: &'a Tables,
    table: TableName,
    inputs: &Inputs<'_>,
) -> Result<(&'a str, Vec<TableRow<'a>>), Refusal> {
    let given = inputs.text("band")?;
    let known = tables
        .rows(TableName::NrBand)
        .find(|row| row.text("band").eq_ignore_ascii_case(given));
    let Some(known) = known else {
        let legal = "n1 to n110 and n254 to n263, as TS 38.104 lists them";
        return Err(Refusal::new(Why::Unknown, "band", "unknown band", legal));
    };
    let band = known.text("band");
    let rows = tables.rows(table).filter(|row| row.text("band") == band);
    Ok((band, rows.collect()))
}

fn arfcn_check(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (band, mut rows) = of_band(tables, TableName::NrBandArfcn, inputs)?;
    let number = arfcn(inputs)?;
    if rows.iter().any(|row| is_listed(*row)) {
        let reason = format!("only listed values are allowed in {band} and the list is not held");
        return Err(Refusal::new(Why::NotHeld, "arfcn", reason, ""));
    }
    if rows.is_empty() {
        let reason = format!("the channel raster of {band} was not verified and is not held");
        return Err(Refusal::new(Why::NotHeld, "band", reason, ""));
    }
    if let Some(raster) = inputs.maybe("raster_khz")? {
        let mut known: Vec<_> = rows
            .iter()
            .filter_map(|row| row.number("raster_khz"))
            .collect();
        known.dedup();
        rows.retain(|row| row.number("raster_khz") == Some(raster));
        if rows.is_empty() {
            let reason = format!("{band} has no raster of {raster} kHz");
            return Err(not_legal(
                "raster_khz",
                reason,
                format!("{} kHz", or(&known)),
            ));
        }
    }
    let directions: &[&'static str] = match inputs.has("direction") {
        true => &[inputs.one_of("direction", "direction", &["DL", "UL"])?],
        false => &["DL", "UL"],
    };
    for direction in directions {
        for row in &rows {
            let on = channels(*row, direction).filter(|(first, step, last)| {
                (*first..=*last).contains(&number) && (number - first) % step == 0
            });
            if let Some((first, step, last)) = on {
                let raster = row.number("raster_khz").unwrap_or_default();
                let mut working = Working::by("first + k · step ≤ last");
                working.rests_on(*row);
                working.step(format!(
                    "{first} + {} · {step} = {number} ≤ {last}, raster {raster} kHz, {direction}",
                    (number - first) / step
                ));
                working.out("valid", true, "");
                working.out("raster_khz", raster, "kHz");
                working.note("A valid number does not prove that the carrier fits: half of its bandwidth must be free on both sides.");
                if rows.len() > 1 {
                    working.note("The larger step is for the larger subcarrier spacing only.");
                }
                return Ok(working);
            }
        }
    }
    Err(off_raster(band, &rows, directions, number))
}

/// Why a number is not allowed: outside of the band, or between two channels.
fn off_raster(
    band: &str,
    rows: &[TableRow<'_>],
    directions: &[&'static str],
    number: i64,
) -> Refusal {
    let mut spans: Vec<(i64, i64, &str)> = Vec::new();
    let mut steps = Vec::new();
    for direction in directions {
        let known = rows.iter().filter_map(|row| channels(*row, direction));
        let mut span: Option<(i64, i64)> = None;
        for (first, step, last) in known {
            let (from, to) = span.unwrap_or((first, last));
            span = Some((from.min(first), to.max(last)));
            let said = format!("{first} to {last} in steps of {step}");
            if !steps.contains(&said) {
                steps.push(said);
            }
        }
        if let Some((from, to)) = span
            && !spans
                .iter()
                .any(|(first, last, _)| (*first, *last) == (from, to))
        {
            spans.push((from, to, direction));
        }
    }
    if spans
        .iter()
        .any(|(from, to, _)| (*from..=*to).contains(&number))
    {
        let reason = format!("not on the channel raster of {band}");
        return not_legal("arfcn", reason, steps.join(", "));
    }
    let spans: Vec<String> = match spans.as_slice() {
        [(from, to, _)] => vec![format!("{from}..{to}")],
        several => several
            .iter()
            .map(|(from, to, of)| format!("{of} {from}..{to}"))
            .collect(),
    };
    let reason = format!("outside {band}: {}", spans.join(", "));
    Refusal::new(Why::OutOfRange, "arfcn", reason, "")
}

fn band(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (_, rows) = of_band(tables, TableName::NrBand, inputs)?;
    let row = rows
        .first()
        .copied()
        .ok_or_else(|| inputs.missing("band"))?;
    let mut working = Working::by("as the table of operating bands lists it");
    working.rests_on(row);
    working.step(format!("{}, {}", row.text("band"), row.text("duplex")));
    for name in ["ul_low", "ul_high", "dl_low", "dl_high"] {
        working.out(name, Value::from(row.number(name)), "MHz");
    }
    working
        .out("duplex", row.text("duplex"), "")
        .out("fr", row.text("fr"), "");
    Ok(working)
}
