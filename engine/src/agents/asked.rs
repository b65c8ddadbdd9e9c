//! A value that a question names beside a parameter: `is 3 dB safe for a3-Offset`.

use protocol::answer::{
    AskedValue, EntityKind, FactCard, Legal, ParameterCard, Reading, ValueVerdict,
};

use crate::catalogue::Catalogue;
use crate::routing::{Mentioned, Query, understand};

/// Bytes between a name and the number behind it, and before it.
const BEHIND: u32 = 32;
const BEFORE: u32 = 16;

/// Words that are read.
const MOST_WORDS: usize = 400;

/// Words by which a value is to be judged. Whether it is legal is not among them: that is computed.
const VERDICTS: &[&str] = &[
    "acceptable",
    "aggressive",
    "fine",
    "good",
    "ok",
    "okay",
    "reasonable",
    "risky",
    "safe",
    "sensible",
    "too",
    "unsafe",
];

/// Whether a question wants a value judged that it names beside a parameter.
pub fn wants_verdict(catalogue: &Catalogue, question: &str) -> bool {
    asks_verdict(question) && is_wanted(&understand(catalogue, question))
}

/// The same of a question that is understood.
pub fn is_wanted(query: &Query<'_>) -> bool {
    asks_verdict(query.text)
        && query
            .asked()
            .any(|mention| number(query, mention).is_some())
}

fn asks_verdict(question: &str) -> bool {
    let words = question.split(|c: char| !c.is_alphanumeric());
    words.take(MOST_WORDS).any(|word| {
        let word = word.to_ascii_lowercase();
        VERDICTS.binary_search(&word.as_str()).is_ok()
    })
}

/// Puts the value beside a name on the name's card.
pub fn put(query: &Query<'_>, mention: &Mentioned, card: &mut FactCard) {
    if let FactCard::Parameter(card) = card
        && let Some(number) = number(query, mention)
    {
        card.asked = held(card, &number);
    }
}

/// A number as it stands in a question.
struct Number<'a> {
    typed: &'a str,
    micro: i64,
    unit: Option<&'a str>,
}

/// The number that belongs to a name: the first one behind it (of `2 to 4` the second), else the last before it.
fn number<'a>(query: &'a Query<'_>, mention: &Mentioned) -> Option<Number<'a>> {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (start, end) = (place(mention.start), place(mention.end));
    let parted = |from: u32, to: u32| {
        let mut names = query.asked();
        names.any(|name| from <= place(name.start) && place(name.start) < to)
    };
    let numbers = query
        .entities
        .iter()
        .filter_map(|entity| match &entity.what {
            EntityKind::Number { value_micro, unit } => {
                Some((entity, *value_micro, unit.as_deref()))
            }
            _ => None,
        });
    let behind = |from: u32| {
        let mut numbers = numbers.clone();
        numbers.find(move |(entity, ..)| {
            let is_near = entity.start >= from && entity.start - from <= BEHIND;
            is_near && !parted(from, entity.start)
        })
    };
    let first = behind(end);
    let moved = first.and_then(|(first, ..)| {
        let next = behind(first.end)?;
        let between = query.text.get(first.end as usize..next.0.start as usize)?;
        ["to", "->", "→"].contains(&between.trim()).then_some(next)
    });
    let before = || {
        let mut numbers = numbers.clone().filter(|(entity, ..)| {
            entity.end <= start && start - entity.end <= BEFORE && !parted(entity.end, start)
        });
        numbers.next_back()
    };
    let (entity, micro, unit) = moved.or(first).or_else(before)?;
    Some(Number {
        typed: query.text.get(entity.start as usize..entity.end as usize)?,
        micro,
        unit,
    })
}

/// What is said of a number as a value of a parameter. `None` where its values are no numbers, or where nothing
/// says in what they are.
fn held(card: &ParameterCard, number: &Number<'_>) -> Option<AskedValue> {
    let mut asked = AskedValue {
        typed: number.typed.to_owned(),
        reading: Reading::Physical,
        unit_taken: None,
        field: None,
        verdict: ValueVerdict::OtherUnit,
        nearest: Vec::new(),
    };
    let own = card.unit.as_ref().map(|unit| unit.name.as_str());
    let factor = match (number.unit, own) {
        (None, _) => (1, 1),
        (Some(typed), Some(own)) => match factor(typed, own) {
            Some(factor) => factor,
            None if are_levels(typed, own) => {
                asked.unit_taken = Some(typed.to_owned());
                (1, 1)
            }
            None => return is_number(card).then_some(asked),
        },
        (Some(_), None) => return None,
    };
    let physical = number.micro.checked_mul(factor.0)? / factor.1;
    let mut found = by_physical(card, physical)?;
    // A bare number that is no physical value may be what the field carries.
    if number.unit.is_none()
        && card.coding.is_some()
        && found.field.is_none()
        && let Some(field) = field_value(card, number.micro)
    {
        asked.reading = Reading::Field;
        found = Found {
            field: Some(field),
            nearest: Vec::new(),
        };
    }
    asked.verdict = match &found.field {
        Some(field) => safety(card, field),
        None if found.nearest.is_empty() => ValueVerdict::Illegal,
        None => ValueVerdict::BetweenValues,
    };
    asked.field = found.field;
    asked.nearest = found.nearest;
    Some(asked)
}

