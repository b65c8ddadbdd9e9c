//! Physical cell identities, cell identities, radio network temporary identifiers.
//! TS 38.211 7.4.2.1, TS 38.413 9.3.1, TS 36.413 9.2.1, TS 38.321 7.1.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::inputs::Inputs;
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 5] = [
    Definition {
        name: "pci",
        title: "What follows from a physical cell identity",
        inputs: &[
            needed("pci", "", "physical cell identity"),
            assumed("tech", "", "NR", "NR or LTE"),
        ],
        clause: "38.211 7.4.2.1, 36.211 6.11",
        run: pci,
    },
    Definition {
        name: "pci_pair",
        title: "Whether two physical cell identities clash",
        inputs: &[
            needed("a", "", "one physical cell identity"),
            needed("b", "", "the other"),
            assumed("tech", "", "NR", "NR or LTE"),
        ],
        clause: "38.211 7.4.2.1, 36.211 6.11",
        run: pair,
    },
    Definition {
        name: "nci",
        title: "NR cell identity from gNB-ID and cell, and back",
        inputs: &[
            optional("nci", "", "NR cell identity; or give gnb_id and cell"),
            optional("gnb_id", "", "gNB-ID"),
            optional("cell", "", "cell under the gNB"),
            needed("gnb_len", "bits", "length of the gNB-ID, 22 to 32"),
        ],
        clause: "38.413 9.3.1.6, 9.3.1.7",
        run: nci,
    },
    Definition {
        name: "eci",
        title: "E-UTRA cell identity from macro eNB-ID and cell, and back",
        inputs: &[
            optional("eci", "", "E-UTRA cell identity; or give enb_id and cell"),
            optional("enb_id", "", "macro eNB-ID"),
            optional("cell", "", "cell under the eNB"),
        ],
        clause: "36.413 9.2.1.37, 9.2.1.38",
        run: eci,
    },
    Definition {
        name: "rnti",
        title: "What an RNTI value is used for",
        inputs: &[needed("value", "", "RNTI")],
        clause: "38.321 7.1",
        run: rnti,
    },
];

/// Whether it is NR, and the largest physical cell identity.
fn tech(inputs: &Inputs<'_>) -> Result<(bool, i64), Refusal> {
    Ok(match inputs.one_of("tech", "technology", &["NR", "LTE"])? {
        "NR" => (true, 1_007),
        _ => (false, 503),
    })
}

/// The last rest that counts: mod 4 in NR, mod 6 in LTE.
const fn last_rest(nr: bool) -> (i64, &'static str) {
    if nr { (4, "mod4") } else { (6, "mod6") }
}

const MEANINGS: &str = "mod 3: PSS; mod 30: uplink sequence group; mod 4: shift of PBCH DM-RS (NR); mod 6: shift of CRS (LTE)";

fn pci(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (nr, last) = tech(inputs)?;
    let pci = inputs.int("pci", "PCI", 0, last)?;
    let (rest, name) = last_rest(nr);
    let mut working = Working::by("PCI = 3 · N_ID1 + N_ID2");
    working.step(format!("{pci} = 3 · {} + {}", pci / 3, pci % 3));
    working.step(MEANINGS);
    working.out("n_id1", pci / 3, "").out("n_id2", pci % 3, "");
    working
        .out("mod3", pci % 3, "")
        .out("mod30", pci % 30, "")
        .out(name, pci % rest, "");
    Ok(working)
}

fn pair(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (nr, last) = tech(inputs)?;
    let (a, b) = (
        inputs.int("a", "PCI", 0, last)?,
        inputs.int("b", "PCI", 0, last)?,
    );
    let same = |modulus: i64| a % modulus == b % modulus;
    let (rest, name) = last_rest(nr);
    let mut working = Working::by("true where both leave the same rest");
    working.step(format!(
        "mod 3: {} and {}; mod 30: {} and {}; mod {rest}: {} and {}",
        a % 3,
        b % 3,
        a % 30,
        b % 30,
        a % rest,
        b % rest
    ));
    working.step(MEANINGS);
    working.out("same", a == b, "").out("mod3", same(3), "");
    working.out("mod30", same(30), "").out(name, same(rest), "");
    working.note("A clash is only a hint unless the cells share frequency and coverage.");
    Ok(working)
}

