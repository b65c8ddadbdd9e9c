//! The NR synchronisation raster: where an SSB may lie, TS 38.104 5.4.3. All in whole Hz.

use protocol::calculator::{Refusal, TableName};

use super::definition::{Definition, needed};
use super::frequency::{hz, mhz, of_band};
use super::inputs::{Inputs, not_legal, or};
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 3] = [
    Definition {
        name: "gscn_to_freq",
        title: "SSB frequency of a GSCN",
        inputs: &[needed("gscn", "", "GSCN")],
        clause: "38.104 5.4.3.1",
        run: gscn_to_freq,
    },
    Definition {
        name: "freq_to_gscn",
        title: "GSCN of an SSB frequency",
        inputs: &[needed(
            "mhz",
            "MHz",
            "centre of the SSB, its subcarrier 120",
        )],
        clause: "38.104 5.4.3.1",
        run: freq_to_gscn,
    },
    Definition {
        name: "gscn_check",
        title: "Whether a GSCN is allowed in a band",
        inputs: &[
            needed("band", "", "such as n78"),
            needed("ssb_scs_khz", "kHz", "subcarrier spacing of the SSB"),
            needed("gscn", "", "GSCN"),
        ],
        clause: "38.104 5.4.3.3",
        run: gscn_check,
    },
];

/// SSB frequency of a GSCN in Hz; it lies in 2..26639.
fn hz_of_gscn(gscn: i64) -> (i64, String) {
    match gscn {
        ..7_499 => {
            let n = (gscn + 1) / 3;
            let m = 2 * (gscn - 3 * n) + 3;
            let step = format!("N = {n}, M = {m}: {n} · 1200 kHz + {m} · 50 kHz");
            (n * 1_200_000 + m * 50_000, step)
        }
        7_499..22_256 => {
            let n = gscn - 7_499;
            (
                3_000_000_000 + n * 1_440_000,
                format!("3000 MHz + {n} · 1.44 MHz"),
            )
        }
        _ => {
            let n = gscn - 22_256;
            (
                24_250_080_000 + n * 17_280_000,
                format!("24250.08 MHz + {n} · 17.28 MHz"),
            )
        }
    }
}

/// The GSCN whose SSB frequency is nearest.
fn nearest_gscn(hz: i64) -> i64 {
    let near = |from: i64, step: i64| (hz - from + step / 2).div_euclid(step);
    match hz {
        ..3_000_000_000 => {
            let n = near(0, 1_200_000).clamp(1, 2_499);
            let close = |gscn: &i64| (hz_of_gscn(*gscn).0 - hz).abs();
            let candidates = (3 * n - 2).max(2)..=(3 * n + 2).min(7_498);
            candidates.min_by_key(close).unwrap_or(2)
        }
        3_000_000_000..24_250_000_000 => 7_499 + near(3_000_000_000, 1_440_000).clamp(0, 14_756),
        _ => 22_256 + near(24_250_080_000, 17_280_000).clamp(0, 4_383),
    }
}

/// The GSCN of an SSB frequency, when it is on the synchronisation raster.
pub fn gscn_of_hz(hz: i64) -> Option<i64> {
    let gscn = nearest_gscn(hz);
    (hz_of_gscn(gscn).0 == hz).then_some(gscn)
}

fn gscn(inputs: &Inputs<'_>) -> Result<i64, Refusal> {
    inputs.int("gscn", "GSCN", 2, 26_639)
}

fn gscn_to_freq(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let gscn = gscn(inputs)?;
    let (hz, step) = hz_of_gscn(gscn);
    let mut working = Working::by(
        "below 3 GHz N · 1200 kHz + M · 50 kHz, GSCN = 3N + (M − 3)/2; above 3000 MHz + N · 1.44 MHz; from 24.25 GHz 24250.08 MHz + N · 17.28 MHz",
    );
    let mut rows = tables.rows(TableName::GscnRaster);
    let row = rows.find(|row| (row.int("gscn_min")..=row.int("gscn_max")).contains(&gscn));
    if let Some(row) = row {
        working.rests_on(row);
    }
    working.step(format!("{step} = {} MHz", mhz(hz)));
    working.out("mhz", mhz(hz), "MHz");
    working.note("The SSB's centre is its subcarrier 120.");
    Ok(working)
}

fn freq_to_gscn(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let off = "not on the synchronisation raster";
    let hz = hz(inputs, off)?;
    let nearest = nearest_gscn(hz);
    let (at, step) = hz_of_gscn(nearest);
    if at != hz {
        let reason = format!("{off}; nearest GSCN {nearest}");
        return Err(not_legal("mhz", reason, format!("{} MHz", mhz(at))));
    }
    let mut working = Working::by("the N (and M) for which the raster gives this frequency");
    working.step(format!("{step} = {} MHz", mhz(hz)));
    working.out("gscn", nearest, "");
    Ok(working)
}

fn gscn_check(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (band, rows) = of_band(tables, TableName::NrBandGscn, inputs)?;
    let spacing = inputs.number("ssb_scs_khz")?;
    let gscn = gscn(inputs)?;
    let of_spacing = |row: &&TableRow<'_>| row.number("ssb_scs_khz") == Some(spacing);
    let rows: Vec<_> = rows.iter().filter(of_spacing).copied().collect();
    if rows.is_empty() {
        let reason = "no SSB with this SCS in this band";
        return Err(not_legal("ssb_scs_khz", reason, ""));
    }
    let mut legal = Vec::new();
    for row in rows {
        let set = row.wholes("gscn_set");
        let (first, last) = (row.int("gscn_first"), row.int("gscn_last"));
        let step = row.int("gscn_step").max(1);
        let on = if set.is_empty() {
            (first..=last).contains(&gscn) && (gscn - first) % step == 0
        } else {
            set.contains(&gscn)
        };
        let said = match set.is_empty() {
            true => format!("{first} to {last} in steps of {step}"),
            false => or(&set),
        };
        if on {
            let mut working = Working::by("first + k · step ≤ last, or one of the band's set");
            working.rests_on(row);
            working.step(format!("{gscn} is one of {said}"));
            working
                .out("valid", true, "")
                .out("case", row.text("case"), "");
            if !row.text("cond").is_empty() {
                working.out("cond", row.text("cond"), "");
            }
            return Ok(working);
        }
        legal.push(said);
    }
    let reason = format!("GSCN not applicable to {band} at {spacing} kHz");
    Err(not_legal("gscn", reason, legal.join("; ")))
}
