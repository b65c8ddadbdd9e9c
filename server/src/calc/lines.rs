//! `elex calc --jsonl`: a calculation a line, in order.

use std::io::{self, BufRead, Write};

use engine::calculators::calculate;
use engine::catalogue::Tables;
use protocol::calculator::{Calculation, Computed};
use protocol::words;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::json::{self, Output};

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    calculator: String,
    #[serde(default)]
    input: Map<String, Json>,
}

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a, T: Serialize> {
    id: &'a Json,
    output: T,
}

/// Why there is no result.
#[derive(Serialize)]
struct Error {
    error: String,
}

/// Each line is answered before the next one is read, so that a program can talk to it. A line that
/// cannot be read is answered, too: with an error, and with its id where that can be read.
pub fn run(tables: &Tables, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let (id, computed) = answer(tables, &bytes);
        match computed {
            Ok(computed) => write(&id, Output(&computed.output), out)?,
            Err(error) => write(&id, Error { error }, out)?,
        }
        out.flush()?;
    }
}

fn write(id: &Json, output: impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Answer { id, output })?;
    writeln!(out)
}

/// The id, and the result or why there is none.
fn answer(tables: &Tables, bytes: &[u8]) -> (Json, Result<Computed, String>) {
    let unreadable = |error: serde_json::Error| format!("this line cannot be read: {error}");
    let mut fields: Map<String, Json> = match serde_json::from_slice(bytes) {
        Ok(fields) => fields,
        Err(error) => return (Json::Null, Err(unreadable(error))),
    };
    let id = fields.remove("id").unwrap_or_default();
    let line: Line = match serde_json::from_value(Json::Object(fields)) {
        Ok(line) => line,
        Err(error) => return (id, Err(unreadable(error))),
    };
    let asked = Calculation {
        calculator: line.calculator,
        input: json::named(&line.input),
    };
    let computed = calculate(tables, &asked);
    (id, computed.map_err(|refusal| words::refusal(&refusal)))
}
