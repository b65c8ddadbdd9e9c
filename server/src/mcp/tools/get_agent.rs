//! `elex_get_agent`: one agent with all that it holds.

use protocol::agents::AgentView;
use protocol::answer::ParameterCard;
use protocol::ids::{AgentId, RowId};
use protocol::message::{Reply, Request};
use protocol::words;
use serde_json::{Map, Value, json};

use super::{Hints, Refusal, confused, list_agents, said};
use crate::mcp::fields::{Arguments, Field, Kind, object, required, text};
use crate::native::NativeEngine;

pub const ABOUT: &str = "Shows one radio agent: what it is for, its parameters with legal range, start \
value, safe range and effects, its counters, KPIs with formulas, procedures, clauses, and what no \
standard counter measures.";

pub const HINTS: Hints = Hints {
    reads_only: true,
    idempotent: true,
};

pub const FIELDS: &[Field] = &[required(
    "agent_id",
    Kind::Text(64),
    "The id of the agent, such as NR-MOB-001; elex_list_agents has them.",
)];

pub fn output() -> Map<String, Value> {
    let line = list_agents::output();
    let mut properties = line["properties"]["agents"]["items"]["properties"].clone();
    let word = json!({ "type": "string" });
    let words = json!({ "type": "array", "items": word });
    let objects = json!({ "type": "array", "items": { "type": "object" } });
    if let Some(fields) = properties.as_object_mut() {
        for name in [
            "parameters",
            "counters",
            "kpis",
            "procedures",
            "clauses",
            "gaps",
            "related",
        ] {
            fields.insert(name.to_owned(), objects.clone());
        }
        for name in ["aliases", "grouped", "causes", "questions"] {
            fields.insert(name.to_owned(), words.clone());
        }
        fields.insert("summary".to_owned(), word.clone());
        fields.insert("since".to_owned(), json!({ "type": ["string", "null"] }));
    }
    let names = properties.as_object().into_iter().flat_map(Map::keys);
    let required = json!(names.collect::<Vec<_>>());
    object([
        ("type", json!("object")),
        ("properties", properties),
        ("required", required),
        ("additionalProperties", json!(false)),
    ])
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let agent = AgentId::from(text(arguments, "agent_id").trim());
    match said(engine, Request::Agent { agent }).await? {
        Reply::Agent(view) => Ok(shown(&view)),
        _ => Err(confused()),
    }
}

fn shown(view: &AgentView) -> Value {
    let says = &view.guidance;
    let ids = |rows: &mut dyn Iterator<Item = &RowId>| -> Value {
        rows.map(RowId::as_str).collect::<Vec<_>>().into()
    };
    let mut shown = list_agents::shown(&view.line);
    let more = json!({
        "since": view.since,
        "summary": says.summary,
        "aliases": view.aliases,
        "parameters": says.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "grouped": ids(&mut view.grouped.iter()),
        "counters": says.counters.iter().map(|card| json!({
            "id": card.id,
            "unit": card.unit.as_ref().map_or("count", |unit| unit.name.as_str()),
            "objects": card.objects,
            "labels": card.labels,
            "source": words::source(&card.source),
        })).collect::<Vec<_>>(),
        "kpis": says.kpis.iter().map(|card| json!({
            "id": card.id,
            "formula": card.formula,
            "unit": card.unit,
            "better": words::better(&card.better),
            "least_sample": card.least_sample,
            "source": words::source(&card.source),
        })).collect::<Vec<_>>(),
        "procedures": says.procedures.iter().map(|card| json!({
            "id": card.id,
            "protocol": card.protocol,
            "code": card.code,
            "source": words::source(&card.source),
        })).collect::<Vec<_>>(),
        "causes": ids(&mut says.causes.iter().map(|card| &card.id)),
        "clauses": says.clauses,
        "gaps": says.gaps,
        "related": says.related.iter().map(|other| json!({
            "id": other.agent,
            "name": other.name,
        })).collect::<Vec<_>>(),
        "questions": view.questions,
    });
    if let (Some(fields), Value::Object(more)) = (shown.as_object_mut(), more) {
        fields.extend(more);
    }
    shown
}

/// A parameter in words: what the standard allows, and what is ours.
fn parameter(card: &ParameterCard) -> Value {
    let unit = card.unit.as_ref().map(|unit| unit.name.as_str());
    let ours = card.ours.as_ref();
    let start = ours.and_then(|ours| words::start(ours, unit));
    let safe = ours.and_then(|ours| words::safe(ours, unit));
    let effects = card.effects.iter();
    json!({
        "id": card.id,
        "name": card.label.as_ref().unwrap_or(&card.name),
        "legal": words::legal(card).to_string(),
        "field": words::field_range(card),
        "unit": unit,
        "start": start.map(|start| start.to_string()),
        "safe": safe.map(|safe| safe.to_string()),
        "set_on": ours.map(|ours| ours.on.as_str()),
        "sign": card.sign,
        "effects": effects.map(|(case, then)| format!("{case}: {then}")).collect::<Vec<_>>(),
        "source": words::source(&card.source),
    })
}
