//! Transport block sizes: NR by exact fractions, LTE by its table. TS 38.214 5.1.3.2, TS 36.213 7.1.7.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{parts, round};
use super::inputs::{Inputs, not_legal};
use super::quality::scheme;
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 2] = [
    Definition {
        name: "nr_tbs",
        title: "NR transport block size",
        inputs: &[
            needed("nprb", "", "resource blocks of the allocation"),
            needed("symbols", "", "symbols of the allocation"),
            assumed(
                "dmrs_re",
                "",
                "12",
                "resource elements of DM-RS in a resource block",
            ),
            assumed("xoh", "", "0", "xOverhead"),
            optional("qm", "", "bits a symbol; or give mcs"),
            optional("r_x1024", "", "code rate times 1024; or give mcs"),
            optional("mcs", "", "MCS index, instead of qm and r_x1024"),
            assumed(
                "table",
                "",
                "64qam",
                "MCS table: 64qam, 256qam, 64qamLowSE, tp64qam, tp64qamLowSE",
            ),
            assumed("layers", "", "1", "layers"),
            assumed(
                "s",
                "",
                "1",
                "scaling of paging and random access: 1, 0.5 or 0.25",
            ),
        ],
        clause: "38.214 5.1.3.2",
        run: nr,
    },
    Definition {
        name: "lte_tbs",
        title: "LTE transport block size of one layer",
        inputs: &[
            needed("mcs", "", "MCS index"),
            needed("nprb", "", "resource blocks of the allocation"),
            assumed("direction", "", "DL", "DL or UL"),
            assumed("table", "", "64qam", "64qam or 256qam"),
            assumed("codewords", "", "1", "1 or 2, each on one layer"),
            assumed("layers", "", "1", "layers of a codeword"),
        ],
        clause: "36.213 7.1.7",
        run: lte,
    },
];

/// The largest information size of the table of small sizes.
const SMALL: i128 = 3_824;

/// A positive fraction.
#[derive(Clone, Copy)]
struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    fn minus(self, whole: i128) -> Self {
        Self {
            over: self.over - whole * self.under,
            under: self.under,
        }
    }

    fn over(self, divisor: i128) -> Self {
        Self {
            over: self.over,
            under: self.under * divisor,
        }
    }

    fn floor(self) -> i128 {
        self.over.div_euclid(self.under)
    }

    /// To the nearest whole number, ties up.
    fn round(self) -> i128 {
        (2 * self.over + self.under).div_euclid(2 * self.under)
    }

    fn number(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    /// The exponent of the largest power of two that is not above it; 0 below 2.
    fn log2(self) -> u32 {
        self.floor().max(1).ilog2()
    }
}

/// Bits a symbol and code rate in millionths of 1/1024, given or looked up.
fn rate(
    tables: &Tables,
    inputs: &Inputs<'_>,
    working: &mut Working,
) -> Result<(i64, i64), Refusal> {
    if inputs.has("mcs") {
        if inputs.has("qm") || inputs.has("r_x1024") {
            let reason = "give either mcs or qm and r_x1024";
            return Err(Refusal::new(Why::Together, "mcs", reason, ""));
        }
        let row = scheme(tables, inputs)?;
        working.rests_on(row);
        let rate = row.micro("r_x1024").unwrap_or_default();
        working.step(format!(
            "MCS: Q_m = {}, R = {} / 1024",
            row.int("qm"),
            rate as f64 / 1e6
        ));
        return Ok((row.int("qm"), rate));
    }
    let bits = inputs.number("qm")?;
    if ![1.0, 2.0, 4.0, 6.0, 8.0, 10.0].contains(&bits) {
        let reason = "modulation order must be 1, 2, 4, 6, 8 or 10";
        return Err(not_legal("qm", reason, ""));
    }
    let given = inputs.number("r_x1024")?;
    let rate = parts(given, 1e6).filter(|rate| (1..=1_024_000_000).contains(rate));
    let rate = rate.ok_or_else(|| {
        let legal = "above 0 and up to 1024, with at most six decimals";
        Refusal::new(Why::OutOfRange, "r_x1024", "code rate out of range:", legal)
    })?;
    Ok((bits as i64, rate))
}

