//! Patterns of downlink and uplink, TS 38.213 11.1 and TS 36.211 4.2.

use protocol::calculator::{Named, Refusal, TableName, Why};

use super::definition::{Definition, needed, optional};
use super::exact::{TS_PER_US, numerology, parts, round};
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 2] = [
    Definition {
        name: "tdd_pattern",
        title: "Slots and shares of an NR TDD pattern",
        inputs: &[
            needed("scs_khz", "kHz", "reference subcarrier spacing"),
            optional(
                "patterns",
                "",
                "one or two patterns, each with the fields below",
            ),
            optional("period_ms", "ms", "dl-UL-TransmissionPeriodicity"),
            optional("dl_slots", "", "nrofDownlinkSlots"),
            optional("dl_symbols", "", "nrofDownlinkSymbols"),
            optional("ul_symbols", "", "nrofUplinkSymbols"),
            optional("ul_slots", "", "nrofUplinkSlots"),
        ],
        clause: "38.213 11.1",
        run: pattern,
    },
    Definition {
        name: "lte_tdd",
        title: "Subframes, shares and guard period of LTE TDD",
        inputs: &[
            needed("config", "", "uplink-downlink configuration"),
            needed(
                "ssf",
                "",
                "special subframe configuration, normal cyclic prefix",
            ),
        ],
        clause: "36.211 4.2",
        run: lte,
    },
];

/// Use of each symbol.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Symbol {
    Down,
    Flexible,
    Up,
}

/// Thousandths of a millisecond in 20 ms, which periods have to divide.
const FRAME_PAIR_US: i64 = 20_000;

/// Symbols of one pattern, and its period in µs.
fn symbols(tables: &Tables, inputs: &Inputs<'_>, mu: u32) -> Result<(Vec<Symbol>, i64), Refusal> {
    let period = inputs.number("period_ms")?;
    let fits: Vec<f64> = tables
        .rows(TableName::TddPeriod)
        .filter(|row| row.wholes("mu_ref").contains(&i64::from(mu)))
        .filter_map(|row| row.number("period_ms"))
        .collect();
    let us = parts(period, 1e3).filter(|_| fits.contains(&period));
    let Some(us) = us else {
        let known: Vec<_> = fits.iter().map(ToString::to_string).collect();
        let legal = format!("{} ms at {} kHz", known.join(", "), 15 << mu);
        return Err(not_legal("period_ms", "illegal period", legal));
    };
    // A whole number: the table has only such periods for this spacing.
    let slots = (us << mu) / 1_000;
    let slot = |name| inputs.int(name, "slots", 0, 80);
    let symbol = |name| match inputs.int(name, "symbols", 0, 13) {
        Err(refusal) if refusal.why == Why::Missing => Ok(0),
        other => other,
    };
    let down = 14 * slot("dl_slots")? + symbol("dl_symbols")?;
    let up = 14 * slot("ul_slots")? + symbol("ul_symbols")?;
    let all = 14 * slots;
    if down + up > all {
        let reason = "more symbols than the period has";
        let legal = format!("at most {slots} slots, {all} symbols");
        return Err(Refusal::new(Why::Together, "period_ms", reason, legal));
    }
    let of = |place: i64| {
        if place < down {
            Symbol::Down
        } else if place < all - up {
            Symbol::Flexible
        } else {
            Symbol::Up
        }
    };
    Ok(((0..all).map(of).collect(), us))
}

/// D, U or F for a slot of one kind, S for a mixed one.
fn letter(slot: &[Symbol]) -> char {
    let all = |kind| slot.iter().all(|symbol| *symbol == kind);
    match slot.first() {
        Some(Symbol::Down) if all(Symbol::Down) => 'D',
        Some(Symbol::Up) if all(Symbol::Up) => 'U',
        Some(Symbol::Flexible) if all(Symbol::Flexible) => 'F',
        _ => 'S',
    }
}