/// A legal field value, or those on both sides of where it would be.
struct Found {
    field: Option<String>,
    nearest: Vec<String>,
}

/// Whether the values are numbers at all.
fn is_number(card: &ParameterCard) -> bool {
    match &card.legal {
        Legal::Integer { .. } => true,
        Legal::Values(values) => {
            values
                .iter()
                .filter(|value| value.physical_micro.is_some())
                .count()
                > 1
        }
        Legal::Boolean | Legal::Bits(_) | Legal::Typed(_) => false,
    }
}

fn by_physical(card: &ParameterCard, physical: i64) -> Option<Found> {
    match &card.legal {
        Legal::Integer { min, max, step } => {
            let (scale, offset) = card.coding.map_or((1_000_000, 0), |coding| {
                (coding.scale_micro, coding.offset_micro)
            });
            let distance = i128::from(physical) - i128::from(offset);
            let scale = i128::from(scale);
            if scale == 0 {
                return None;
            }
            let (low, inside) = (distance.div_euclid(scale), distance.rem_euclid(scale) == 0);
            let low = i64::try_from(low).ok()?;
            let legal =
                |field: i64| (*min..=*max).contains(&field) && field.checked_rem(*step) == Some(0);
            if inside && legal(low) {
                return Some(Found {
                    field: Some(low.to_string()),
                    nearest: Vec::new(),
                });
            }
            let step = (*step).max(1);
            let below = low.checked_sub(low.rem_euclid(step))?;
            let mut beside = [below, below.checked_add(step)?];
            // Some fields fall while the value rises.
            if scale < 0 {
                beside.reverse();
            }
            let between = beside.iter().all(|field| legal(*field));
            let nearest = beside.iter().filter(|_| between);
            Some(Found {
                field: None,
                nearest: nearest.map(i64::to_string).collect(),
            })
        }
        Legal::Values(values) if is_number(card) => {
            let numbered = || {
                values
                    .iter()
                    .filter_map(|value| Some((value.physical_micro?, &value.name)))
            };
            if let Some((_, name)) = numbered().find(|(value, _)| *value == physical) {
                return Some(Found {
                    field: Some(name.clone()),
                    nearest: Vec::new(),
                });
            }
            let below = numbered().filter(|(value, _)| *value < physical).max();
            let above = numbered().filter(|(value, _)| *value > physical).min();
            let nearest = match (below, above) {
                (Some((_, below)), Some((_, above))) => vec![below.clone(), above.clone()],
                _ => Vec::new(),
            };
            Some(Found {
                field: None,
                nearest,
            })
        }
        _ => None,
    }
}

/// A number as the field itself, where it is legal.
fn field_value(card: &ParameterCard, micro: i64) -> Option<String> {
    let Legal::Integer { min, max, step } = card.legal else {
        return None;
    };
    let field = (micro % 1_000_000 == 0).then_some(micro / 1_000_000)?;
    ((min..=max).contains(&field) && field.checked_rem(step) == Some(0)).then(|| field.to_string())
}

fn safety(card: &ParameterCard, field: &str) -> ValueVerdict {
    let ours = card.ours.as_ref();
    let Some(safe) = ours.and_then(|ours| ours.safe.as_ref()) else {
        return ValueVerdict::Legal;
    };
    let inside = match (&card.legal, safe.fields.as_slice()) {
        (Legal::Integer { .. }, [low, high]) => {
            let read = |text: &str| text.parse::<i64>().ok();
            match (read(low), read(high), read(field)) {
                (Some(low), Some(high), Some(field)) => (low..=high).contains(&field),
                _ => false,
            }
        }
        (_, fields) => fields.iter().any(|one| one == field),
    };
    if inside {
        ValueVerdict::Safe
    } else {
        ValueVerdict::OutsideSafe
    }
}

