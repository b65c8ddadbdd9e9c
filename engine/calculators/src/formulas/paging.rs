//! When a device is paged and when system information is sent.
//! TS 38.304 7.1, TS 36.304 7, TS 38.331 5.2.2.3.2, TS 36.331 5.2.3.

use protocol::calculator::{Refusal, TableName, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::numerology;
use super::inputs::{Inputs, not_legal, or};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 4] = [
    Definition {
        name: "paging_nr",
        title: "Paging frame and occasion of an NR device",
        inputs: &[
            needed("s_tmsi", "", "5G-S-TMSI"),
            needed("T_rf", "radio frames", "DRX cycle of the device"),
            needed("n_div", "", "N is T divided by this: 1, 2, 4, 8 or 16"),
            needed("ns", "", "paging occasions of a frame: 1, 2 or 4"),
            assumed("pf_offset", "radio frames", "0", "PF_offset"),
            assumed("edrx", "", "false", "true with extended DRX"),
        ],
        clause: "38.304 7.1",
        run: nr,
    },
    Definition {
        name: "paging_lte",
        title: "Paging frame and subframe of an LTE device",
        inputs: &[
            optional("ue_id", "", "UE_ID; or give imsi"),
            optional("imsi", "", "IMSI as a number"),
            needed("T_rf", "radio frames", "DRX cycle of the device"),
            needed("nb", "x T", "nB in units of T: 4, 2, 1, 0.5 … 0.03125"),
        ],
        clause: "36.304 7.1",
        run: lte,
    },
    Definition {
        name: "si_window_nr",
        title: "When an NR system information message is sent",
        inputs: &[
            needed("n", "", "place of the message in the list, from 1"),
            needed("w_slots", "slots", "si-WindowLength"),
            needed("period_rf", "radio frames", "si-Periodicity"),
            needed("scs_khz", "kHz", "subcarrier spacing"),
        ],
        clause: "38.331 5.2.2.3.2",
        run: si_nr,
    },
    Definition {
        name: "si_window_lte",
        title: "When an LTE system information message is sent",
        inputs: &[
            needed("n", "", "place of the message in the list, from 1"),
            needed("w_ms", "ms", "si-WindowLength"),
            needed("period_rf", "radio frames", "si-Periodicity"),
        ],
        clause: "36.331 5.2.3",
        run: si_lte,
    },
];

/// Frames after which the SFN begins again.
const SFN: i64 = 1_024;

fn cycle(inputs: &Inputs<'_>) -> Result<i64, Refusal> {
    let cycle = inputs.number("T_rf")?;
    match [32.0, 64.0, 128.0, 256.0].contains(&cycle) {
        true => Ok(cycle as i64),
        false => Err(not_legal("T_rf", "T must be 32, 64, 128 or 256", "")),
    }
}

fn nr(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let refused =
        |reason: &str| Refusal::new(Why::OutOfRange, "s_tmsi", reason, "0..281474976710655");
    let identity = inputs.whole("s_tmsi", "5G-S-TMSI")?;
    if !(0..1 << 48).contains(&identity) {
        return Err(refused("5G-S-TMSI has 48 bits:"));
    }
    let cycle = cycle(inputs)?;
    let divisor = inputs.number("n_div")?;
    if ![1.0, 2.0, 4.0, 8.0, 16.0].contains(&divisor) {
        let reason = "N must be T divided by 1, 2, 4, 8 or 16";
        return Err(not_legal("n_div", reason, ""));
    }
    let divisor = divisor as i64;
    let occasions = inputs.number("ns")?;
    if ![1.0, 2.0, 4.0].contains(&occasions) {
        return Err(not_legal("ns", "Ns must be 1, 2 or 4", ""));
    }
    let occasions = occasions as i64;
    let offset = inputs.int("pf_offset", "PF_offset", 0, divisor - 1)?;
    let modulus = if inputs.truth("edrx")? { 4_096 } else { 1_024 };
    let frames = cycle / divisor;
    let device = identity % modulus;
    let place = divisor * (device % frames);
    let frame = (place - offset).rem_euclid(cycle);
    let occasion = (device / frames) % occasions;
    let mut working = Working::by(
        "(SFN + PF_offset) mod T = (T div N) · (UE_ID mod N); i_s = ⌊UE_ID / N⌋ mod Ns",
    );
    working.step(format!(
        "UE_ID = {identity} mod {modulus} = {device}, N = {cycle} / {divisor} = {frames}"
    ));
    working.step(format!(
        "(SFN + {offset}) mod {cycle} = {divisor} · ({device} mod {frames}) = {place}, so SFN mod {cycle} = {frame}"
    ));
    working.step(format!(
        "i_s = ⌊{device} / {frames}⌋ mod {occasions} = {occasion}"
    ));
    working
        .out("ue_id", device, "")
        .out("pf_sfn_mod_t", frame, "");
    working.out("i_s", occasion, "");
    let first = (0..3).map(|turn| (frame + turn * cycle) % SFN);
    working.out("first_sfn", first.collect::<Vec<i64>>(), "");
    if modulus == 4_096 {
        working.note("The paging time window of extended DRX is not computed: it was not verified and is not held.");
    }
    Ok(working)
}

