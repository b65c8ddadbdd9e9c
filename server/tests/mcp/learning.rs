//! Judging and distilling.

use serde_json::{Value, json};

use crate::common::mcp::Session;
use crate::{LATE, with};

/// Late handovers before and after, of a thousand each.
fn fewer(after: u64) -> Value {
    json!({
        "applied": true,
        "kpis": [{
            "name": "late handovers", "better": "lower",
            "before": { "events": 80, "trials": 1000 },
            "after": { "events": after, "trials": 1000 },
        }],
    })
}

fn task() -> Value {
    json!({
        "trajectory_id": "change-17",
        "task_description": LATE,
        "task_category": "mobility",
        "technology": "nr",
        "steps": [
            { "parameter": "a3-Offset", "old": "3", "new": "2", "unit": "dB" },
            { "parameter": "time to trigger", "new": "0", "unit": "ms", "verdict": "did_not_work" },
        ],
    })
}

#[test]
fn figures_decide_only_what_is_no_chance() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let better = session.gives("elex_judge", fewer(20));
    assert_eq!(
        (&better["ended"], &better["score"], &better["by"]),
        (&json!("worked"), &json!(1.0), &json!("rule"))
    );
    let criteria = better["criteria"].as_array().unwrap();
    let goal = criteria.iter().find(|one| one["kind"] == "goal").unwrap();
    assert_eq!(
        (&goal["result"], &goal["change"]["value"]),
        (&json!("met"), &json!(-0.06))
    );
    assert!(goal["change"]["high"].as_f64().unwrap() < 0.0, "{goal}");

    let chance = session.gives("elex_judge", fewer(79));
    assert_eq!(chance["criteria"][1]["result"], "unclear", "{chance}");
    let said = session.gives(
        "elex_judge",
        with(fewer(20), &json!({ "verdict": "did_not_work" })),
    );
    assert_eq!((&said["score"], &said["by"]), (&json!(0.0), &json!("user")));
    let not_done = session.gives("elex_judge", json!({ "applied": false }));
    assert_eq!(
        (&not_done["ended"], &not_done["score"]),
        (&json!("undecided"), &json!(null))
    );
    assert_eq!(session.gives("get_stats", json!({}))["total_patterns"], 0);
}

#[test]
fn a_task_teaches_what_worked_and_warns_of_what_did_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let arguments = with(task(), &fewer(20));
    let taught = session.gives("elex_distill", arguments.clone());
    let (patterns, warnings) = (&taught["patterns"], &taught["warnings"]);
    assert_eq!(
        (
            patterns.as_array().unwrap().len(),
            warnings.as_array().unwrap().len()
        ),
        (1, 1),
        "{taught}"
    );
    assert!(
        patterns[0]["strategy"]
            .as_str()
            .unwrap()
            .contains("a3-Offset"),
        "{taught}"
    );
    assert!(
        warnings[0]["strategy"]
            .as_str()
            .unwrap()
            .contains("time to trigger"),
        "{taught}"
    );
    assert_eq!(
        (&taught["stored"], &patterns[0]["pattern_id"]),
        (&json!(false), &json!(null))
    );
    assert_eq!(
        session.gives("get_stats", json!({}))["total_patterns"],
        0,
        "nothing unless told to"
    );

    let stored = session.gives("elex_distill", with(arguments, &json!({ "store": true })));
    let id = json!({ "pattern_id": stored["patterns"][0]["pattern_id"] });
    let kept = session.gives("get_pattern", id);
    assert_eq!(
        (&kept["provenance"], &kept["technology"]),
        (&json!("rule"), &json!("nr"))
    );
    assert_eq!(kept["outcomes"][0]["success_score"], 1.0);
    let question = json!({ "task_description": LATE, "category": "mobility" });
    let found = session.gives("find_similar", question);
    assert_eq!(
        found["patterns"][0]["pattern_id"],
        stored["patterns"][0]["pattern_id"]
    );
    assert_eq!(
        found["warnings"][0]["pattern_id"],
        stored["warnings"][0]["pattern_id"]
    );
}

#[test]
fn an_undecided_task_teaches_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let taught = session.gives(
        "elex_distill",
        with(task(), &json!({ "applied": false, "store": true })),
    );
    assert_eq!(
        (&taught["patterns"], &taught["warnings"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(session.gives("get_stats", json!({}))["total_patterns"], 0);
}

#[test]
fn wrong_evidence_is_named_by_its_path() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let mut check = |arguments: Value, field: &str| {
        let reply = session.call("elex_judge", arguments);
        assert_eq!(reply["error"]["code"], -32602, "{reply}");
        assert_eq!(
            reply["error"]["data"]["faults"][0]["field"], field,
            "{reply}"
        );
    };
    check(json!({}), "applied");
    let kpi = |further: Value| json!({ "applied": true, "kpis": [with(json!({ "name": "x", "better": "lower" }), &further)] });
    check(kpi(json!({ "better": "up" })), "kpis[0].better");
    check(
        kpi(json!({ "before": { "events": -1 } })),
        "kpis[0].before.events",
    );
    check(
        kpi(json!({ "after": { "deviation": -0.1 } })),
        "kpis[0].after.deviation",
    );
    check(kpi(json!({ "weight": 1e12 })), "kpis[0].weight");
    check(
        json!({ "applied": true, "kpis": vec![json!({}); 101] }),
        "kpis",
    );
    let half = session.call("elex_judge", kpi(json!({ "before": { "events": 1 } })));
    assert_eq!(half["result"]["isError"], true, "{half}");
    let text = half["result"]["content"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("The KPI x cannot be read: give before as events and trials"),
        "{text}"
    );
}
