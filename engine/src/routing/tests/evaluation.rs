//! Routing measured on the committed questions of `engine/catalogue/eval`.
//!
//! `cargo test -p engine routing -- --nocapture` prints the figures. Thresholds and weights are chosen
//! on the validation half; the test half is only measured.

use std::collections::BTreeMap;
use std::fs;

use protocol::answer::QueryKind;
use serde_json::Value;

use super::super::{Decision, THRESHOLD_MICRO, route, understand};
use crate::catalogue::sample::{folder, real};

/// A question of the set and what routing made of it.
struct Asked {
    question: String,
    /// Those that may answer it, the best first; none for a question that only has to be answered.
    agents: Vec<String>,
    /// What it asks for, where somebody said so.
    kind: Option<String>,
    is_test: bool,
    decision: Decision,
    understood: QueryKind,
}

impl Asked {
    /// The place of the first right agent among the candidates, from 1.
    fn rank(&self) -> Option<usize> {
        let ids = self.decision.best.iter();
        let mut ids = ids.map(|scored| real().agents.id(scored.agent).0);
        Some(ids.position(|id| self.agents.contains(&id))? + 1)
    }
}

fn asked(file: &str) -> Vec<Asked> {
    let text = fs::read_to_string(folder().join("eval").join(file)).expect("committed");
    let catalogue = real();
    let lines = text.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a JSON object per line");
        let question = row["question"].as_str().expect("a question").to_owned();
        let query = understand(catalogue, &question);
        let (decision, understood) = (route(catalogue, &query), query.kind);
        let agents = row["agents"].as_array().into_iter().flatten();
        Asked {
            agents: agents
                .filter_map(|id| id.as_str().map(str::to_owned))
                .collect(),
            kind: row["type"].as_str().map(str::to_owned),
            is_test: row["split"] == "test",
            decision,
            understood,
            question,
        }
    });
    lines.collect()
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// What routing comes to on some questions.
struct Figures {
    first: f64,
    among_three: f64,
    mean_reciprocal: f64,
    n: usize,
}

fn figures<'a>(asked: impl Iterator<Item = &'a Asked>) -> Figures {
    let ranks: Vec<Option<usize>> = asked
        .filter(|asked| !asked.agents.is_empty())
        .map(Asked::rank)
        .collect();
    let within = |most: usize| {
        let within = ranks.iter().flatten().filter(|rank| **rank <= most);
        share(within.count(), ranks.len())
    };
    let reciprocal: f64 = ranks.iter().flatten().map(|rank| share(1, *rank)).sum();
    Figures {
        first: within(1),
        among_three: within(3),
        mean_reciprocal: reciprocal / ranks.len() as f64,
        n: ranks.len(),
    }
}

/// The share of pairs of one question of ours and one off topic in which ours belongs more; ties are
/// halves.
fn area(ours: &[i64], others: &[i64]) -> f64 {
    let pair = |ours: i64, other: i64| match ours.cmp(&other) {
        core::cmp::Ordering::Greater => 1.0,
        core::cmp::Ordering::Equal => 0.5,
        core::cmp::Ordering::Less => 0.0,
    };
    let pairs = ours
        .iter()
        .flat_map(|ours| others.iter().map(move |other| pair(*ours, *other)));
    pairs.sum::<f64>() / (ours.len() * others.len()) as f64
}

const HALVES: [(&str, bool); 2] = [("validation", false), ("test", true)];

#[test]
fn questions_reach_their_agents() {
    let ours = asked("in_scope.jsonl");
    for (half, is_test) in HALVES {
        let of_half = || ours.iter().filter(|asked| asked.is_test == is_test);
        let all = figures(of_half());
        let apart = figures(of_half().filter(|asked| asked.kind.is_some()));
        let say = |what: &str, figures: &Figures| {
            println!(
                "{half}, {what}: first {:.3}, among three {:.3}, mean reciprocal rank {:.3} (n {})",
                figures.first, figures.among_three, figures.mean_reciprocal, figures.n
            );
        };
        say("all", &all);
        say("written apart from the entries", &apart);
        let facts: usize = of_half()
            .filter_map(|asked| asked.decision.best.first())
            .map(|best| {
                real().agents.facts(best.agent).len() + real().agents.grouped(best.agent).len()
            })
            .sum();
        println!(
            "{half}: facts of the first agent, mean {:.1}",
            share(facts, of_half().count())
        );
        assert!(all.first >= FIRST, "{half}: first {}", all.first);
        assert!(
            all.among_three >= AMONG_THREE,
            "{half}: three {}",
            all.among_three
        );
    }
}

