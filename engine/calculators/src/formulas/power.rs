//! Uplink power: PUSCH, preambles, headroom and maximum power reports.
//! TS 38.213 7, TS 38.321 5.1.3 and 7.3, TS 38.133 10.1.17 and 10.1.18, TS 36.133 9.1.8.4.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{decibel, numerology, round};
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 4] = [
    Definition {
        name: "pusch_power",
        title: "Power of a PUSCH transmission and its headroom",
        inputs: &[
            needed("p0_nominal", "dBm", "p0-NominalWithGrant"),
            assumed("p0_ue", "dB", "0", "p0 of the device's P0-PUSCH-AlphaSet"),
            assumed("alpha", "", "1", "alpha"),
            needed(
                "pathloss_db",
                "dB",
                "path loss: reference power minus filtered RSRP",
            ),
            needed("m_rb", "", "resource blocks"),
            needed("scs_khz", "kHz", "subcarrier spacing"),
            assumed("pcmax", "dBm", "23", "P_CMAX"),
            assumed("dtf_db", "dB", "0", "ΔTF, for deltaMCS"),
            assumed("f_db", "dB", "0", "sum of the TPC commands"),
        ],
        clause: "38.213 7.1.1",
        run: pusch,
    },
    Definition {
        name: "prach_power",
        title: "Power of a preamble after some attempts",
        inputs: &[
            needed("target_dbm", "dBm", "preambleReceivedTargetPower"),
            needed("format", "", "preamble format"),
            assumed("mu", "", "0", "numerology of a short preamble"),
            needed("ramping_step_db", "dB", "powerRampingStep"),
            assumed("counter", "", "1", "power ramping counter, from 1"),
            needed("pathloss_db", "dB", "path loss"),
            assumed("pcmax", "dBm", "23", "P_CMAX"),
        ],
        clause: "38.321 5.1.3, 38.213 7.4",
        run: preamble,
    },
    Definition {
        name: "phr",
        title: "Power headroom level in dB, and back",
        inputs: &[
            optional("level", "", "reported level; or give ph_db"),
            optional("ph_db", "dB", "headroom; or give level"),
            assumed("tech", "", "NR", "NR or LTE"),
        ],
        clause: "",
        run: headroom,
    },
    Definition {
        name: "pcmax",
        title: "Reported P_CMAX level in dBm, and back",
        inputs: &[
            optional("level", "", "reported level; or give p_dbm"),
            optional("p_dbm", "dBm", "power; or give level"),
        ],
        clause: "",
        run: maximum,
    },
];

fn level(inputs: &Inputs<'_>, name: &str) -> Result<f64, Refusal> {
    inputs.between(name, name, -1_000.0, 1_000.0)
}

fn pusch(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let nominal = inputs.int("p0_nominal", "p0-NominalWithGrant", -202, 24)?;
    if nominal % 2 != 0 {
        let reason = "p0-NominalWithGrant must be even";
        return Err(not_legal("p0_nominal", reason, "-202..24 in steps of 2"));
    }
    let own = inputs.int("p0_ue", "p0", -16, 15)?;
    let alpha = inputs.number("alpha")?;
    if ![0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0].contains(&alpha) {
        return Err(not_legal("alpha", "alpha must be 0, 0.4 .. 0.9 or 1", ""));
    }
    let loss = level(inputs, "pathloss_db")?;
    let blocks = inputs.int("m_rb", "M_RB", 1, 275)?;
    let mu = numerology(inputs.number("scs_khz")?).filter(|mu| *mu <= 3);
    let mu = mu.ok_or_else(|| not_legal("scs_khz", "unknown SCS", "15, 30, 60 or 120 kHz"))?;
    let most = inputs.between("pcmax", "P_CMAX", -30.0, 50.0)?;
    let (coding, commands) = (level(inputs, "dtf_db")?, level(inputs, "f_db")?);
    let bandwidth = decibel((blocks << mu) as f64);
    let required = (nominal + own) as f64 + bandwidth + alpha * loss + coding + commands;
    let mut working = Working::by(
        "P = min(P_CMAX, P0_nominal + P0_UE + 10 lg(2^μ · M_RB) + α · PL + ΔTF + f); headroom = P_CMAX − the unlimited power",
    );
    working.step(format!(
        "{nominal} + {own} + 10 lg(2^{mu} · {blocks}) + {alpha} · {loss} + {coding} + {commands} = {} dBm",
        round(required, 2)
    ));
    let (required, limited) = (round(required, 2), required > most);
    let sent = if limited { most } else { required };
    working.step(format!("min({most}, {required}) = {sent} dBm"));
    working
        .out("required_dbm", required, "dBm")
        .out("tx_dbm", sent, "dBm");
    working.out("headroom_db", round(most - required, 2), "dB");
    working.out("limited", limited, "");
    Ok(working)
}

