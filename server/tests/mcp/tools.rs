//! What the tools do.

use serde_json::{Value, json};

use crate::common::elex::{elex, run};
use crate::common::mcp::Session;
use crate::{LATE, pattern, with};

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["pattern_id"].as_str().unwrap())
        .collect()
}

#[test]
fn what_is_stored_is_got_found_and_counted() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let further = json!({
        "title": "Late", "description": "d", "content": "c", "tags": ["a", "b"],
        "technology": "nr", "duration_seconds": 1.5, "notes": "n",
    });
    let stored = session.gives(
        "store_pattern",
        with(pattern(LATE, "mobility", 0.0), &further),
    );
    for (field, value) in further.as_object().unwrap() {
        if !["duration_seconds", "notes"].contains(&field.as_str()) {
            assert_eq!(&stored[field], value, "{field}");
        }
    }
    let outcome = &stored["outcomes"][0];
    assert_eq!(
        outcome["success_score"], 0.0,
        "a failure that was seen, not a missing score"
    );
    assert_eq!(
        (&outcome["duration_seconds"], &outcome["notes"]),
        (&json!(1.5), &json!("n"))
    );
    assert_eq!(
        (&stored["provenance"], &stored["role"]),
        (&json!("model"), &json!("strategy"))
    );

    let id = json!({ "pattern_id": stored["pattern_id"] });
    assert_eq!(session.gives("get_pattern", id.clone()), stored);

    let question =
        json!({ "task_description": "UEs switch cells too late", "category": "mobility" });
    let found = session.gives("find_similar", question);
    assert_eq!(
        ids(&found["patterns"]),
        [stored["pattern_id"].as_str().unwrap()]
    );
    assert_eq!(
        (&found["warnings"], &found["total"]),
        (&json!([]), &json!(1))
    );
    let hit = &found["patterns"][0];
    assert_eq!(hit["content"], "c", "an agent gets the whole text");
    assert!(
        hit["score_parts"]["meaning"].as_f64().unwrap() > 0.0,
        "{hit}"
    );

    assert_eq!(
        session.gives("get_pattern", id)["used"],
        1,
        "advice that is taken counts"
    );
    let stats = session.gives("get_stats", json!({}));
    assert_eq!(
        (&stats["total_patterns"], &stats["outcomes"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(stats["average_success_score"], 0.0);
    assert_eq!(
        stats["categories"],
        json!([{ "category": "mobility", "patterns": 1 }])
    );
    assert_eq!(
        (&stats["backend"], &stats["hashed"]),
        (&json!("sqlite"), &json!(false))
    );
}

#[test]
fn a_pitfall_is_a_warning_and_never_advice() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let good = session.gives("store_pattern", pattern(LATE, "mobility", 1.0));
    let bad = with(
        pattern(LATE, "mobility", 1.0),
        &json!({ "role": "pitfall" }),
    );
    let bad = session.gives("store_pattern", bad);
    let question = json!({ "task_description": LATE, "category": "mobility", "top_k": 100 });
    let found = session.gives("find_similar", question);
    assert_eq!(
        ids(&found["patterns"]),
        [good["pattern_id"].as_str().unwrap()]
    );
    assert_eq!(
        ids(&found["warnings"]),
        [bad["pattern_id"].as_str().unwrap()]
    );
}

#[test]
fn only_as_many_as_wanted_and_only_of_the_category() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    for place in 0..8 {
        let category = if place < 7 { "mobility" } else { "Mobility" };
        session.gives(
            "store_pattern",
            pattern(&format!("{LATE} {place}"), category, 1.0),
        );
    }
    let mut count = |further: Value| {
        let question = json!({ "task_description": LATE, "category": "mobility" });
        let found = session.gives("find_similar", with(question, &further));
        (ids(&found["patterns"]).len(), found["total"].clone())
    };
    assert_eq!(
        count(json!({})),
        (5, json!(7)),
        "five when nobody says how many"
    );
    assert_eq!(count(json!({ "top_k": 2 })), (2, json!(7)));
    assert_eq!(count(json!({ "top_k": 100.0 })), (7, json!(7)));
}

