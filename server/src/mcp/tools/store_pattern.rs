//! `reasoningbank_store_pattern`: what was tried, and how it ended.

use protocol::memory::{MAX_LABEL_BYTES, MAX_LABELS, MAX_TEXT_BYTES, MemoryReply, MemoryRequest};
use protocol::records::{Outcome, Pattern, Provenance, Role, Score};
use serde_json::{Map, Value};

use super::{Hints, Refusal, ask, confused};
use crate::mcp::fields::{
    Arguments, Field, Kind, number, optional, required, technology, text, texts,
};
use crate::mcp::shown;
use crate::native::NativeEngine;

const TEXT: Kind = Kind::Text(MAX_TEXT_BYTES);
const LABEL: Kind = Kind::Text(MAX_LABEL_BYTES);
/// A hundred years: longer is a slip.
const MAX_SECONDS: f64 = 3_155_760_000.0;

pub const ABOUT: &str = "Keeps what was tried for a task and how well it worked, so that it is found \
for similar tasks. Store failures too: a score of 0 is a failure that was seen. With role pitfall the \
pattern says what not to do and is only ever given as a warning.";

pub const HINTS: Hints = Hints {
    reads_only: false,
    idempotent: false,
};

pub const FIELDS: &[Field] = &[
    required("task_description", TEXT, "What was to be done."),
    required(
        "task_category",
        LABEL,
        "Under what it is filed, such as mobility.",
    ),
    required("strategy", TEXT, "What was tried."),
    required(
        "success_score",
        Kind::Number(0.0, 1.0),
        "How well it worked: 0 is not at all, 1 is wholly.",
    ),
    optional("title", TEXT, "A short name."),
    optional("description", TEXT, "What it is about, in a sentence."),
    optional("content", TEXT, "The whole advice or warning."),
    optional(
        "tags",
        Kind::Texts(MAX_LABELS, MAX_LABEL_BYTES),
        "Words to file it by as well.",
    ),
    optional(
        "technology",
        Kind::Word(&["lte", "nr"]),
        "The technology that it holds for; without it, both.",
    ),
    optional(
        "duration_seconds",
        Kind::Number(0.0, MAX_SECONDS),
        "How long it took.",
    ),
    optional("notes", TEXT, "What there is to add about how it ended."),
    optional(
        "role",
        Kind::Word(&["strategy", "pitfall"]),
        "Whether it says what to do (the default) or what not to do.",
    ),
];

pub fn output() -> Map<String, Value> {
    shown::pattern_schema()
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let request = MemoryRequest::Store(Box::new(pattern(arguments)));
    match ask(engine, request).await? {
        MemoryReply::Store(view) => Ok(shown::pattern(&view)),
        _ => Err(confused()),
    }
}

/// A score outside of its bounds does not come this far.
fn pattern(arguments: &Arguments) -> Pattern {
    let score = number(arguments, "success_score").and_then(Score::from_unit);
    let word = |name| text(arguments, name);
    Pattern {
        task: word("task_description"),
        category: word("task_category"),
        strategy: word("strategy"),
        title: word("title"),
        description: word("description"),
        content: word("content"),
        tags: texts(arguments, "tags"),
        technology: technology(arguments, "technology"),
        provenance: Provenance::Model,
        role: match word("role").as_str() {
            "pitfall" => Role::Pitfall,
            _ => Role::Strategy,
        },
        outcome: score.map(|score| Outcome {
            // Within a hundred years of microseconds, so the conversion is exact.
            duration_micros: number(arguments, "duration_seconds")
                .map(|seconds| (seconds * 1e6).round() as u64),
            notes: word("notes"),
            ..Outcome::scored(score)
        }),
        ..Pattern::default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use protocol::answer::Technology;

    use super::*;

    #[test]
    fn every_field_reaches_the_pattern_and_0_stays_0() {
        let given = json!({
            "task_description": "t", "task_category": "c", "strategy": "s", "success_score": 0,
            "title": "n", "description": "d", "content": "w", "tags": ["a", "b"],
            "technology": "nr", "duration_seconds": 1.5, "notes": "o", "role": "pitfall",
        });
        let arguments = given.as_object().unwrap();
        assert_eq!(arguments.len(), FIELDS.len());
        let expected = Pattern {
            task: "t".to_owned(),
            category: "c".to_owned(),
            strategy: "s".to_owned(),
            title: "n".to_owned(),
            description: "d".to_owned(),
            content: "w".to_owned(),
            tags: vec!["a".to_owned(), "b".to_owned()],
            technology: Some(Technology::Nr),
            provenance: Provenance::Model,
            role: Role::Pitfall,
            outcome: Some(Outcome {
                duration_micros: Some(1_500_000),
                notes: "o".to_owned(),
                ..Outcome::scored(Score::FAILED)
            }),
            ..Pattern::default()
        };
        assert_eq!(pattern(arguments), expected);
    }
}