/// By what a number in one unit is multiplied and divided to be in the other; `None` where it cannot be.
fn factor(typed: &str, own: &str) -> Option<(i64, i64)> {
    const SIZES: &[&[(&str, i64)]] = &[
        &[
            ("ns", 1),
            ("µs", 1_000),
            ("us", 1_000),
            ("ms", 1_000_000),
            ("s", 1_000_000_000),
            ("min", 60_000_000_000),
            ("h", 3_600_000_000_000),
        ],
        &[
            ("Hz", 1),
            ("kHz", 1_000),
            ("MHz", 1_000_000),
            ("GHz", 1_000_000_000),
        ],
        &[("m", 1), ("km", 1_000)],
        &[("mW", 1), ("W", 1_000)],
        &[("kbit/s", 1), ("Mbit/s", 1_000), ("Gbit/s", 1_000_000)],
        &[
            ("byte", 1),
            ("kB", 1_000),
            ("MB", 1_000_000),
            ("GB", 1_000_000_000),
        ],
    ];
    if typed == own {
        return Some((1, 1));
    }
    SIZES.iter().find_map(|sizes| {
        let size = |unit: &str| {
            sizes
                .iter()
                .find(|(name, _)| *name == unit)
                .map(|(_, size)| *size)
        };
        let (from, to) = (size(typed)?, size(own)?);
        Some(if from >= to {
            (from / to, 1)
        } else {
            (1, to / from)
        })
    })
}

/// Units that are taken for each other: what is meant is plain, and it is said.
fn are_levels(typed: &str, own: &str) -> bool {
    let is = |unit: &str| ["dB", "dBi", "dBm"].contains(&unit);
    is(typed) && is(own)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use protocol::answer::Body;
    use protocol::words;

    use super::*;
    use crate::agents::answer;
    use crate::catalogue::sample::{entries, folder, real};

    #[track_caller]
    fn check(question: &str, said: &str) {
        let answer = answer(real(), entries(), question, &[]);
        let Body::Facts(cards) = &answer.body else {
            panic!("{question}: {:?}", answer.body);
        };
        let found = cards.iter().find_map(|card| match card {
            FactCard::Parameter(card) => Some(words::asked_value(card, card.asked.as_ref()?)),
            _ => None,
        });
        assert_eq!(found.as_deref(), Some(said), "{question}");
    }

    #[test]
    fn a_value_is_held_against_the_legal_and_the_safe_range() {
        check(
            "is 3 dB ok for a3-Offset?",
            "3 dB (field 6) is legal and inside our safe range 1 … 5 dB.",
        );
        check(
            "would 12 dB be safe for a3-Offset",
            "12 dB (field 24) is legal, but outside our safe range 1 … 5 dB: it needs your judgement.",
        );
        check(
            "a3-Offset 40 dB allowed?",
            "40 dB is not legal: the range is −15 … 15 dB.",
        );
        check(
            "is a3-Offset 2.7 dB valid",
            "2.7 dB cannot be set: the values beside it are 2.5 dB and 3 dB.",
        );
        check(
            "timeToTrigger 200 ms ok?",
            "200 ms cannot be set: the values beside it are 160 ms and 256 ms.",
        );
    }

    #[test]
    fn units_are_turned_hinted_at_or_refused() {
        check(
            "timeToTrigger 0.64 s reasonable?",
            "0.64 s (field ms640) is legal, but outside our safe range 80 … 480 ms: it needs your judgement.",
        );
        check(
            "q-RxLevMin of -110 dB ok?",
            "-110 dB (field -55) is legal, but outside our safe range −128 … −112 dBm: it needs your judgement. \
             The field is in dBm, not in dB: the number was read as dBm.",
        );
        check(
            "is a3-Offset 100 ms ok",
            "100 ms cannot be compared: the field is in dB.",
        );
    }

    #[test]
    fn a_bare_number_may_be_the_field_and_of_a_move_the_end_counts() {
        check(
            "a3-Offset -30 legal?",
            "-30 (as a field value, −15 dB) is legal, but outside our safe range 1 … 5 dB: it needs your judgement.",
        );
        check(
            "a3-Offset from 2 to 4 dB, is that safe",
            "4 dB (field 8) is legal and inside our safe range 1 … 5 dB.",
        );
    }

    #[test]
    fn words_are_sorted() {
        assert!(VERDICTS.is_sorted());
    }

    #[test]
    fn what_is_legal_is_computed() {
        let text = fs::read_to_string(folder().join("eval/calculator_questions.jsonl")).unwrap();
        let taken: Vec<&str> = text
            .lines()
            .filter(|line| {
                let row: serde_json::Value = serde_json::from_str(line).unwrap();
                let calculator = row["calculator"].as_str();
                calculator.is_some_and(|name| name.starts_with("rrc_"))
                    && wants_verdict(real(), row["question"].as_str().unwrap())
            })
            .collect();
        assert_eq!(taken, Vec::<&str>::new());
    }
}
