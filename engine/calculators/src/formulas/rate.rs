//! Peak data rate, TS 38.306 4.1.2.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, optional};
use super::exact::{numerology, round};
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 1] = [Definition {
    name: "nr_peak_rate",
    title: "Peak data rate of NR carriers",
    inputs: &[
        optional("layers", "", "MIMO layers"),
        optional(
            "qm",
            "",
            "bits a symbol: 2 QPSK, 4 16QAM, 6 64QAM, 8 256QAM, 10 1024QAM",
        ),
        optional("nrb", "", "resource blocks"),
        optional("scs_khz", "kHz", "subcarrier spacing"),
        assumed("direction", "", "DL", "DL or UL"),
        assumed("fr", "", "FR1", "FR1 or FR2"),
        assumed(
            "scaling",
            "",
            "1",
            "scaling factor of the device's capability",
        ),
        optional("dl_share", "", "share of the symbols with TDD, 0 to 1"),
        optional(
            "carriers",
            "",
            "several carriers, each with the fields above",
        ),
    ],
    clause: "38.306 4.1.2",
    run: peak_rate,
}];

/// A carrier's rate in bit/s, as numerator over [`PER`]: exact.
fn carrier(tables: &Tables, inputs: &Inputs<'_>, working: &mut Working) -> Result<i128, Refusal> {
    let layers = inputs.int("layers", "layers", 1, 8)?;
    let bits = inputs.number("qm")?;
    if ![1.0, 2.0, 4.0, 6.0, 8.0, 10.0].contains(&bits) {
        let reason = "modulation order must be 1, 2, 4, 6, 8 or 10";
        return Err(not_legal("qm", reason, ""));
    }
    let blocks = inputs.int("nrb", "N_RB", 1, 275)?;
    let spacing = inputs.number("scs_khz")?;
    let mu = numerology(spacing)
        .filter(|mu| *mu <= 3)
        .ok_or_else(|| not_legal("scs_khz", "unknown SCS", "15, 30, 60 or 120 kHz"))?;
    let scaling = inputs.number("scaling")?;
    let hundredths = match scaling {
        1.0 => 100,
        0.8 => 80,
        0.75 => 75,
        0.4 => 40,
        _ => {
            let reason = "scaling factor must be 1, 0.8, 0.75 or 0.4";
            return Err(not_legal("scaling", reason, ""));
        }
    };
    let direction = inputs.one_of("direction", "direction", &["DL", "UL"])?;
    let range = inputs.one_of("fr", "frequency range", &["FR1", "FR2"])?;
    let row = tables
        .rows(TableName::NrRateOverhead)
        .find(|row| row.text("direction") == direction && row.text("fr") == range);
    let row = row.ok_or_else(|| inputs.missing("fr"))?;
    let overhead = row.micro("oh").unwrap_or_default();
    working.rests_on(row);
    working.step(format!(
        "{layers} · {bits} · {scaling} · 948/1024 · 12 · {blocks} · 14000 · 2^{mu} · (1 − {}) ({direction}, {range})",
        overhead as f64 / 1e6
    ));
    let symbols = 12 * i128::from(blocks) * 14_000 * (1 << mu);
    let rate = i128::from(layers) * bits as i128 * hundredths * 948 * symbols;
    Ok(rate * i128::from(1_000_000 - overhead))
}

/// 100 of the scaling, 1024 of the code rate, a million of the overhead.
const PER: f64 = 100.0 * 1_024.0 * 1e6;

fn peak_rate(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mut working =
        Working::by("rate = Σ v · Q_m · f · 948/1024 · 12 · N_RB · 14000 · 2^μ · (1 − OH) bit/s");
    let sum = match inputs.records("carriers")? {
        None => carrier(tables, inputs, &mut working)?,
        Some(carriers) if carriers.is_empty() || carriers.len() > 16 => {
            return Err(not_legal("carriers", "1 to 16 carriers are needed", ""));
        }
        Some(carriers) => {
            let mut sum = 0;
            for record in carriers {
                sum += carrier(tables, &inputs.inside(record)?, &mut working)?;
            }
            sum
        }
    };
    let mbps = sum as f64 / PER / 1e6;
    working.step(format!("= {} Mbit/s", round(mbps, 2)));
    working.out("mbps", round(mbps, 2), "Mbit/s");
    if let Some(share) = inputs.maybe("dl_share")? {
        if !(0.0..=1.0).contains(&share) {
            let reason = "share out of range";
            return Err(Refusal::new(Why::OutOfRange, "dl_share", reason, "0..1"));
        }
        working.step(format!("with TDD: {} · {share}", round(mbps, 2)));
        working.out("mbps_with_share", round(mbps * share, 2), "Mbit/s");
    } else {
        working.note("For TDD multiply by the share of downlink or uplink symbols.");
    }
    Ok(working)
}
