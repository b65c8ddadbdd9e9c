//! Root sequences: how many a cell needs, which physical root a logical one is, and who collides.
//! TS 38.211 6.3.3.1.

use protocol::calculator::{Refusal, TableName};

use super::definition::{Definition, assumed, needed};
use super::inputs::Inputs;
use super::prach_shifts::length;
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 4] = [
    Definition {
        name: "prach_roots",
        title: "Root sequences for 64 preambles",
        inputs: &[
            needed("ncs", "", "N_CS"),
            assumed("l_ra", "", "839", "sequence length"),
        ],
        clause: "38.211 6.3.3.1",
        run: roots,
    },
    Definition {
        name: "prach_root_u",
        title: "Physical root of a logical root index",
        inputs: &[
            needed("i", "", "logical root index"),
            assumed("l_ra", "", "839", "sequence length"),
        ],
        clause: "38.211 6.3.3.1",
        run: physical,
    },
    Definition {
        name: "prach_root_conflict",
        title: "Roots that two cells share",
        inputs: &[
            needed("root_a", "", "first logical root of one cell"),
            needed("roots_a", "", "how many roots it uses"),
            needed("root_b", "", "first logical root of the other"),
            needed("roots_b", "", "how many roots it uses"),
            assumed("l_ra", "", "839", "sequence length"),
        ],
        clause: "38.211 6.3.3.1",
        run: conflict,
    },
    Definition {
        name: "prach_root_reuse",
        title: "Cells with roots of their own",
        inputs: &[
            needed("ncs", "", "N_CS"),
            assumed("l_ra", "", "839", "sequence length"),
        ],
        clause: "38.211 6.3.3.1",
        run: reuse,
    },
];

/// Preambles of a root, and roots for 64 preambles.
fn count(shift: i64, length: i64) -> (i64, i64) {
    let each = if shift == 0 { 1 } else { length / shift };
    (each, (64 + each - 1) / each)
}

const FORMULA: &str = "roots = ⌈64 / ⌊L_RA / N_CS⌋⌉; N_CS 0: 64";

fn shift(inputs: &Inputs<'_>, length: i64) -> Result<i64, Refusal> {
    inputs.int("ncs", "N_CS", 0, length)
}

fn roots(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let length = length(inputs)?;
    let shift = shift(inputs, length)?;
    let (each, roots) = count(shift, length);
    let mut working = Working::by(FORMULA);
    match shift {
        0 => working.step("N_CS 0 gives one preamble a root: 64 roots"),
        _ => working.step(format!(
            "⌊{length} / {shift}⌋ = {each}, ⌈64 / {each}⌉ = {roots}"
        )),
    };
    working.out("per_root", each, "").out("roots", roots, "");
    working.note("For unrestricted sets only.");
    Ok(working)
}

fn physical(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let length = length(inputs)?;
    let index = inputs.int("i", "logical root", 0, length - 2)?;
    let mut working =
        Working::by("table for 839; else i even: u = i/2 + 1, i odd: u = L_RA − (i + 1)/2");
    if let Some(rule) = tables.numbered(TableName::PrachRootRule, "l_ra", length) {
        working.rests_on(rule);
    }
    let root = match length {
        839 => {
            let row = tables.numbered(TableName::PrachRoot839, "i", index);
            let row = row.ok_or_else(|| inputs.missing("i"))?;
            row.int("u")
        }
        _ if index % 2 == 0 => index / 2 + 1,
        _ => length - (index + 1) / 2,
    };
    working.step(format!(
        "logical root {index} of length {length} is u = {root}"
    ));
    working.out("u", root, "");
    Ok(working)
}

fn conflict(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let length = length(inputs)?;
    let cycle = length - 1;
    let first = |name| inputs.int(name, "logical root", 0, cycle - 1);
    let many = |name| inputs.int(name, "number of roots", 1, cycle);
    let (a, of_a) = (first("root_a")?, many("roots_a")?);
    let (b, of_b) = (first("root_b")?, many("roots_b")?);
    let has = |first: i64, count: i64, root: i64| (root - first).rem_euclid(cycle) < count;
    let shared = (0..cycle).filter(|root| has(a, of_a, *root) && has(b, of_b, *root));
    let shared: Vec<i64> = shared.collect();
    let mut working = Working::by("logical roots count on cyclically, 0 follows L_RA − 2");
    working.step(format!(
        "{of_a} from {a} and {of_b} from {b}, modulo {cycle}: {} shared",
        shared.len()
    ));
    working
        .out("conflict", !shared.is_empty(), "")
        .out("shared", shared, "");
    working.note("Only a hint unless the cells share frequency, occasions and coverage.");
    Ok(working)
}

fn reuse(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let length = length(inputs)?;
    let (_, roots) = count(shift(inputs, length)?, length);
    let cells = (length - 1) / roots;
    let mut working = Working::by("cells = ⌊(L_RA − 1) / roots⌋, roots = ⌈64 / ⌊L_RA / N_CS⌋⌉");
    working.step(format!("⌊{} / {roots}⌋ = {cells}", length - 1));
    working
        .out("roots_per_cell", roots, "")
        .out("distinct_cells", cells, "");
    Ok(working)
}
