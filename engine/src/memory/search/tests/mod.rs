//! What all tests of search use.

mod evaluation;
mod finding;
mod fitting;
mod helping;
mod scanning;
mod speed;
mod weighing;
mod wording;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use crate::memory::embed::Embedder;

/// The embedder over the committed table, opened once for all tests.
fn table() -> &'static Embedder {
    static EMBEDDER: OnceLock<Embedder> = OnceLock::new();
    EMBEDDER.get_or_init(|| {
        let asset: &[u8] = include_bytes!("../../../../embedding/table.elv");
        Embedder::open(asset).unwrap()
    })
}

/// The rows of a file of `benches/memory`.
fn rows(file: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/memory");
    let text = fs::read_to_string(folder.join(file)).expect("committed");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a JSON object per line"))
        .collect()
}

/// A text of a row.
fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().expect("a text")
}
