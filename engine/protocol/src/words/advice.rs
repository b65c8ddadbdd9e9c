//! What rules say of given figures, as words.

use super::number::micro;
use crate::answer::{
    Change, Direction, Doubt, Evidence, GivenValue, JointLimit, Moment, NoCommands, NotUsed,
    Safety, Taken, Wanted, Watch, Written,
};
use crate::catalogue::expression::{Lack, Window};

/// Why a change set has no commands.
#[must_use]
pub fn no_commands(why: &NoCommands) -> String {
    match why {
        NoCommands::NoMapping => {
            "no commands: they need a mapping file of yours from 3GPP fields to \
            the attributes of your system"
                .to_owned()
        }
        NoCommands::NotMapped(row) => format!("no commands: your mapping file does not have {row}"),
        NoCommands::NotSafe => "no commands: the change is not called safe".to_owned(),
    }
}

/// A value with its unit: `3 dB`, `45`, `enabled`.
#[must_use]
pub fn given_value(value: &GivenValue, unit: Option<&str>) -> String {
    match (value, unit) {
        (GivenValue::Number(number), Some(unit)) => format!("{} {unit}", micro(*number)),
        (GivenValue::Number(number), None) => micro(*number),
        (GivenValue::Text(text), _) => text.clone(),
    }
}

/// When something was counted; empty for the last 24 hours.
#[must_use]
pub fn moment(moment: Moment) -> String {
    let mut parts = Vec::new();
    match moment.window {
        None | Some(Window::DAY) => {}
        Some(Window::Busy) => parts.push("in the busy hour".to_owned()),
        Some(Window::Hours(hours)) => parts.push(format!("over {hours} h")),
    }
    match moment.day {
        None => {}
        Some(0) => parts.push("on the last full day".to_owned()),
        Some(day) => parts.push(format!("on the full day {day} before the last")),
    }
    if moment.before {
        parts.push("before the last change".to_owned());
    }
    parts.join(" ")
}

/// A figure or setting as it was understood: `NR.MroFailRate 3.1 % on north`.
#[must_use]
pub fn taken(taken: &Taken) -> String {
    let value = given_value(&taken.value, taken.unit.as_deref());
    let mut line = format!("{} {value}", taken.fact);
    if let Some(relation) = &taken.relation {
        line.push_str(" on ");
        line.push_str(relation_name(relation));
    }
    spaced(line, &moment(taken.moment))
}

/// The name of a neighbour relation; one without a name is the only one.
#[must_use]
pub fn relation_name(name: &str) -> &str {
    if name.is_empty() {
        "the relation"
    } else {
        name
    }
}

/// A figure that a rule read: `NR.PrbUtilDl 60 %, before 50 %`.
#[must_use]
pub fn evidence(evidence: &Evidence) -> String {
    let unit = evidence.unit.as_deref();
    let value = given_value(&evidence.value, unit);
    let mut line = format!("{} {value}", evidence.fact);
    if let Some(before) = evidence.before_micro {
        let before = given_value(&GivenValue::Number(before), unit);
        line.push_str(&format!(", before {before}"));
    }
    let day = Moment {
        day: evidence.day,
        ..Moment::default()
    };
    spaced(line, &moment(day))
}

fn spaced(mut line: String, more: &str) -> String {
    if !more.is_empty() {
        line.push(' ');
        line.push_str(more);
    }
    line
}

/// Why something given is not used.
#[must_use]
pub const fn not_used(why: NotUsed) -> &'static str {
    match why {
        NotUsed::Unknown => "no counter, KPI or setting of that name is known",
        NotUsed::NotRead => "the rules of this agent do not read it",
        NotUsed::Suspect => "it was counted in a suspect period",
        NotUsed::Illegal => "the standard does not allow this value",
        NotUsed::NoNumber => "a number is needed",
        NotUsed::Ambiguous => {
            "several settings of this agent have this name, give its whole id or its $name"
        }
        NotUsed::TooMany => "more neighbour relations than 512 are not read",
        NotUsed::NoRules => "this agent has no rules that read figures",
    }
}

