//! Cyclic shifts of preambles and the cell radius that they allow, TS 38.211 6.3.3.1.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{LIGHT_MPS, round};
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 3] = [
    Definition {
        name: "prach_ncs",
        title: "N_CS of zeroCorrelationZoneConfig",
        inputs: &[
            needed(
                "format_scs",
                "kHz",
                "subcarrier spacing of the preamble: 1.25, 5, 15 …",
            ),
            needed("zcz", "", "zeroCorrelationZoneConfig"),
            optional("restricted", "", "restricted set A or B"),
            assumed("l_ra", "", "139", "sequence length of a short preamble"),
        ],
        clause: "38.211 6.3.3.1",
        run: shift,
    },
    Definition {
        name: "prach_ncs_radius",
        title: "Cell radius that an N_CS allows",
        inputs: &[
            needed("ncs", "", "N_CS"),
            needed("l_ra", "", "sequence length"),
            needed("prach_scs_khz", "kHz", "subcarrier spacing of the preamble"),
            assumed(
                "guard_samples",
                "samples",
                "2",
                "samples kept free; a planning choice",
            ),
            assumed(
                "delay_spread_us",
                "µs",
                "5.2",
                "delay spread; a planning choice",
            ),
        ],
        clause: "38.211 6.3.3.1",
        run: radius,
    },
    Definition {
        name: "prach_ncs_for_radius",
        title: "zeroCorrelationZoneConfig for a cell radius",
        inputs: &[
            needed("radius_km", "km", "cell radius"),
            assumed(
                "prach_scs_khz",
                "kHz",
                "1.25",
                "subcarrier spacing of the preamble",
            ),
            optional(
                "l_ra",
                "",
                "sequence length; 839 at 1.25 and 5 kHz, else 139",
            ),
            assumed(
                "guard_samples",
                "samples",
                "2",
                "samples kept free; a planning choice",
            ),
            assumed(
                "delay_spread_us",
                "µs",
                "5.2",
                "delay spread; a planning choice",
            ),
        ],
        clause: "38.211 6.3.3.1",
        run: for_radius,
    },
];

/// A sequence length.
pub fn length(inputs: &Inputs<'_>) -> Result<i64, Refusal> {
    let length = inputs.whole("l_ra", "sequence length")?;
    match [139, 571, 839, 1_151].contains(&length) {
        true => Ok(length),
        false => Err(not_legal(
            "l_ra",
            "unknown sequence length",
            "139, 571, 839 or 1151",
        )),
    }
}

/// Subcarrier spacing of a preamble, kHz.
fn spacing(inputs: &Inputs<'_>, name: &str) -> Result<f64, Refusal> {
    let khz = inputs.number(name)?;
    match [1.25, 5.0, 15.0, 30.0, 60.0, 120.0].contains(&khz) {
        true => Ok(khz),
        false => Err(not_legal(
            name,
            "unknown SCS of a preamble",
            "1.25, 5, 15, 30, 60 or 120 kHz",
        )),
    }
}

/// Table and column of unrestricted shifts.
fn column(khz: f64, length: i64) -> Option<(TableName, &'static str)> {
    match (khz, length) {
        (1.25, 839) => Some((TableName::PrachNcs1k25, "unrestricted")),
        (5.0, 839) => Some((TableName::PrachNcs5k, "unrestricted")),
        (_, 139) if khz >= 15.0 => Some((TableName::PrachNcsShort, "l139")),
        (_, 571) if khz >= 15.0 => Some((TableName::PrachNcsShort, "l571")),
        (_, 1_151) if khz >= 15.0 => Some((TableName::PrachNcsShort, "l1151")),
        _ => None,
    }
}

fn apart() -> Refusal {
    Refusal::new(
        Why::Together,
        "l_ra",
        "this sequence length does not go with this SCS",
        "839 at 1.25 and 5 kHz; 139, 571 or 1151 from 15 kHz on",
    )
}

fn shift(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let khz = spacing(inputs, "format_scs")?;
    let zone = inputs.int("zcz", "zeroCorrelationZoneConfig", 0, 15)?;
    let length = if khz < 15.0 { 839 } else { length(inputs)? };
    let (table, unrestricted) = column(khz, length).ok_or_else(apart)?;
    let column = match inputs.has("restricted") {
        false => unrestricted,
        true if khz >= 15.0 => {
            let reason = "short preambles have no restricted sets";
            return Err(Refusal::new(Why::Undefined, "restricted", reason, ""));
        }
        true => match inputs.one_of("restricted", "restricted set", &["A", "B"])? {
            "A" => "restricted_a",
            _ => "restricted_b",
        },
    };
    let row = tables.numbered(table, "zcz", zone);
    let row = row.ok_or_else(|| inputs.missing("zcz"))?;
    let Some(shift) = row.whole(column) else {
        let reason = "reserved for this restricted set";
        return Err(Refusal::new(Why::Undefined, "zcz", reason, ""));
    };
    let mut working = Working::by("as the table of cyclic shifts lists it");
    working.rests_on(row);
    working.step(format!(
        "zeroCorrelationZoneConfig {zone} at {khz} kHz: N_CS = {shift}"
    ));
    working.out("ncs", shift, "");
    if shift == 0 {
        working.note("N_CS 0: each root gives one preamble, without a cyclic shift.");
    }
    Ok(working)
}

