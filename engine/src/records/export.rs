//! Everything that is stored, as JSON Lines: the last resort of a user, and an oracle of tests.
//!
//! The first line tells what the file is. Each further line is one row: its key and canonical
//! bytes in hexadecimal (what a restore reads) and, for people, what is in it.

use protocol::data::{Fact, Key, Kind};
use protocol::ids::{FactId, ReplicaId, RowId};
use protocol::records::{Exchange, Feedback, Verdict};
use protocol::time::Timestamp;

use super::memory::{readable_edit, readable_outcome, readable_pattern};
use crate::json::Object;
use crate::storage::Row;

/// The first line: what the file is.
#[must_use]
pub fn export_title(what: &str, replica: ReplicaId, now: Timestamp) -> String {
    let title = Object::default()
        .text("elex", what)
        .text("replica", &replica.to_string())
        .number("at_micros", now.0);
    line(title)
}

/// The line of a row.
#[must_use]
pub fn export_line(row: &Row) -> String {
    let bytes = Object::default()
        .text("key", &hex(&row.key.encode()))
        .text("body", &hex(&row.body))
        .text("hash", &blake3::hash(&row.body).to_hex()[..32]);
    line(match readable(row) {
        Some(readable) => bytes.object("read", readable),
        None => bytes,
    })
}

fn line(object: Object) -> String {
    let mut text = object.finish();
    text.push('\n');
    text
}

/// What is in a row, for people.
fn readable(row: &Row) -> Option<Object> {
    let (kind, response) = match &row.key {
        Key::Fact(kind, id) => (*kind, *id),
        Key::Register(key) if key.kind == Kind::PATTERN => {
            let pattern = FactId::from_slice(&key.key)?.to_string();
            return readable_edit(&pattern, key.field, &row.body);
        }
        _ => return None,
    };
    let fact = Fact::open(row.body.clone()).ok()?;
    let at_micros = fact.at().wall().0;
    match kind {
        Kind::EXCHANGE => {
            let exchange = Exchange::open(&fact).ok()?;
            let agents = exchange.candidates.iter().map(|(agent, _)| agent.as_str());
            let rows = exchange.rows.iter().map(RowId::as_str);
            let readable = Object::default()
                .text("response", &response.to_string())
                .number("at_micros", at_micros)
                .text("question", &exchange.question)
                .truth("answered", exchange.answered)
                .texts("agents", agents)
                .texts("rows", rows);
            Some(readable)
        }
        Kind::FEEDBACK => {
            let feedback = Feedback::open(&fact).ok()?;
            let readable = Object::default()
                .text("response", &feedback.response.to_string())
                .number("at_micros", at_micros)
                .text("verdict", word(feedback.verdict))
                .text("note", &feedback.note);
            Some(readable)
        }
        Kind::PATTERN => readable_pattern(&response.to_string(), &fact),
        Kind::OUTCOME => readable_outcome(&fact),
        _ => None,
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Worked => "worked",
        Verdict::Partly => "partly",
        Verdict::DidNotWork => "did_not_work",
        Verdict::Withdrawn => "withdrawn",
    }
}

fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
