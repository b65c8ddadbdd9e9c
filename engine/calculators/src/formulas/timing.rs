//! Timing advance and distance, guard period, DRX share, time of a frame.
//! TS 38.213 4.2, TS 38.211 4.3.1, TS 36.213 4.2.3.

use protocol::calculator::{Refusal, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{LIGHT_MPS, TC_PER_US, TS_PER_US, half_way_m, numerology, round};
use super::inputs::{Inputs, not_legal};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 6] = [
    Definition {
        name: "ta_nr",
        title: "Time and distance of an NR timing advance",
        inputs: &[
            needed("ta", "", "timing advance command"),
            needed("scs_khz", "kHz", "subcarrier spacing of the uplink"),
            assumed(
                "kind",
                "",
                "rar",
                "rar (0..3846) or mac_ce (0..63, relative)",
            ),
        ],
        clause: "38.213 4.2",
        run: nr,
    },
    Definition {
        name: "ta_lte",
        title: "Time and distance of an LTE timing advance",
        inputs: &[needed("ta", "", "timing advance command, 0..1282")],
        clause: "36.213 4.2.3",
        run: lte,
    },
    Definition {
        name: "ta_from_distance",
        title: "Timing advance at a distance",
        inputs: &[
            needed("distance_m", "m", "distance to the antenna"),
            needed(
                "scs_khz",
                "kHz",
                "subcarrier spacing of the uplink; 15 for LTE",
            ),
        ],
        clause: "38.213 4.2",
        run: from_distance,
    },
    Definition {
        name: "gp_radius",
        title: "Cell radius that a guard period covers",
        inputs: &[
            needed("gp_us", "µs", "guard period"),
            assumed(
                "switch_us",
                "µs",
                "0",
                "time to switch between receiving and sending",
            ),
        ],
        clause: "",
        run: guard,
    },
    Definition {
        name: "drx_share",
        title: "Share of the time that a device listens with DRX",
        inputs: &[
            needed("on_ms", "ms", "drx-onDurationTimer"),
            needed("cycle_ms", "ms", "DRX cycle"),
        ],
        clause: "38.321 5.7",
        run: drx,
    },
    Definition {
        name: "sfn_time",
        title: "Time since the beginning of the H-SFN cycle",
        inputs: &[
            optional("hsfn", "", "H-SFN; 0 when left out"),
            needed("sfn", "", "frame number"),
            assumed("subframe", "", "0", "subframe"),
        ],
        clause: "38.211 4.3.1",
        run: sfn,
    },
];

fn spacing(inputs: &Inputs<'_>) -> Result<u32, Refusal> {
    let mu = numerology(inputs.number("scs_khz")?).filter(|mu| *mu <= 3);
    mu.ok_or_else(|| not_legal("scs_khz", "unknown SCS", "15, 30, 60 or 120 kHz"))
}

fn nr(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mu = spacing(inputs)?;
    let relative = inputs.one_of("kind", "kind", &["rar", "mac_ce"])? == "mac_ce";
    let steps = match relative {
        true => inputs.int("ta", "TA command", 0, 63)? - 31,
        false => inputs.int("ta", "TA", 0, 3_846)?,
    };
    // 2^μ divides 1024.
    let tc = steps * 1_024 / (1 << mu);
    let us = tc as f64 / TC_PER_US;
    let metres = half_way_m(us);
    let mut working = Working::by(match relative {
        true => "N_TA,new − N_TA,old = (T_A − 31) · 16 · 64 / 2^μ Tc; distance = c · N_TA · Tc / 2",
        false => "N_TA = T_A · 16 · 64 / 2^μ Tc; distance = c · N_TA · Tc / 2",
    });
    working.step(format!(
        "{steps} · 1024 / 2^{mu} = {tc} Tc = {} µs",
        round(us, 4)
    ));
    working.step(format!(
        "c · {} µs / 2 = {} m",
        round(us, 4),
        round(metres, 2)
    ));
    working
        .out("n_ta_tc", tc, "Tc")
        .out("us", round(us, 4), "µs");
    working.out("distance_m", round(metres, 2), "m");
    working.note(match relative {
        true => "A MAC control element changes the advance by this much.",
        false => "Distance of the way that the signal takes; N_TA,offset is no distance.",
    });
    Ok(working)
}