fn lte(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let device = match (inputs.has("ue_id"), inputs.has("imsi")) {
        (true, false) => {
            let device = inputs.whole("ue_id", "UE_ID")?;
            if !(0..1_024).contains(&device) {
                let reason = "UE_ID is IMSI mod 1024:";
                return Err(Refusal::new(Why::OutOfRange, "ue_id", reason, "0..1023"));
            }
            device
        }
        (false, true) => inputs.int("imsi", "IMSI", 0, 999_999_999_999_999)? % 1_024,
        (true, true) => {
            let reason = "give either ue_id or imsi";
            return Err(Refusal::new(Why::Together, "imsi", reason, ""));
        }
        (false, false) => return Err(inputs.missing("ue_id")),
    };
    let cycle = cycle(inputs)?;
    let given = inputs.number("nb")?;
    // In 32nds of T, so that every legal value is whole.
    let legal = [4.0, 2.0, 1.0, 0.5, 0.25, 0.125, 0.062_5, 0.031_25];
    if !legal.contains(&given) {
        return Err(not_legal(
            "nb",
            "illegal nB",
            format!("{} times T", or(&legal)),
        ));
    }
    let parts = (given * 32.0) as i64;
    let frames = (cycle * parts / 32).clamp(1, cycle);
    let occasions = (parts / 32).max(1);
    let frame = cycle / frames * (device % frames);
    let occasion = (device / frames) % occasions;
    let row = tables.numbered(TableName::LtePagingPoFdd, "ns", occasions);
    let subframes = row
        .map(|row| row.wholes("subframe_by_is"))
        .unwrap_or_default();
    let place = usize::try_from(occasion).unwrap_or_default();
    let subframe = subframes.get(place).copied();
    let mut working = Working::by(
        "N = min(T, nB), Ns = max(1, nB / T); SFN mod T = (T div N) · (UE_ID mod N); i_s = ⌊UE_ID / N⌋ mod Ns",
    );
    if let Some(row) = row {
        working.rests_on(row);
    }
    working.step(format!("N = {frames}, Ns = {occasions}"));
    working.step(format!(
        "{cycle} / {frames} · ({device} mod {frames}) = {frame}; i_s = {occasion}"
    ));
    working.out("N", frames, "").out("Ns", occasions, "");
    working.out("sfn_mod_t", frame, "").out("i_s", occasion, "");
    working.out("subframe_fdd", subframe, "");
    working.note("The subframe is that of FDD; the table of TDD was not verified and is not held.");
    Ok(working)
}

/// One of the values that an enumerated field has.
fn listed(tables: &Tables, tech: &str, field: &str, value: f64) -> Result<(), String> {
    let row = tables
        .rows(TableName::RrcEnum)
        .find(|row| row.text("tech") == tech && row.text("field") == field);
    let numbers: Vec<f64> = row
        .map(|row| row.numbers("numeric").collect())
        .unwrap_or_default();
    match numbers.contains(&value) {
        true => Ok(()),
        false => Err(or(&numbers)),
    }
}

/// Place of the message, window and period in their units.
fn window(
    tables: &Tables,
    inputs: &Inputs<'_>,
    tech: &str,
    name: &str,
) -> Result<(i64, i64, i64), Refusal> {
    let place = inputs.whole("n", "n")?;
    if place < 1 {
        return Err(Refusal::new(Why::OutOfRange, "n", "n counts from 1", ""));
    }
    if place > 64 {
        return Err(Refusal::new(
            Why::OutOfRange,
            "n",
            "n out of range",
            "1..64",
        ));
    }
    let (length, period) = (inputs.number(name)?, inputs.number("period_rf")?);
    let legal = |field, name: &str, value| {
        let refused = |legal| not_legal(name, format!("illegal {field}"), legal);
        listed(tables, tech, field, value).map_err(refused)
    };
    legal("si-WindowLength", name, length)?;
    legal("si-Periodicity", "period_rf", period)?;
    Ok((place, length as i64, period as i64))
}

fn late(period: i64) -> Refusal {
    let legal = format!("fewer messages, or more than {period} frames");
    Refusal::new(
        Why::Together,
        "n",
        "window starts after the period ends",
        legal,
    )
}

fn si_nr(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mu = numerology(inputs.number("scs_khz")?).filter(|mu| *mu <= 3);
    let mu = mu.ok_or_else(|| not_legal("scs_khz", "unknown SCS", "15, 30, 60 or 120 kHz"))?;
    let (place, length, period) = window(tables, inputs, "NR", "w_slots")?;
    let in_frame = 10 << mu;
    let start = (place - 1) * length;
    let (slot, frame) = (start % in_frame, start / in_frame);
    if frame >= period {
        return Err(late(period));
    }
    let ms = length as f64 / f64::from(1 << mu);
    let mut working =
        Working::by("x = (n − 1) · w; slot = x mod N, SFN mod T = ⌊x / N⌋, N slots a frame");
    working.step(format!(
        "x = ({place} − 1) · {length} = {start}, N = {in_frame}"
    ));
    working.step(format!(
        "slot {slot} of the frames with SFN mod {period} = {frame}"
    ));
    working.out("slot", slot, "").out("sfn_mod_t", frame, "");
    working.out("length_ms", ms, "ms");
    Ok(working)
}

fn si_lte(tables: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (place, length, period) = window(tables, inputs, "LTE", "w_ms")?;
    let start = (place - 1) * length;
    let (subframe, frame) = (start % 10, start / 10);
    if frame >= period {
        return Err(late(period));
    }
    let mut working = Working::by("x = (n − 1) · w; subframe = x mod 10, SFN mod T = ⌊x / 10⌋");
    working.step(format!("x = ({place} − 1) · {length} = {start}"));
    working.step(format!(
        "subframe {subframe} of the frames with SFN mod {period} = {frame}"
    ));
    working
        .out("subframe", subframe, "")
        .out("sfn_mod_t", frame, "");
    Ok(working)
}
