//! Noise, levels, path loss, Doppler and tilt. TR 38.901 7.4 for the urban macro cell.

use core::f64::consts::PI;

use protocol::calculator::{Refusal, Value, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::exact::{LIGHT_MPS, decibel, round};
use super::inputs::Inputs;
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 10] = [
    Definition {
        name: "thermal_noise",
        title: "Noise level of a bandwidth",
        inputs: &[
            needed("bw_mhz", "MHz", "bandwidth"),
            assumed("nf_db", "dB", "0", "noise figure"),
            assumed("temperature_k", "K", "290", "temperature"),
        ],
        clause: "",
        run: noise,
    },
    Definition {
        name: "sensitivity",
        title: "Level at which a receiver still works",
        inputs: &[
            needed("bw_mhz", "MHz", "bandwidth"),
            assumed("nf_db", "dB", "0", "noise figure"),
            needed("snr_db", "dB", "SNR that is needed"),
            assumed("margin_db", "dB", "0", "implementation margin"),
        ],
        clause: "",
        run: sensitivity,
    },
    Definition {
        name: "epre",
        title: "Power of a resource element",
        inputs: &[
            needed("total_dbm", "dBm", "power over the whole carrier"),
            needed("nrb", "", "resource blocks"),
        ],
        clause: "",
        run: element_power,
    },
    Definition {
        name: "rsrp_budget",
        title: "RSRP from power, antenna gain and path loss",
        inputs: &[
            needed("total_dbm", "dBm", "power over the whole carrier"),
            needed("nrb", "", "resource blocks"),
            assumed(
                "antenna_gain_db",
                "dB",
                "0",
                "antenna gain, losses taken off",
            ),
            needed("pathloss_db", "dB", "path loss"),
        ],
        clause: "38.215 5.1.1",
        run: budget,
    },
    Definition {
        name: "rsrq",
        title: "RSRQ from RSRP and RSSI",
        inputs: &[
            needed("rsrp_dbm", "dBm", "RSRP"),
            needed("rssi_dbm", "dBm", "RSSI over the measured bandwidth"),
            needed("nrb", "", "resource blocks of the measured bandwidth"),
        ],
        clause: "38.215 5.1.3, 36.214 5.1.3",
        run: quality,
    },
    Definition {
        name: "dbm_watt",
        title: "dBm in watts, and back",
        inputs: &[
            optional("dbm", "dBm", "level; or give watt"),
            optional("watt", "W", "power; or give dbm"),
        ],
        clause: "",
        run: watts,
    },
    Definition {
        name: "free_space",
        title: "Path loss in free space",
        inputs: &[
            needed("mhz", "MHz", "frequency"),
            needed("km", "km", "distance"),
        ],
        clause: "",
        run: free_space,
    },
    Definition {
        name: "uma_38901",
        title: "Path loss in an urban macro cell",
        inputs: &[
            needed("d2d_m", "m", "distance along the ground, 10 to 5000"),
            needed("ghz", "GHz", "frequency, 0.5 to 100"),
            assumed("h_bs", "m", "25", "height of the antenna"),
            assumed("h_ut", "m", "1.5", "height of the device, 1.5 to 22.5"),
        ],
        clause: "38.901 7.4.1, 7.4.2",
        run: urban_macro,
    },
    Definition {
        name: "doppler",
        title: "Doppler shift and coherence time",
        inputs: &[
            needed("kmh", "km/h", "speed"),
            needed("ghz", "GHz", "frequency"),
        ],
        clause: "",
        run: doppler,
    },
    Definition {
        name: "tilt",
        title: "Where a tilted beam meets the ground",
        inputs: &[
            needed("h_bs", "m", "height of the antenna"),
            assumed("h_ue", "m", "1.5", "height of the device"),
            needed(
                "tilt_deg",
                "°",
                "tilt below the horizon, mechanical and electrical",
            ),
            needed("beamwidth_deg", "°", "vertical half-power beamwidth"),
        ],
        clause: "",
        run: tilt,
    },
];

/// Boltzmann's constant, J/K: exact by definition of the kelvin.
const BOLTZMANN: f64 = 1.380_649e-23;

