//! Refusals, and every calculator on any input. Its vectors are in `engine/calculators/tests`.

use std::sync::OnceLock;

use proptest::prelude::*;
use protocol::calculator::{Calculation, Named, Need, Value, Why};
use protocol::words;

use super::*;
use crate::sample;

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables::open(&sample::calculators()).expect("opened"))
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

fn listed() -> &'static [Description] {
    static LISTED: OnceLock<Vec<Description>> = OnceLock::new();
    LISTED.get_or_init(list)
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
            f64::MIN_POSITIVE,
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
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_input_makes_a_calculator_panic(
        which in 0..72_usize,
        values in prop::collection::vec(any_value(), 14),
        left_out in any::<u16>(),
        nested in any::<bool>(),
    ) {
        let description = &listed()[which];
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