/// A value of a setting: `3 dB (field 6)`, `ms160`.
#[must_use]
pub fn written(value: &Written) -> String {
    let Some(number) = value.physical_micro else {
        return value.field.clone();
    };
    let number = given_value(&GivenValue::Number(number), value.unit.as_deref());
    if number == value.field {
        number
    } else {
        format!("{number} (field {})", value.field)
    }
}

/// A setting and where it goes: `A3 offset on cell: 3 dB (field 6) to 2.5 dB (field 5)`.
#[must_use]
pub fn change(change: &Change) -> String {
    let whose = if change.reverse {
        ", of the neighbour back to this cell"
    } else {
        ""
    };
    let name = format!("{} on {}{whose}", change.label, change.on);
    match (&change.from, &change.to) {
        (Some(from), Some(to)) => format!("{name}: {} to {}", written(from), written(to)),
        (Some(from), None) => format!("{name}: stays at {}", written(from)),
        (None, _) => format!("{name}: {}", planned(change)),
    }
}

/// The direction and step of a change whose present value is not known.
fn planned(change: &Change) -> String {
    let stop = change.stop.as_ref().map(written);
    let (way, end) = match change.direction {
        Direction::Set => return format!("set to {}", stop.unwrap_or_default()),
        Direction::Up => ("up", "not above"),
        Direction::Down => ("down", "not below"),
    };
    let step = if change.step.is_empty() {
        "one step"
    } else {
        &change.step
    };
    match stop {
        Some(stop) => format!("{way} by {step}, {end} {stop}"),
        None => format!("{way} by {step}"),
    }
}

/// What may be said of a change set.
#[must_use]
pub const fn safety(verdict: Safety) -> &'static str {
    match verdict {
        Safety::Safe => "safe: legal, inside our safe range, no joint limit is broken",
        Safety::NeedsJudgement => "legal, needs your judgement",
        Safety::Illegal => "not legal: outside what the standard allows",
        Safety::AtStop => "done: it stands at the end of this step already",
    }
}

/// What keeps a change from being called safe.
#[must_use]
pub fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::PresentUnknown(label) => format!("the present value of {label} was not given"),
        Doubt::NoSafeRange(label) => format!("no safe range of {label} is known"),
        Doubt::OutsideSafe(label) => format!("{label} would be outside our safe range"),
        Doubt::JointBroken(name) => format!("joint limit \"{name}\" would be broken"),
        Doubt::JointUnknown(name) => format!("joint limit \"{name}\" is not checked"),
    }
}

/// A joint limit after a change.
#[must_use]
pub fn joint(joint: &JointLimit) -> String {
    let holds = match joint.holds {
        Some(true) => "holds".to_owned(),
        Some(false) => "is broken".to_owned(),
        None => format!("not checked, missing: {}", joint.missing.join(", ")),
    };
    format!("{}, {}: {holds}", joint.name, joint.condition)
}

/// Our safe range of a changed setting with its reason; `None` where there is none.
#[must_use]
pub fn safe_basis(change: &Change) -> Option<String> {
    if change.safe.is_empty() {
        return None;
    }
    let holds = if change.holds.is_empty() {
        String::new()
    } else {
        format!(" ({})", change.holds)
    };
    let fields = match change.safe.as_slice() {
        [low, high] if low.parse::<i64>().is_ok() => format!("{low}..{high}"),
        all => all.join(", "),
    };
    Some(format!(
        "{}, ours, field {fields}{holds}: {}",
        change.label, change.basis
    ))
}

/// Something that a rule misses: `NR.PrbUtilDl in the busy hour, per neighbour relation`.
#[must_use]
pub fn wanted(wanted: &Wanted) -> String {
    let mut line = spaced(wanted.fact.clone(), &moment(wanted.moment));
    if wanted.per_relation {
        line.push_str(", per neighbour relation");
    }
    match wanted.lack {
        Lack::FewSamples => line.push_str(" (too few samples)"),
        Lack::ZeroDivisor => line.push_str(" (is 0, nothing can be divided by it)"),
        _ => {}
    }
    line
}

/// When and by what a change is judged.
#[must_use]
pub fn watch_window(watch: &Watch) -> String {
    format!(
        "{} h against the same hours before, at least {} samples",
        watch.window_h,
        super::number::grouped(watch.least.unwrap_or(500).into())
    )
}
