//! Every vector, every calculator on any input, and the list.

use std::sync::OnceLock;

use proptest::prelude::*;
use protocol::calculator::{Calculation, Named, Need, Value, Why};
use protocol::catalogue::packed::PartName;
use protocol::words;
use serde_json::Value as Json;

use super::*;
use crate::catalogue::sample;

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let part = sample::parts()
            .remove(&PartName::Calculators)
            .expect("packed");
        Tables::open(&part).expect("opened")
    })
}

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

fn named(json: &Json) -> Vec<Named> {
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
fn fault(vector: &Json) -> Option<String> {
    let asked = Calculation {
        calculator: vector["calculator"].as_str().expect("named").to_owned(),
        input: named(&vector["input"]),
    };
    let output = vector["output"].as_object().expect("an object");
    let got = calculate(tables(), &asked);
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

fn vectors() -> Vec<Json> {
    let text = include_str!("../../catalogue/eval/calculators.jsonl");
    let vector = |line| serde_json::from_str(line).expect("JSON");
    text.lines().map(vector).collect()
}

#[test]
fn every_vector_holds() {
    let vectors = vectors();
    let mut wrong = 0;
    for vector in &vectors {
        if let Some(fault) = fault(vector) {
            wrong += 1;
            println!(
                "{} {} => {}\n    {fault}",
                vector["calculator"], vector["input"], vector["output"]
            );
        }
    }
    println!(
        "{} of {} vectors hold",
        vectors.len() - wrong,
        vectors.len()
    );
    assert_eq!((vectors.len(), wrong), (397, 0));
}

#[test]
fn every_result_says_how_it_came_about() {
    for vector in vectors() {
        let asked = Calculation {
            calculator: vector["calculator"].as_str().expect("named").to_owned(),
            input: named(&vector["input"]),
        };
        match calculate(tables(), &asked) {
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

#[test]
fn the_level_of_maximum_power_is_read_both_ways() {
    let asked = |name: &str, number: f64| Calculation {
        calculator: "pcmax".to_owned(),
        input: vec![Named {
            name: name.to_owned(),
            value: number.into(),
        }],
    };
    let computed = calculate(tables(), &asked("level", 52.0)).expect("legal");
    let ends: Vec<_> = computed
        .output
        .iter()
        .map(|end| end.value.clone())
        .collect();
    assert_eq!(ends, [Value::from(22.0), Value::from(23.0)]);
    let back = calculate(tables(), &asked("p_dbm", 22.5)).expect("legal");
    assert_eq!(back.output[0].value, Value::from(52.0));
}

#[track_caller]
fn check_refusal(calculator: &str, input: &[(&str, Value)], why: Why, said: &str) {
    let input = input.iter().map(|(name, value)| Named {
        name: (*name).to_owned(),
        value: value.clone(),
    });
    let asked = Calculation {
        calculator: calculator.to_owned(),
        input: input.collect(),
    };
    let refusal = calculate(tables(), &asked).expect_err("refused");
    assert_eq!(
        (refusal.why, words::refusal(&refusal).as_str()),
        (why, said)
    );
}

#[test]
fn refusals_name_the_input_and_what_is_legal() {
    let n = Value::from;
    check_refusal(
        "nr_arfcn",
        &[],
        Why::UnknownCalculator,
        "no calculator is called nr_arfcn",
    );
    check_refusal(
        "ta_lte",
        &[("ta", n(3.0)), ("scs", n(15.0))],
        Why::UnknownInput,
        "no input is called scs; legal: ta",
    );
    check_refusal(
        "ta_lte",
        &[],
        Why::Missing,
        "ta is needed: timing advance command, 0..1282",
    );
    check_refusal(
        "ta_lte",
        &[("ta", "3".into())],
        Why::WrongType,
        "ta must be a number",
    );
    check_refusal(
        "ta_lte",
        &[("ta", n(f64::NAN))],
        Why::WrongType,
        "ta must be a number",
    );
    check_refusal(
        "ta_lte",
        &[("ta", n(1e300))],
        Why::OutOfRange,
        "TA out of range 0..1282",
    );
    check_refusal(
        "nr_tbs",
        &[("nprb", n(50.0)), ("symbols", n(12.0)), ("mcs", n(29.0))],
        Why::Undefined,
        "reserved: retransmission only, Qm 2; legal: 0..28",
    );
    check_refusal(
        "nr_mcs",
        &[("table", "1024qam".into()), ("mcs", n(3.0))],
        Why::NotHeld,
        "the 1024QAM table was not verified and is not held",
    );
}

/// Any value at all, and the ones that are close to legal.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Nothing),
        any::<bool>().prop_map(Value::Truth),
        any::<f64>().prop_map(Value::Number),
        (-2_000_i64..4_000_000).prop_map(Value::from),
        (-300_i64..300).prop_map(|halves| Value::from(halves as f64 / 2.0)),
        prop::sample::select(vec![
            "NR",
            "LTE",
            "UTRA-FDD",
            "RSRP",
            "RSRQ-ext",
            "L1-RSRP",
            "n78",
            "n46",
            "B3",
            "DL",
            "ul",
            "FR2",
            "A1",
            "C2",
            "A3",
            "B2",
            "256qam",
            "FR1_TDD",
            "threshold",
            "infinity",
            "q-RxLevMin",
            "t310",
            "mac_ce",
            "",
        ])
        .prop_map(Value::from),
        prop::sample::select(vec![
            0.0,
            1.25,
            5.0,
            15.0,
            30.0,
            60.0,
            120.0,
            139.0,
            839.0,
            1.0,
            2.0,
            4.0,
            0.5,
            2.5,
            20.0,
            100.0,
            f64::MAX,
            f64::MIN,
            f64::INFINITY,
            f64::NAN,
            1e15,
            -1e15,
            9_007_199_254_740_993.0,
        ])
        .prop_map(Value::Number),
    ];
    leaf.boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8_000))]

    #[test]
    fn no_input_makes_a_calculator_panic(
        which in 0..72_usize,
        values in prop::collection::vec(any_value(), 14),
        left_out in any::<u16>(),
        nested in any::<bool>(),
    ) {
        let description = &list()[which];
        let given = |skip: bool| -> Vec<Named> {
            let fields = description.inputs.iter().zip(&values).enumerate();
            let kept = fields.filter(|(place, (field, _))| {
                field.need == Need::Required || !skip || left_out & (1 << place) == 0
            });
            kept.map(|(_, (field, value))| Named { name: field.name.clone(), value: value.clone() }).collect()
        };
        let mut input = given(true);
        if nested {
            for named in &mut input {
                if ["patterns", "carriers"].contains(&named.name.as_str()) {
                    named.value = Value::List(vec![Value::Record(given(false)), Value::Record(given(true))]);
                }
            }
        }
        let asked = Calculation { calculator: description.name.clone(), input };
        if let Ok(computed) = calculate(tables(), &asked) {
            for quantity in &computed.output {
                if let Value::Number(number) = quantity.value {
                    prop_assert!(number.is_finite(), "{}: {}", computed.calculator, quantity.name);
                }
            }
        }
    }
}
