//! Conversations of two questions, as engineers lead them: `engine/catalogue/eval/conversations.jsonl`.
//!
//! `cargo test -p engine --lib -- agents::followed --nocapture` prints the figures. The rule and its words
//! are chosen on the validation half; the test half is only measured.

use std::fs;
use std::sync::OnceLock;

use calculators::Tables;
use protocol::answer::{About, Answer, Body, Overrides};
use protocol::calculator::{Said, Task, may_ask_for_a_calculation};
use protocol::catalogue::packed::PartName;
use protocol::ids::FactId;
use protocol::records::{Exchange, Follows};
use serde_json::Value;

use super::subject;
use crate::agents::{self, Asked, Routed, reopen};
use crate::catalogue::sample::{entries, folder, parts, real};
use crate::routing::{takes_over, whole_text};

/// What history keeps of an answer.
fn kept(answer: &Answer) -> Exchange {
    let candidates = answer.route.candidates.iter();
    Exchange {
        question: answer.question.clone(),
        kind: answer.understood.kind,
        answered: answer.body != Body::OutOfScope,
        candidates: candidates
            .clone()
            .map(|one| (one.agent.clone(), one.score_micro))
            .collect(),
        scope_micro: answer.route.scope_micro,
        rows: answer.body.rows(),
        catalogue: answer.catalogue.clone(),
        given: Vec::new(),
        probabilities: candidates.filter_map(|one| one.probability_micro).collect(),
        by: answer.route.by,
        calculation: None,
        recalled: None,
        follows: answer.understood.taken.as_ref().map(|taken| Follows {
            exchange: taken.from,
            taken: Some(taken.into()),
        }),
    }
}

fn answer(question: &str) -> Answer {
    agents::answer(real(), entries(), question, &[])
}

fn about(before: &Answer) -> Option<About> {
    subject(real(), FactId::of(b"before"), &kept(before))
}

/// The answer to a question that follows another.
fn then(before: &Answer, question: &str) -> Answer {
    let before = about(before).filter(|_| !is_computed(question));
    let taken = before.and_then(|about| takes_over(real(), question, about));
    let overrides = Overrides::default();
    let text = whole_text(question, taken.as_ref());
    let asked = Asked::after(&text, question, taken.as_ref());
    Routed::of(real(), None, asked, &[], &overrides).answer(entries())
}

/// Whether a question asks for a calculation: then it is no question for the agents, as `requests/ask.rs`
/// has it.
fn is_computed(question: &str) -> bool {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let packed = parts().remove(&PartName::Calculators).unwrap_or_default();
        Tables::open(&packed).expect("the tables open")
    });
    let asked = Task::Question(question.to_owned());
    may_ask_for_a_calculation(question)
        && matches!(calculators::take(tables, &asked), Said::Calculated(_))
}

/// What an answer shows: its rows, or the agent that speaks.
fn shows(answer: &Answer) -> Vec<String> {
    match &answer.body {
        Body::Guidance(says) => vec![says.agent.0.clone()],
        Body::OutOfScope => vec!["refused".to_owned()],
        body => body.rows().into_iter().map(|row| row.0).collect(),
    }
}

fn lines(file: &str) -> Vec<Value> {
    let path = folder().join("eval").join(file);
    let text = fs::read_to_string(path).expect("the set is there");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// The least share that is right, in both halves: of what is taken over, and of what is shown then.
const LEAST: [f64; 2] = [0.85, 0.75];

#[test]
fn two_steps_are_understood_as_they_are_meant() {
    let all = lines("conversations.jsonl");
    for split in ["validation", "test"] {
        let (mut right, mut told, mut shown, mut n) = ([0; 2], [0; 2], 0, 0);
        for one in all.iter().filter(|one| one["split"] == split) {
            let text = |key: &str| one[key].as_str().unwrap_or_default();
            let takes = one["takes"] == true;
            let reply = then(&answer(text("before")), text("then"));
            let took = reply.understood.taken.is_some();
            let is_right = took == takes;
            told[usize::from(takes)] += 1;
            right[usize::from(takes)] += usize::from(is_right);
            let lower = str::to_lowercase;
            let as_meant = shows(&reply)
                .iter()
                .any(|id| lower(id).contains(&lower(text("shows"))));
            if one["shows"].is_string() {
                n += 1;
                shown += usize::from(took && as_meant);
            }
            if split == "validation" && (!is_right || (takes && !as_meant)) {
                println!(
                    "{} | {}: took {took}, shows {:?}",
                    text("before"),
                    text("then"),
                    shows(&reply)
                );
            }
        }
        println!(
            "{split}: leans, taken over {} of {}; stands by itself, nothing taken over {} of {}; shows what \
             is meant {shown} of {n}",
            right[1], told[1], right[0], told[0]
        );
        let share = |part: usize, all: usize| part as f64 / all as f64;
        assert!(
            share(right[0] + right[1], told[0] + told[1]) >= LEAST[0],
            "{split}"
        );
        assert!(share(shown, n) >= LEAST[1], "{split}");
    }
}

/// Whole questions are no follow-ups, whatever was asked before.
#[test]
fn questions_of_the_other_sets_take_nothing_over() {
    let before = answer("range of a3-Offset?");
    for (file, most) in [("in_scope.jsonl", 0.02), ("off_topic.jsonl", 0.02)] {
        let all = lines(file);
        let leaning = all.iter().filter(|one| {
            let question = one["question"].as_str().unwrap_or_default();
            let leans =
                takes_over(real(), question, about(&before).expect("about a row")).is_some();
            if leans && one["split"] == "validation" {
                println!("{file}: {question}");
            }
            leans
        });
        let leaning = leaning.count();
        println!("{file}: taken for a follow-up {leaning} of {}", all.len());
        assert!(leaning as f64 <= most * all.len() as f64, "{file}");
    }
}

#[test]
fn what_was_taken_over_is_composed_again_from_history() {
    for (first, second) in [
        ("range of a3-Offset?", "and in LTE?"),
        ("range of a3-Offset?", "which counter shows that?"),
        (
            "late handovers to a neighbour on the same carrier, what should I change?",
            "and in LTE?",
        ),
        ("ssb-PositionsInBurst", "and in LTE?"),
    ] {
        let reply = then(&answer(first), second);
        assert!(reply.understood.taken.is_some(), "{second}");
        let again = reopen(real(), Some(entries()), &kept(&reply));
        assert_eq!(again.as_ref(), Some(&reply), "{first} {second}");
    }
}

#[test]
fn a_third_question_is_about_what_the_second_was_answered_with() {
    let first = answer("range of a3-Offset?");
    let second = then(&first, "and in LTE?");
    let third = then(&second, "what is its unit?");
    assert_eq!(third.body.rows(), second.body.rows());
    let trouble = answer("UEs bounce between two n78 cells all day");
    let lte = then(&trouble, "and in LTE?");
    let counters = then(&lte, "which counters show it?");
    let taken = counters.understood.taken.as_ref().expect("taken over");
    assert_eq!(taken.words, "UEs bounce between two n78 cells all day");
    assert_eq!(taken.technologies, [protocol::answer::Technology::Lte]);
}
