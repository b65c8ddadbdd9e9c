//! The tools about agents.

use serde_json::{Value, json};

use crate::common::mcp::Session;
use crate::pattern;

#[test]
fn a_question_is_answered_with_its_facts_and_agents() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let answer = session.gives("elex_query", json!({ "question": "range of a3-Offset?" }));
    assert_eq!(
        (&answer["answered"], &answer["asks_for"]),
        (&json!(true), &json!("parameter"))
    );
    let text = answer["text"].as_str().unwrap();
    assert!(
        text.contains("−15 … 15 dB") && text.contains("TS 38.331"),
        "{text}"
    );
    assert!(answer["agents"][0]["id"].is_string(), "{answer}");

    let refused = session.gives("elex_query", json!({ "question": "how do I bake bread?" }));
    assert_eq!(refused["answered"], false, "{refused}");
}

#[test]
fn agents_are_listed_found_and_shown() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let all = session.gives("elex_list_agents", json!({ "limit": 3 }));
    assert_eq!(all["agents"].as_array().unwrap().len(), 3);
    assert_eq!(all["total"], all["fitting"]);
    let some = session.gives(
        "elex_list_agents",
        json!({ "domain": "random-access", "limit": 1000 }),
    );
    let some = some["agents"].as_array().unwrap();
    assert!(!some.is_empty() && some.iter().all(|one| one["domain"] == "random-access"));
    let found = session.gives("elex_list_agents", json!({ "search": "late handovers" }));
    let found: Vec<&str> = found["agents"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    assert!(found.contains(&"NR-MOB-001"), "{found:?}");

    let agent = session.gives("elex_get_agent", json!({ "agent_id": "NR-MOB-001" }));
    let offset = |one: &&Value| one["id"].as_str().unwrap().contains("a3-Offset");
    let parameters = agent["parameters"].as_array().unwrap();
    let offset = parameters.iter().find(offset).unwrap();
    assert_eq!(
        (&offset["legal"], &offset["unit"]),
        (&json!("−15 … 15 dB"), &json!("dB"))
    );
    let reply = session.call("elex_get_agent", json!({ "agent_id": "NR-XYZ-1" }));
    assert_eq!(reply["result"]["isError"], true, "{reply}");
}

#[test]
fn a_question_brings_what_the_memory_knows_advice_and_pitfalls_apart() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let late = "late handovers to one neighbour on the same carrier";
    let worked = session.gives("store_pattern", pattern(late, "mobility", 1.0));
    let failed = session.gives("store_pattern", pattern(late, "mobility", 0.0));
    let question = "late handovers to a neighbour on the same carrier, what should I change?";
    let answer = session.gives("elex_query", json!({ "question": question }));
    let evidence = &answer["evidence"];
    assert_eq!(
        (&evidence["looked"], &evidence["among"]),
        (&json!("now"), &json!(2))
    );
    let one = &evidence["worked"][0];
    assert_eq!(one["pattern_id"], worked["pattern_id"]);
    assert_eq!(one["trust"], worked["trust"]);
    assert_eq!(one["tried"], worked["strategy"]);
    assert!(
        one["likeness"].as_f64() >= evidence["least_likeness"].as_f64(),
        "{evidence}"
    );
    assert_eq!(evidence["pitfalls"][0]["pattern_id"], failed["pattern_id"]);
    assert_eq!(evidence["pitfalls"][0]["says"], "failed 1 of 1");

    let id = json!({ "pattern_id": worked["pattern_id"] });
    assert_eq!(session.gives("get_pattern", id)["used"], 1);
    let outside = session.gives("elex_query", json!({ "question": "how do I bake bread?" }));
    assert_eq!(outside["evidence"]["looked"], "not");
}
