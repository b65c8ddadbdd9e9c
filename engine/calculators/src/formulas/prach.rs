//! Random access: configurations, how many occasions they give, preamble formats, RA-RNTI.
//! TS 38.211 6.3.3, TS 36.211 5.7, TS 38.321 5.1.3.

use protocol::calculator::{Refusal, TableName, Value, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{TS_PER_US, half_way_m, numerology, round};
use super::inputs::{Inputs, not_legal, out_of_range};
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 6] = [
    Definition {
        name: "prach_config",
        title: "Frames, subframes and occasions of prach-ConfigurationIndex",
        inputs: &[
            needed("table", "", "FR1_FDD, FR1_TDD or FR2"),
            needed("index", "", "prach-ConfigurationIndex"),
        ],
        clause: "38.211 6.3.3.2",
        run: config,
    },
    Definition {
        name: "prach_density",
        title: "Random access occasions per second of a configuration",
        inputs: &[
            needed("table", "", "FR1_FDD, FR1_TDD or FR2"),
            needed("index", "", "prach-ConfigurationIndex"),
            optional(
                "prach_scs_khz",
                "kHz",
                "subcarrier spacing of short preambles",
            ),
        ],
        clause: "38.211 6.3.3.2, 5.3.2",
        run: density,
    },
    Definition {
        name: "prach_format",
        title: "Length and cell radius of an NR preamble format",
        inputs: &[
            needed("format", "", "0 to 3, A1 to A3, B1 to B4, C0, C2"),
            optional("scs_khz", "kHz", "subcarrier spacing of a short preamble"),
            assumed("l_ra", "", "139", "sequence length of a short preamble"),
        ],
        clause: "38.211 6.3.3.1",
        run: format,
    },
    Definition {
        name: "ra_rnti",
        title: "RA-RNTI of a random access occasion",
        inputs: &[
            needed("s_id", "", "first symbol of the occasion"),
            needed("t_id", "", "first slot of the occasion in its frame"),
            needed("f_id", "", "index of the occasion in frequency"),
            assumed(
                "ul_carrier_id",
                "",
                "0",
                "0 for the normal uplink, 1 for the supplementary",
            ),
        ],
        clause: "38.321 5.1.3",
        run: ra_rnti,
    },
    Definition {
        name: "lte_prach_config",
        title: "Frames and subframes of an LTE FDD prach-ConfigIndex",
        inputs: &[needed("index", "", "prach-ConfigIndex, FDD")],
        clause: "36.211 5.7.1",
        run: lte_config,
    },
    Definition {
        name: "lte_prach_format",
        title: "Length and cell radius of an LTE preamble format",
        inputs: &[needed("format", "", "0 to 4")],
        clause: "36.211 5.7.1",
        run: lte_format,
    },
];

/// A configuration: its row, and the name of its list of subframes or slots.
fn configuration<'a>(
    tables: &'a Tables,
    inputs: &Inputs<'_>,
) -> Result<(TableRow<'a>, &'static str), Refusal> {
    let known = ["FR1_FDD", "FR1_TDD", "FR2"];
    let (table, list) = match inputs.one_of("table", "table", &known)? {
        "FR1_FDD" => (TableName::PrachConfigFr1Fdd, "subframes"),
        "FR1_TDD" => (TableName::PrachConfigFr1Tdd, "subframes"),
        _ => (TableName::PrachConfigFr2, "slots_60khz"),
    };
    let last = tables.rows(table).count() as i64 - 1;
    let index = inputs.int("index", "index", 0, last)?;
    let row = u32::try_from(index).map(|index| tables.row(table, index));
    let row = row.map_err(|_| out_of_range("index", "index", 0.0, last as f64))?;
    Ok((row, list))
}

fn config(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (row, list) = configuration(tables, inputs)?;
    let mut working = Working::by("occasions where n_SFN mod x = y");
    working.rests_on(row);
    let (x, y, slots) = (row.int("x"), row.wholes("y"), row.wholes(list));
    let name = if list == "subframes" {
        "subframes"
    } else {
        "slots of 60 kHz"
    };
    working.step(format!("n_SFN mod {x} in {y:?}, {name} {slots:?}"));
    working
        .out("format", row.text("format"), "")
        .out("x", x, "");
    working.out("y", y, "").out(list, slots, "");
    for column in [
        "start_symbol",
        "prach_slots",
        "occasions",
        "duration_symbols",
    ] {
        working.out(column, Value::from(row.whole(column)), "");
    }
    working.out("period_ms", 10 * x, "ms");
    working.note("Paired spectrum, unpaired spectrum and FR2 have different tables.");
    Ok(working)
}

