//! What must hold in the tables of the calculators, beyond the shape of their rows: every table has
//! rows, what can be computed from other columns agrees with them, and no row stands twice.

use std::collections::HashSet;

use protocol::calculator::TableName;

use crate::problem::Problem;
use crate::source::Source;
use crate::source::calculators::{Cell, FILE, Row};

/// Adds what is wrong.
pub fn check(source: &Source, problems: &mut Vec<Problem>) {
    let mut report = |table: TableName, reason: String| {
        problems.push(Problem::new(FILE, table.name(), reason));
    };
    for table in TableName::ALL {
        let rows = source.calculators.get(table).map_or(&[][..], Vec::as_slice);
        if rows.is_empty() {
            report(*table, "it has no rows".to_owned());
        }
        let mut seen = HashSet::new();
        for (place, row) in (1..).zip(rows) {
            if !seen.insert(format!("{row:?}")) {
                report(*table, format!("row {place} stands twice"));
            }
            if let Some(reason) = contradiction(*table, row) {
                report(*table, format!("row {place}: {reason}"));
            }
        }
    }
    for (table, key) in NUMBERED {
        let rows = source
            .calculators
            .get(&table)
            .map_or(&[][..], Vec::as_slice);
        let first = rows.first().and_then(|row| number(row, key));
        let expected = (0..).map(|place| first.map(|first| first + f64::from(place)));
        if !rows
            .iter()
            .map(|row| number(row, key))
            .eq(expected.take(rows.len()))
        {
            report(table, format!("{key} does not count on from row to row"));
        }
    }
}

/// Tables whose rows are found by their place.
const NUMBERED: [(TableName, &str); 12] = [
    (TableName::PrachConfigFr1Fdd, "index"),
    (TableName::PrachConfigFr1Tdd, "index"),
    (TableName::PrachConfigFr2, "index"),
    (TableName::LtePrachConfigFdd, "index"),
    (TableName::PrachRoot839, "i"),
    (TableName::PrachNcs1k25, "zcz"),
    (TableName::PrachNcs5k, "zcz"),
    (TableName::PrachNcsShort, "zcz"),
    (TableName::NrTbsSmall, "index"),
    (TableName::LteTbs, "itbs"),
    (TableName::NrPhr, "level"),
    (TableName::NrPcmax, "level"),
];

/// What a row says about itself and computes otherwise.
fn contradiction(table: TableName, row: &Row) -> Option<String> {
    let value = |name| number(row, name);
    let differs = |name: &str, computed: Option<f64>, within: f64| {
        let (stated, computed) = (number(row, name)?, computed?);
        ((stated - computed).abs() > within).then(|| format!("{name} {stated} is {computed}"))
    };
    match table {
        TableName::NrNrb => {
            let (bandwidth, blocks, spacing) = (value("bw_mhz")?, value("nrb")?, value("scs_khz")?);
            let guard = (1_000.0 * bandwidth - 12.0 * blocks * spacing) / 2.0 - spacing / 2.0;
            differs("guard_khz", Some(guard), 1e-6)
        }
        TableName::NrMcs64qam
        | TableName::NrMcs256qam
        | TableName::NrMcs64qamLowse
        | TableName::NrCqi64qam
        | TableName::NrCqi256qam
        | TableName::NrCqi64qamLowse => {
            let efficiency = value("qm")? * value("r_x1024")? / 1_024.0;
            differs("se", Some(efficiency), 6e-5)
        }
        TableName::NrCp => differs("us", value("kappa").map(|kappa| kappa / 30.72), 6e-5),
        TableName::NTaOffset => {
            let tc = value("n_ta_offset_tc");
            differs("us", tc.map(|tc| tc / (480.0 * 4.096)), 6e-4)
        }
        TableName::PrachFormatLong => {
            differs("seq_us", value("seq_kappa").map(|k| k / 30.72), 6e-4)
                .or_else(|| differs("cp_us", value("cp_kappa").map(|k| k / 30.72), 6e-4))
        }
        TableName::LteSpecialSubframe => {
            let gap = 30_720.0 - value("dwpts_ts")? - value("uppts_ts")?;
            differs("gp_ts", Some(gap), 0.0)
        }
        TableName::RrcEnum => match (row.get("values")?, row.get("numeric")?) {
            (Cell::Texts(names), Cell::Numbers(numbers)) if names.len() == numbers.len() => None,
            _ => Some("values and numeric are not one for one".to_owned()),
        },
        TableName::LteTbs => match row.get("tbs_by_prb")? {
            Cell::Numbers(sizes) if sizes.len() == 110 => None,
            _ => Some("it does not have a size for 1 to 110 blocks".to_owned()),
        },
        _ => None,
    }
}

fn number(row: &Row, name: &str) -> Option<f64> {
    match row.get(name)? {
        Cell::Number(number) => Some(number.0 as f64 / 1e6),
        _ => None,
    }
}
