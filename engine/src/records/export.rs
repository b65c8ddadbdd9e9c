//! Everything that is stored, as JSON Lines: the last resort of a user, and an oracle of tests.
//!
//! The first line tells what the file is. Each further line is one row: its key and canonical
//! bytes in hexadecimal (what a restore reads) and, for people, what is in it.

use protocol::data::{Fact, Key, Kind};
use protocol::ids::ReplicaId;
use protocol::records::{Exchange, Feedback};
use protocol::time::Timestamp;
use serde_json::{Value, json};

use crate::storage::Row;

/// The first line.
#[must_use]
pub fn export_title(replica: ReplicaId, now: Timestamp) -> String {
    let title = json!({
        "elex": "export/1",
        "replica": replica.to_string(),
        "at_micros": now.0,
    });
    format!("{title}\n")
}

/// The line of a row.
#[must_use]
pub fn export_line(row: &Row) -> String {
    let mut line = json!({
        "key": hex(&row.key.encode()),
        "body": hex(&row.body),
        "hash": blake3::hash(&row.body).to_hex().as_str()[..32],
    });
    if let Some(read) = readable(row) {
        line["read"] = read;
    }
    format!("{line}\n")
}

fn readable(row: &Row) -> Option<Value> {
    let Key::Fact(kind, _) = row.key else {
        return None;
    };
    let fact = Fact::open(row.body.clone()).ok()?;
    let at_micros = fact.at().wall().0;
    match kind {
        Kind::EXCHANGE => {
            let exchange = Exchange::open(&fact).ok()?;
            Some(json!({
                "response": fact.id().to_string(),
                "at_micros": at_micros,
                "question": exchange.question,
                "answered": exchange.answered,
                "agents": exchange.candidates.iter().map(|(agent, _)| agent.as_str()).collect::<Vec<_>>(),
                "rows": exchange.rows,
            }))
        }
        Kind::FEEDBACK => {
            let feedback = Feedback::open(&fact).ok()?;
            Some(json!({
                "response": feedback.response.to_string(),
                "at_micros": at_micros,
                "verdict": feedback.verdict,
                "note": feedback.note,
            }))
        }
        _ => None,
    }
}

fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
