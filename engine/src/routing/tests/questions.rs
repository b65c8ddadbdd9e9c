//! The committed questions of `engine/catalogue/eval`, and what routing makes of them.

use std::fs;
use std::sync::OnceLock;

use protocol::answer::QueryKind;
use serde_json::Value;

use super::super::scope::Signs;
use super::super::{AgentVectors, Decision, Scores, kind, understand};
use crate::catalogue::AgentNumber;
use crate::catalogue::sample::{entries, folder, real};
use crate::memory::embed::Embedder;

/// What questions are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Weights are chosen on it.
    Validation,
    /// Written apart from all that routing was tried out on: with it probabilities are put right.
    Calibration,
    /// Only measured.
    Test,
}

/// A question of the sets and what routing made of it.
pub struct Asked {
    pub question: String,
    pub part: Part,
    /// It is ours.
    pub ours: bool,
    /// Those that may answer it, the best first; none for a question that only has to be answered.
    pub agents: Vec<AgentNumber>,
    /// What it asks for, where somebody said so: the questions written apart from the entries.
    pub kind: Option<String>,
    pub understood: QueryKind,
    /// BM25 of all agents.
    pub words: Vec<f64>,
    /// How alike all agents are to it.
    pub alike: Vec<f32>,
    pub signs: Signs,
    pub by_words: Decision,
    pub by_both: Decision,
}

/// The questions of all files, routed once for all tests.
pub fn asked() -> &'static [Asked] {
    static ASKED: OnceLock<Vec<Asked>> = OnceLock::new();
    let files = ["in_scope.jsonl", "off_topic.jsonl", "calibration.jsonl"];
    ASKED.get_or_init(|| files.into_iter().flat_map(read).collect())
}

/// The questions of a part that are ours, or those that are not.
pub fn of(part: Part, ours: bool) -> impl Iterator<Item = &'static Asked> {
    let all = asked().iter();
    all.filter(move |one| one.part == part && one.ours == ours)
}

/// The questions that tell which agent should answer.
pub fn routed(part: Part) -> impl Iterator<Item = &'static Asked> {
    of(part, true).filter(|one| !one.agents.is_empty())
}

/// The table that the product carries, and the agents' vectors by it.
pub fn vectors() -> &'static (Embedder, AgentVectors) {
    static VECTORS: OnceLock<(Embedder, AgentVectors)> = OnceLock::new();
    VECTORS.get_or_init(|| {
        let bytes = fs::read(folder().join("../embedding/table.elv")).expect("committed");
        let embedder = Embedder::open(bytes).expect("a table");
        let vectors = AgentVectors::of(real(), entries(), &embedder);
        (embedder, vectors)
    })
}

fn read(file: &str) -> Vec<Asked> {
    let text = fs::read_to_string(folder().join("eval").join(file)).expect("committed");
    let lines = text.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a JSON object per line");
        one(file, &row)
    });
    lines.collect()
}

fn one(file: &str, row: &Value) -> Asked {
    let catalogue = real();
    let (embedder, vectors) = vectors();
    let question = row["question"].as_str().expect("a question").to_owned();
    let query = understand(catalogue, &question);
    let scores = Scores::of(catalogue, &query);
    let alike = vectors.likeness(&embedder.embed(&question));
    let words = scores.all();
    let by_both = scores.decide(Some(&alike));
    let nearest = alike.iter().copied().fold(0.0, f32::max);
    let agents = row["agents"].as_array().into_iter().flatten();
    Asked {
        part: match (file, row["split"].as_str()) {
            ("calibration.jsonl", _) => Part::Calibration,
            (_, Some("test")) => Part::Test,
            _ => Part::Validation,
        },
        ours: file != "off_topic.jsonl" && row["ours"] != false,
        agents: agents
            .map(|id| id.as_str().expect("an id").into())
            .map(|id| catalogue.agents.number(&id).expect("an agent"))
            .collect(),
        kind: row["type"].as_str().map(str::to_owned),
        understood: kind(catalogue, &query, &by_both.best),
        signs: scores.signs(&words, Some(nearest)),
        by_words: scores.decide(None),
        by_both,
        words,
        alike,
        question,
    }
}

impl Asked {
    /// The place of the first right agent among these, from 1.
    pub fn rank(&self, decision: &Decision) -> Option<usize> {
        let mut best = decision.best.iter();
        Some(best.position(|scored| self.agents.contains(&scored.agent))? + 1)
    }

    /// How likely the first agent is said to be right, and whether it is. What is refused is not.
    pub fn likely(&self, decision: &Decision) -> (f64, bool) {
        let first = decision.best.first();
        let micro = first.and_then(|scored| scored.probability_micro);
        (
            micro.unwrap_or_default() as f64 / 1e6,
            decision.in_scope && self.rank(decision) == Some(1),
        )
    }
}
