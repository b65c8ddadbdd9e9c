//! `elex route` as a process.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "../common/mod.rs"]
mod common;

use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

use common::elex::{self, Ended, elex, parsed, run};
use serde_json::{Value, json};

fn lines(input: Vec<u8>) -> Ended {
    elex::lines(&["route", "--jsonl"], input)
}

fn routed(questions: &[&str]) -> Vec<Value> {
    let input: String = questions
        .iter()
        .zip(0..)
        .map(|(text, id)| format!("{}\n", json!({ "id": id, "text": text })))
        .collect();
    parsed(&lines(input.into_bytes()))
}

fn texts<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    let texts = value[field].as_array().unwrap().iter();
    texts.map(|text| text.as_str().unwrap()).collect()
}

const QUESTIONS: &str = include_str!("../../../engine/catalogue/eval/in_scope.jsonl");

#[test]
fn a_thousand_lines_take_seconds_and_come_in_order_with_five_agents_each() {
    let questions: Vec<Value> = QUESTIONS
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let input: String = questions
        .iter()
        .cycle()
        .take(1_000)
        .zip(0..)
        .map(|(question, id)| format!("{}\n", json!({ "id": id, "text": question["question"] })))
        .collect();
    let begun = Instant::now();
    let said = parsed(&lines(input.into_bytes()));
    println!("1000 lines in {:?}, a debug build", begun.elapsed());
    let ids = said.iter().map(|line| line["id"].as_u64().unwrap());
    assert!(ids.eq(0..1_000));
    for line in &said {
        let agents: HashSet<&Value> = line["ranked"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["agent"])
            .collect();
        assert!(agents.len() >= 5, "{line}");
        let scope = line["in_scope"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&scope), "{line}");
        let likely = line["ranked"].as_array().unwrap().iter();
        let likely: Vec<f64> = likely
            .map(|one| one["probability"].as_f64().unwrap())
            .collect();
        assert!(likely.is_sorted_by(|a, b| a >= b), "{line}");
        assert!(
            likely[0] > 0.0 && likely.iter().sum::<f64>() < 1.000_01,
            "{line}"
        );
    }
}

#[test]
fn facts_have_the_keys_of_the_fact_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/catalogue/facts");
    let mut keys = HashSet::new();
    for table in [
        "rrc_parameters_nr",
        "rrc_parameters_lte",
        "nrm_attributes",
        "tr196_lte",
        "pm_counters",
        "kpis",
        "procedures",
        "causes",
    ] {
        let text = std::fs::read_to_string(folder.join(table).with_extension("jsonl")).unwrap();
        for line in text.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            keys.insert(format!("{table}:{}", row["id"].as_str().unwrap()));
        }
    }
    let said = routed(&[
        "A3 handover margin on n78",
        "TR-196 neighbour list of a femto",
        "NRCellDU attributes for the frequency",
        "what does the xn handover preparation procedure carry",
        "preambles per beam counter",
    ]);
    let mut tables = HashSet::new();
    for line in &said {
        for one in line["ranked"].as_array().unwrap() {
            let facts = texts(one, "facts");
            assert!(facts.len() >= 3, "{one}");
            for fact in facts {
                assert!(keys.contains(fact), "{fact}");
                tables.insert(fact.split(':').next().unwrap());
            }
        }
    }
    assert_eq!(tables.len(), 8, "{tables:?}");
    let margin = &said[0]["ranked"][0];
    let a3 = "rrc_parameters_nr:NR.EventTriggerConfig.eventId.eventA3.a3-Offset.rsrp";
    assert!(texts(margin, "facts").contains(&a3), "{margin}");
    assert_eq!(margin["domain"], "mobility-meas");
}

#[test]
fn what_is_not_ours_abstains_and_still_has_five_agents() {
    let said = routed(&[
        "how do I bake sourdough bread with a crispy crust",
        "zzz",
        "t310",
    ]);
    let abstained: Vec<&Value> = said.iter().map(|line| &line["abstained"]).collect();
    assert_eq!(abstained, [true, true, false]);
    for line in &said {
        assert!(line["ranked"].as_array().unwrap().len() >= 5, "{line}");
    }
}

#[test]
fn a_line_that_cannot_be_read_is_answered_in_its_place() {
    let mut input = b"no json\n\n[1]\n{\"id\": 3}\n{\"id\": \"d\", \"text\": 5}\n{\"id\": [5], \"text\": \"  \"}\n\xff\n".to_vec();
    input.extend_from_slice(
        format!("{}\n", json!({ "id": 8, "text": "x".repeat(100_000) })).as_bytes(),
    );
    // Without a line feed at the end.
    input.extend_from_slice(b"{\"text\": \"t310\"}");
    let said = parsed(&lines(input));
    let ids: Vec<Value> = said.iter().map(|line| line["id"].clone()).collect();
    let null = Value::Null;
    let expected = [
        null.clone(),
        null.clone(),
        json!(3),
        json!("d"),
        json!([5]),
        null.clone(),
        json!(8),
        null,
    ];
    assert_eq!(ids, expected);
    let (last, others) = said.split_last().unwrap();
    assert!(
        others.iter().all(|line| line["error"].is_string()),
        "{others:?}"
    );
    assert_eq!(last["error"], Value::Null);
    assert_eq!(last["type"], "Parameter");
}

#[test]
fn one_question_is_said_for_people_and_as_json() {
    let ended = run(elex().args(["route", "late handovers to one neighbour"]));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    for part in [
        " likely in scope: answered",
        " %  ",
        "(NR-MOB-001), mobility",
        " facts",
    ] {
        assert!(ended.out.contains(part), "{part}:\n{}", ended.out);
    }
    let ended = run(elex().args(["route", "--json", "late handovers to one neighbour"]));
    let said: Value = serde_json::from_str(&ended.out).unwrap();
    assert!(said["ranked"].as_array().unwrap().len() >= 5);
    let ended = run(elex().args(["route", " "]));
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
}
