//! `elex agents` as a process.
#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use common::elex::{Ended, elex, run};
use serde_json::Value;

const PLAN: &str = include_str!("../../engine/catalogue/agents/plan.jsonl");

fn agents(arguments: &[&str]) -> Ended {
    run(elex().arg("agents").args(arguments))
}

fn json(arguments: &[&str]) -> Vec<Value> {
    let ended = agents(arguments);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let all: Value = serde_json::from_str(&ended.out).unwrap();
    all["agents"].as_array().unwrap().clone()
}

#[test]
fn the_whole_catalogue_is_given_to_programs() {
    let all = json(&["--json"]);
    assert_eq!(all.len(), PLAN.lines().count());
    for line in PLAN.lines() {
        let planned: Value = serde_json::from_str(line).unwrap();
        let agent = all.iter().find(|one| one["id"] == planned["id"]).unwrap();
        assert_eq!(
            (&agent["name"], &agent["domain"]),
            (&planned["name"], &planned["domain"])
        );
        for counter in planned["counters"].as_array().unwrap() {
            let counters = agent["counters"].as_array().unwrap();
            assert!(counters.contains(counter), "{} {counter}", planned["id"]);
        }
        let parameters = agent["parameters"].as_array().unwrap();
        assert!(parameters.iter().all(|one| one["ref"].is_string()));
    }
}

#[test]
fn one_agent_is_shown_and_some_are_found() {
    let shown = agents(&["nr-mob-001"]);
    assert_eq!(shown.code, Some(0));
    assert!(shown.out.starts_with("NR-MOB-001  "), "{}", shown.out);
    assert!(shown.out.contains("a3-Offset"), "{}", shown.out);
    let found = agents(&["late", "handovers"]);
    assert!(found.out.contains("NR-MOB-001"), "{}", found.out);
    let none = agents(&["zzzz qqqq"]);
    assert_eq!((none.code, none.out.as_str()), (Some(2), ""));
    assert!(none.err.contains("no agent fits"), "{}", none.err);
}
