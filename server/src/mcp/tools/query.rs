//! `elex_query`: a question to the radio agents.

use protocol::answer::{Body, Candidate, Overrides};
use protocol::message::{Exchange, MAX_QUESTION_BYTES, Reply, Request};
use serde_json::{Map, Value, json};

use super::{Hints, Refusal, confused, said};
use crate::ask::{given, text};
use crate::mcp::fields::{self, Arguments, Field, Kind, object, optional, required};
use crate::mcp::recalled;
use crate::native::NativeEngine;

pub const ABOUT: &str = "Asks the radio agents of Elex about LTE or NR: a parameter's legal range and \
unit, what a counter counts, a KPI's formula, a procedure, a fault, a feature. The answer is composed of \
facts with their sources; what is outside of the catalogue is refused and says so (answered is false). \
Under \
evidence is what the memory of tried patterns adds, with how it ended: pitfalls are what not to do, never \
advice; what is given counts as used. The question is kept in the history on this machine.";

pub const HINTS: Hints = Hints {
    reads_only: false,
    idempotent: false,
};

pub const FIELDS: &[Field] = &[
    required(
        "question",
        Kind::Text(MAX_QUESTION_BYTES),
        "One question in the words of an engineer, such as: range of a3-Offset?",
    ),
    optional(
        "given",
        Kind::Json,
        "Figures and settings by name, by which the agents' rules judge: \
        {\"NR.MroFailRate\": 3.1, \"$a3\": 6, \"relations\": {\"north\": {\"NR.HO.IntraSys.TooLate\": 45}}, \
        \"before\": {...}}.",
    ),
    optional(
        "kind",
        Kind::Word(&[
            "parameter",
            "counter",
            "kpi",
            "procedure",
            "troubleshoot",
            "general",
        ]),
        "What is asked for, where you know better than its words say.",
    ),
    optional(
        "technology",
        Kind::Word(&["lte", "nr"]),
        "The technology that is meant, where the question does not say.",
    ),
    optional(
        "follows",
        Kind::Id,
        "The response_id of an earlier answer: what this question leaves unsaid (and in LTE? which \
        counter shows that?) is taken over from it, and the text says so.",
    ),
];

pub fn output() -> Map<String, Value> {
    let word = json!({ "type": "string" });
    let agent = json!({
        "type": "object",
        "properties": {
            "id": word, "name": word, "score": { "type": "number" },
            "because": { "type": "array", "items": word },
        },
        "required": ["id", "name", "score", "because"],
        "additionalProperties": false,
    });
    object([
        ("type", json!("object")),
        (
            "properties",
            json!({
                "response_id": word,
                "answered": { "type": "boolean" },
                "asks_for": word,
                "text": word,
                "evidence": recalled::evidence_schema(),
                "agents": { "type": "array", "items": agent },
            }),
        ),
        (
            "required",
            json!([
                "response_id",
                "answered",
                "asks_for",
                "text",
                "evidence",
                "agents"
            ]),
        ),
        ("additionalProperties", json!(false)),
    ])
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let question = fields::text(arguments, "question");
    let given = arguments.get("given").map(given::read).transpose();
    let given = given.map_err(Refusal)?.unwrap_or_default();
    let kind = arguments.get("kind").cloned();
    let overrides = Overrides {
        kind: kind.and_then(|kind| serde_json::from_value(kind).ok()),
        technologies: fields::technology(arguments, "technology")
            .into_iter()
            .collect(),
        complexity: None,
        alone: false,
    };
    let request = Request::Ask {
        question,
        given,
        overrides,
        follows: fields::id(&fields::text(arguments, "follows")),
    };
    match said(engine, request).await? {
        Reply::Ask(exchange) => Ok(shown(&exchange)),
        _ => Err(confused()),
    }
}

fn shown(exchange: &Exchange) -> Value {
    let Exchange {
        response,
        answer,
        evidence,
        ..
    } = exchange;
    let agents = answer.route.candidates.iter().map(candidate);
    json!({
        "response_id": response,
        "answered": !matches!(answer.body, Body::OutOfScope),
        "asks_for": answer.understood.kind,
        "text": text::answer(answer, evidence),
        "evidence": recalled::evidence(evidence),
        "agents": agents.collect::<Vec<_>>(),
    })
}

fn candidate(candidate: &Candidate) -> Value {
    let because = candidate.why.iter().map(|reason| reason.word.as_str());
    json!({
        "id": candidate.agent,
        "name": candidate.name,
        "score": candidate.score_micro as f64 / 1e6,
        "because": because.collect::<Vec<_>>(),
    })
}
