//! `reasoningbank_get_pattern`: one pattern with all that is known of it.

use protocol::memory::{MemoryReply, MemoryRequest};
use serde_json::{Map, Value};

use super::{Hints, Refusal, ask, confused};
use crate::mcp::fields::{Arguments, Field, Kind, id, required, text};
use crate::mcp::shown;
use crate::native::NativeEngine;

pub const ABOUT: &str = "Shows one pattern with every outcome, how far it can be trusted, and what \
contradicts it. A pattern whose role is pitfall says what not to do.";

pub const HINTS: Hints = Hints {
    reads_only: true,
    idempotent: true,
};

pub const FIELDS: &[Field] = &[required("pattern_id", Kind::Id, "The id of the pattern.")];

pub fn output() -> Map<String, Value> {
    shown::pattern_schema()
}

pub async fn call(engine: &NativeEngine, arguments: &Arguments) -> Result<Value, Refusal> {
    let pattern = id(&text(arguments, "pattern_id")).ok_or_else(confused)?;
    match ask(engine, MemoryRequest::Get { pattern }).await? {
        MemoryReply::Get(view) => Ok(shown::pattern(&view)),
        _ => Err(confused()),
    }
}
