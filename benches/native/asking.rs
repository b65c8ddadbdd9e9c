//! A question through the facade, beside memories of several sizes: from the request to the reply, and to
//! the end of its commit.

use std::fs;
use std::path::Path;
use std::time::Duration;

use protocol::answer::Overrides;
use protocol::memory::{ImportStep, Looked};
use protocol::message::{Reply, Request};
use serde_json::{Value, json};

use crate::device::Device;
use crate::facade::line;
use crate::harness::{Harness, Measured, Watch};
use crate::report::Report;
use crate::texts::Texts;

/// Patterns in the memory.
const SIZES: [usize; 3] = [0, 100, 10_000];
/// Questions of one measurement.
const QUESTIONS: usize = 300;

/// Measures each question by itself, so that a percentile is one over questions.
pub fn measure(texts: &Texts, harness: Harness, folder: &Path, report: &mut Report) {
    let questions = questions();
    for size in SIZES {
        let file = folder.join(format!("asked-{size}.db"));
        fill(&file, texts, size);
        let named = |what: &str| format!("ask beside {size} patterns: {what}");
        let mut firsts = Vec::new();
        for _ in 0..harness.times(5) {
            let device = Device::open(&file);
            device.warm();
            firsts.push(device.timed(question("late handovers")).replied);
        }
        report.add(
            &named("the first reply after opening"),
            Measured::of(Watch::Wall, &firsts),
        );
        let device = Device::open(&file);
        device.warm();
        device.timed(question("late handovers"));
        let (mut replies, mut ends, mut shown) = (Vec::new(), Vec::new(), 0);
        for text in &questions {
            let timed = device.timed(question(text));
            let Reply::Ask(exchange) = &timed.reply else {
                panic!("not answered: {:?}", timed.reply);
            };
            let looked = exchange.evidence.looked;
            assert!(size > 0 || looked == Looked::Not, "{looked:?}");
            shown += usize::from(!exchange.evidence.is_empty());
            replies.push(timed.replied);
            ends.push(timed.ended);
        }
        report.add(&named("reply"), Measured::of(Watch::Wall, &replies));
        report.add(&named("kept"), Measured::of(Watch::Wall, &ends));
        let share = json!({ "with_evidence": shown, "n": questions.len() });
        report.note(&named("answers with evidence"), share);
    }
}

fn question(text: &str) -> Request {
    Request::Ask {
        question: text.to_owned(),
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
    }
}

fn fill(file: &Path, texts: &Texts, size: usize) {
    let device = Device::open(file);
    let lines: String = texts.patterns.iter().take(size).map(line).collect();
    device.import(ImportStep::Begin);
    device.import(ImportStep::Bytes(lines.into_bytes()));
    device.import(ImportStep::End);
    let kept = device.import(ImportStep::Keep);
    assert_eq!(kept.patterns as usize, size, "every pattern is kept");
}

/// Questions that are in scope, none of the test half.
fn questions() -> Vec<String> {
    let file = "/../engine/catalogue/eval/in_scope.jsonl";
    let text = fs::read_to_string(format!("{}{file}", env!("CARGO_MANIFEST_DIR")));
    let rows = text.expect("committed");
    let rows = rows.lines().map(serde_json::from_str::<Value>);
    let rows = rows.map(|row| row.expect("JSON"));
    let ours = rows.filter(|row| row["split"] == "validation");
    let texts = ours.map(|row| row["question"].as_str().expect("a question").to_owned());
    texts.take(QUESTIONS).collect()
}

/// What a question took.
#[derive(Debug)]
pub struct Timed {
    pub reply: Reply,
    /// Until the reply.
    pub replied: Duration,
    /// Until all that follows from it is done, the commit included.
    pub ended: Duration,
}
