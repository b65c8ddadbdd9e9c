//! `elex_distill`: what a task that was worked on step by step teaches, stored when that is wanted.

use engine::memory::learning;
use protocol::learning::{
    Action, DistilRequest, JudgeRequest, Judgement, MAX_STEPS, Step, Trajectory,
};
use protocol::memory::{Learnt, MAX_LABEL_BYTES, MAX_TEXT_BYTES, MemoryReply, MemoryRequest};
use protocol::records::{Pattern, Role};
use serde_json::{Map, Value, json};

use super::{Hints, Refusal, ask, confused, evidence};
use crate::mcp::fields::{
    Arguments, Field, Kind, each, flag, object, optional, required, technology, text,
};
use crate::mcp::{judged, shown};
use crate::native::NativeEngine;

const TEXT: Kind = Kind::Text(MAX_TEXT_BYTES);
const LABEL: Kind = Kind::Text(MAX_LABEL_BYTES);

pub const ABOUT: &str = "Judges a task that was worked on step by step, as elex_judge does, and says what \
it teaches: at most three patterns, filled in by rule and without personal data. What worked is under \
patterns, what did not is under warnings; an undecided task teaches nothing. With store they are kept.";

/// It changes something when it is told to store.
pub const HINTS: Hints = Hints {
    reads_only: false,
    idempotent: false,
};

pub const FIELDS: &[Field] = &[
    required(
        "trajectory_id",
        LABEL,
        "Your id of what was done; kept as evidence.",
    ),
    required("task_description", TEXT, "What was to be done."),
    required(
        "task_category",
        LABEL,
        "Under what it is filed, such as mobility.",
    ),
    required(
        "steps",
        Kind::Objects(MAX_STEPS, STEP),
        "What was done, in order.",
    ),
    optional(
        "technology",
        Kind::Word(&["lte", "nr"]),
        "The technology that it holds for; without it, both.",
    ),
    evidence::VERDICT,
    evidence::APPLIED,
    evidence::KPIS,
    optional("store", Kind::Flag, "Whether to keep the patterns."),
];

const STEP: &[Field] = &[
    required("parameter", LABEL, "Which setting was changed."),
    required("new", LABEL, "What it was set to."),
    optional("old", LABEL, "What it was."),
    optional("unit", LABEL, "The unit of both."),
    optional("state", TEXT, "How things were before, in words."),
    optional("effect", TEXT, "What was seen after it, in words."),
    Field {
        about: "How this step alone ended, where somebody said so.",
        ..evidence::VERDICT
    },
];

pub fn output() -> Map<String, Value> {
    let items = json!({ "type": "array", "items": { "$ref": "#/$defs/item" } });
    let mut schema = shown::closed(object([
        ("judgement", judged::schema().into()),
        ("patterns", items.clone()),
        ("warnings", items),
        ("stored", json!({ "type": "boolean" })),
    ]));
    schema.insert("$defs".to_owned(), json!({ "item": item_schema() }));
    schema
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let judgement = learning::judge(&evidence::request(arguments)?);
    let request = DistilRequest {
        trajectory: trajectory(arguments),
        judgement,
    };
    let stored = flag(arguments, "store");
    let judged = judged::judgement(&request.judgement);
    let learnt = distil(engine, request, stored).await?;
    let (mut patterns, mut warnings) = (Vec::new(), Vec::new());
    for (place, pattern) in learnt.patterns.iter().enumerate() {
        let id = json!(learnt.ids.get(place));
        match pattern.role {
            Role::Strategy => patterns.push(item(pattern, &id)),
            Role::Pitfall => warnings.push(item(pattern, &id)),
        }
    }
    Ok(json!({
        "judgement": judged,
        "patterns": patterns,
        "warnings": warnings,
        "stored": stored,
    }))
}

async fn distil(engine: &NativeEngine, of: DistilRequest, keep: bool) -> Result<Learnt, Refusal> {
    let of = Box::new(of);
    match ask(engine, MemoryRequest::Distil { of, keep }).await? {
        MemoryReply::Distil(learnt) => Ok(learnt),
        _ => Err(confused()),
    }
}

fn trajectory(arguments: &Arguments) -> Trajectory {
    Trajectory {
        id: text(arguments, "trajectory_id"),
        task: text(arguments, "task_description"),
        category: text(arguments, "task_category"),
        technology: technology(arguments, "technology"),
        steps: each(arguments, "steps").map(step).collect(),
        evidence: Vec::new(),
    }
}

fn step(arguments: &Arguments) -> Step {
    let old = text(arguments, "old");
    Step {
        state: text(arguments, "state"),
        action: Action {
            parameter: text(arguments, "parameter"),
            old: (!old.is_empty()).then_some(old),
            new: text(arguments, "new"),
            unit: text(arguments, "unit"),
        },
        effect: text(arguments, "effect"),
        judgement: judged_alone(arguments),
    }
}

fn judged_alone(arguments: &Arguments) -> Option<Judgement> {
    let verdict = Some(evidence::verdict(arguments)?);
    Some(learning::judge(&JudgeRequest {
        verdict,
        applied: true,
        kpis: Vec::new(),
    }))
}

fn item(pattern: &Pattern, id: &Value) -> Value {
    let score = pattern.outcome.as_ref().map(|outcome| outcome.score.unit());
    json!({
        "pattern_id": id,
        "role": pattern.role,
        "task_description": pattern.task,
        "task_category": pattern.category,
        "strategy": pattern.strategy,
        "title": pattern.title,
        "description": pattern.description,
        "content": pattern.content,
        "tags": pattern.tags,
        "success_score": score,
    })
}

fn item_schema() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    shown::closed(object([
        (
            "pattern_id",
            json!({ "type": ["string", "null"], "format": "uuid" }),
        ),
        (
            "role",
            json!({ "type": "string", "enum": ["strategy", "pitfall"] }),
        ),
        ("task_description", text.clone()),
        ("task_category", text.clone()),
        ("strategy", text.clone()),
        ("title", text.clone()),
        ("description", text.clone()),
        ("content", text.clone()),
        ("tags", json!({ "type": "array", "items": text })),
        (
            "success_score",
            json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 }),
        ),
    ]))
}
