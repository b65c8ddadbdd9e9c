//! Every calculator against its vectors, natively. `engine/tests/browser/calculators.rs` does it in wasm.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "these are tests")]

mod vectors;

use calculators::{Tables, calculate, describe, list};
use protocol::calculator::{Calculation, Named, Takes, Value};
use vectors::{faults, named, tables, vectors};

#[test]
fn every_vector_holds() {
    let (faults, all) = (faults(), vectors().len());
    println!("{} of {all} vectors hold", all - faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(all, 397);
}

#[test]
fn every_result_says_how_it_came_about() {
    let tables = tables();
    for vector in vectors() {
        let asked = Calculation {
            calculator: vector["calculator"].as_str().expect("named").to_owned(),
            input: named(&vector["input"]),
        };
        match calculate(&tables, &asked) {
            Ok(computed) => {
                let at = &computed.calculator;
                assert!(
                    !computed.formula.is_empty() && !computed.steps.is_empty(),
                    "{at}"
                );
                assert!(
                    !computed.output.is_empty() && !computed.inputs.is_empty(),
                    "{at}"
                );
            }
            Err(refusal) => assert!(!refusal.reason.is_empty()),
        }
    }
}

#[test]
fn every_calculator_is_listed_once_and_has_a_vector() {
    let list = list();
    let vectors = vectors();
    for description in &list {
        let name = &description.name;
        assert_eq!(
            list.iter().filter(|other| other.name == *name).count(),
            1,
            "{name}"
        );
        let tested = vectors.iter().any(|vector| vector["calculator"] == **name);
        assert!(tested || name == "pcmax", "{name} has no vector");
        for field in &description.inputs {
            let twice = description
                .inputs
                .iter()
                .filter(|other| other.name == field.name);
            assert_eq!(twice.count(), 1, "{name} {}", field.name);
            assert!(!field.says.is_empty(), "{name} {}", field.name);
        }
    }
    assert_eq!(list.len(), 72);
}

/// One output of a calculator with one input.
fn one(tables: &Tables, calculator: &str, input: (&str, f64), output: &str) -> f64 {
    let asked = Calculation {
        calculator: calculator.to_owned(),
        input: vec![Named {
            name: input.0.to_owned(),
            value: input.1.into(),
        }],
    };
    let computed = calculate(tables, &asked).expect("legal");
    let quantity = computed
        .output
        .iter()
        .find(|quantity| quantity.name == output);
    match quantity.map(|quantity| &quantity.value) {
        Some(Value::Number(number)) => *number,
        other => panic!("{calculator}: {other:?}"),
    }
}

#[track_caller]
fn check_there_and_back(numbers: impl Iterator<Item = i64>, there: &str, back: &str, name: &str) {
    let tables = tables();
    for number in numbers {
        let mhz = one(&tables, there, (name, number as f64), "mhz");
        let again = one(&tables, back, ("mhz", mhz), name);
        assert_eq!(again, number as f64, "{mhz} MHz");
    }
}

#[test]
fn every_gscn_is_found_from_its_frequency() {
    check_there_and_back(2..=26_639, "gscn_to_freq", "freq_to_gscn", "gscn");
}

#[test]
fn every_channel_number_is_found_from_its_frequency() {
    let ends = [0, 599_999, 600_000, 2_016_666, 2_016_667, 3_279_165];
    let numbers = ends.into_iter().chain((0..=3_279_165).step_by(149));
    check_there_and_back(numbers, "nr_arfcn_to_freq", "nr_freq_to_arfcn", "arfcn");
}

#[test]
fn a_threshold_is_encoded_as_it_was_decoded() {
    let tables = tables();
    let given = |name: &str, value: Value| Named {
        name: name.to_owned(),
        value,
    };
    for (rat, quantity, fields) in [
        ("NR", "RSRP", 0..=127),
        ("NR", "RSRQ", 0..=127),
        ("NR", "SINR", 0..=127),
        ("LTE", "RSRP", 0..=97),
        ("LTE", "RSRQ", 0..=34),
        ("UTRA-FDD", "RSCP", -5..=91),
        ("UTRA-FDD", "EcN0", 0..=49),
        ("GERAN", "RXLEV", 0..=63),
    ] {
        for field in fields {
            let asked = |calculator: &str, last: Named| Calculation {
                calculator: calculator.to_owned(),
                input: vec![
                    given("rat", rat.into()),
                    given("quantity", quantity.into()),
                    given("use", "threshold".into()),
                    last,
                ],
            };
            let decode = asked("meas_decode", given("field", i64::from(field).into()));
            let value = calculate(&tables, &decode).expect("legal").output[0]
                .value
                .clone();
            let encode = asked("meas_encode", given("value", value));
            let again = calculate(&tables, &encode).expect("legal").output[0]
                .value
                .clone();
            assert_eq!(again, Value::from(i64::from(field)), "{rat} {quantity}");
        }
    }
}

/// What is wrong with what an input is said to take, given a value of it that is legal.
fn misfit(takes: &Takes, given: &Value, with: impl Fn(Value) -> bool) -> Option<String> {
    let is_taken = |value: f64| with(value.into());
    match (takes, given) {
        (Takes::Number { whole, least, most }, Value::Number(number)) => {
            let inside = least.is_none_or(|least| *number >= least)
                && most.is_none_or(|most| *number <= most)
                && (!whole || number.fract() == 0.0);
            if !inside {
                return Some("lies outside".to_owned());
            }
            let outside = [least.map(|least| least - 1.0), most.map(|most| most + 1.0)];
            let half = whole.then_some(number + 0.5);
            let mut tried = outside.into_iter().flatten().chain(half);
            tried
                .find(|value| is_taken(*value))
                .map(|value| format!("{value} is taken"))
        }
        (Takes::Choice(words), given) => {
            let text = protocol::words::calculated(given, "");
            let known = words.iter().any(|word| word.eq_ignore_ascii_case(&text));
            (!known || with("nonsense".into())).then(|| format!("none of {words:?}"))
        }
        // A threshold may be infinity.
        (Takes::Number { .. } | Takes::Word, Value::Text(_))
        | (Takes::Truth, Value::Truth(_))
        | (Takes::List, Value::List(_))
        | (_, Value::Nothing) => None,
        _ => Some("is of another kind".to_owned()),
    }
}

#[test]
fn what_an_input_is_said_to_take_is_what_its_calculator_takes() {
    let tables = tables();
    let mut misfits = Vec::new();
    for vector in vectors() {
        let asked = Calculation {
            calculator: vector["calculator"].as_str().expect("named").to_owned(),
            input: named(&vector["input"]),
        };
        if calculate(&tables, &asked).is_err() {
            continue;
        }
        let description = describe(&asked.calculator).expect("known");
        for (place, given) in asked.input.iter().enumerate() {
            let mut fields = description.inputs.iter();
            let field = fields
                .find(|field| field.name == given.name)
                .expect("declared");
            let with = |value: Value| {
                let mut other = asked.clone();
                other.input[place].value = value;
                calculate(&tables, &other).is_ok()
            };
            let said = misfit(&field.takes, &given.value, with);
            misfits.extend(said.map(|said| format!("{} {given:?}: {said}", asked.calculator)));
        }
    }
    misfits.dedup();
    assert!(misfits.is_empty(), "{}", misfits.join("\n"));
}
