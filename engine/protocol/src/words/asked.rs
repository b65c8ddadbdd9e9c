//! A value beside a parameter's name as a sentence.

use super::{legal, micro, physical, safe, technology};
use crate::answer::{AskedValue, Lacking, Legal, ParameterCard, Reading, ValueVerdict};

/// That a technology has no such name: `LTE has no ssb-ToMeasure in our tables; this is of NR.`
#[must_use]
pub fn lacking(one: &Lacking) -> String {
    let (named, found) = (technology(one.technology), technology(one.found));
    format!(
        "{named} has no {} in our tables; what follows is of {found}.",
        one.name
    )
}

/// What is said of a value that the question names: `3 dB (field 6) is legal and inside our safe range 1 … 5 dB.`
#[must_use]
pub fn asked_value(card: &ParameterCard, asked: &AskedValue) -> String {
    let unit = card.unit.as_ref().map(|unit| unit.name.as_str());
    let typed = match (&asked.field, asked.reading) {
        (Some(field), Reading::Physical) if is_coded(card) => {
            format!("{} (field {field})", asked.typed)
        }
        (Some(field), Reading::Field) if is_coded(card) => {
            format!("{} (as a field value, {})", asked.typed, shown(card, field))
        }
        _ => asked.typed.clone(),
    };
    let safe = || {
        let ours = card.ours.as_ref()?;
        safe(ours, unit).map(|range| range.to_string())
    };
    let is_planned = card.ours.as_ref().is_some_and(|ours| ours.planned);
    let mut said = match asked.verdict {
        ValueVerdict::Illegal => format!("{typed} is not legal: {}.", allowed(card)),
        ValueVerdict::BetweenValues => {
            let nearest: Vec<String> = asked
                .nearest
                .iter()
                .map(|field| shown(card, field))
                .collect();
            format!(
                "{typed} cannot be set: the values beside it are {}.",
                nearest.join(" and ")
            )
        }
        ValueVerdict::OtherUnit => match unit {
            Some(unit) => format!("{typed} cannot be compared: the field is in {unit}."),
            None => format!("{typed} cannot be compared: the field has no unit."),
        },
        ValueVerdict::Legal if is_planned => {
            format!("{typed} is legal; a planned value has no safe range.")
        }
        ValueVerdict::Legal => {
            format!("{typed} is legal; we know no safe range, so it needs your judgement.")
        }
        ValueVerdict::OutsideSafe => format!(
            "{typed} is legal, but outside our safe range {}: it needs your judgement.",
            safe().unwrap_or_default()
        ),
        ValueVerdict::Safe => format!(
            "{typed} is legal and inside our safe range {}.",
            safe().unwrap_or_default()
        ),
    };
    if let (Some(other), Some(unit)) = (&asked.unit_taken, unit) {
        said.push_str(&format!(
            " The field is in {unit}, not in {other}: the number was read as {unit}."
        ));
    }
    said
}

/// Whether field and physical value are two numbers.
fn is_coded(card: &ParameterCard) -> bool {
    card.coding.is_some() || matches!(card.legal, Legal::Values(_))
}

/// What the standard allows, in the words of a refusal.
fn allowed(card: &ParameterCard) -> String {
    match &card.legal {
        Legal::Values(values) => {
            let ends = values.first().zip(values.last());
            let ends = ends.map(|(first, last)| format!(", {} … {}", first.name, last.name));
            format!(
                "there are {} values{}",
                values.len(),
                ends.unwrap_or_default()
            )
        }
        _ => format!("the range is {}", legal(card)),
    }
}

/// A field value in its physical form, where it has one.
fn shown(card: &ParameterCard, field: &str) -> String {
    let value = match &card.legal {
        Legal::Values(values) => {
            let found = values.iter().find(|value| value.name == field);
            found.and_then(|value| value.physical_micro)
        }
        _ => {
            let number = field.parse::<i64>().ok();
            let coded = card.coding.zip(number);
            coded.and_then(|(coding, number)| physical(coding, number))
        }
    };
    match (value, &card.unit) {
        (Some(value), Some(unit)) => format!("{} {}", micro(value), unit.name),
        (Some(value), None) => micro(value),
        (None, _) => field.to_owned(),
    }
}
