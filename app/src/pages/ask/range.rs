//! From a parameter to the scale that shows its range.

use protocol::answer::{Legal, LegalValue, Ours, ParameterCard};
use protocol::words;

use crate::components::Scale;

/// The most ticks that are still told apart.
const MOST_TICKS: i64 = 30;
/// Steps may be counted by so many at most, so that a tick still says something.
const MOST_STEPS_PER_TICK: i64 = 10;

/// The scale of a parameter; none where its values lie on no line.
pub fn range(card: &ParameterCard) -> Option<Scale> {
    let (place, ticks, ends): (Box<dyn Fn(&str) -> Option<f64>>, _, _) = match &card.legal {
        Legal::Integer { min, max, step } if min < max => {
            let (low, width) = (*min, max.checked_sub(*min)?);
            let place = move |field: &str| {
                let field = field.parse::<i64>().ok()?.checked_sub(low)?;
                Some(field as f64 / width as f64)
            };
            (
                Box::new(place),
                integer_ticks(width, *step),
                integer_ends(card, *min, *max),
            )
        }
        Legal::Values(values)
            if values.len() > 1 && (card.ours.is_some() || is_measured(values)) =>
        {
            let names: Vec<String> = values.iter().map(|value| value.name.clone()).collect();
            let last = values.len() - 1;
            let ticks = (0..=last).map(|place| place as f64 / last as f64).collect();
            let ends = (end(card, values.first()), end(card, values.last()));
            let place = move |field: &str| {
                let place = names.iter().position(|name| name == field)?;
                Some(place as f64 / last as f64)
            };
            (
                Box::new(place),
                if last as i64 > MOST_TICKS {
                    Vec::new()
                } else {
                    ticks
                },
                ends,
            )
        }
        _ => return None,
    };
    let ours = card.ours.as_ref();
    let safe = ours
        .and_then(|ours| safe_ends(ours))
        .and_then(|(low, high)| {
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
    let label = format!("Legal {}. {}", words::legal(card), words::ours(card));
    Some(Scale {
        label,
        ticks,
        safe,
        start,
        ends: (first, last),
        below,
        ..Scale::default()
    })
}

fn safe_ends(ours: &Ours) -> Option<(&str, &str)> {
    let fields = &ours.safe.as_ref()?.fields;
    Some((fields.first()?, fields.last()?))
}

fn is_measured(values: &[LegalValue]) -> bool {
    values
        .iter()
        .filter(|value| value.physical_micro.is_some())
        .count()
        > 1
}

/// One tick per step, or per the smallest number of steps that divides the range.
fn integer_ticks(width: i64, step: i64) -> Vec<f64> {
    let steps = width / step.max(1);
    let divides = |by: &i64| steps % by == 0 && steps / by <= MOST_TICKS;
    match (1..=MOST_STEPS_PER_TICK).find(divides) {
        Some(by) => {
            let count = steps / by;
            (0..=count)
                .map(|place| place as f64 / count as f64)
                .collect()
        }
        None => Vec::new(),
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
        assert_eq!(integer_ticks(15, 1).len(), 16);
        // 60 half-decibel steps: a tick per decibel.
        assert_eq!(integer_ticks(60, 1).len(), 31);
        // 127 is prime.
        assert!(integer_ticks(127, 1).is_empty());
        assert!(integer_ticks(1_000_000, 1).is_empty());
    }
}