fn pattern(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let spacing = inputs.number("scs_khz")?;
    let mu = numerology(spacing)
        .filter(|mu| *mu <= 3)
        .ok_or_else(|| not_legal("scs_khz", "reference SCS must be 15, 30, 60 or 120 kHz", ""))?;
    let given: Option<Vec<&[Named]>> = inputs.records("patterns")?;
    let mut all = Vec::new();
    let (mut period_us, mut extended) = (0, false);
    let mut add = |(symbols, us): (Vec<Symbol>, i64)| {
        all.extend(symbols);
        period_us += us;
        extended |= [3_000, 4_000].contains(&us);
    };
    match given {
        None => add(symbols(tables, inputs, mu)?),
        Some(patterns) if patterns.is_empty() || patterns.len() > 2 => {
            return Err(not_legal("patterns", "one or two patterns are needed", ""));
        }
        Some(patterns) => {
            for record in patterns {
                add(symbols(tables, &inputs.inside(record)?, mu)?);
            }
        }
    }
    if FRAME_PAIR_US % period_us != 0 {
        let reason = format!(
            "illegal period: {} ms does not divide 20 ms",
            period_us as f64 / 1e3
        );
        return Err(not_legal("period_ms", reason, ""));
    }
    let count = |kind| all.iter().filter(|symbol| **symbol == kind).count() as i64;
    let (down, flexible, up) = (
        count(Symbol::Down),
        count(Symbol::Flexible),
        count(Symbol::Up),
    );
    let total = (down + flexible + up).max(1) as f64;
    let slots: String = all.chunks(14).map(letter).collect();
    let mut working = Working::by(
        "S = P · 2^μ slots; first the downlink symbols, last the uplink ones, the rest flexible; share = D / (D + F + U)",
    );
    working.step(format!(
        "{} ms at {spacing} kHz are {} slots: {slots}",
        period_us as f64 / 1e3,
        slots.len()
    ));
    working.step(format!(
        "{down} downlink, {flexible} flexible, {up} uplink of {total} symbols"
    ));
    working
        .out("slots", slots, "")
        .out("period_ms", period_us as f64 / 1e3, "ms");
    working
        .out("dl_symbols", down, "")
        .out("flexible_symbols", flexible, "");
    working.out("ul_symbols", up, "");
    working.out("dl_share", round(down as f64 / total, 4), "");
    working.out("ul_share", round(up as f64 / total, 4), "");
    if extended {
        working.note("3 and 4 ms come from dl-UL-TransmissionPeriodicity-v1530.");
    }
    working.note("S marks a mixed slot. Flexible symbols are neither downlink nor uplink until a dedicated configuration or an SFI says so.");
    Ok(working)
}

fn lte(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let config = inputs.int("config", "UL/DL configuration", 0, 6)?;
    let special = inputs.int("ssf", "special subframe configuration", 0, 9)?;
    let frame = tables.numbered(TableName::LteTddConfig, "config", config);
    let frame = frame.ok_or_else(|| inputs.missing("config"))?;
    let part = tables.numbered(TableName::LteSpecialSubframe, "config", special);
    let part = part.ok_or_else(|| inputs.missing("ssf"))?;
    let share = |whole: &str, symbols: &str| {
        let symbols = 14 * frame.int(whole) + frame.int("special") * part.int(symbols);
        (symbols, round(symbols as f64 / 140.0, 4))
    };
    let (down, down_share) = share("dl", "dwpts_symbols");
    let (up, up_share) = share("ul", "uppts_symbols");
    let gap = round(part.number("gp_ts").unwrap_or_default() / TS_PER_US, 2);
    let mut working = Working::by(
        "share = (14 · subframes + special · DwPTS or UpPTS) / 140; GP = 30720 Ts − DwPTS − UpPTS",
    );
    working.rests_on(frame).rests_on(part);
    working.step(format!(
        "{}: {} DL, {} special of {}:{}:{} symbols, {} UL",
        frame.text("subframes"),
        frame.int("dl"),
        frame.int("special"),
        part.int("dwpts_symbols"),
        part.int("gp_symbols"),
        part.int("uppts_symbols"),
        frame.int("ul")
    ));
    working.step(format!("downlink {down} / 140, uplink {up} / 140 symbols"));
    working.step(format!("GP = {} Ts = {gap} µs", part.int("gp_ts")));
    working.out("subframes", frame.text("subframes"), "");
    working
        .out("dl_share", down_share, "")
        .out("ul_share", up_share, "");
    working.out("gp_us", gap, "µs");
    working.note("Normal cyclic prefix.");
    Ok(working)
}