/// A number that has to fit so many bits.
fn fitting(inputs: &Inputs<'_>, name: &str, bits: u32, reason: &str) -> Result<i64, Refusal> {
    let number = inputs.whole(name, name)?;
    if (0..1 << bits).contains(&number) {
        return Ok(number);
    }
    let legal = format!("0..{}", (1_i64 << bits) - 1);
    Err(Refusal::new(
        Why::OutOfRange,
        name,
        format!("{reason}:"),
        legal,
    ))
}

fn together(whole: &str, parts: &str) -> Refusal {
    Refusal::new(
        Why::Together,
        whole,
        format!("give either {whole} or {parts}"),
        "",
    )
}

fn nci(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let length = inputs.number("gnb_len")?;
    if length.fract() != 0.0 || !(22.0..=32.0).contains(&length) {
        let reason = "gNB-ID length must be 22..32";
        return Err(Refusal::new(Why::OutOfRange, "gnb_len", reason, ""));
    }
    let length = length as u32;
    let rest = 36 - length;
    let mut working = Working::by("NCI (36 bits) = gNB-ID (22 to 32 bits), then the cell");
    if inputs.has("nci") {
        if inputs.has("gnb_id") || inputs.has("cell") {
            return Err(together("nci", "gnb_id and cell"));
        }
        let nci = fitting(inputs, "nci", 36, "NCI has 36 bits")?;
        let (gnb, cell) = (nci >> rest, nci & ((1 << rest) - 1));
        working.step(format!("{nci} = {gnb} · 2^{rest} + {cell}"));
        working.out("gnb_id", gnb, "").out("cell", cell, "");
        return Ok(working);
    }
    let gnb = fitting(
        inputs,
        "gnb_id",
        length,
        &format!("gNB-ID does not fit in {length} bits"),
    )?;
    let cell = fitting(
        inputs,
        "cell",
        rest,
        &format!("cell does not fit in {rest} bits"),
    )?;
    let nci = (gnb << rest) | cell;
    working.step(format!("{gnb} · 2^{rest} + {cell} = {nci}"));
    working
        .out("nci", nci, "")
        .out("hex", format!("{nci:09X}"), "");
    Ok(working)
}

fn eci(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mut working = Working::by("ECI (28 bits) = macro eNB-ID (20 bits), then the cell (8 bits)");
    if inputs.has("eci") {
        if inputs.has("enb_id") || inputs.has("cell") {
            return Err(together("eci", "enb_id and cell"));
        }
        let eci = fitting(inputs, "eci", 28, "ECI has 28 bits")?;
        working.step(format!("{eci} = {} · 256 + {}", eci >> 8, eci & 255));
        working
            .out("enb_id", eci >> 8, "")
            .out("cell", eci & 255, "");
        return Ok(working);
    }
    let enb = fitting(inputs, "enb_id", 20, "macro eNB-ID has 20 bits")?;
    let cell = fitting(inputs, "cell", 8, "cell has 8 bits")?;
    let eci = enb * 256 + cell;
    working.step(format!("{enb} · 256 + {cell} = {eci}"));
    working
        .out("eci", eci, "")
        .out("hex", format!("{eci:07X}"), "");
    Ok(working)
}

fn rnti(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let value = fitting(inputs, "value", 16, "RNTI has 16 bits")?;
    let row = tables
        .rows(TableName::NrRnti)
        .find(|row| (row.int("first")..=row.int("last")).contains(&value));
    let row = row.ok_or_else(|| inputs.missing("value"))?;
    let mut working = Working::by("as the table of RNTI values lists it");
    working.rests_on(row);
    working.step(format!(
        "{value} (0x{value:04X}) is in {}..{}",
        row.int("first"),
        row.int("last")
    ));
    working.out("use", row.text("use"), "");
    Ok(working)
}
