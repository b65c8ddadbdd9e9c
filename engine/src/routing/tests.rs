//! Routing measured on the committed questions of `engine/catalogue/eval`.
//!
//! `cargo test -p engine routing -- --nocapture` prints the figures.

use std::fs;

use serde_json::Value;

use super::{Decision, THRESHOLD_MICRO, route, understand};
use crate::catalogue::sample::{folder, real};

struct Asked {
    question: String,
    agents: Vec<String>,
    is_test: bool,
    decision: Decision,
}

fn asked(file: &str) -> Vec<Asked> {
    let text = fs::read_to_string(folder().join("eval").join(file)).expect("committed");
    let catalogue = real();
    let lines = text.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a JSON object per line");
        let question = row["question"].as_str().expect("a question").to_owned();
        let decision = route(catalogue, &understand(catalogue, &question));
        let agents = row["agents"].as_array().into_iter().flatten();
        Asked {
            agents: agents
                .filter_map(|id| id.as_str().map(str::to_owned))
                .collect(),
            is_test: row["split"] == "test",
            decision,
            question,
        }
    });
    lines.collect()
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all as f64
}

#[test]
fn questions_reach_their_agents_and_only_ours_are_answered() {
    let ours = asked("in_scope.jsonl");
    let others = asked("off_topic.jsonl");
    assert!(ours.len() >= 200 && others.len() >= 200);
    for (half, is_test, floors) in [
        ("validation", false, [78.0, 92.0, 7.0, 8.0]),
        ("test", true, [78.0, 92.0, 7.0, 9.0]),
    ] {
        let in_half = |asked: &&Asked| asked.is_test == is_test;
        let with_gold: Vec<&Asked> = ours
            .iter()
            .filter(in_half)
            .filter(|asked| !asked.agents.is_empty())
            .collect();
        let among = |first: usize| {
            let hit = |asked: &&&Asked| {
                let best = asked.decision.best.iter().take(first);
                let ids = best.map(|scored| real().agents.id(scored.agent).0);
                ids.into_iter().any(|id| asked.agents.contains(&id))
            };
            percent(with_gold.iter().filter(hit).count(), with_gold.len())
        };
        let answered = |asked: &[Asked]| {
            let of_half: Vec<bool> = asked
                .iter()
                .filter(in_half)
                .map(|asked| asked.decision.in_scope)
                .collect();
            let yes = of_half.iter().filter(|answered| **answered).count();
            (percent(yes, of_half.len()), of_half.len())
        };
        let (top_1, top_3) = (among(1), among(3));
        let ((kept, n_ours), (passed, n_others)) = (answered(&ours), answered(&others));
        println!(
            "{half}: right agent first {top_1:.1} %, among three {top_3:.1} % (n {}); \
             refused although ours {:.1} % (n {n_ours}); answered although off topic {passed:.1} % \
             (n {n_others})",
            with_gold.len(),
            100.0 - kept,
        );
        let [first, three, refused, wrongly] = floors;
        assert!(top_1 >= first, "{half}: first {top_1}");
        assert!(top_3 >= three, "{half}: three {top_3}");
        assert!(100.0 - kept <= refused, "{half}: refused {}", 100.0 - kept);
        assert!(passed <= wrongly, "{half}: answered off topic {passed}");
    }
}

#[test]
fn the_threshold_is_chosen_from_this_table() {
    let halves = [asked("in_scope.jsonl"), asked("off_topic.jsonl")];
    let share = |asked: &[Asked], threshold: i64| {
        let of_half: Vec<&Asked> = asked.iter().filter(|asked| !asked.is_test).collect();
        let answered = of_half.iter().filter(|asked| {
            let named = asked.decision.in_scope && asked.decision.scope_micro < THRESHOLD_MICRO;
            named || asked.decision.scope_micro >= threshold
        });
        percent(answered.count(), of_half.len())
    };
    for hundredths in 18..=30 {
        let threshold = hundredths * 10_000;
        let [ours, others] = halves.each_ref().map(|asked| share(asked, threshold));
        let refused = 100.0 - ours;
        println!(
            "0.{hundredths}: refused although ours {refused:.1} %, answered although off topic {others:.1} %"
        );
    }
    assert!(share(&halves[1], THRESHOLD_MICRO) <= 5.0);
}

#[test]
fn no_question_of_the_evaluation_is_an_example_question() {
    let catalogue = real();
    for asked in asked("in_scope.jsonl") {
        let same = |ask: &str| ask.eq_ignore_ascii_case(&asked.question);
        let copied = catalogue
            .agents
            .numbers()
            .any(|agent| catalogue.agents.asks(agent).any(same));
        assert!(!copied, "{}", asked.question);
    }
}

#[test]
fn an_exact_name_is_ours_whatever_the_score() {
    let catalogue = real();
    let query = understand(
        catalogue,
        "pizza football weather mortgage t310 holiday recipe",
    );
    assert!(route(catalogue, &query).in_scope);
    let query = understand(catalogue, "pizza football weather mortgage holiday recipe");
    assert!(!route(catalogue, &query).in_scope);
}

#[test]
fn the_named_technology_is_preferred() {
    let catalogue = real();
    let first = |question: &str| {
        let decision = route(catalogue, &understand(catalogue, question));
        decision
            .best
            .first()
            .map(|scored| catalogue.agents.id(scored.agent).0)
    };
    assert_eq!(
        first("A3 handover margin in LTE").as_deref(),
        Some("LTE-MOB-001")
    );
    assert_eq!(
        first("A3 handover margin on n78").as_deref(),
        Some("NR-MOB-001")
    );
    assert_eq!(
        first("low downlink throughput on L1800").as_deref(),
        Some("LTE-THP-001")
    );
}
