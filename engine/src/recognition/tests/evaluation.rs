//! Recognition measured on `engine/catalogue/eval/calculator_questions.jsonl`.
//!
//! `cargo test -p engine recognition -- --nocapture` prints the figures. Phrases are chosen on the
//! validation half; the test half is only measured.

use std::fs;

use protocol::calculator::{Calculation, Named, Value};
use serde_json::Value as Json;

use super::super::{Recognised, complete, recognise};
use crate::calculators::calculate;
use crate::catalogue::Tables;
use crate::catalogue::sample::{self, folder};

struct Asked {
    question: String,
    /// What it asks for; `None` for one that asks for no calculation.
    wanted: Option<Calculation>,
    is_test: bool,
}

fn asked() -> Vec<Asked> {
    let file = folder().join("eval/calculator_questions.jsonl");
    let text = fs::read_to_string(file).expect("read");
    let one = |line: &str| {
        let json: Json = serde_json::from_str(line).expect("JSON");
        let wanted = json["calculator"].as_str().map(|name| Calculation {
            calculator: name.to_owned(),
            input: named(&json["input"]),
        });
        Asked {
            question: json["question"].as_str().expect("question").to_owned(),
            wanted,
            is_test: json["split"] == "test",
        }
    };
    text.lines().map(one).collect()
}

fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Nothing,
        Json::Bool(truth) => Value::Truth(*truth),
        Json::Number(number) => number.as_f64().map_or(Value::Nothing, Value::Number),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(values) => Value::List(values.iter().map(value).collect()),
        Json::Object(_) => Value::Record(named(json)),
    }
}

fn named(json: &Json) -> Vec<Named> {
    let fields = json.as_object().into_iter().flatten();
    let named = |(name, json): (&String, &Json)| Named {
        name: name.clone(),
        value: value(json),
    };
    fields.map(named).collect()
}

/// Right when it computes the same, or is refused for the same reason.
fn is_right(tables: &Tables, wanted: &Calculation, found: &Recognised) -> bool {
    if wanted.calculator != found.asked.calculator {
        return false;
    }
    let one = calculate(tables, wanted);
    let other = calculate(tables, &found.asked);
    match (one, other) {
        (Ok(one), Ok(other)) => one.output == other.output,
        (Err(one), Err(other)) => one == other,
        _ => false,
    }
}

#[test]
fn calculations_are_recognised_and_nothing_else_is() {
    let tables = Tables::open(&sample::calculators()).expect("opened");
    let asked = asked();
    for (half, is_test) in [("validation", false), ("test", true)] {
        let of_half = || asked.iter().filter(|one| one.is_test == is_test);
        let (mut n, mut calculator, mut right) = (0, 0, 0);
        let (mut others, mut fired) = (0, 0);
        for one in of_half() {
            let found = recognise(&one.question).map(|mut found| {
                // What cannot be completed is not right.
                let _ = complete(&tables, &mut found);
                found
            });
            let Some(wanted) = &one.wanted else {
                others += 1;
                fired += usize::from(found.is_some());
                continue;
            };
            n += 1;
            let same = found
                .as_ref()
                .is_some_and(|found| found.asked.calculator == wanted.calculator);
            let is_right = found
                .as_ref()
                .is_some_and(|found| is_right(&tables, wanted, found));
            calculator += usize::from(same);
            right += usize::from(is_right);
            if !is_test && !is_right {
                println!(
                    "{}: {} | {:?}",
                    wanted.calculator,
                    one.question,
                    found.map(|found| found.asked)
                );
            }
        }
        println!(
            "{half}: calculator {:.3}, with inputs {:.3} (n {n}); fired on others {fired} of {others}",
            share(calculator, n),
            share(right, n),
        );
        assert!(share(right, n) >= RIGHT, "{half}: {right} of {n}");
        assert!(share(fired, others) <= FIRED, "{half}: {fired} of {others}");
    }
}

/// Limits of the test above: a step below what was measured.
const RIGHT: f64 = 0.84;
const FIRED: f64 = 0.10;

#[test]
fn questions_for_agents_are_left_to_them() {
    for (file, limit) in [("in_scope.jsonl", 0.03), ("off_topic.jsonl", 0.005)] {
        let text = fs::read_to_string(folder().join("eval").join(file)).expect("read");
        let questions = text.lines().map(|line| {
            let json: Json = serde_json::from_str(line).expect("JSON");
            json["question"].as_str().expect("question").to_owned()
        });
        let questions: Vec<String> = questions.collect();
        let fired = questions
            .iter()
            .filter(|question| recognise(question).is_some())
            .count();
        println!("{file}: fired on {fired} of {}", questions.len());
        assert!(share(fired, questions.len()) <= limit, "{file}: {fired}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn share(part: usize, of: usize) -> f64 {
    part as f64 / of as f64
}
