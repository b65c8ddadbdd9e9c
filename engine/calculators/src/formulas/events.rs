//! Entering and leaving conditions of measurement events, TS 38.331 5.5.4.

use protocol::calculator::{Refusal, Why};

use super::definition::{Definition, assumed, needed, optional};
use super::inputs::{Inputs, or, out_of_range};
use super::working::{Outcome, Working};
use crate::tables::Tables;

/// The calculators of this file.
pub const ALL: [Definition; 1] = [Definition {
    name: "meas_event",
    title: "Whether a measurement event's entering and leaving conditions hold",
    inputs: &[
        needed("event", "", "A1 to A6, B1 or B2"),
        optional("Ms", "dBm or dB", "serving cell"),
        optional("Mp", "dBm or dB", "special cell"),
        optional("Mn", "dBm or dB", "neighbour"),
        assumed("Ofn", "dB", "0", "offset of the neighbour's frequency"),
        assumed("Ocn", "dB", "0", "offset of the neighbour cell"),
        assumed("Ofp", "dB", "0", "offset of the special cell's frequency"),
        assumed("Ocp", "dB", "0", "offset of the special cell"),
        assumed("Ocs", "dB", "0", "offset of the serving cell"),
        assumed("Off", "dB", "0", "a3-Offset or a6-Offset"),
        assumed("Hys", "dB", "0", "hysteresis"),
        optional("Thresh", "dBm or dB", "threshold of A1, A2, A4, B1"),
        optional("Thresh1", "dBm or dB", "first threshold of A5, B2"),
        optional("Thresh2", "dBm or dB", "second threshold of A5, B2"),
    ],
    clause: "38.331 5.5.4",
    run: event,
}];

/// Two sides of a condition in millionths, and their letters.
struct Sides {
    left: i64,
    right: i64,
    letters: (&'static str, &'static str),
}

/// A condition over the hysteresis with a sign: entering has it one way, leaving the other.
struct Part {
    /// Without hysteresis.
    sides: Sides,
    /// Whether entering needs the left side to be larger.
    larger: bool,
}

impl Part {
    fn enters(&self, hysteresis: i64) -> bool {
        if self.larger {
            self.sides.left - hysteresis > self.sides.right
        } else {
            self.sides.left + hysteresis < self.sides.right
        }
    }

    fn leaves(&self, hysteresis: i64) -> bool {
        if self.larger {
            self.sides.left + hysteresis < self.sides.right
        } else {
            self.sides.left - hysteresis > self.sides.right
        }
    }

    fn steps(&self, hysteresis: i64, working: &mut Working) {
        let (left, right) = self.sides.letters;
        let (sign, back) = if self.larger {
            ("−", "+")
        } else {
            ("+", "−")
        };
        let (enter, leave) = if self.larger { (">", "<") } else { ("<", ">") };
        let (a, b) = (shown(self.sides.left), shown(self.sides.right));
        let by = shown(hysteresis);
        let said = |holds: bool| if holds { "holds" } else { "does not hold" };
        working.step(format!(
            "enter: {left} {sign} Hys {enter} {right}: {a} {sign} {by} {enter} {b} {}",
            said(self.enters(hysteresis))
        ));
        working.step(format!(
            "leave: {left} {back} Hys {leave} {right}: {a} {back} {by} {leave} {b} {}",
            said(self.leaves(hysteresis))
        ));
    }
}

fn event(_: &Tables, inputs: &Inputs<'_>) -> Outcome {
    let names = ["A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2"];
    let event = inputs.text("event")?.to_ascii_uppercase();
    if !names.contains(&event.as_str()) {
        return Err(Refusal::new(
            Why::Unknown,
            "event",
            "unknown event",
            or(&names),
        ));
    }
    let hysteresis = exactly(inputs.between("Hys", "hysteresis", 0.0, 15.0)?);
    let offset = inputs.number("Off")?;
    if !(-15.0..=15.0).contains(&offset) {
        let mut refusal = out_of_range("Off", "offset", -15.0, 15.0);
        refusal.legal.push_str(" dB");
        return Err(refusal);
    }
    let offset = exactly(offset);
    let value = |name| inputs.number(name).map(exactly);
    let neighbour = || -> Result<i64, Refusal> { Ok(value("Mn")? + value("Ofn")? + value("Ocn")?) };
    let part = |left, right, larger, letters| Part {
        sides: Sides {
            left,
            right,
            letters,
        },
        larger,
    };
    let letters = "Mn + Ofn + Ocn";
    let first = || -> Result<Part, Refusal> {
        let (left, right) = (value("Mp")?, value("Thresh1")?);
        Ok(part(left, right, false, ("Mp", "Thresh1")))
    };
    let parts = match event.as_str() {
        "A1" => vec![part(value("Ms")?, value("Thresh")?, true, ("Ms", "Thresh"))],
        "A2" => vec![part(
            value("Ms")?,
            value("Thresh")?,
            false,
            ("Ms", "Thresh"),
        )],
        "A3" => {
            let special = value("Mp")? + value("Ofp")? + value("Ocp")? + offset;
            vec![part(
                neighbour()?,
                special,
                true,
                (letters, "Mp + Ofp + Ocp + Off"),
            )]
        }
        "A6" => {
            let serving = value("Ms")? + value("Ocs")? + offset;
            let (neighbour, letters) = (value("Mn")? + value("Ocn")?, "Mn + Ocn");
            vec![part(neighbour, serving, true, (letters, "Ms + Ocs + Off"))]
        }
        "A4" | "B1" => vec![part(
            neighbour()?,
            value("Thresh")?,
            true,
            (letters, "Thresh"),
        )],
        _ => vec![
            first()?,
            part(neighbour()?, value("Thresh2")?, true, (letters, "Thresh2")),
        ],
    };
    let enter = parts.iter().all(|part| part.enters(hysteresis));
    let leave = parts.iter().any(|part| part.leaves(hysteresis));
    let mut working = Working::by(match parts.len() {
        1 => {
            "entering with the hysteresis against it, leaving with it turned; equality triggers nothing"
        }
        _ => {
            "entered when both parts hold, left when either leaving part holds; equality triggers nothing"
        }
    });
    for part in &parts {
        part.steps(hysteresis, &mut working);
    }
    working.out("enter", enter, "").out("leave", leave, "");
    working.note("An event is reported when its condition holds for timeToTrigger.");
    Ok(working)
}

/// In millionths: sums of decimal numbers then compare exactly. No level is beyond a million dB.
fn exactly(level: f64) -> i64 {
    (level.clamp(-1e6, 1e6) * 1e6).round() as i64
}

fn shown(micros: i64) -> f64 {
    micros as f64 / 1e6
}