/// Floors of the test above.
const FIRST: f64 = 0.70;
const AMONG_THREE: f64 = 0.85;

#[test]
fn what_is_asked_for_is_understood() {
    let ours = asked("in_scope.jsonl");
    for (half, is_test) in HALVES {
        let mut wrong: BTreeMap<(String, String), usize> = BTreeMap::new();
        let (mut right, mut n) = (0, 0);
        for asked in ours.iter().filter(|asked| asked.is_test == is_test) {
            if let Some(kind) = &asked.kind {
                let understood = format!("{:?}", asked.understood);
                n += 1;
                if *kind == understood {
                    right += 1;
                } else {
                    *wrong.entry((kind.clone(), understood)).or_default() += 1;
                }
            }
        }
        println!(
            "{half}: kind right {:.3} (n {n}); wrong: {wrong:?}",
            share(right, n)
        );
        assert!(share(right, n) >= KIND, "{half}");
    }
}

/// Floor of the test above.
const KIND: f64 = 0.35;

#[test]
fn only_questions_of_ours_are_answered() {
    let (ours, others) = (asked("in_scope.jsonl"), asked("off_topic.jsonl"));
    for (half, is_test) in HALVES {
        let of = |asked: &[Asked]| -> (f64, Vec<i64>) {
            let of_half: Vec<&Asked> = asked.iter().filter(|one| one.is_test == is_test).collect();
            let answered = of_half.iter().filter(|one| one.decision.in_scope).count();
            let scores = of_half.iter().map(|one| one.decision.scope_micro).collect();
            (share(answered, of_half.len()), scores)
        };
        let ((kept, ours), (passed, others)) = (of(&ours), of(&others));
        let area = area(&ours, &others);
        println!(
            "{half}: ours refused {:.3} (n {}), off topic answered {passed:.3} (n {}), area under the curve {area:.3}",
            1.0 - kept,
            ours.len(),
            others.len(),
        );
        assert!(1.0 - kept <= REFUSED, "{half}: refused {}", 1.0 - kept);
        assert!(passed <= ANSWERED, "{half}: answered {passed}");
    }
}

/// Limits of the test above.
const REFUSED: f64 = 0.12;
const ANSWERED: f64 = 0.10;

#[test]
fn the_threshold_is_chosen_from_this_table() {
    let halves = [asked("in_scope.jsonl"), asked("off_topic.jsonl")];
    let answered = |asked: &[Asked], threshold: i64| {
        let of_half: Vec<&Asked> = asked.iter().filter(|asked| !asked.is_test).collect();
        let answered = of_half.iter().filter(|asked| {
            let named = asked.decision.in_scope && asked.decision.scope_micro < THRESHOLD_MICRO;
            named || asked.decision.scope_micro >= threshold
        });
        share(answered.count(), of_half.len())
    };
    for hundredths in 18..=40 {
        let [ours, others] = halves
            .each_ref()
            .map(|asked| answered(asked, hundredths * 10_000));
        println!(
            "0.{hundredths}: ours refused {:.3}, off topic answered {others:.3}",
            1.0 - ours
        );
    }
    assert!(answered(&halves[1], THRESHOLD_MICRO) <= 0.05);
}

#[test]
fn no_question_of_the_evaluation_is_an_example_question() {
    let agents = &real().agents;
    let asks: Vec<String> = agents
        .numbers()
        .flat_map(|agent| agents.asks(agent))
        .map(str::to_ascii_lowercase)
        .collect();
    for asked in asked("in_scope.jsonl") {
        let question = asked.question.to_ascii_lowercase();
        assert!(!asks.contains(&question), "{question}");
    }
}