/// `8+3*mu`, `3*mu`, `-6`: the offset of a format, dB.
fn delta(text: &str, mu: i64) -> Option<i64> {
    let (fixed, slope) = match text.strip_suffix("3*mu") {
        Some("") => (Some(0), 3),
        Some(rest) => (
            rest.strip_suffix('+').and_then(|fixed| fixed.parse().ok()),
            3,
        ),
        None => (text.parse().ok(), 0),
    };
    fixed.map(|fixed: i64| fixed + slope * mu)
}

fn preamble(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let target = inputs.int("target_dbm", "preambleReceivedTargetPower", -202, -60)?;
    let format = inputs.word("format")?.to_ascii_uppercase();
    let Some(row) = tables.named(TableName::DeltaPreamble, "format", &format) else {
        let legal = "0 to 3, A1 to A3, B1 to B4, C0 or C2";
        return Err(Refusal::new(
            Why::Unknown,
            "format",
            "unknown preamble format",
            legal,
        ));
    };
    let mu = inputs.int("mu", "mu", 0, 3)?;
    let step = inputs.number("ramping_step_db")?;
    if ![0.0, 2.0, 4.0, 6.0].contains(&step) {
        let reason = "powerRampingStep must be 0, 2, 4 or 6 dB";
        return Err(not_legal("ramping_step_db", reason, ""));
    }
    let step = step as i64;
    let counter = inputs.int("counter", "counter", 1, 200)?;
    let loss = level(inputs, "pathloss_db")?;
    let most = inputs.between("pcmax", "P_CMAX", -30.0, 50.0)?;
    let offset = delta(row.text("db"), mu).ok_or_else(|| inputs.missing("format"))?;
    let received = target + offset + (counter - 1) * step;
    let wanted = received as f64 + loss;
    let sent = round(wanted.min(most), 2);
    let mut working = Working::by(
        "target = preambleReceivedTargetPower + DELTA_PREAMBLE + (counter − 1) · step; P = min(P_CMAX, target + PL)",
    );
    working.rests_on(row);
    working.step(format!(
        "{target} + {offset} + ({counter} − 1) · {step} = {received} dBm"
    ));
    working.step(format!("min({most}, {received} + {loss}) = {sent} dBm"));
    working
        .out("target_dbm", received, "dBm")
        .out("tx_dbm", sent, "dBm");
    Ok(working)
}

/// A table of levels: its columns, and the words of its quantity.
struct Levels {
    table: TableName,
    from: &'static str,
    to: &'static str,
    unit: &'static str,
    value: &'static str,
}

impl Levels {
    fn run(&self, tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
        let Self {
            table,
            from,
            to,
            unit,
            value,
        } = *self;
        let mut working = Working::by("as the table of reported levels lists it");
        match (inputs.has("level"), inputs.has(value)) {
            (true, false) => {
                let last = tables.rows(table).count() as i64 - 1;
                let level = inputs.int("level", "level", 0, last)?;
                let row = tables.numbered(table, "level", level);
                let row = row.ok_or_else(|| inputs.missing("level"))?;
                let (least, most) = (row.number(from), row.number(to));
                working.rests_on(row);
                let side = |end: Option<f64>| end.map_or("…".to_owned(), |end| end.to_string());
                working.step(format!(
                    "level {level}: {} ≤ x < {} {unit}",
                    side(least),
                    side(most)
                ));
                if let Some(least) = least {
                    working.out("ge", least, unit);
                }
                if let Some(most) = most {
                    working.out("lt", most, unit);
                }
            }
            (false, true) => {
                let number = inputs.number(value)?;
                let row = tables.rows(table).find(|row| {
                    row.number(from).is_none_or(|least| number >= least)
                        && row.number(to).is_none_or(|most| number < most)
                });
                let Some(row) = row else {
                    let least = tables.row(table, 0).number(from).unwrap_or_default();
                    let reason = "below the reporting range";
                    let legal = format!("from {least} {unit} on");
                    return Err(Refusal::new(Why::OutOfRange, value, reason, legal));
                };
                working.rests_on(row);
                working.step(format!(
                    "{number} {unit} lies in level {}",
                    row.int("level")
                ));
                working.out("level", row.int("level"), "");
            }
            (true, true) => {
                let reason = format!("give either level or {value}");
                return Err(Refusal::new(Why::Together, value, reason, ""));
            }
            (false, false) => return Err(inputs.missing("level")),
        }
        Ok(working)
    }
}

fn headroom(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let table = match inputs.one_of("tech", "technology", &["NR", "LTE"])? {
        "NR" => TableName::NrPhr,
        _ => TableName::LtePhr,
    };
    let levels = Levels {
        table,
        from: "ph_ge_db",
        to: "ph_lt_db",
        unit: "dB",
        value: "ph_db",
    };
    levels.run(tables, inputs)
}

fn maximum(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let levels = Levels {
        table: TableName::NrPcmax,
        from: "p_ge_dbm",
        to: "p_lt_dbm",
        unit: "dBm",
        value: "p_dbm",
    };
    levels.run(tables, inputs)
}