/// What limits a radius besides N_CS.
struct Margin {
    guard: f64,
    spread_us: f64,
}

impl Margin {
    fn of(inputs: &Inputs<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            guard: inputs.between("guard_samples", "guard samples", 0.0, 100.0)?,
            spread_us: inputs.between("delay_spread_us", "delay spread", 0.0, 1_000.0)?,
        })
    }

    /// R = c/2 · ((N_CS − g) / (L · SCS) − τ), km; N_CS 0 counts as the whole length.
    fn radius_km(&self, shift: i64, length: i64, khz: f64) -> f64 {
        let samples = if shift == 0 { length } else { shift } as f64 - self.guard;
        let ms = samples / (length as f64 * khz) - self.spread_us / 1e3;
        LIGHT_MPS / 2.0 * ms / 1e6
    }

    fn note(&self, working: &mut Working) {
        working.note(format!(
            "Guard samples ({}) and delay spread ({} µs) are planning choices, not of the standard; 0 and 5.2 µs reproduce a published sheet, 2 is stricter.",
            self.guard, self.spread_us
        ));
    }
}

const FORMULA: &str = "R = c / 2 · ((N_CS − g) / (L_RA · SCS) − τ); N_CS 0 counts as L_RA";

/// Only unrestricted sets: what the restricted ones allow depends on the root.
const UNRESTRICTED: &str = "For unrestricted sets; what restricted sets A and B allow depends on the root and is not computed.";

fn radius(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (length, khz) = (length(inputs)?, spacing(inputs, "prach_scs_khz")?);
    let shift = inputs.int("ncs", "N_CS", 0, length)?;
    column(khz, length).ok_or_else(apart)?;
    let margin = Margin::of(inputs)?;
    let km = margin.radius_km(shift, length, khz);
    if km <= 0.0 {
        let reason = "N_CS too small for this delay spread";
        let least = margin.guard + margin.spread_us * length as f64 * khz / 1e3;
        return Err(not_legal(
            "ncs",
            reason,
            format!("more than {}", round(least, 1)),
        ));
    }
    let mut working = Working::by(FORMULA);
    let samples = if shift == 0 { length } else { shift };
    working.step(format!(
        "c / 2 · (({samples} − {}) / ({length} · {khz} kHz) − {} µs) = {} km",
        margin.guard,
        margin.spread_us,
        round(km, 3)
    ));
    working.out("radius_km", round(km, 3), "km");
    margin.note(&mut working);
    working.note(UNRESTRICTED);
    Ok(working)
}

fn for_radius(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let wanted = inputs.number("radius_km")?;
    if wanted <= 0.0 {
        let reason = "the radius must be positive";
        return Err(Refusal::new(Why::OutOfRange, "radius_km", reason, ""));
    }
    let khz = spacing(inputs, "prach_scs_khz")?;
    let length = match inputs.has("l_ra") {
        true => length(inputs)?,
        false if khz < 15.0 => 839,
        false => 139,
    };
    let (table, name) = column(khz, length).ok_or_else(apart)?;
    let margin = Margin::of(inputs)?;
    let reach = |shift: i64| margin.radius_km(shift, length, khz);
    // N_CS 0 reaches furthest: the whole sequence.
    let span = |shift: i64| if shift == 0 { length } else { shift };
    let found = tables
        .rows(table)
        .filter(|row| row.whole(name).is_some_and(|shift| reach(shift) >= wanted))
        .min_by_key(|row| span(row.int(name)));
    let Some(row) = found else {
        let reason = "radius too large for this format";
        let most = format!("up to {} km", round(reach(0), 3));
        return Err(Refusal::new(Why::OutOfRange, "radius_km", reason, most));
    };
    let shift = row.int(name);
    let mut working = Working::by(FORMULA);
    working.rests_on(row);
    working.step(format!(
        "the smallest N_CS that reaches {wanted} km is {shift}: {} km",
        round(reach(shift), 3)
    ));
    working.out("zcz", row.int("zcz"), "").out("ncs", shift, "");
    working.out("radius_km", round(reach(shift), 3), "km");
    margin.note(&mut working);
    working.note(UNRESTRICTED);
    Ok(working)
}
