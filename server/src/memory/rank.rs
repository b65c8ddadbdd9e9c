//! `elex memory rank`: which of these texts helps most with this query. Nothing is stored.

use std::io::{BufRead, Write};

use engine::memory::embed::Embedder;
use engine::memory::search;
use serde::{Deserialize, Serialize};

use super::MemoryError;
use crate::arguments::Rank;

/// A line of the input.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// Comes back with the answer; text or number.
    #[serde(default)]
    pub id: serde_json::Value,
    /// What is asked.
    pub query: String,
    /// The texts to rank.
    pub candidates: Vec<String>,
}

/// A line of the output.
#[derive(Serialize)]
struct Ranked<'a> {
    id: &'a serde_json::Value,
    /// Places of the candidates, counted from 0, best first.
    ranking: Vec<usize>,
}

pub fn run(
    options: &Rank,
    embedder: &Embedder,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    if options.jsonl {
        return lines(embedder, input, out);
    }
    let [query, candidates @ ..] = options.texts.as_slice() else {
        return Err(MemoryError::Nothing);
    };
    if candidates.is_empty() {
        return Err(MemoryError::Nothing);
    }
    for place in ranking(embedder, query, candidates) {
        writeln!(out, "{}", candidates.get(place).map_or("", |text| text))?;
    }
    Ok(out.flush()?)
}

/// Each line is answered before the next one is read, so that a program can talk to it.
fn lines(
    embedder: &Embedder,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let asked: Line = serde_json::from_slice(&bytes).map_err(|error| MemoryError::Line {
            line,
            reason: error.to_string(),
        })?;
        let ranked = Ranked {
            id: &asked.id,
            ranking: ranking(embedder, &asked.query, &asked.candidates),
        };
        serde_json::to_writer(&mut *out, &ranked).map_err(std::io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
    }
    Ok(())
}

fn ranking(embedder: &Embedder, query: &str, candidates: &[String]) -> Vec<usize> {
    let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
    search::rank(embedder, query, &candidates)
}