fn nr(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let blocks = inputs.int("nprb", "N_PRB", 1, 275)?;
    let symbols = inputs.int("symbols", "symbols", 1, 14)?;
    let reference = inputs.int("dmrs_re", "DM-RS resource elements", 0, 156)?;
    let extra = inputs.number("xoh")?;
    if ![0.0, 6.0, 12.0, 18.0].contains(&extra) {
        return Err(not_legal("xoh", "xOverhead must be 0, 6, 12 or 18", ""));
    }
    let layers = inputs.int("layers", "layers", 1, 8)?;
    let scaling = match inputs.number("s")? {
        1.0 => 1,
        0.5 => 2,
        0.25 => 4,
        _ => return Err(not_legal("s", "scaling must be 1, 0.5 or 0.25", "")),
    };
    let mut working = Working::by(
        "N_RE = min(156, 12 · symbols − DMRS − xOh) · n_PRB; N_info = S · N_RE · R · Q_m · v; quantised, then the next table value or 8 · C · ⌈(N' + 24) / (8 · C)⌉ − 24",
    );
    let (bits, rate) = rate(tables, inputs, &mut working)?;
    let elements = 12 * symbols - reference - extra as i64;
    if elements <= 0 {
        return Err(Refusal::new(
            Why::Together,
            "symbols",
            "no resource elements left",
            "",
        ));
    }
    let all = elements.min(156) * blocks;
    working.step(format!("N_RE = min(156, {elements}) · {blocks} = {all}"));
    let info = Fraction {
        over: i128::from(all) * i128::from(rate) * i128::from(bits) * i128::from(layers),
        under: 1_024_000_000 * scaling,
    };
    working.step(format!(
        "N_info = {all} · {} / 1024 · {bits} · {layers} / {scaling} = {}",
        rate as f64 / 1e6,
        round(info.number(), 4)
    ));
    let size = if info.minus(SMALL).over <= 0 {
        small(tables, info, &mut working)
    } else {
        large(info, rate, &mut working)
    };
    working.out("tbs", size, "bit");
    Ok(working)
}

/// N_info up to 3824: the next size of the table.
fn small(tables: &Tables, info: Fraction, working: &mut Working) -> i64 {
    let exponent = info.log2().saturating_sub(6).max(3);
    let quantised = ((info.floor() >> exponent) << exponent).max(24);
    let row = tables
        .rows(TableName::NrTbsSmall)
        .find(|row| i128::from(row.int("tbs")) >= quantised);
    let size = row.map_or(3_824, |row| row.int("tbs"));
    working.step(format!(
        "N' = max(24, 2^{exponent} · ⌊N_info / 2^{exponent}⌋) = {quantised}"
    ));
    working.step(format!("next size of the table: {size}"));
    size
}

/// N_info above 3824: whole bytes in each code block.
fn large(info: Fraction, rate: i64, working: &mut Working) -> i64 {
    let exponent = info.minus(24).log2().saturating_sub(5);
    let rounded = info.minus(24).over(1 << exponent).round();
    let quantised = (rounded << exponent).max(3_840);
    working.step(format!(
        "N' = max(3840, 2^{exponent} · round((N_info − 24) / 2^{exponent})) = {quantised}"
    ));
    let up = |number: i128, by: i128| (number + by - 1) / by;
    let blocks = if rate <= 256_000_000 {
        up(quantised + 24, 3_816)
    } else if quantised > 8_424 {
        up(quantised + 24, 8_424)
    } else {
        1
    };
    let size = 8 * blocks * up(quantised + 24, 8 * blocks) - 24;
    working.step(format!(
        "C = {blocks} code blocks: 8C · ⌈(N' + 24) / 8C⌉ − 24 = {size}"
    ));
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn lte(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let direction = inputs.one_of("direction", "direction", &["DL", "UL"])?;
    let name = inputs.one_of("table", "table", &["64qam", "256qam"])?;
    let table = match (direction, name) {
        ("DL", "64qam") => TableName::LteMcsDl,
        ("DL", _) => TableName::LteMcsDl256qam,
        ("UL", "64qam") => TableName::LteMcsUl,
        _ => {
            let reason = "the 256QAM table of the uplink was not verified and is not held";
            return Err(Refusal::new(Why::NotHeld, "table", reason, ""));
        }
    };
    let last = tables.rows(table).count() as i64 - 1;
    let index = inputs.int("mcs", "MCS", 0, last)?;
    let blocks = inputs.int("nprb", "N_PRB", 1, 110)?;
    let codewords = inputs.int("codewords", "codewords", 1, 2)?;
    if inputs.int("layers", "layers", 1, 8)? > 1 {
        let reason = "a codeword on several layers has a table of its own, which is not held";
        return Err(Refusal::new(Why::NotHeld, "layers", reason, "1"));
    }
    let row = tables.numbered(table, "mcs", index);
    let row = row.ok_or_else(|| inputs.missing("mcs"))?;
    let sizes = tables.numbered(TableName::LteTbs, "itbs", row.int("itbs"));
    let sizes = sizes.ok_or_else(|| inputs.missing("mcs"))?;
    let place = usize::try_from(blocks - 1).unwrap_or_default();
    let size = sizes
        .wholes("tbs_by_prb")
        .get(place)
        .copied()
        .unwrap_or_default();
    let mut working = Working::by("MCS → I_TBS → table of sizes by N_PRB");
    working.rests_on(row).rests_on(sizes);
    working.step(format!(
        "MCS {index}: Q_m {}, I_TBS {}",
        row.int("qm"),
        row.int("itbs")
    ));
    working.step(format!(
        "I_TBS {}, {blocks} blocks: {size}",
        row.int("itbs")
    ));
    working
        .out("qm", row.int("qm"), "")
        .out("itbs", row.int("itbs"), "");
    working.out("tbs", size, "bit");
    if codewords == 2 {
        working.step(format!("two codewords: 2 · {size} = {}", 2 * size));
        working.out("tbs_total", 2 * size, "bit");
    }
    Ok(working)
}