fn density(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (row, list) = configuration(tables, inputs)?;
    let spacing = inputs.maybe("prach_scs_khz")?;
    let (legal, doubled) = match list {
        "subframes" => ([15.0, 30.0], 30.0),
        _ => ([60.0, 120.0], 120.0),
    };
    let (x, entries) = (
        row.int("x").max(1),
        row.wholes("y").len() * row.wholes(list).len(),
    );
    let entries = entries as i64;
    let (occasions, slots) = match row.whole("occasions") {
        // Long preambles: one occasion a subframe.
        None => (1, 1),
        Some(occasions) => {
            let needed = "prach SCS needed (15/30 in FR1, 60/120 in FR2)";
            let spacing = spacing.filter(|spacing| legal.contains(spacing));
            let spacing =
                spacing.ok_or_else(|| Refusal::new(Why::Missing, "prach_scs_khz", needed, ""))?;
            let slots = match spacing == doubled {
                true => row.whole("prach_slots").unwrap_or(1),
                false => 1,
            };
            (occasions, slots)
        }
    };
    let count = entries * occasions * slots;
    let period = 10 * x;
    let mut working = Working::by(
        "occasions = entries · occasions in a slot · PRACH slots; PRACH slots count at 30 kHz (FR1) and 120 kHz (FR2) only",
    );
    working.rests_on(row);
    working.step(format!(
        "{entries} · {occasions} · {slots} = {count} in {period} ms"
    ));
    working
        .out("occasions_per_period", count, "")
        .out("period_ms", period, "ms");
    working.out(
        "per_second",
        round(count as f64 * 1e3 / period as f64, 4),
        "1/s",
    );
    working.note(
        "An upper bound: with TDD, occasions that overlap downlink symbols or an SSB are dropped.",
    );
    Ok(working)
}

fn format(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let name = inputs.word("format")?.to_ascii_uppercase();
    let spacing = inputs.maybe("scs_khz")?;
    if let Some(row) = tables.named(TableName::PrachFormatLong, "format", &name) {
        let fixed = row.number("scs_khz").unwrap_or_default();
        if spacing.is_some_and(|spacing| spacing != fixed) {
            let reason = "long formats have a fixed SCS";
            return Err(not_legal(
                "scs_khz",
                reason,
                format!("{fixed} kHz for format {name}"),
            ));
        }
        let long = (row.int("cp_kappa"), row.int("seq_kappa"));
        return Ok(duration(row, row.int("l_ra"), fixed, long, 0));
    }
    let Some(row) = tables.named(TableName::PrachFormatShort, "format", &name) else {
        let legal = "0 to 3, A1 to A3, B1 to B4, C0 or C2";
        return Err(Refusal::new(
            Why::Unknown,
            "format",
            "unknown preamble format",
            legal,
        ));
    };
    let spacing = spacing.ok_or_else(|| inputs.missing("scs_khz"))?;
    let mu = numerology(spacing).filter(|mu| *mu <= 3).ok_or_else(|| {
        not_legal(
            "scs_khz",
            "unknown SCS of a short preamble",
            "15, 30, 60 or 120 kHz",
        )
    })?;
    let length = inputs.whole("l_ra", "l_ra")?;
    if ![139, 571, 1_151].contains(&length) {
        return Err(not_legal(
            "l_ra",
            "unknown sequence length",
            "139, 571 or 1151",
        ));
    }
    let short = (row.int("cp_kappa_mu0"), row.int("seq_kappa_mu0"));
    Ok(duration(row, length, spacing, short, mu))
}

