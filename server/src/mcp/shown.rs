//! A pattern as an agent sees it: its fields under the names by which they were stored, shares from 0
//! to 1, times in ISO 8601. With the JSON Schema of that, kept beside it.

use protocol::answer::Technology;
use protocol::memory::{FoundLine, PatternView, ScoreParts, Standing};
use protocol::words;
use serde_json::{Map, Value, json};

use super::fields::object;
use crate::date;

/// A pattern with all that is known of it.
pub fn pattern(view: &PatternView) -> Value {
    fields(view).into()
}

/// The same with why it was found.
pub fn hit(view: &PatternView, hit: &FoundLine) -> Value {
    let mut shown = fields(view);
    let unit = |micro: i32| f64::from(micro) / 1e6;
    shown.insert("score".to_owned(), json!(unit(hit.score_micro)));
    shown.insert("score_parts".to_owned(), parts(&hit.parts));
    shown.insert("similarity".to_owned(), json!(unit(hit.cosine_micro)));
    let contrasts = hit.contrasts.iter().map(|contrast| {
        json!({
            "kind": contrast.kind,
            "asked": contrast.asked,
            "found": contrast.found,
            "says": words::contrast(contrast),
        })
    });
    shown.insert("contrasts".to_owned(), contrasts.collect());
    shown.into()
}

/// What made a score.
pub fn parts(parts: &ScoreParts) -> Value {
    let unit = |micro: i32| f64::from(micro) / 1e6;
    json!({
        "meaning": unit(parts.similarity_micro),
        "words": unit(parts.lexical_micro),
        "contrast": unit(parts.contrast_micro),
        "outcomes": unit(parts.confidence_micro),
        "age": unit(parts.recency_micro),
    })
}

fn fields(view: &PatternView) -> Map<String, Value> {
    let pattern = &view.pattern;
    let outcomes: Vec<Value> = view
        .outcomes
        .iter()
        .map(|one| {
            json!({
                "success_score": one.outcome.score.unit(),
                "at": date::iso(one.at),
                "duration_seconds": one.outcome.duration_micros.map(|micros| micros as f64 / 1e6),
                "notes": one.outcome.notes,
            })
        })
        .collect();
    let contradicts = view
        .contradicts
        .iter()
        .map(|one| json!({ "pattern_id": one.other.id, "title": one.other.name, "why": one.why }));
    object([
        ("pattern_id", json!(view.id)),
        ("role", json!(pattern.role)),
        ("task_description", json!(pattern.task)),
        ("task_category", json!(pattern.category)),
        ("strategy", json!(pattern.strategy)),
        ("title", json!(pattern.title)),
        ("description", json!(pattern.description)),
        ("content", json!(pattern.content)),
        ("tags", json!(pattern.tags)),
        ("technology", json!(pattern.technology.map(technology))),
        ("namespace", json!(pattern.namespace)),
        ("provenance", json!(pattern.provenance)),
        ("created_at", json!(view.at.map(date::iso))),
        ("edited_at", json!(view.edited.map(date::iso))),
        ("trust", standing(&view.standing)),
        ("outcomes", outcomes.into()),
        ("used", json!(view.used)),
        ("forgotten", json!(view.forgotten)),
        (
            "merged_into",
            json!(view.merged_into.as_ref().map(|into| into.id)),
        ),
        ("contradicts", contradicts.collect()),
    ])
}

/// How far a pattern can be trusted.
pub fn standing(standing: &Standing) -> Value {
    let unit = |micro: u32| f64::from(micro) / 1e6;
    json!({
        "outcomes": standing.n,
        "mean": unit(standing.mean_micro),
        "likely_from": unit(standing.lower_micro),
        "likely_to": unit(standing.upper_micro),
        "says": words::standing(standing),
    })
}

const fn technology(technology: Technology) -> &'static str {
    match technology {
        Technology::Lte => "lte",
        Technology::Nr => "nr",
    }
}

/// The JSON Schema of [`pattern`].
pub fn pattern_schema() -> Map<String, Value> {
    closed(pattern_properties())
}

/// The JSON Schema of [`hit`].
pub fn hit_schema() -> Value {
    let number = json!({ "type": "number" });
    let text = json!({ "type": "string" });
    let mut properties = pattern_properties();
    properties.extend(object([
        ("score", number.clone()),
        ("score_parts", parts_schema()),
        ("similarity", number),
        (
            "contrasts",
            list(object([
                ("kind", text.clone()),
                ("asked", text.clone()),
                ("found", text.clone()),
                ("says", text),
            ])),
        ),
    ]));
    closed(properties).into()
}

/// The JSON Schema of [`parts`].
pub fn parts_schema() -> Value {
    let number = json!({ "type": "number" });
    let names = ["meaning", "words", "contrast", "outcomes", "age"];
    closed(object(names.map(|name| (name, number.clone())))).into()
}

/// The JSON Schema of [`standing`].
pub fn standing_schema() -> Value {
    let share = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    closed(object([
        ("outcomes", json!({ "type": "integer", "minimum": 0 })),
        ("mean", share.clone()),
        ("likely_from", share.clone()),
        ("likely_to", share),
        ("says", json!({ "type": "string" })),
    ]))
    .into()
}

fn pattern_properties() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    let share = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    let count = json!({ "type": "integer", "minimum": 0 });
    let id = json!({ "type": "string", "format": "uuid" });
    let maybe_time = json!({ "type": ["string", "null"], "format": "date-time" });
    object([
        ("pattern_id", id.clone()),
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
        ("technology", json!({ "enum": ["lte", "nr", null] })),
        ("namespace", text.clone()),
        ("provenance", text.clone()),
        ("created_at", maybe_time.clone()),
        ("edited_at", maybe_time),
        ("trust", standing_schema()),
        (
            "outcomes",
            list(object([
                ("success_score", share),
                ("at", json!({ "type": "string", "format": "date-time" })),
                (
                    "duration_seconds",
                    json!({ "type": ["number", "null"], "minimum": 0 }),
                ),
                ("notes", text.clone()),
            ])),
        ),
        ("used", count),
        ("forgotten", json!({ "type": "boolean" })),
        (
            "merged_into",
            json!({ "type": ["string", "null"], "format": "uuid" }),
        ),
        (
            "contradicts",
            list(object([
                ("pattern_id", id),
                ("title", text.clone()),
                ("why", text),
            ])),
        ),
    ])
}

/// An object with all of these and nothing else.
pub fn closed(properties: Map<String, Value>) -> Map<String, Value> {
    let names: Vec<&String> = properties.keys().collect();
    let required = json!(names);
    object([
        ("type", json!("object")),
        ("properties", properties.into()),
        ("required", required),
        ("additionalProperties", json!(false)),
    ])
}

/// A list of such objects.
pub fn list(properties: Map<String, Value>) -> Value {
    json!({ "type": "array", "items": closed(properties) })
}
