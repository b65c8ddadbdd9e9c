//! Lines of JSON in, lines of JSON out, in the same order: what `--jsonl` means for every command.

use std::io::{self, BufRead, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a, T: Serialize> {
    id: &'a Json,
    #[serde(flatten)]
    said: T,
}

/// What is said of a line that cannot be answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refused {
    /// Why.
    pub error: String,
}

/// Gives each line to `answer` and writes what it says beside the line's id, before the next one is
/// read, so that a program can talk to it. What cannot be read comes as the reason, with the id where
/// that can be read; empty lines are skipped.
///
/// # Errors
/// What `answer` cannot go on after; when the input cannot be read or the output cannot be written.
pub fn each<L, T, E>(
    input: &mut impl BufRead,
    out: &mut impl Write,
    mut answer: impl FnMut(Result<L, Refused>) -> Result<T, E>,
) -> Result<(), E>
where
    L: DeserializeOwned,
    T: Serialize,
    E: From<io::Error>,
{
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let (id, line) = read(&bytes);
        let said = answer(line)?;
        serde_json::to_writer(&mut *out, &Answer { id: &id, said }).map_err(io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
    }
}

/// The id, and the rest of the line or why it cannot be read.
fn read<L: DeserializeOwned>(bytes: &[u8]) -> (Json, Result<L, Refused>) {
    let unreadable = |error: serde_json::Error| Refused {
        error: format!("this line cannot be read: {error}"),
    };
    let mut fields: Map<String, Json> = match serde_json::from_slice(bytes) {
        Ok(fields) => fields,
        Err(error) => return (Json::Null, Err(unreadable(error))),
    };
    let id = fields.remove("id").unwrap_or_default();
    (
        id,
        serde_json::from_value(Json::Object(fields)).map_err(unreadable),
    )
}
