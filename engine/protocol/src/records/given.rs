//! Figures and settings of a question, as an exchange keeps them: a map each.

use crate::answer::{Given, GivenValue, Moment};
use crate::catalogue::Micro;
use crate::catalogue::expression::Window;
use crate::cbor::{CborError, Fields, Map, Value};

const FACT: u64 = 0;
const VALUE: u64 = 1;
const SAMPLES: u64 = 2;
const RELATION: u64 = 3;
const DAY: u64 = 4;
const BEFORE: u64 = 5;
/// Micro-hours, or true for the busy hour.
const WINDOW: u64 = 6;
const SUSPECT: u64 = 7;

/// As it is stored. What is as by default is left out.
pub fn stored(given: &Given) -> Value {
    let mut map = Map::from([
        (FACT, Value::Text(given.fact.clone())),
        (
            VALUE,
            match &given.value {
                GivenValue::Number(number) => Value::Int(i128::from(*number)),
                GivenValue::Text(text) => Value::Text(text.clone()),
            },
        ),
    ]);
    let moment = given.moment;
    let window = moment.window.map(|window| match window {
        Window::Hours(hours) => Value::Int(i128::from(hours.0)),
        Window::Busy => Value::Bool(true),
    });
    let fields = [
        (SAMPLES, given.samples_micro.map(|n| Value::Int(n.into()))),
        (RELATION, given.relation.clone().map(Value::Text)),
        (DAY, moment.day.map(|day| Value::Int(day.into()))),
        (BEFORE, moment.before.then_some(Value::Bool(true))),
        (WINDOW, window),
        (SUSPECT, given.suspect.then_some(Value::Bool(true))),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            map.insert(key, value);
        }
    }
    Value::Map(map)
}

/// Reads it back; `key` is the field of the record, for the error.
pub fn read(value: Value, key: u64) -> Result<Given, CborError> {
    let bad = CborError::Field(key);
    let Value::Map(mut map) = value else {
        return Err(bad);
    };
    let number = |value: Option<Value>| match value {
        Some(Value::Int(number)) => i64::try_from(number).ok(),
        _ => None,
    };
    let value = match map.remove(&VALUE) {
        Some(Value::Text(text)) => GivenValue::Text(text),
        other => GivenValue::Number(number(other).ok_or(bad)?),
    };
    let window = match map.remove(&WINDOW) {
        Some(Value::Bool(true)) => Some(Window::Busy),
        other => number(other).map(|hours| Window::Hours(Micro(hours))),
    };
    Ok(Given {
        value,
        samples_micro: number(map.remove(&SAMPLES)),
        relation: match map.remove(&RELATION) {
            Some(Value::Text(name)) => Some(name),
            _ => None,
        },
        moment: Moment {
            day: number(map.remove(&DAY)).and_then(|day| u8::try_from(day).ok()),
            before: map.remove(&BEFORE) == Some(Value::Bool(true)),
            window,
        },
        suspect: map.remove(&SUSPECT) == Some(Value::Bool(true)),
        fact: map.take_text(FACT)?,
    })
}
