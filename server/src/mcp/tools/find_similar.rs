//! `reasoningbank_find_similar`: what was tried for tasks like this one, advice and warnings apart.

use protocol::memory::{
    Filter, Found, FoundLine, MAX_HITS, MAX_LABEL_BYTES, MAX_QUERY_BYTES, MemoryReply,
    MemoryRequest,
};
use protocol::records::Role;
use serde_json::{Map, Value, json};

use super::{Hints, Refusal, ask, confused};
use crate::mcp::fields::{Arguments, Field, Kind, integer, object, required, text};
use crate::mcp::shown;
use crate::native::NativeEngine;

const TOP_K: u64 = 5;

pub const ABOUT: &str = "Finds what was tried for similar tasks of a category, best first. Under \
patterns is what was tried, under warnings is what not to do: never follow those. Each comes with its whole \
text, how far it can be trusted, why it was found and what it says differently. What is given counts as \
used. A category that does not exist finds nothing, and the categories that do exist are listed.";

/// That it was used is noted, so it does change something.
pub const HINTS: Hints = Hints {
    reads_only: false,
    idempotent: false,
};

pub const FIELDS: &[Field] = &[
    required(
        "task_description",
        Kind::Text(MAX_QUERY_BYTES),
        "What is to be done.",
    ),
    required(
        "category",
        Kind::Text(MAX_LABEL_BYTES),
        "Only patterns of this category, spelled as it is filed.",
    ),
    Field {
        name: "top_k",
        kind: Kind::Integer(1, MAX_HITS as u64, Some(TOP_K)),
        required: false,
        about: "At most so many, advice and warnings together.",
    },
];

pub fn output() -> Map<String, Value> {
    let hits = json!({ "type": "array", "items": { "$ref": "#/$defs/hit" } });
    object([
        ("$defs", json!({ "hit": shown::hit_schema() })),
        ("type", json!("object")),
        (
            "properties",
            json!({
                "patterns": hits,
                "warnings": hits,
                "total": { "type": "integer", "minimum": 0 },
                "categories": { "type": "array", "items": { "type": "string" } },
                "hashed": { "type": "boolean" },
            }),
        ),
        (
            "required",
            json!(["patterns", "warnings", "total", "hashed"]),
        ),
        ("additionalProperties", json!(false)),
    ])
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let found = find(engine, arguments).await?;
    let (mut patterns, mut warnings) = (Vec::new(), Vec::new());
    for hit in &found.hits {
        let shown = whole(engine, hit).await?;
        match hit.line.role {
            Role::Strategy => patterns.push(shown),
            Role::Pitfall => warnings.push(shown),
        }
    }
    let mut said = object([
        ("patterns", patterns.into()),
        ("warnings", warnings.into()),
        ("total", found.total.into()),
        ("hashed", found.hashed.into()),
    ]);
    if found.total == 0 {
        said.insert("categories".to_owned(), categories(engine).await?.into());
    }
    Ok(said.into())
}

async fn find(engine: &NativeEngine, arguments: &Arguments) -> Result<Found, Refusal> {
    let request = MemoryRequest::Find {
        text: text(arguments, "task_description"),
        filter: Filter {
            category: Some(text(arguments, "category")),
            ..Filter::default()
        },
        limit: u32::try_from(integer(arguments, "top_k").unwrap_or(TOP_K)).unwrap_or(MAX_HITS),
        spread_percent: None,
        counts: true,
    };
    match ask(engine, request).await? {
        MemoryReply::Find(found) => Ok(found),
        _ => Err(confused()),
    }
}

/// A line of a list is cut off; an agent needs the whole text.
async fn whole(engine: &NativeEngine, hit: &FoundLine) -> Result<Value, Refusal> {
    let pattern = hit.line.id;
    match ask(engine, MemoryRequest::Get { pattern }).await? {
        MemoryReply::Get(view) => Ok(shown::hit(&view, hit)),
        _ => Err(confused()),
    }
}

async fn categories(engine: &NativeEngine) -> Result<Vec<String>, Refusal> {
    match ask(engine, MemoryRequest::Stats).await? {
        MemoryReply::Stats(stats) => {
            let categories = stats.categories.into_iter();
            Ok(categories.map(|one| one.category).collect())
        }
        _ => Err(confused()),
    }
}
