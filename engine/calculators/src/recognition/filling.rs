//! Inputs of one form, filled from the numbers and names of a question.

use super::assign::{Pair, choose};
use super::names;
use super::phrases::{Form, Slot};
use super::reading::{Apart, Number, Reading, Run, Token};
use super::units::{self, Dimension, Unit};

/// How well a value fits that words and names say.
pub const NAMED: f64 = 0.8;
/// How well a number fits that is the last one for the last input.
const LEFT_OVER: f64 = 0.5;
/// How much worse a number fits whose unit is that of another input.
const OF_ANOTHER: f64 = -8.0;
/// A word that belongs to a number is at least so near.
const NEAR: f64 = 4.0;

/// Subcarrier spacings in kHz, those of preambles included.
const SPACINGS: [f64; 9] = [1.25, 5.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0, 960.0];
/// How far a word may stand from its number, in tokens.
const REACH: usize = 4;

/// A value that was found for an input.
#[derive(Clone, PartialEq, Debug)]
pub struct Filled {
    /// Which input.
    pub name: &'static str,
    /// Its value.
    pub value: Found,
    /// First byte and byte after the last in the question; both 0 for what was taken for granted.
    pub span: (usize, usize),
    /// How well it fits, 0 for what was taken for granted.
    pub fit: f64,
    /// Said in this unit, which is not quite that of the input.
    pub instead: Option<&'static str>,
}

/// A value, before it is that of a calculator.
#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    /// A number in the unit of the input.
    Number(f64),
    /// A word.
    Word(String),
    /// A pattern of downlink and uplink.
    Pattern(Vec<names::Pattern>),
}

/// Fills the inputs of a form. `used` says which tokens are spoken for already, and afterwards also
/// those that fill an input.
pub fn fill(
    form: &Form,
    unit_of: impl Fn(&str) -> &'static str,
    is_required: impl Fn(&str) -> bool,
    reading: &Reading,
    used: &mut [bool],
) -> Vec<Filled> {
    let mut filled = named(form, reading, used);
    let mut pairs = Vec::new();
    for (place, slot) in form.inputs.iter().enumerate() {
        if filled.iter().all(|one| one.name != slot.name) {
            let unit = unit_of(slot.name);
            let beside = filled
                .iter()
                .find(|one| one.name == "field")
                .filter(|_| slot.beside);
            let owns = |said: Unit| {
                let mut others = form.inputs.iter().map(|other| unit_of(other.name));
                others.any(|other| units::wanted(other) == Some(said))
            };
            pairs.extend(pairs_of(slot, place, unit, reading, used, (beside, &owns)));
        }
    }
    for pair in choose(pairs) {
        let (Some(slot), Some(taken)) = (form.inputs.get(pair.slot), used.get_mut(pair.token))
        else {
            continue;
        };
        *taken = true;
        let span = reading
            .tokens
            .get(pair.token)
            .map_or((0, 0), |token| (token.start, token.end));
        let value = Found::Number(pair.value);
        let fit = if pair.score >= NEAR + 0.5 {
            1.5
        } else if pair.score >= 2.0 {
            1.0
        } else {
            0.6
        };
        filled.push(Filled {
            name: slot.name,
            value,
            span,
            fit,
            instead: pair.instead,
        });
    }
    by_elimination(form, &unit_of, is_required, reading, used, &mut filled);
    for slot in &form.inputs {
        let Some(granted) = slot.granted else {
            continue;
        };
        if filled.iter().all(|one| one.name != slot.name) {
            let copied = granted.strip_prefix('@').map(|from| {
                let other = filled.iter().find(|one| one.name == from);
                other.map(|other| other.value.clone())
            });
            let Some(value) = copied.unwrap_or_else(|| Some(found(granted))) else {
                continue;
            };
            filled.push(Filled {
                name: slot.name,
                value,
                span: (0, 0),
                fit: 0.0,
                instead: None,
            });
        }
    }
    filled
}