fn refused(input: &str, reason: &str) -> Refusal {
    Refusal::new(Why::OutOfRange, input, reason, "")
}

/// A level in dB or dBm; nothing real is beyond a thousand.
fn level(inputs: &Inputs<'_>, name: &str) -> Result<f64, Refusal> {
    inputs.between(name, name, -1_000.0, 1_000.0)
}

fn noise_dbm(inputs: &Inputs<'_>, kelvin: f64) -> Result<f64, Refusal> {
    let mhz = inputs.number("bw_mhz")?;
    if mhz <= 0.0 {
        return Err(refused("bw_mhz", "bandwidth must be positive"));
    }
    let mhz = inputs.between("bw_mhz", "bandwidth", 1e-6, 1e6)?;
    Ok(decibel(BOLTZMANN * kelvin * mhz * 1e9) + level(inputs, "nf_db")?)
}

fn noise(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let kelvin = inputs.number("temperature_k")?;
    if kelvin <= 0.0 || kelvin > 10_000.0 {
        return Err(refused(
            "temperature_k",
            "temperature must be positive and up to 10000 K",
        ));
    }
    let dbm = round(noise_dbm(inputs, kelvin)?, 2);
    let mut working = Working::by("N = 10 lg(k · T · B / 1 mW) + NF");
    let (mhz, figure) = (inputs.number("bw_mhz")?, inputs.number("nf_db")?);
    let density = round(decibel(BOLTZMANN * kelvin * 1e3), 2);
    working.step(format!("k · T at {kelvin} K is {density} dBm/Hz"));
    working.step(format!(
        "{density} + 10 lg({mhz} · 10⁶) + {figure} = {dbm} dBm"
    ));
    working.out("dbm", dbm, "dBm");
    Ok(working)
}

fn sensitivity(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let noise = noise_dbm(inputs, 290.0)?;
    let (snr, margin) = (level(inputs, "snr_db")?, level(inputs, "margin_db")?);
    let dbm = round(noise + snr + margin, 2);
    let mut working = Working::by("S = 10 lg(k · 290 K · B / 1 mW) + NF + SNR + margin");
    working.step(format!(
        "{} + {snr} + {margin} = {dbm} dBm",
        round(noise, 2)
    ));
    working.out("dbm", dbm, "dBm");
    Ok(working)
}

/// Power of an element, dBm, with its step.
fn epre(inputs: &Inputs<'_>, working: &mut Working) -> Result<f64, Refusal> {
    let total = level(inputs, "total_dbm")?;
    let blocks = inputs.int("nrb", "N_RB", 1, 275)?;
    let dbm = total - decibel(12.0 * blocks as f64);
    working.step(format!(
        "{total} − 10 lg(12 · {blocks}) = {} dBm",
        round(dbm, 2)
    ));
    Ok(dbm)
}

fn element_power(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mut working = Working::by("EPRE = P − 10 lg(12 · N_RB)");
    let dbm = epre(inputs, &mut working)?;
    working.out("epre_dbm", round(dbm, 2), "dBm");
    working.note("Power spread evenly, without boosting of reference signals.");
    Ok(working)
}

fn budget(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mut working = Working::by("RSRP = P − 10 lg(12 · N_RB) + G − PL");
    let element = epre(inputs, &mut working)?;
    let (gain, loss) = (
        level(inputs, "antenna_gain_db")?,
        level(inputs, "pathloss_db")?,
    );
    let rsrp = round(element + gain - loss, 2);
    working.step(format!(
        "{} + {gain} − {loss} = {rsrp} dBm",
        round(element, 2)
    ));
    working.out("rsrp_dbm", rsrp, "dBm");
    Ok(working)
}

fn quality(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let blocks = inputs.int("nrb", "N_RB", 1, 275)?;
    let (rsrp, rssi) = (level(inputs, "rsrp_dbm")?, level(inputs, "rssi_dbm")?);
    let db = round(decibel(blocks as f64) + rsrp - rssi, 2);
    let mut working = Working::by("RSRQ = 10 lg N + RSRP − RSSI");
    working.step(format!("10 lg {blocks} + {rsrp} − {rssi} = {db} dB"));
    working.out("rsrq_db", db, "dB");
    working.note("One port, fully loaded, without interference: −10.8 dB.");
    Ok(working)
}

