//! E-UTRA channel numbers, TS 36.104 5.7.3. All in whole Hz.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed};
use super::exact::parts;
use super::frequency::mhz;
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::{Row as TableRow, Tables};

/// The calculators of this file.
pub const ALL: [Definition; 3] = [
    Definition {
        name: "lte_earfcn_to_freq",
        title: "Frequency, band and direction of an EARFCN",
        inputs: &[needed("earfcn", "", "EARFCN")],
        clause: "36.104 5.7.3",
        run: earfcn_to_freq,
    },
    Definition {
        name: "lte_freq_to_earfcn",
        title: "EARFCN of a frequency in a band",
        inputs: &[
            needed("mhz", "MHz", "carrier frequency"),
            needed("band", "", "such as B20"),
            assumed("direction", "", "dl", "dl or ul"),
        ],
        clause: "36.104 5.7.3",
        run: freq_to_earfcn,
    },
    Definition {
        name: "lte_earfcn_pair",
        title: "Default uplink EARFCN of a downlink EARFCN",
        inputs: &[needed("earfcn_dl", "", "downlink EARFCN")],
        clause: "36.104 5.7.3, 5.7.4",
        run: earfcn_pair,
    },
];

/// Step of the raster, Hz.
const STEP: i64 = 100_000;

/// Channel numbers and lowest frequency of a direction.
struct Side {
    first: i64,
    last: i64,
    offset: i64,
    low: i64,
    high: i64,
}

impl Side {
    fn of(row: TableRow<'_>, direction: &str) -> Option<Self> {
        let [first, last, offset, low, high] = match direction {
            "ul" => ["n_ul_first", "n_ul_last", "n_offs_ul", "ul_low", "ul_high"],
            _ => ["n_dl_first", "n_dl_last", "n_offs_dl", "dl_low", "dl_high"],
        };
        Some(Self {
            first: row.whole(first)?,
            last: row.whole(last)?,
            offset: row.whole(offset)?,
            low: row.micro(low)?,
            high: row.micro(high)?,
        })
    }

    fn has(&self, earfcn: i64) -> bool {
        (self.first..=self.last).contains(&earfcn)
    }

    fn hz(&self, earfcn: i64) -> i64 {
        self.low + STEP * (earfcn - self.offset)
    }

    fn step(&self, earfcn: i64) -> String {
        format!(
            "{} MHz + 0.1 MHz · ({earfcn} − {}) = {} MHz",
            mhz(self.low),
            self.offset,
            mhz(self.hz(earfcn))
        )
    }
}

const FORMULA: &str = "F = F_low + 0.1 MHz · (N − N_offs)";

/// The largest EARFCN of 18 bits. TS 36.331 ARFCN-ValueEUTRA-r9.
const LAST: i64 = 262_143;

fn nowhere(name: &str) -> Refusal {
    Refusal::new(Why::Unknown, name, "EARFCN belongs to no band", "")
}

fn earfcn_to_freq(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let earfcn = inputs.int("earfcn", "EARFCN", 0, LAST)?;
    for row in tables.rows(TableName::LteBand) {
        let (down, up) = (Side::of(row, "dl"), Side::of(row, "ul"));
        let holds = |side: &Option<Side>| side.as_ref().is_some_and(|side| side.has(earfcn));
        let (is_down, is_up) = (holds(&down), holds(&up));
        let side = if is_down { down } else { up };
        let Some(side) = side.filter(|_| is_down || is_up) else {
            continue;
        };
        let mut working = Working::by(FORMULA);
        working.rests_on(row);
        working.step(side.step(earfcn));
        working
            .out("mhz", mhz(side.hz(earfcn)), "MHz")
            .out("band", row.text("band"), "");
        let direction = match (is_down, is_up) {
            (true, true) => "DL+UL",
            (true, false) => "DL",
            _ => "UL",
        };
        working.out("direction", direction, "");
        return Ok(working);
    }
    Err(nowhere("earfcn"))
}

