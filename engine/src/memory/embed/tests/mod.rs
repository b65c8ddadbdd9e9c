//! What all tests of embedding use: the committed table and the golden texts.

mod assets;
mod golden;
mod speed;
mod texts;

use std::sync::OnceLock;

use super::{Embedder, Table};

/// The committed table.
const ASSET: &[u8] = include_bytes!("../../../../embedding/table.elv");

/// The embedder over the committed table, opened once for all tests.
fn embedder() -> &'static Embedder {
    static EMBEDDER: OnceLock<Embedder> = OnceLock::new();
    EMBEDDER.get_or_init(|| Embedder::open(ASSET).unwrap())
}

/// Its table.
fn table() -> &'static Table {
    match embedder() {
        Embedder::Table(table) => table,
        Embedder::Hashed => panic!("the committed table does not open"),
    }
}

/// The golden texts.
fn texts() -> Vec<String> {
    let lines = include_str!("../../../../tests/golden/embedding.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
