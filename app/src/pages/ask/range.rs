//! From a parameter to the scale that shows its range.

use protocol::answer::{Legal, LegalValue, Ours, ParameterCard};
use protocol::words;

use crate::components::Scale;

/// The most steps whose ticks are still told apart.
const MOST_STEPS: i64 = 30;
/// Steps may be counted by so many at most, so that a tick still says something.
const MOST_STEPS_PER_TICK: i64 = 10;

/// Where a field value lies, as a fraction of the line.
type Place<'a> = Box<dyn Fn(&str) -> Option<f64> + 'a>;

/// The line of a parameter's values: where a field value lies on it, how it is cut, what its ends say.
struct Line<'a> {
    place: Place<'a>,
    steps: u32,
    ends: (String, String),
}

/// The scale of a parameter with the value that was asked about; none where its values lie on no line.
pub fn range(card: &ParameterCard) -> Option<Scale> {
    let asked = card.asked.as_ref().and_then(|asked| asked.field.as_deref());
    range_of_change(card, None, asked)
}

/// The same with the present field value as a ring and the proposed one as a diamond.
pub fn range_of_change(
    card: &ParameterCard,
    from: Option<&str>,
    to: Option<&str>,
) -> Option<Scale> {
    let Line { place, steps, ends } = match &card.legal {
        Legal::Integer { min, max, step } if min < max => {
            integers(card, *min, max.checked_sub(*min)?, *step)
        }
        Legal::Values(values) if lie_on_a_line(card, values) => literals(card, values),
        _ => return None,
    };
    let ours = card.ours.as_ref();
    let safe = ours.and_then(safe_ends).and_then(|(low, high)| {
        let (a, b) = (place(low)?, place(high)?);
        Some((a.min(b), a.max(b)))
    });
    let start = ours.and_then(|ours| place(&ours.start.as_ref()?.field));
    let (first, mut last) = ends;
    let below = match (safe, ours.and_then(|ours| words::safe(ours, None))) {
        (Some(_), Some(range)) => format!("safe {range}"),
        _ => {
            last.push_str(" · no safe range known");
            String::new()
        }
    };
    Some(Scale {
        label: format!("Legal {}. {}", words::legal(card), words::ours(card)),
        steps,
        safe,
        start,
        other: from.and_then(&place),
        chosen: to.and_then(&place),
        ends: (first, last),
        below,
        ..Scale::default()
    })
}

fn integers(card: &ParameterCard, min: i64, width: i64, step: i64) -> Line<'_> {
    Line {
        place: Box::new(move |field| {
            let field = field.parse::<i64>().ok()?.checked_sub(min)?;
            Some(field as f64 / width as f64)
        }),
        steps: integer_steps(width, step),
        ends: integer_ends(card, min, min + width),
    }
}

/// Literals stand evenly spaced, in coded order.
fn literals<'a>(card: &ParameterCard, values: &'a [LegalValue]) -> Line<'a> {
    let last = values.len() - 1;
    Line {
        place: Box::new(move |field| {
            let place = values.iter().position(|value| value.name == field)?;
            Some(place as f64 / last as f64)
        }),
        steps: steps_shown(last as i64),
        ends: (end(card, values.first()), end(card, values.last())),
    }
}

/// Whether literals have an order that means something: they are measured, or we have a range of them.
fn lie_on_a_line(card: &ParameterCard, values: &[LegalValue]) -> bool {
    let measured = values.iter().filter(|value| value.physical_micro.is_some());
    values.len() > 1 && (card.ours.is_some() || measured.count() > 1)
}

fn safe_ends(ours: &Ours) -> Option<(&str, &str)> {
    let fields = &ours.safe.as_ref()?.fields;
    Some((fields.first()?, fields.last()?))
}

/// One tick per step, or per the smallest number of steps that divides the range.
fn integer_steps(width: i64, step: i64) -> u32 {
    let steps = width / step.max(1);
    let divides = |by: &i64| steps % by == 0 && steps / by <= MOST_STEPS;
    let by = (1..=MOST_STEPS_PER_TICK).find(divides);
    by.map_or(0, |by| steps_shown(steps / by))
}

fn steps_shown(steps: i64) -> u32 {
    if steps <= MOST_STEPS {
        u32::try_from(steps).unwrap_or(0)
    } else {
        0
    }
}

fn integer_ends(card: &ParameterCard, min: i64, max: i64) -> (String, String) {
    let text = |field: i64| match card
        .coding
        .and_then(|coding| words::physical(coding, field))
    {
        Some(value) => words::micro(value),
        None => words::whole(field),
    };
    (text(min), with_unit(card, text(max)))
}

fn end(card: &ParameterCard, value: Option<&LegalValue>) -> String {
    match value {
        Some(LegalValue {
            physical_micro: Some(value),
            ..
        }) => with_unit(card, words::micro(*value)),
        Some(value) => value.name.clone(),
        None => String::new(),
    }
}

fn with_unit(card: &ParameterCard, text: String) -> String {
    match &card.unit {
        Some(unit) => format!("{text} {}", unit.name),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_legal_steps_or_there_are_none() {
        assert_eq!(integer_steps(15, 1), 15);
        // 60 half-decibel steps: a tick per decibel.
        assert_eq!(integer_steps(60, 1), 30);
        // 127 is prime.
        assert_eq!(integer_steps(127, 1), 0);
        assert_eq!(integer_steps(1_000_000, 1), 0);
    }
}