/// Numbers that nothing explains are those of the inputs that are still needed, when there are as many
/// of both.
fn by_elimination(
    form: &Form,
    unit_of: impl Fn(&str) -> &'static str,
    is_required: impl Fn(&str) -> bool,
    reading: &Reading,
    used: &mut [bool],
    filled: &mut Vec<Filled>,
) {
    let open = |slot: &&Slot| {
        let derived = |one: &Filled| one.name.strip_prefix('@') == Some(slot.name);
        let known = filled
            .iter()
            .any(|one| one.name == slot.name || derived(one));
        !known
            && slot.granted.is_none()
            && slot.kind.is_empty()
            && !slot.beside
            && (slot.wanted || is_required(slot.name))
    };
    let slots: Vec<&Slot> = form.inputs.iter().filter(open).collect();
    let tokens = reading.tokens.iter().enumerate();
    let left: Vec<(usize, Number)> = tokens
        .filter(|(at, _)| used.get(*at) == Some(&false))
        .filter_map(|(at, token)| Some((at, token.number.filter(|number| !number.inside)?)))
        .filter(|(at, _)| !reading.is_aside(*at))
        .collect();
    let has_others = filled.iter().any(|one| one.fit > NAMED);
    if slots.is_empty() || slots.len() != left.len() || slots.len() > 2 || !has_others {
        return;
    }
    for (slot, (at, number)) in slots.into_iter().zip(left) {
        let unit = unit_of(slot.name);
        let fitting = fits(number, unit).filter(|fit| fit.2.is_none() || unit.contains(' '));
        let Some((value, _, instead)) = fitting else {
            return;
        };
        let is_spacing = !slot.name.contains("scs") || SPACINGS.contains(&value);
        if (slot.measured && number.unit.is_none()) || !is_spacing {
            return;
        }
        if slot
            .bare
            .is_some_and(|(from, to)| !(from..=to).contains(&value))
        {
            return;
        }
        let span = reading
            .tokens
            .get(at)
            .map_or((0, 0), |token| (token.start, token.end));
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
        filled.push(Filled {
            name: slot.name,
            value: Found::Number(value),
            span,
            fit: LEFT_OVER,
            instead,
        });
    }
}

/// What words and names say.
fn named(form: &Form, reading: &Reading, used: &mut [bool]) -> Vec<Filled> {
    let mut filled = Vec::new();
    for slot in &form.inputs {
        let choice = slot.choices.iter().find_map(|(word, value)| {
            let run = reading.find(word)?;
            let taken = used
                .get(run.first..run.next)
                .is_some_and(|used| used.contains(&true));
            (!taken).then(|| (run.first, run.next, found(value)))
        });
        let Some((first, next, value)) =
            choice.or_else(|| names::find(slot.kind, &slot.labels, reading, used))
        else {
            continue;
        };
        // Between the parts of a pattern its spacing may stand.
        for (used, token) in used.iter_mut().zip(&reading.tokens).take(next).skip(first) {
            *used |= token.number.is_none_or(|number| number.unit.is_none());
        }
        let start = reading.tokens.get(first).map_or(0, |token| token.start);
        let end = next
            .checked_sub(1)
            .and_then(|last| reading.tokens.get(last))
            .map_or(0, |token| token.end);
        let fit = match slot.kind {
            "scaled" | "enumerated" => 3.0,
            "pattern" => 3.0,
            _ => NAMED,
        };
        filled.push(Filled {
            name: slot.name,
            value,
            span: (start, end),
            fit,
            instead: None,
        });
    }
    filled
}

/// A value as the phrases write it.
fn found(text: &str) -> Found {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Found::Number(number),
        _ => Found::Word(text.to_owned()),
    }
}

fn pairs_of(
    slot: &Slot,
    place: usize,
    unit: &'static str,
    reading: &Reading,
    used: &[bool],
    (beside, owns): (Option<&Filled>, &dyn Fn(Unit) -> bool),
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let field = beside.map(|field| {
        let inside = |token: &Token| token.start >= field.span.0 && token.end <= field.span.1;
        let first = reading.tokens.iter().position(inside).unwrap_or_default();
        let next = reading
            .tokens
            .iter()
            .rposition(inside)
            .map_or(first, |last| last + 1);
        Run {
            key: String::new(),
            first,
            next,
        }
    });
    for (token, number) in reading.tokens.iter().enumerate() {
        let Some(number) = number.number.filter(|_| used.get(token) == Some(&false)) else {
            continue;
        };
        // `RXLEV 25 dBm?` asks what 25 is in dBm.
        let is_field = slot.name == "field" && number.value >= 0.0;
        let number = match number.unit.map(|unit| unit.dimension) {
            Some(Dimension::Level | Dimension::Ratio) if is_field => Number {
                unit: None,
                ..number
            },
            _ => number,
        };
        let is_share = slot.name.contains("share") || slot.name == "fraction";
        let found = match number.unit {
            Some(said) if is_share && said.dimension == Dimension::Share => {
                Some((percent(number.value, said), true, None))
            }
            _ => fits(number, unit),
        };
        let Some((value, by_unit, instead)) = found else {
            continue;
        };
        // A fraction is no channel, and a gain alone is said in dBi.
        let is_count = matches!(slot.name, "gscn" | "arfcn" | "earfcn" | "samples" | "field");
        let is_gain = number.unit.map(|unit| unit.dimension) == Some(Dimension::Gain);
        if (is_count && value.fract() != 0.0) || (is_gain && !slot.name.contains("gain")) {
            continue;
        }
        // The very unit of the input, and no other that can be turned into it; worse is one that is
        // the very unit of another input.
        let exact = match number.unit {
            Some(said) if is_gain || units::wanted(unit) == Some(said) => 2.0,
            Some(said) if owns(said) => OF_ANOTHER,
            _ => 0.0,
        };
        let label = slot.labels.iter().filter_map(|(word, behind)| {
            let runs = reading.all(word);
            runs.filter_map(|run| near(reading, run, token, *behind))
                .reduce(f64::max)
        });
        let label = label.reduce(f64::max).unwrap_or_default();
        let by_field = field
            .as_ref()
            .and_then(|run| near(reading, run, token, false));
        let label = label.max(by_field.unwrap_or_default());
        if (number.inside && label < 9.5)
            || (slot.beside && label == 0.0)
            || (instead.is_some() && label == 0.0 && !unit.contains(' '))
        {
            continue;
        }
        // Spacings are few; what is said in kHz is left to the calculator.
        let is_spacing = SPACINGS.contains(&value) || number.unit == units::named("khz");
        if slot.name.contains("scs") && !is_spacing {
            continue;
        }
        let bare = slot.bare.map(|(from, to)| (from..=to).contains(&value));
        let is_own = number.unit.is_none() || !slot.name.starts_with(['f', 'v', 'M', 'T']);
        let is_aside = label < 9.5 && reading.is_aside(token);
        if is_aside
            || (slot.measured && number.unit.is_none())
            || slot.strict && is_own && bare == Some(false)
        {
            continue;
        }
        let bare = bare == Some(true);
        let score = match (label > 0.0, by_unit, bare) {
            (true, true, _) => label + 4.0 + exact,
            (true, false, _) => label,
            (false, true, _) => 2.0 + exact,
            (false, false, true) if number.unit.is_none() => 1.0,
            _ => continue,
        };
        if score <= 0.0 {
            continue;
        }
        pairs.push(Pair {
            score,
            token,
            slot: place,
            value,
            instead,
        });
    }
    pairs
}

