//! `elex mcp` as a process that is spoken to in lines of JSON.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "../common/mod.rs"]
mod common;

mod agents;
mod learning;
mod lines;
mod processes;
mod surface;
mod tools;

use serde_json::{Value, json};

const LATE: &str = "handovers to the neighbour come too late";

/// A pattern of a category, as it is stored.
fn pattern(task: &str, category: &str, score: f64) -> Value {
    json!({
        "task_description": task,
        "task_category": category,
        "strategy": "a3-Offset 2 dB lower",
        "success_score": score,
    })
}

/// The same with further fields.
fn with(mut arguments: Value, further: &Value) -> Value {
    let further = further.as_object().unwrap().clone();
    arguments.as_object_mut().unwrap().extend(further);
    arguments
}
