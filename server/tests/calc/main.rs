//! `elex calc` as a process.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "../common/mod.rs"]
mod common;

use std::time::Instant;

use common::elex::{self, Ended, elex, parsed, run};
use serde_json::{Value, json};

fn calc(arguments: &[&str]) -> Ended {
    run(elex().arg("calc").args(arguments))
}

fn lines(input: Vec<u8>) -> Ended {
    elex::lines(&["calc", "--jsonl"], input)
}

const VECTORS: &str = include_str!("../../../engine/catalogue/eval/calculators.jsonl");

#[test]
fn every_vector_is_answered_under_its_id_in_order_and_a_thousand_lines_take_seconds() {
    let vectors: Vec<Value> = VECTORS
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let thousand = || vectors.iter().cycle().take(1_200).enumerate();
    let input: String = thousand()
        .map(|(id, vector)| {
            let line =
                json!({ "id": id, "calculator": vector["calculator"], "input": vector["input"] });
            format!("{line}\n")
        })
        .collect();
    let begun = Instant::now();
    let ended = lines(input.into_bytes());
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let said = parsed(&ended);
    assert_eq!(said.len(), 1_200);
    for ((id, vector), said) in thousand().zip(&said) {
        assert_eq!(said["id"], id);
        let expected = vector["output"].as_object().unwrap();
        match expected.get("error").and_then(Value::as_str) {
            Some(reason) => {
                let error = said["output"]["error"].as_str().unwrap();
                assert!(error.contains(reason), "{error} for {vector}");
            }
            None => {
                for (name, value) in expected {
                    let got = &said["output"][name];
                    let close = match (value.as_f64(), got.as_f64()) {
                        (Some(value), Some(got)) => (value - got).abs() <= 0.15,
                        _ => value == got,
                    };
                    assert!(close, "{name}: {got} for {vector}");
                }
            }
        }
    }
}

#[test]
fn a_line_that_cannot_be_read_is_answered_and_the_next_one_too() {
    let mut input = b"nonsense\n\xff\xfe\n\n".to_vec();
    for line in [
        json!({ "id": 3 }),
        json!({ "id": "d", "calculator": "none", "input": {} }),
        json!({ "id": [5], "calculator": "ta_lte", "input": { "ta": 10, "scs": 15 } }),
        json!({ "id": 6, "calculator": "ta_lte", "input": [10] }),
        json!([7]),
        json!({ "id": 8, "calculator": "ta_lte", "input": { "ta": 10 }, "source": "somewhere" }),
    ] {
        input.extend_from_slice(format!("{line}\n").as_bytes());
    }
    // Without a line feed at the end.
    input.extend_from_slice(b"{\"calculator\": \"ta_lte\", \"input\": {\"ta\": 1e999}}");
    let said = parsed(&lines(input));
    let ids: Vec<_> = said.iter().map(|said| said["id"].clone()).collect();
    let null = Value::Null;
    let expected = [
        null.clone(),
        null.clone(),
        json!(3),
        json!("d"),
        json!([5]),
        json!(6),
        null.clone(),
        json!(8),
        null,
    ];
    assert_eq!(ids, expected);
    let errors = said
        .iter()
        .filter(|said| said["output"]["error"].is_string());
    assert_eq!(errors.count(), 8);
    assert_eq!(said[7]["output"]["distance_m"], 780.71);
    assert_eq!(said[7]["output"]["ts"].to_string(), "160");
}

#[test]
fn a_result_says_formula_inputs_and_clause() {
    let ended = calc(&[
        "prach_ncs_radius",
        "ncs=13",
        "l_ra=839",
        "prach_scs_khz=1.25",
    ]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    for part in [
        "radius_km  0.793 km",
        "R = c / 2",
        "guard_samples    2 samples (assumed)",
        "delay_spread_us  5.2 µs (assumed)",
        "TS 38.211 6.3.3.1",
        "planning choices",
    ] {
        assert!(ended.out.contains(part), "{part}:\n{}", ended.out);
    }
}

#[test]
fn a_result_as_json_says_the_same() {
    let pattern =
        r#"patterns=[{"period_ms":2.5,"dl_slots":3,"dl_symbols":10,"ul_symbols":2,"ul_slots":1}]"#;
    let ended = calc(&["tdd_pattern", "scs_khz=30", pattern, "--json"]);
    let said: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(
        said["output"][0],
        json!({ "name": "slots", "value": "DDDSU", "unit": "" })
    );
    assert_eq!(said["clauses"], json!(["38.213 11.1"]));
    // One pattern may be written without a list.
    let plain = [
        "scs_khz=30",
        "period_ms=2.5",
        "dl_slots=3",
        "dl_symbols=10",
        "ul_symbols=2",
        "ul_slots=1",
    ];
    let ended = calc(&[&["tdd_pattern"], &plain[..]].concat());
    assert!(ended.out.contains("DDDSU"), "{}", ended.out);
}

#[test]
fn refusals_say_what_is_legal_and_whose_fault_it_is() {
    let check = |arguments: &[&str], said: &str| {
        let ended = calc(arguments);
        assert_eq!(
            (ended.code, ended.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(ended.err.contains(said), "{said}:\n{}", ended.err);
    };
    check(
        &["meas_decode", "rat=NR", "quantity=RSRP", "field=128"],
        "elex: field out of range 0..127",
    );
    check(&["nr_arfcn", "arfcn=1"], "List them with: elex calc");
    check(&["ta_lte", "t=1"], "no input is called t; legal: ta");
    check(&["ta_lte", "632628"], "KEY=VALUE");
    check(
        &["tdd_pattern", "scs_khz=30", "patterns=[{"],
        "patterns cannot be read",
    );
    check(
        &["nr_arfcn_check", "band=n46", "arfcn=750000"],
        "the list is not held",
    );
}

#[test]
fn calculators_are_listed_and_described() {
    let ended = calc(&[]);
    assert_eq!(ended.code, Some(0));
    for part in ["Random access", "nr_arfcn_to_freq", "elex calc NAME"] {
        assert!(ended.out.contains(part), "{part}:\n{}", ended.out);
    }
    let ended = calc(&["ta_nr"]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.out.contains("rar (0..3846)"), "{}", ended.out);
    assert!(ended.out.contains("when left out"), "{}", ended.out);
    let listed: Value = serde_json::from_str(&calc(&["--json"]).out).unwrap();
    assert_eq!(listed["calculators"].as_array().unwrap().len(), 72);
}