/// κ is 64 Tc, as long as a sample of LTE.
fn duration(row: TableRow<'_>, length: i64, spacing: f64, kappa: (i64, i64), mu: u32) -> Working {
    let us = |kappa: i64| kappa as f64 / TS_PER_US / f64::from(1 << mu);
    let (cp, sequence) = (us(kappa.0), us(kappa.1));
    let mut working = Working::by("T = κ-count / 30.72 µs / 2^μ; radius = c · T_CP / 2");
    working.rests_on(row);
    working.step(format!(
        "cyclic prefix {} / 30.72 / 2^{mu} = {} µs",
        kappa.0,
        round(cp, 3)
    ));
    working.step(format!(
        "sequence {} / 30.72 / 2^{mu} = {} µs",
        kappa.1,
        round(sequence, 3)
    ));
    let radius = round(half_way_m(cp) / 1e3, 3);
    working.step(format!("c · {} µs / 2 = {radius} km", round(cp, 3)));
    working
        .out("l_ra", length, "")
        .out("scs_khz", spacing, "kHz");
    working
        .out("cp_us", round(cp, 3), "µs")
        .out("seq_us", round(sequence, 3), "µs");
    working.out("total_us", round(cp + sequence, 3), "µs");
    working.out("cp_radius_km", radius, "km");
    working.note("A bound besides those of N_CS and of the guard time.");
    working
}

fn ra_rnti(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let index = |name, most: i64| {
        let refused = |refusal: Refusal| match refusal.why {
            Why::OutOfRange => Refusal::new(
                Why::OutOfRange,
                name,
                "index out of range:",
                format!("{name} {}", refusal.legal),
            ),
            _ => refusal,
        };
        inputs.int(name, name, 0, most).map_err(refused)
    };
    let (symbol, slot) = (index("s_id", 13)?, index("t_id", 79)?);
    let (frequency, carrier) = (index("f_id", 7)?, index("ul_carrier_id", 1)?);
    let rnti = 1 + symbol + 14 * slot + 14 * 80 * frequency + 14 * 80 * 8 * carrier;
    let mut working =
        Working::by("RA-RNTI = 1 + s_id + 14 · t_id + 1120 · f_id + 8960 · ul_carrier_id");
    working.step(format!(
        "1 + {symbol} + 14 · {slot} + 1120 · {frequency} + 8960 · {carrier} = {rnti}"
    ));
    working.out("ra_rnti", rnti, "");
    working.note(format!(
        "The MSGB-RNTI of two-step access is 17920 more: {}.",
        rnti + 17_920
    ));
    Ok(working)
}

fn lte_config(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let index = inputs.int("index", "index", 0, 63)?;
    let row = tables.numbered(TableName::LtePrachConfigFdd, "index", index);
    let row = row.ok_or_else(|| out_of_range("index", "index", 0.0, 63.0))?;
    if row.text("format").is_empty() {
        let reason = format!("index {index} is not defined");
        return Err(Refusal::new(
            Why::Undefined,
            "index",
            reason,
            "not 30, 46, 60, 61 and 62",
        ));
    }
    let mut working = Working::by("as the table of FDD configurations lists it");
    working.rests_on(row);
    working.step(format!(
        "format {}, {} frames, subframes {:?}",
        row.text("format"),
        row.text("sfn"),
        row.wholes("subframes")
    ));
    working
        .out("format", row.text("format"), "")
        .out("sfn", row.text("sfn"), "");
    working.out("subframes", row.wholes("subframes"), "");
    Ok(working)
}

fn lte_format(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let format = inputs.int("format", "format", 0, 4)?;
    let row = tables.numbered(TableName::LtePrachFormat, "format", format);
    let row = row.ok_or_else(|| out_of_range("format", "format", 0.0, 4.0))?;
    let Some(guard) = row.whole("guard_ts") else {
        let reason = format!("format {format} has no subframe guard");
        return Err(Refusal::new(Why::Undefined, "format", reason, "0..3"));
    };
    let us = |ts: i64| ts as f64 / TS_PER_US;
    let (cp, sequence, guard) = (us(row.int("cp_ts")), us(row.int("seq_ts")), us(guard));
    let radius = round(half_way_m(cp.min(guard)) / 1e3, 3);
    let mut working =
        Working::by("radius = c / 2 · min(CP, guard); guard = subframes − CP − sequence");
    working.rests_on(row);
    working.step(format!("c / 2 · min({cp} µs, {guard} µs) = {radius} km"));
    working
        .out("cp_us", round(cp, 3), "µs")
        .out("seq_us", round(sequence, 3), "µs");
    working
        .out("guard_us", round(guard, 3), "µs")
        .out("max_radius_km", radius, "km");
    Ok(working)
}
