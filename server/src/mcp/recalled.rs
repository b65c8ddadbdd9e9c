//! What the memory adds to an answer, as an agent sees it, with the JSON Schema of that.

use protocol::memory::{Evidence, Recalled, Since};
use protocol::words::evidence as words;
use serde_json::{Map, Value, json};

use super::fields::object;
use super::shown::{closed, list, parts, parts_schema, standing, standing_schema};

/// What was tried under `worked`, what not to do under `pitfalls`.
pub fn evidence(evidence: &Evidence) -> Value {
    let all = |these: &[Recalled]| these.iter().map(recalled).collect::<Vec<_>>();
    json!({
        "looked": evidence.looked,
        "worked": all(&evidence.worked),
        "pitfalls": all(&evidence.pitfalls),
        "among": evidence.among,
        "hashed": evidence.hashed,
        "least_likeness": f64::from(evidence.least_micro) / 1e6,
    })
}

fn recalled(one: &Recalled) -> Value {
    let line = &one.line;
    let merged_into = match &one.since {
        Since::Merged(into) => Some(into.id),
        Since::Here | Since::Forgotten => None,
    };
    let likeness = one.fit.map(|fit| f64::from(fit.likeness_micro) / 1e6);
    json!({
        "pattern_id": line.id,
        "source": words::source(one),
        "role": line.role,
        "title": line.name,
        "task_category": line.category,
        "tried": one.tried,
        "teaches": one.teaches,
        "says": words::ended(line),
        "worked": line.worked,
        "trust": standing(&line.standing),
        "likeness": likeness,
        "score_parts": one.fit.map(|fit| parts(&fit.parts)),
        "forgotten": one.since == Since::Forgotten,
        "merged_into": merged_into,
    })
}

/// The JSON Schema of [`evidence`].
pub fn evidence_schema() -> Value {
    let text = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let id = json!({ "type": "string", "format": "uuid" });
    let recalled: Map<String, Value> = object([
        ("pattern_id", id),
        ("source", text.clone()),
        (
            "role",
            json!({ "type": "string", "enum": ["strategy", "pitfall"] }),
        ),
        ("title", text.clone()),
        ("task_category", text.clone()),
        ("tried", text.clone()),
        ("teaches", text.clone()),
        ("says", text),
        ("worked", count.clone()),
        ("trust", standing_schema()),
        ("likeness", json!({ "type": ["number", "null"] })),
        (
            "score_parts",
            json!({ "anyOf": [parts_schema(), { "type": "null" }] }),
        ),
        ("forgotten", json!({ "type": "boolean" })),
        (
            "merged_into",
            json!({ "type": ["string", "null"], "format": "uuid" }),
        ),
    ]);
    let looked = ["not", "now", "then", "late", "unreadable"];
    closed(object([
        ("looked", json!({ "type": "string", "enum": looked })),
        ("worked", list(recalled.clone())),
        ("pitfalls", list(recalled)),
        ("among", count),
        ("hashed", json!({ "type": "boolean" })),
        ("least_likeness", json!({ "type": "number" })),
    ]))
    .into()
}