fn watts(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let mut working = Working::by("P/dBm = 10 lg(P / 1 mW)");
    match (inputs.has("dbm"), inputs.has("watt")) {
        (true, false) => {
            let dbm = level(inputs, "dbm")?;
            let watt = 10_f64.powf(dbm / 10.0) / 1e3;
            // Small powers keep their digits.
            let watt = if watt >= 0.1 { round(watt, 4) } else { watt };
            working.step(format!("10^({dbm} / 10) mW = {watt} W"));
            working.out("watt", watt, "W");
        }
        (false, true) => {
            let watt = inputs.number("watt")?;
            if watt <= 0.0 {
                return Err(refused("watt", "power must be positive"));
            }
            let dbm = round(decibel(watt) + 30.0, 4);
            working.step(format!("10 lg({watt} W / 1 mW) = {dbm} dBm"));
            working.out("dbm", dbm, "dBm");
        }
        (true, true) => {
            let reason = "give either dbm or watt";
            return Err(Refusal::new(Why::Together, "watt", reason, ""));
        }
        (false, false) => return Err(inputs.missing("dbm")),
    }
    Ok(working)
}

fn free_space(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let (mhz, km) = (inputs.number("mhz")?, inputs.number("km")?);
    if mhz <= 0.0 || km <= 0.0 {
        let input = if mhz <= 0.0 { "mhz" } else { "km" };
        return Err(refused(input, "frequency and distance must be positive"));
    }
    let ratio = 4.0 * PI * (km * 1e3) / LIGHT_MPS * (mhz * 1e6);
    if !(1.0..1e30).contains(&ratio) {
        return Err(refused(
            "km",
            "too near or too far for free-space path loss",
        ));
    }
    let db = round(2.0 * decibel(ratio), 2);
    let mut working = Working::by("L = 20 lg(4π · d · f / c)");
    working.step(format!("20 lg(4π · {km} km · {mhz} MHz / c) = {db} dB"));
    working.out("db", db, "dB");
    Ok(working)
}

fn urban_macro(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let ground = inputs.number("d2d_m")?;
    if !(10.0..=5_000.0).contains(&ground) {
        return Err(refused("d2d_m", "UMa is defined for 10..5000 m"));
    }
    let ghz = inputs.number("ghz")?;
    if !(0.5..=100.0).contains(&ghz) {
        return Err(refused("ghz", "UMa is defined for 0.5..100 GHz"));
    }
    let antenna = inputs.between("h_bs", "height of the antenna", 10.0, 150.0)?;
    let device = inputs.between("h_ut", "height of the device", 1.5, 22.5)?;
    if device >= antenna {
        return Err(refused("h_ut", "user above antenna"));
    }
    let height = antenna - device;
    let way = ground.hypot(height);
    // 7.4.1 note 1: heights above the environment, 1 m for devices below 13 m.
    let break_point = 4.0 * (antenna - 1.0) * (device - 1.0) * ghz * 1e9 / LIGHT_MPS;
    let frequency = 20.0 * ghz.log10();
    let near = 28.0 + 22.0 * way.log10() + frequency;
    let square = break_point * break_point + height * height;
    let far = 28.0 + 40.0 * way.log10() + frequency - 9.0 * square.log10();
    let los = if ground <= break_point { near } else { far };
    let blocked = 13.54 + 39.08 * way.log10() + frequency - 0.6 * (device - 1.5);
    let nlos = los.max(blocked);
    let seen = line_of_sight(ground, device);
    let mut working = Working::by(
        "LOS: 28 + 22 lg d3D + 20 lg f up to the break point, then 28 + 40 lg d3D + 20 lg f − 9 lg(d_BP² + (h_BS − h_UT)²); NLOS: max(LOS, 13.54 + 39.08 lg d3D + 20 lg f − 0.6 (h_UT − 1.5))",
    );
    working.step(format!(
        "d3D = √({ground}² + {height}²) = {} m, break point {} m",
        round(way, 3),
        round(break_point, 1)
    ));
    working.step(format!(
        "LOS {} dB, NLOS {} dB",
        round(los, 3),
        round(nlos, 3)
    ));
    working.step(format!("probability of line of sight {}", round(seen, 4)));
    working
        .out("los_db", round(los, 3), "dB")
        .out("nlos_db", round(nlos, 3), "dB");
    working.out("p_los", round(seen, 4), "");
    if antenna != 25.0 {
        working.note(
            "The scenario has antennas at 25 m; the formulas are used with the given height.",
        );
    }
    if device > 13.0 {
        working.note(
            "Above 13 m the effective environment height is random in the model; 1 m is used.",
        );
    }
    working.note("Medians: shadow fading has a standard deviation of 4 dB (LOS) and 6 dB (NLOS).");
    Ok(working)
}

