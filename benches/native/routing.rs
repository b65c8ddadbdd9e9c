//! Routing from a question's text to agents with probabilities, on the committed questions.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use catalogue::pack;
use engine::catalogue::{Catalogue, Entries};
use engine::memory::embed::Embedder;
use engine::routing::{AgentVectors, Scores, understand};
use protocol::catalogue::packed::PartName;
use serde_json::Value;

use crate::harness::{Harness, Measured, Watch, now};
use crate::report::Report;

/// How often each question is routed for one measurement.
const TIMES: u32 = 20;

/// Measures each question by itself, so that a percentile is one over questions.
pub fn measure(harness: Harness, report: &mut Report) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine"));
    let packed = pack(&folder.join("catalogue")).expect("the catalogue is sound");
    let parts = PartName::ALL.into_iter().zip(packed.parts);
    let parts: Vec<_> = parts.map(|(name, part)| (name, part.bytes)).collect();
    let opened = harness.time(Watch::Processor, |_| {
        black_box(Catalogue::open(&parts).is_ok());
    });
    report.add("open what routes and answers with facts", opened);
    let catalogue = Catalogue::open(&parts).expect("it can be opened");
    let opened = harness.time(Watch::Processor, |_| {
        black_box(Entries::open(&parts, &catalogue).is_ok());
    });
    report.add("open what agents say besides", opened);
    let entries = Entries::open(&parts, &catalogue).expect("they can be opened");
    let table = fs::read(folder.join("embedding/table.elv")).expect("committed");
    let embedder = Embedder::open(table).expect("a table");
    let questions = questions(&folder.join("catalogue/eval/in_scope.jsonl"));

    let made = harness.time(Watch::Processor, |_| {
        black_box(AgentVectors::of(&catalogue, &entries, &embedder));
    });
    report.add("make the vectors of all agents", made);
    let vectors = AgentVectors::of(&catalogue, &entries, &embedder);

    let by_both = |question: &str| {
        let query = understand(&catalogue, question);
        let likeness = vectors.likeness(&embedder.embed(question));
        black_box(Scores::of(&catalogue, &query).decide(Some(&likeness)));
    };
    let by_words = |question: &str| {
        let query = understand(&catalogue, question);
        black_box(Scores::of(&catalogue, &query).decide(None));
    };
    let understood = |question: &str| {
        black_box(understand(&catalogue, question));
    };
    let alike = |question: &str| {
        black_box(vectors.likeness(&embedder.embed(question)));
    };
    report.add(
        "understand a question, a part of routing it",
        each(&questions, understood),
    );
    report.add(
        "its likeness to all agents, another part",
        each(&questions, alike),
    );
    report.add(
        "route a question, words and vectors",
        each(&questions, by_both),
    );
    report.add("route a question, words alone", each(&questions, by_words));
}

fn questions(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("committed");
    let question = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("JSON");
        row["question"].as_str().expect("a question").to_owned()
    };
    text.lines().map(question).collect()
}

/// The mean time of each question.
fn each(questions: &[String], route: impl Fn(&str)) -> Measured {
    let timed = questions.iter().map(|question| {
        route(question);
        let start = now(Watch::Processor);
        (0..TIMES).for_each(|_| route(question));
        now(Watch::Processor).saturating_sub(start).as_secs_f64() * 1e6 / f64::from(TIMES)
    });
    Measured {
        watch: Watch::Processor,
        batch: TIMES as usize,
        micros: timed.collect(),
    }
}