fn freq_to_earfcn(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let given = inputs.word("band")?;
    let direction = inputs.one_of("direction", "direction", &["dl", "ul"])?;
    let digits = given.trim_start_matches(['B', 'b']);
    let row = tables
        .rows(TableName::LteBand)
        .find(|row| row.text("band").strip_prefix('B') == Some(digits));
    let Some(row) = row else {
        let legal = "B1 to B113, as TS 36.104 lists them";
        return Err(Refusal::new(Why::Unknown, "band", "unknown band", legal));
    };
    let band = row.text("band");
    let Some(side) = Side::of(row, direction) else {
        let reason = format!("band has no {direction}");
        return Err(Refusal::new(Why::Undefined, "direction", reason, ""));
    };
    let value = inputs.number("mhz")?;
    let off = || {
        let legal = format!(
            "{}..{} MHz in steps of 0.1 MHz",
            mhz(side.low),
            mhz(side.high)
        );
        not_legal("mhz", "not on the 100 kHz raster", legal)
    };
    let outside = || {
        let legal = format!(
            "{}..{} MHz",
            mhz(side.hz(side.first)),
            mhz(side.hz(side.last))
        );
        let reason = format!("outside {band} {direction}:");
        Refusal::new(Why::OutOfRange, "mhz", reason, legal)
    };
    if value < mhz(side.low) || value > mhz(side.high) {
        return Err(outside());
    }
    let hz = parts(value, 1e6).ok_or_else(off)?;
    if (hz - side.low) % STEP != 0 {
        return Err(off());
    }
    let earfcn = side.offset + (hz - side.low) / STEP;
    if !side.has(earfcn) {
        return Err(outside());
    }
    let mut working = Working::by("N = N_offs + (F − F_low) / 0.1 MHz");
    working.rests_on(row);
    working.step(format!(
        "{} + ({value} MHz − {} MHz) / 0.1 MHz = {earfcn}",
        side.offset,
        mhz(side.low)
    ));
    working.out("earfcn", earfcn, "");
    Ok(working)
}

fn earfcn_pair(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let earfcn = inputs.int("earfcn_dl", "EARFCN", 0, LAST)?;
    let holds = |row: &TableRow<'_>| Side::of(*row, "dl").is_some_and(|side| side.has(earfcn));
    let row = tables.rows(TableName::LteBand).find(holds);
    let (Some(row), Some(down)) = (row, row.and_then(|row| Side::of(row, "dl"))) else {
        return Err(Refusal::new(
            Why::Unknown,
            "earfcn_dl",
            "EARFCN belongs to no band's downlink",
            "",
        ));
    };
    let band = row.text("band");
    let refused = |reason: String| Err(Refusal::new(Why::Undefined, "earfcn_dl", reason, ""));
    let Some(up) = Side::of(row, "ul") else {
        return refused(format!("band has no ul: {band} is downlink only"));
    };
    if row.text("duplex") != "FDD" {
        return refused(format!(
            "{band} is TDD: downlink and uplink have the same EARFCN"
        ));
    }
    let uplink = earfcn - down.offset + up.offset;
    if !up.has(uplink) {
        return refused(format!("{band} has no default uplink for this EARFCN"));
    }
    let mut working = Working::by("N_UL = N_DL − N_offs,DL + N_offs,UL");
    working.rests_on(row);
    working.step(format!(
        "{earfcn} − {} + {} = {uplink}",
        down.offset, up.offset
    ));
    let apart = down.hz(earfcn) - up.hz(uplink);
    working.step(format!(
        "{} MHz − {} MHz",
        mhz(down.hz(earfcn)),
        mhz(up.hz(uplink))
    ));
    working.out("earfcn_ul", uplink, "").out("band", band, "");
    working.out("duplex_mhz", mhz(apart), "MHz");
    working.note("The default spacing; SIB2 may signal another uplink.");
    Ok(working)
}
