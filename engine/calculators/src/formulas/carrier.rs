//! Resource blocks of an NR carrier, its point A, and where the SSB lies in it.

use protocol::calculator::{Refusal, TableName, Value, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{numerology, round};
use super::frequency::{arfcn_of_hz, mhz};
use super::inputs::{Inputs, not_legal};
use super::synchronisation::gscn_of_hz;
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 3] = [
    Definition {
        name: "nr_nrb",
        title: "Resource blocks and guard band of an NR channel",
        inputs: &[
            needed("scs_khz", "kHz", "subcarrier spacing"),
            needed("bw_mhz", "MHz", "channel bandwidth"),
            optional("fr", "", "FR1 or FR2; FR1 where both have the channel"),
        ],
        clause: "38.104 5.3.2, 5.3.3",
        run: blocks,
    },
    Definition {
        name: "nr_pointa_from_centre",
        title: "Point A of a carrier from its centre",
        inputs: &[
            needed("center_mhz", "MHz", "centre of the carrier"),
            needed("nrb", "", "resource blocks of the carrier"),
            needed("scs_khz", "kHz", "subcarrier spacing of the carrier"),
            assumed(
                "offset_to_carrier",
                "",
                "0",
                "offsetToCarrier, in resource blocks",
            ),
        ],
        clause: "38.211 4.4.4.2",
        run: point_a,
    },
    Definition {
        name: "nr_ssb_position",
        title: "offsetToPointA and k_SSB of an SSB",
        inputs: &[
            needed("ssb_mhz", "MHz", "centre of the SSB"),
            needed("pointa_mhz", "MHz", "point A"),
            needed("ssb_scs_khz", "kHz", "subcarrier spacing of the SSB"),
            optional(
                "scs_common_khz",
                "kHz",
                "subCarrierSpacingCommon; that of the SSB when left out, 120 for 240",
            ),
            assumed("fr", "", "FR1", "FR1 or FR2"),
        ],
        clause: "38.211 4.4.4.2, 7.4.3.1",
        run: ssb_position,
    },
];

fn blocks(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (spacing, bandwidth) = (inputs.number("scs_khz")?, inputs.number("bw_mhz")?);
    let wanted = match inputs.has("fr") {
        true => Some(inputs.one_of("fr", "frequency range", &["FR1", "FR2", "FR2-1"])?),
        false => None,
    };
    let rows: Vec<_> = tables
        .rows(TableName::NrNrb)
        .filter(|row| wanted.is_none_or(|fr| row.text("fr").starts_with(fr)))
        .collect();
    let of_spacing = rows
        .iter()
        .filter(|row| row.number("scs_khz") == Some(spacing));
    let found: Vec<_> = of_spacing
        .clone()
        .filter(|row| row.number("bw_mhz") == Some(bandwidth))
        .collect();
    let Some(row) = found.first() else {
        let known: Vec<_> = of_spacing
            .filter_map(|row| row.number("bw_mhz"))
            .map(|mhz| mhz.to_string())
            .collect();
        let legal = match known.as_slice() {
            [] => "15, 30 or 60 kHz in FR1, 60 or 120 kHz in FR2".to_owned(),
            known => format!("{} MHz at {spacing} kHz", known.join(", ")),
        };
        let reason = "no such channel bandwidth for this SCS";
        return Err(not_legal("bw_mhz", reason, legal));
    };
    let count = row.int("nrb");
    let used_khz = 12.0 * count as f64 * spacing;
    let guard = (1_000.0 * bandwidth - used_khz) / 2.0 - spacing / 2.0;
    let mut working = Working::by("guard = (1000 · BW − 12 · N_RB · SCS) / 2 − SCS / 2");
    working.rests_on(**row);
    working.step(format!("N_RB = {count} ({})", row.text("fr")));
    working.step(format!(
        "(1000 · {bandwidth} − 12 · {count} · {spacing}) / 2 − {spacing} / 2 = {guard} kHz"
    ));
    working.out("nrb", count, "").out("guard_khz", guard, "kHz");
    working.out("used_mhz", used_khz / 1e3, "MHz");
    working.out("efficiency", round(used_khz / 1e3 / bandwidth, 4), "");
    if found.len() > 1 {
        working.note("FR2 has another count for this channel; say fr FR2 for it.");
    }
    Ok(working)
}

/// A subcarrier spacing in Hz and the numerology.
fn spacing(inputs: &Inputs<'_>, name: &str) -> Result<i64, Refusal> {
    let khz = inputs.number(name)?;
    match numerology(khz) {
        Some(mu) => Ok(15_000 << mu),
        None => Err(not_legal(name, "unknown SCS", "15, 30, 60, 120 or 240 kHz")),
    }
}

