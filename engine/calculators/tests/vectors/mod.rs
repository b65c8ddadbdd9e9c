//! The vectors of the calculators, for every platform: inputs and results, most from named sources.

use calculators::{Tables, calculate};
use protocol::calculator::{Calculation, Named, Value};
use protocol::words;
use serde_json::Value as Json;

/// The tables as the build packs them.
pub fn tables() -> Tables {
    let text = include_str!("../../../catalogue/facts/calculator_tables.jsonl");
    let part = catalogue::pack_calculators(text).expect("packed");
    Tables::open(&part).expect("opened")
}

/// JSON as a value.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Nothing,
        Json::Bool(truth) => Value::Truth(*truth),
        Json::Number(number) => Value::Number(number.as_f64().expect("a number")),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(list) => Value::List(list.iter().map(value).collect()),
        Json::Object(_) => Value::Record(named(json)),
    }
}

/// The fields of an object.
pub fn named(json: &Json) -> Vec<Named> {
    let fields = json.as_object().expect("an object").iter();
    let named = |(name, json): (&String, &Json)| Named {
        name: name.clone(),
        value: value(json),
    };
    fields.map(named).collect()
}

/// Half a unit of the last digit that a number is printed with.
fn last_digit(json: &Json) -> f64 {
    let text = json.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
    0.500_001 * 10_f64.powi(-i32::try_from(decimals).expect("few digits"))
}

fn agrees(expected: &Json, got: &Value, tolerance: Option<f64>) -> bool {
    match (expected, got) {
        (Json::Number(number), Value::Number(got)) => {
            let within = match (tolerance, number.is_f64()) {
                (Some(tolerance), _) => tolerance,
                (None, true) => last_digit(expected),
                (None, false) => 0.0,
            };
            (number.as_f64().expect("a number") - got).abs() <= within
        }
        _ => value(expected) == *got,
    }
}

/// What is wrong with a vector; `None` when it holds.
fn fault(tables: &Tables, vector: &Json) -> Option<String> {
    let asked = Calculation {
        calculator: vector["calculator"].as_str().expect("named").to_owned(),
        input: named(&vector["input"]),
    };
    let output = vector["output"].as_object().expect("an object");
    let got = calculate(tables, &asked);
    match (output.get("error").and_then(Json::as_str), got) {
        (Some(reason), Err(refusal)) => {
            let said = words::refusal(&refusal);
            (!said.contains(reason)).then(|| format!("refused with: {said}"))
        }
        (Some(_), Ok(computed)) => Some(format!("not refused: {:?}", computed.output)),
        (None, Err(refusal)) => Some(format!("refused: {}", words::refusal(&refusal))),
        (None, Ok(computed)) => {
            let tolerance = vector["tolerance"].as_f64();
            let of = |name: &str| {
                computed
                    .output
                    .iter()
                    .find(|quantity| quantity.name == name)
            };
            let wrong = output.iter().find(|(name, expected)| {
                !of(name).is_some_and(|got| agrees(expected, &got.value, tolerance))
            });
            wrong.map(|(name, _)| format!("{name}: {:?}", computed.output))
        }
    }
}

/// All vectors.
pub fn vectors() -> Vec<Json> {
    let text = include_str!("../../../catalogue/eval/calculators.jsonl");
    let vector = |line| serde_json::from_str(line).expect("JSON");
    text.lines().map(vector).collect()
}

/// What is wrong, a text for each vector that does not hold.
pub fn faults() -> Vec<String> {
    let tables = tables();
    let said = |vector: Json| {
        let fault = fault(&tables, &vector)?;
        let (calculator, input) = (&vector["calculator"], &vector["input"]);
        Some(format!(
            "{calculator} {input} => {}\n    {fault}",
            vector["output"]
        ))
    };
    vectors().into_iter().filter_map(said).collect()
}