/// TR 38.901 Table 7.4.2-1.
fn line_of_sight(ground: f64, device: f64) -> f64 {
    if ground <= 18.0 {
        return 1.0;
    }
    let tall = if device <= 13.0 {
        0.0
    } else {
        ((device - 13.0) / 10.0).powf(1.5)
    };
    let base = 18.0 / ground + (-ground / 63.0).exp() * (1.0 - 18.0 / ground);
    base * (1.0 + tall * 1.25 * (ground / 100.0).powi(3) * (-ground / 150.0).exp())
}

fn doppler(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let kmh = inputs.number("kmh")?;
    if kmh < 0.0 {
        return Err(refused("kmh", "speed must not be negative"));
    }
    let kmh = inputs.between("kmh", "speed", 0.0, 100_000.0)?;
    let ghz = inputs.between("ghz", "frequency", 1e-3, 1e3)?;
    let hz = kmh / 3.6 * ghz * 1e9 / LIGHT_MPS;
    let mut working = Working::by("f_D = v · f / c; coherence time ≈ 0.423 / f_D");
    working.step(format!(
        "{kmh} km/h / 3.6 · {ghz} GHz / c = {} Hz",
        round(hz, 2)
    ));
    working.out("hz", round(hz, 2), "Hz");
    // Who hardly moves has no time that could be said, either.
    let coherence = round(423.0 / hz, 3);
    let coherence = coherence.is_finite().then_some(coherence);
    working.out("coherence_ms", Value::from(coherence), "ms");
    working.note("0.423 is one convention of several.");
    Ok(working)
}

fn tilt(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let antenna = inputs.between("h_bs", "height of the antenna", 0.0, 10_000.0)?;
    let device = inputs.between("h_ue", "height of the device", 0.0, 10_000.0)?;
    let angle = inputs.number("tilt_deg")?;
    let width = inputs.between("beamwidth_deg", "beamwidth", 0.0, 180.0)?;
    if device >= antenna {
        return Err(refused("h_ue", "user above antenna"));
    }
    if angle <= 0.0 || angle >= 90.0 {
        let reason = "tilt out of range";
        return Err(Refusal::new(
            Why::OutOfRange,
            "tilt_deg",
            reason,
            "above 0 and below 90°",
        ));
    }
    let height = antenna - device;
    let meets = |degrees: f64| round(height / degrees.to_radians().tan(), 1);
    let (steep, flat) = (angle + width / 2.0, angle - width / 2.0);
    let inner = if steep < 90.0 { meets(steep) } else { 0.0 };
    let outer = if flat > 0.0 {
        Value::from(meets(flat))
    } else {
        Value::Nothing
    };
    let mut working = Working::by(
        "d = (h_BS − h_UE) / tan(angle), at the tilt and half a beamwidth to both sides",
    );
    working.step(format!("{height} m / tan {angle}° = {} m", meets(angle)));
    working.step(format!("edges at {steep}° and {flat}°"));
    working
        .out("centre_m", meets(angle), "m")
        .out("inner_m", inner, "m");
    if outer == Value::Nothing {
        working.note("The upper edge of the beam does not meet the ground.");
    }
    working.out("outer_m", outer, "m");
    Ok(working)
}