fn lte(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let steps = inputs.int("ta", "TA", 0, 1_282)?;
    let ts = 16 * steps;
    let us = ts as f64 / TS_PER_US;
    let metres = half_way_m(us);
    let mut working = Working::by("N_TA = 16 · T_A Ts; distance = c · N_TA · Ts / 2");
    working.step(format!("16 · {steps} = {ts} Ts = {} µs", round(us, 4)));
    working.step(format!(
        "c · {} µs / 2 = {} m",
        round(us, 4),
        round(metres, 2)
    ));
    working.out("ts", ts, "Ts").out("us", round(us, 4), "µs");
    working.out("distance_m", round(metres, 2), "m");
    Ok(working)
}

fn from_distance(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mu = spacing(inputs)?;
    let metres = inputs.number("distance_m")?;
    let step = half_way_m(1_024.0 / f64::from(1 << mu) / TC_PER_US);
    let most = format!("0..{} m", round(3_846.0 * step, 1));
    if metres < 0.0 {
        let reason = "distance must not be negative";
        return Err(Refusal::new(Why::OutOfRange, "distance_m", reason, most));
    }
    let steps = (metres / step + 0.5).floor();
    if steps > 3_846.0 {
        let reason = "distance is beyond the largest timing advance:";
        return Err(Refusal::new(Why::OutOfRange, "distance_m", reason, most));
    }
    let mut working = Working::by("T_A = d / (c · 1024 / 2^μ · Tc / 2), rounded half up");
    working.step(format!(
        "{metres} m / {} m = {}",
        round(step, 4),
        round(metres / step, 3)
    ));
    working.out("ta", steps as i64, "");
    Ok(working)
}

fn guard(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let gap = inputs.between("gp_us", "guard period", 0.0, 10_000.0)?;
    let switch = inputs.between("switch_us", "switching time", 0.0, 10_000.0)?;
    if switch >= gap {
        let reason = "the guard period must be longer than the switching time";
        return Err(Refusal::new(Why::Together, "gp_us", reason, ""));
    }
    let km = round(half_way_m(gap - switch) / 1e3, 3);
    let mut working = Working::by("radius = c / 2 · (GP − switching)");
    working.step(format!(
        "{LIGHT_MPS} m/s / 2 · ({gap} − {switch}) µs = {km} km"
    ));
    working.out("radius_km", km, "km");
    working.note(
        "Distance through the air; interference from far cells needs a guard period of its own.",
    );
    Ok(working)
}

fn drx(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (on, cycle) = (inputs.number("on_ms")?, inputs.number("cycle_ms")?);
    if on <= 0.0 || cycle <= 0.0 {
        let reason = "on duration and cycle must be positive";
        return Err(Refusal::new(Why::OutOfRange, "on_ms", reason, ""));
    }
    if on > cycle {
        let reason = "on duration must not exceed the cycle";
        return Err(Refusal::new(Why::Together, "on_ms", reason, ""));
    }
    let share = round(on / cycle, 6);
    let mut working = Working::by("share = on duration / cycle");
    working.step(format!("{on} / {cycle} = {share}"));
    working.out("on_share", share, "");
    working.note("Without traffic; drx-InactivityTimer keeps the device awake longer.");
    Ok(working)
}

fn sfn(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let upper = match inputs.has("hsfn") {
        true => inputs.int("hsfn", "H-SFN", 0, 1_023)?,
        false => 0,
    };
    let frame = inputs.int("sfn", "SFN", 0, 1_023)?;
    let subframe = inputs.int("subframe", "subframe", 0, 9)?;
    let ms = (upper * 1_024 + frame) * 10 + subframe;
    let mut working = Working::by("t = (H-SFN · 1024 + SFN) · 10 ms + subframe · 1 ms");
    working.step(format!(
        "({upper} · 1024 + {frame}) · 10 + {subframe} = {ms} ms"
    ));
    working.out("ms", ms, "ms");
    working.note("The SFN begins again after 10.24 s, the H-SFN after 2 h 54 min 45.76 s.");
    Ok(working)
}
