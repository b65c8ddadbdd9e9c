//! Everything that is stored, as JSON Lines: the last resort of a user, and an oracle of tests.
//!
//! The first line tells what the file is. Each further line is one row: its key and canonical
//! bytes in hexadecimal (what a restore reads) and, for people, what is in it.

use protocol::data::{Fact, Key, Kind};
use protocol::ids::{AgentId, FactId, ReplicaId, RowId};
use protocol::records::{Exchange, Feedback, Verdict};
use protocol::time::Timestamp;
use serde::Serialize;

use crate::storage::Row;

/// What the file is.
#[derive(Serialize)]
struct Title {
    elex: &'static str,
    replica: ReplicaId,
    at_micros: Timestamp,
}

/// A row.
#[derive(Serialize)]
struct Line {
    key: String,
    body: String,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Readable>,
}

/// What is in a row, for people.
#[derive(Serialize)]
#[serde(untagged)]
enum Readable {
    Exchange {
        response: FactId,
        at_micros: Timestamp,
        question: String,
        answered: bool,
        agents: Vec<AgentId>,
        rows: Vec<RowId>,
    },
    Feedback {
        response: FactId,
        at_micros: Timestamp,
        verdict: Verdict,
        note: String,
    },
}

/// The first line.
#[must_use]
pub fn export_title(replica: ReplicaId, now: Timestamp) -> String {
    line(&Title {
        elex: "export/1",
        replica,
        at_micros: now,
    })
}

/// The line of a row.
#[must_use]
pub fn export_line(row: &Row) -> String {
    line(&Line {
        key: hex(&row.key.encode()),
        body: hex(&row.body),
        hash: blake3::hash(&row.body).to_hex()[..32].to_owned(),
        read: readable(row),
    })
}

fn line(value: &impl Serialize) -> String {
    // Only text, numbers and lists: nothing that JSON cannot say.
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

fn readable(row: &Row) -> Option<Readable> {
    let Key::Fact(kind, response) = row.key else {
        return None;
    };
    let fact = Fact::open(row.body.clone()).ok()?;
    let at_micros = fact.at().wall();
    match kind {
        Kind::EXCHANGE => {
            let Exchange {
                question,
                answered,
                candidates,
                rows,
                ..
            } = Exchange::open(&fact).ok()?;
            let agents = candidates.into_iter().map(|(agent, _)| agent).collect();
            Some(Readable::Exchange {
                response,
                at_micros,
                question,
                answered,
                agents,
                rows,
            })
        }
        Kind::FEEDBACK => {
            let Feedback {
                response,
                verdict,
                note,
                ..
            } = Feedback::open(&fact).ok()?;
            Some(Readable::Feedback {
                response,
                at_micros,
                verdict,
                note,
            })
        }
        _ => None,
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
