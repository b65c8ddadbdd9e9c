//! Reading arguments that are as declared.

use protocol::answer::Technology;
use protocol::ids::FactId;
use serde_json::Value;

use super::Arguments;

/// The text of a field; empty when it is not there.
pub fn text(arguments: &Arguments, name: &str) -> String {
    let text = arguments.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// The technology of a field `lte` or `nr`; none where it is left out.
pub fn technology(arguments: &Arguments, name: &str) -> Option<Technology> {
    match text(arguments, name).as_str() {
        "lte" => Some(Technology::Lte),
        "nr" => Some(Technology::Nr),
        _ => None,
    }
}

/// The texts of a field; none when it is not there.
pub fn texts(arguments: &Arguments, name: &str) -> Vec<String> {
    let list = arguments.get(name).and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// The number of a field.
pub fn number(arguments: &Arguments, name: &str) -> Option<f64> {
    arguments.get(name).and_then(Value::as_f64)
}

/// The whole number of a field; JSON does not tell 5.0 from 5.
pub fn integer(arguments: &Arguments, name: &str) -> Option<u64> {
    arguments.get(name).and_then(whole)
}

/// Whether a field is there and true.
pub fn flag(arguments: &Arguments, name: &str) -> bool {
    arguments.get(name).and_then(Value::as_bool) == Some(true)
}

/// The arguments in a field; none when it is not there.
pub fn inner<'a>(arguments: &'a Arguments, name: &str) -> Option<&'a Arguments> {
    arguments.get(name).and_then(Value::as_object)
}

/// The arguments in a list of them.
pub fn each<'a>(arguments: &'a Arguments, name: &str) -> impl Iterator<Item = &'a Arguments> {
    let list = arguments.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

/// A number of a field in millionths.
pub fn micro(arguments: &Arguments, name: &str) -> Option<i64> {
    // The bounds of the field keep it within range.
    number(arguments, name).map(|number| (number * 1e6).round() as i64)
}

/// A UUID as 36 signs and in no other of its forms.
pub fn id(text: &str) -> Option<FactId> {
    (text.len() == 36).then(|| text.parse().ok()).flatten()
}

/// A whole number that is not negative.
pub fn whole(value: &Value) -> Option<u64> {
    // Up to here every whole number is a number of its own.
    const MOST: f64 = 9_007_199_254_740_992.0;
    let number = value.as_f64().filter(|number| number.fract() == 0.0)?;
    // Whole and within range, so the conversion is exact.
    let exact = (0.0..=MOST).contains(&number).then_some(number as u64)?;
    Some(value.as_u64().unwrap_or(exact))
}
