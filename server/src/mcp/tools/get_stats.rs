//! `reasoningbank_get_stats`: the memory in figures.

use protocol::memory::{MemoryReply, MemoryRequest, MemoryStats};
use protocol::records::Score;
use serde_json::{Map, Value, json};

use super::{Hints, Refusal, ask, confused};
use crate::mcp::fields::{Field, object};
use crate::native::NativeEngine;

pub const ABOUT: &str = "How many patterns and outcomes there are, in which categories, how they are \
kept and how they are found.";

pub const HINTS: Hints = Hints {
    reads_only: true,
    idempotent: true,
};

pub const FIELDS: &[Field] = &[];

pub fn output() -> Map<String, Value> {
    let count = json!({ "type": "integer", "minimum": 0 });
    let word = json!({ "type": "string" });
    let category = json!({
        "type": "object",
        "properties": { "category": word, "patterns": count },
        "required": ["category", "patterns"],
        "additionalProperties": false,
    });
    let properties = json!({
        "total_patterns": count,
        "strategies": count,
        "pitfalls": count,
        "forgotten": count,
        "merged": count,
        "outcomes": count,
        "average_success_score": { "type": ["number", "null"], "minimum": 0, "maximum": 1 },
        "total_categories": count,
        "categories": { "type": "array", "items": category },
        "backend": word,
        "index": word,
        "metric": word,
        "embedder": word,
        "hashed": { "type": "boolean" },
        "dimensions": count,
        "stored_bytes": count,
        "vector_bytes": count,
    });
    let names: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .collect();
    let required = json!(names);
    object([
        ("type", json!("object")),
        ("properties", properties),
        ("required", required),
        ("additionalProperties", json!(false)),
    ])
}

pub async fn call(engine: &NativeEngine) -> Result<Value, Refusal> {
    match ask(engine, MemoryRequest::Stats).await? {
        MemoryReply::Stats(stats) => Ok(shown(&stats)),
        _ => Err(confused()),
    }
}

fn shown(stats: &MemoryStats) -> Value {
    let mean = stats.mean_score_micro.and_then(Score::from_micro);
    json!({
        "total_patterns": stats.total_patterns,
        "strategies": stats.strategies,
        "pitfalls": stats.pitfalls,
        "forgotten": stats.forgotten,
        "merged": stats.merged,
        "outcomes": stats.outcomes,
        "average_success_score": mean.map(Score::unit),
        "total_categories": stats.total_categories,
        "categories": stats.categories,
        "backend": stats.backend,
        "index": stats.index,
        "metric": stats.metric,
        "embedder": stats.embedder,
        "hashed": stats.hashed,
        "dimensions": stats.dimensions,
        "stored_bytes": stats.stored_bytes,
        "vector_bytes": stats.vector_bytes,
    })
}
