//! Modulation and coding schemes and channel quality of NR, TS 38.214 5.1.3.1, 5.2.2.1, 6.1.4.1.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed};
use super::exact::round;
use super::inputs::Inputs;
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 2] = [
    Definition {
        name: "nr_mcs",
        title: "Modulation and code rate of an MCS",
        inputs: &[
            assumed(
                "table",
                "",
                "64qam",
                "64qam, 256qam, 64qamLowSE, tp64qam or tp64qamLowSE",
            ),
            needed("mcs", "", "MCS index"),
        ],
        clause: "38.214 5.1.3.1",
        run: mcs,
    },
    Definition {
        name: "nr_cqi",
        title: "Modulation and code rate of a CQI, and the MCS nearest to it",
        inputs: &[
            assumed("table", "", "64qam", "64qam, 256qam or 64qamLowSE"),
            needed("cqi", "", "CQI"),
        ],
        clause: "38.214 5.2.2.1",
        run: cqi,
    },
];

/// A table by its word: `64qamLowSE`, `tp-64qam` and the like.
fn table(
    inputs: &Inputs<'_>,
    known: &[(&'static str, TableName)],
) -> Result<(&'static str, TableName), Refusal> {
    let given = inputs.text("table")?;
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let wanted = plain(given);
    let found = known.iter().find(|(name, _)| plain(name) == wanted);
    found.copied().ok_or_else(|| {
        if wanted.contains("1024qam") {
            let reason = "the 1024QAM table was not verified and is not held";
            return Refusal::new(Why::NotHeld, "table", reason, "");
        }
        let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
        Refusal::new(Why::Unknown, "table", "unknown table", names.join(", "))
    })
}

/// The row of an MCS that can carry a first transmission.
pub fn scheme<'a>(tables: &'a Tables, inputs: &Inputs<'_>) -> Result<TableRow<'a>, Refusal> {
    let known = [
        ("64qam", TableName::NrMcs64qam),
        ("256qam", TableName::NrMcs256qam),
        ("64qamLowSE", TableName::NrMcs64qamLowse),
        ("tp64qam", TableName::NrMcsTp64qam),
        ("tp64qamLowSE", TableName::NrMcsTp64qamLowse),
    ];
    let (_, table) = table(inputs, &known)?;
    let index = inputs.int("mcs", "MCS", 0, 31)?;
    let row = tables.numbered(table, "mcs", index);
    let row = row.ok_or_else(|| inputs.missing("mcs"))?;
    if row.int("reserved") == 1 {
        let reason = format!("reserved: retransmission only, Qm {}", row.int("qm"));
        let last = tables
            .rows(table)
            .filter(|row| row.int("reserved") == 0)
            .count()
            - 1;
        return Err(Refusal::new(
            Why::Undefined,
            "mcs",
            reason,
            format!("0..{last}"),
        ));
    }
    Ok(row)
}

fn efficiency(row: TableRow<'_>) -> f64 {
    row.number("qm").unwrap_or_default() * row.number("r_x1024").unwrap_or_default() / 1_024.0
}

fn out(row: TableRow<'_>, working: &mut Working) {
    let rate = row.number("r_x1024").unwrap_or_default();
    working.rests_on(row);
    working.step(format!(
        "{} · {rate} / 1024 = {} bit a symbol",
        row.int("qm"),
        round(efficiency(row), 4)
    ));
    working
        .out("qm", row.int("qm"), "")
        .out("r_x1024", rate, "");
    working.out("se", round(efficiency(row), 4), "bit/s/Hz");
}

fn mcs(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let row = scheme(tables, inputs)?;
    let mut working = Working::by("efficiency = Q_m · R");
    out(row, &mut working);
    if !row.text("note").is_empty() {
        working.note(row.text("note"));
    }
    Ok(working)
}

fn cqi(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let known = [
        ("64qam", TableName::NrCqi64qam),
        ("256qam", TableName::NrCqi256qam),
        ("64qamLowSE", TableName::NrCqi64qamLowse),
    ];
    let (_, table) = table(inputs, &known)?;
    let index = inputs.int("cqi", "CQI", 0, 15)?;
    if index == 0 {
        let reason = "CQI 0: out of range, no transmission";
        return Err(Refusal::new(Why::Undefined, "cqi", reason, "1..15"));
    }
    let row = tables.numbered(table, "cqi", index);
    let row = row.ok_or_else(|| inputs.missing("cqi"))?;
    let mut working = Working::by("efficiency = Q_m · R");
    out(row, &mut working);
    let schemes = match table {
        TableName::NrCqi256qam => TableName::NrMcs256qam,
        TableName::NrCqi64qam => TableName::NrMcs64qam,
        _ => TableName::NrMcs64qamLowse,
    };
    let distance = |scheme: &TableRow<'_>| (efficiency(*scheme) - efficiency(row)).abs();
    let nearest = tables
        .rows(schemes)
        .filter(|scheme| scheme.int("reserved") == 0)
        .min_by(|a, b| distance(a).total_cmp(&distance(b)));
    if let Some(scheme) = nearest {
        working.out("nearest_mcs", scheme.int("mcs"), "");
        working.note("Which MCS follows a CQI is not standardised: this is the one with the nearest efficiency in the table of the same name.");
    }
    Ok(working)
}
