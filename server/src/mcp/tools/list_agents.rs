//! `elex_list_agents`: who there is to ask.

use protocol::agents::AgentLine;
use protocol::message::{MAX_QUESTION_BYTES, Reply, Request};
use serde_json::{Map, Value, json};

use super::{Hints, Refusal, confused, said};
use crate::mcp::fields::{Arguments, Field, Kind, integer, object, optional, text};
use crate::native::NativeEngine;

pub const ABOUT: &str = "Lists the radio agents of Elex: experts on one feature, fault, interface or \
group of parameters of LTE or NR each. Narrow them by words (a name, a field, a symptom) and by domain.";

pub const HINTS: Hints = Hints {
    reads_only: true,
    idempotent: true,
};

/// So many are listed when no limit is given.
const LISTED: u64 = 50;

pub const FIELDS: &[Field] = &[
    optional(
        "search",
        Kind::Text(MAX_QUESTION_BYTES),
        "A name, a field or a symptom; best first.",
    ),
    optional(
        "domain",
        Kind::Text(64),
        "Only agents of this domain, such as mobility-meas.",
    ),
    optional(
        "limit",
        Kind::Integer(1, 1_000, Some(LISTED)),
        "At most so many.",
    ),
];

pub fn output() -> Map<String, Value> {
    let word = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let agent = json!({
        "type": "object",
        "properties": {
            "id": word, "name": word, "what": word, "domain": word,
            "technologies": { "type": "array", "items": word },
            "kind": word, "depth": word,
            "parameters": count, "counters": count, "kpis": count, "procedures": count, "causes": count,
        },
        "required": [
            "id", "name", "what", "domain", "technologies", "kind", "depth",
            "parameters", "counters", "kpis", "procedures", "causes",
        ],
        "additionalProperties": false,
    });
    object([
        ("type", json!("object")),
        (
            "properties",
            json!({ "total": count, "fitting": count, "agents": { "type": "array", "items": agent } }),
        ),
        ("required", json!(["total", "fitting", "agents"])),
        ("additionalProperties", json!(false)),
    ])
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let search = text(arguments, "search");
    let domain = text(arguments, "domain");
    let limit = integer(arguments, "limit").unwrap_or(LISTED);
    let Reply::Agents(list) = said(engine, Request::Agents { search }).await? else {
        return Err(confused());
    };
    let fits = |line: &&AgentLine| domain.is_empty() || line.domain == domain;
    let fitting: Vec<Value> = list.agents.iter().filter(fits).map(shown).collect();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(json!({
        "total": list.total,
        "fitting": fitting.len(),
        "agents": fitting.get(..limit.min(fitting.len())),
    }))
}

/// An agent in a list, with how much it holds.
pub fn shown(line: &AgentLine) -> Value {
    json!({
        "id": line.id,
        "name": line.name,
        "what": line.what,
        "domain": line.domain,
        "technologies": line.technologies,
        "kind": line.kind.name(),
        "depth": line.depth.name(),
        "parameters": line.holds.parameters,
        "counters": line.holds.counters,
        "kpis": line.holds.kpis,
        "procedures": line.holds.procedures,
        "causes": line.holds.causes,
    })
}