#[test]
fn an_unknown_category_finds_nothing_and_says_which_there_are() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    session.gives("store_pattern", pattern(LATE, "mobility", 1.0));
    let question = json!({ "task_description": LATE, "category": "energy" });
    let found = session.gives("find_similar", question);
    assert_eq!(
        found,
        json!({ "patterns": [], "warnings": [], "total": 0, "hashed": false, "categories": ["mobility"] })
    );
}

#[test]
fn an_unknown_id_is_said_in_words() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let id = json!({ "pattern_id": "0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b" });
    let result = session.call("get_pattern", id)["result"].clone();
    assert_eq!(result["isError"], true);
    let text = result["content"][0]["text"].as_str().unwrap();
    assert!(text.contains("[pattern-unknown]"), "{text}");
    assert_eq!(result.get("structuredContent"), None);
}

#[test]
fn a_memory_that_would_not_last_is_not_served() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("elex.db"),
        "my notes, not a database".repeat(100),
    )
    .unwrap();
    let ended = run(elex().arg("mcp").arg("--data").arg(dir.path()));
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.contains("[storage-damaged]"), "{}", ended.err);
}

#[test]
fn the_session_ends_with_standard_input() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    session.gives("get_stats", json!({}));
    let ended = session.close();
    assert_eq!(
        (ended.code, ended.out.as_str(), ended.err.as_str()),
        (Some(0), "", "")
    );
    let silent = Session::start(dir.path()).close();
    assert_eq!(
        (silent.code, silent.out.as_str(), silent.err.as_str()),
        (Some(0), "", "")
    );
}

#[test]
fn what_was_asked_before_the_end_is_answered() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    for place in 0..20 {
        let name = "reasoningbank_store_pattern";
        let arguments = pattern(&format!("{LATE} {place}"), "mobility", 1.0);
        session.send(
            "tools/call",
            json!({ "name": name, "arguments": arguments }),
        );
    }
    let ended = session.close();
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert_eq!(ended.out.lines().count(), 20);
    let stats = Session::open(dir.path()).gives("get_stats", json!({}));
    assert_eq!(stats["total_patterns"], 20);
}

#[test]
fn what_is_asked_in_words_is_computed_like_what_is_asked_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let by_words = json!({ "question": "632628 in MHz?" });
    let by_name = json!({ "calculator": "nr_arfcn_to_freq", "input": { "arfcn": 632_628 } });
    for arguments in [by_words, by_name] {
        let given = session.gives("elex_calculate", arguments);
        assert_eq!(given["says"], "3489.42 MHz");
        let expected = json!([{ "name": "mhz", "value": 3_489.42, "unit": "MHz" }]);
        assert_eq!(given["output"], expected);
        assert_eq!(given["clauses"], json!(["TS 38.104 5.4.2.1"]));
    }
    let typed = json!({ "calculator": "prach_ncs_for_radius", "input": { "radius_km": "900 m" } });
    let given = session.gives("elex_calculate", typed);
    assert_eq!(given["inputs"][0]["value"], 0.9);

    let given = session.gives("elex_calculate", json!({ "question": "PCI 2000 mod 3" }));
    assert_eq!(given["refusal"]["legal"], "0..1007");
    let given = session.gives(
        "elex_calculate",
        json!({ "question": "TA 12, how far in NR?" }),
    );
    assert_eq!(given["missing"], json!(["scs_khz"]));
}

#[test]
fn what_is_no_calculation_is_answered_with_the_calculators_that_there_are() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    for arguments in [
        json!({}),
        json!({ "question": "handovers come too late" }),
        json!({ "calculator": "no_such" }),
    ] {
        let result = session.call("elex_calculate", arguments)["result"].clone();
        assert_eq!(result["isError"], true);
        let said = result["content"][0]["text"].as_str().unwrap();
        assert!(said.contains("nr_arfcn_to_freq"), "{said}");
    }
}