/// A frequency in whole Hz between 0 and 100 GHz.
fn frequency(inputs: &Inputs<'_>, name: &str) -> Result<i64, Refusal> {
    inputs.between(name, "frequency", 0.0, 100_000.0)?;
    inputs.exactly(name, 1e6, "frequencies are in whole Hz")
}

fn point_a(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let centre = frequency(inputs, "center_mhz")?;
    let count = inputs.int("nrb", "N_RB", 1, 275)?;
    let spacing = spacing(inputs, "scs_khz")?;
    let offset = inputs.int("offset_to_carrier", "offsetToCarrier", 0, 2_199)?;
    let point = centre - 6 * spacing * count - 12 * spacing * offset;
    if point < 0 {
        let reason = "point A would lie below 0 Hz";
        return Err(Refusal::new(Why::Together, "center_mhz", reason, ""));
    }
    let number = match arfcn_of_hz(tables, point) {
        Some(Ok(number)) => Value::from(number),
        _ => Value::Nothing,
    };
    let mut working = Working::by("F_pointA = F_centre − 12 · SCS · (N_RB / 2 + offsetToCarrier)");
    working.step(format!(
        "{} MHz − 12 · {} kHz · ({count} / 2 + {offset}) = {} MHz",
        mhz(centre),
        spacing / 1_000,
        mhz(point)
    ));
    if number == Value::Nothing {
        working.note("Point A is not on the global raster: the centre is not a carrier's.");
    }
    working
        .out("pointa_mhz", mhz(point), "MHz")
        .out("pointa_arfcn", number, "");
    working.clause("38.104 5.4.2.1");
    Ok(working)
}

fn ssb_position(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let ssb = frequency(inputs, "ssb_mhz")?;
    let point = frequency(inputs, "pointa_mhz")?;
    let ssb_spacing = spacing(inputs, "ssb_scs_khz")?;
    let high = inputs.one_of("fr", "frequency range", &["FR1", "FR2"])? == "FR2";
    let common = match inputs.has("scs_common_khz") {
        true => spacing(inputs, "scs_common_khz")?,
        false => ssb_spacing.min(120_000),
    };
    let (unit, legal) = if high {
        (60_000, [60_000, 120_000])
    } else {
        (15_000, [15_000, 30_000])
    };
    if !legal.contains(&common) {
        let reason = "this subCarrierSpacingCommon is not used in this frequency range";
        let legal = "15 or 30 kHz in FR1, 60 or 120 kHz in FR2";
        return Err(not_legal("scs_common_khz", reason, legal));
    }
    let distance = ssb - 120 * ssb_spacing - point;
    if distance < 0 {
        let reason = "SSB lies below point A";
        return Err(Refusal::new(Why::Together, "ssb_mhz", reason, ""));
    }
    // FR1 counts k_SSB in 15 kHz, FR2 in the common spacing.
    let fine = if high { common } else { 15_000 };
    if distance % fine != 0 {
        let reason = format!(
            "SSB is not on a subcarrier of the {} kHz grid",
            fine / 1_000
        );
        return Err(not_legal("ssb_mhz", reason, ""));
    }
    let blocks = distance / (12 * common);
    let offset = blocks * common / unit;
    let rest = distance - blocks * 12 * common;
    let subcarriers = rest / fine;
    if offset > 2_199 {
        let reason = "offsetToPointA would be out of range";
        return Err(Refusal::new(Why::Together, "ssb_mhz", reason, "0..2199"));
    }
    let mut working = Working::by(
        "d = F_SSB − 120 · SCS_SSB − F_pointA; offsetToPointA in RB of 15 kHz (FR1) or 60 kHz (FR2), rounded down to an RB of the common spacing; k_SSB is the rest",
    );
    working.step(format!(
        "d = {} − 120 · {} − {} = {} MHz",
        mhz(ssb),
        mhz(ssb_spacing),
        mhz(point),
        mhz(distance)
    ));
    working.step(format!(
        "{blocks} whole blocks of 12 · {} kHz are {offset} of 12 · {} kHz",
        common / 1_000,
        unit / 1_000
    ));
    working.step(format!(
        "rest {} kHz / {} kHz = {subcarriers}",
        rest / 1_000,
        fine / 1_000
    ));
    working
        .out("offsetToPointA", offset, "")
        .out("k_ssb", subcarriers, "");
    let gscn = gscn_of_hz(ssb);
    if gscn.is_none() {
        working
            .note("This SSB is not on the synchronisation raster: no device finds it by itself.");
    }
    working.out("gscn", gscn, "");
    Ok(working)
}