/// A number as one of an input's unit; whether it was said in such a unit; and in which, when that is
/// not quite it.
fn fits(number: Number, unit: &'static str) -> Option<(f64, bool, Option<&'static str>)> {
    let Some(said) = number.unit else {
        return Some((number.value, false, None));
    };
    match unit {
        "" if said.dimension == Dimension::Slots => Some((number.value, false, None)),
        "" | "bits" | "samples" | "x T" => None,
        "dBm or dB" => Some((number.value, true, Some(units::level_name(said)?))),
        "unit of the field" => match said.dimension {
            Dimension::Level | Dimension::Ratio => {
                Some((number.value, true, units::level_name(said)))
            }
            Dimension::Time => Some((percent(number.value * 1e3, said), true, None)),
            _ => None,
        },
        _ => {
            let wanted = units::wanted(unit)?;
            match (said.dimension, wanted.dimension) {
                (Dimension::Ratio | Dimension::Gain, Dimension::Level) => {
                    Some((number.value, true, Some("dB")))
                }
                (Dimension::Level, Dimension::Ratio) => Some((number.value, true, Some("dBm"))),
                _ => Some((units::convert(number.value, said, wanted)?, true, None)),
            }
        }
    }
}

fn percent(value: f64, said: Unit) -> f64 {
    (value * said.scale * 1e9).round() / 1e9
}

/// Words that may stand between a name and its number.
const FILLERS: [&str; 40] = [
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "cell",
    "equal",
    "equals",
    "for",
    "from",
    "id",
    "idx",
    "in",
    "index",
    "is",
    "level",
    "no",
    "now",
    "nr",
    "number",
    "of",
    "on",
    "our",
    "set",
    "setting",
    "shows",
    "size",
    "the",
    "to",
    "value",
    "was",
    "with",
    "configured",
    "reports",
    "says",
    "i",
    "eq",
];

/// How near a word stands to a number: 0 … 10, `None` when it does not belong to it.
fn near(reading: &Reading, run: &Run, token: usize, behind: bool) -> Option<f64> {
    let (from, to, after) = if run.next <= token {
        (run.next, token, false)
    } else if run.first > token {
        (token + 1, run.first, true)
    } else {
        return None;
    };
    let between = reading.tokens.get(from..to)?;
    if between
        .iter()
        .any(|token| token.number.is_some_and(|number| !number.inside))
    {
        return None;
    }
    let filler = |key: &str| FILLERS.contains(&key);
    let (mut steps, mut words) = (0.0, 0);
    for one in between {
        let is_filler = filler(&one.key);
        words += usize::from(!is_filler);
        steps += if is_filler { 0.4 } else { 1.5 };
    }
    if words > REACH {
        return None;
    }
    // A comma between them parts them.
    let parted = reading
        .tokens
        .get(from..=to)
        .unwrap_or_default()
        .iter()
        .map(|token| token.apart)
        .max();
    steps += match parted.unwrap_or_default() {
        Apart::Joined => 0.0,
        Apart::Beside => 1.0,
        Apart::Parted => 4.0,
    };
    let best = match (after, behind) {
        (false, false) | (true, true) => 10.0,
        (false, true) | (true, false) => 8.0,
    };
    let score = best - steps;
    (score >= NEAR).then_some(score)
}
