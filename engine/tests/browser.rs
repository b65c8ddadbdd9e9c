//! The stores of a browser, its vector instructions and the calculators, in a real browser's worker: run by
//! `cargo xtask test`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

#[path = "browser/calculators.rs"]
mod calculators;
#[path = "browser/connection.rs"]
mod connection;
#[path = "browser/damage.rs"]
mod damage;
#[path = "browser/device.rs"]
mod device;
#[path = "browser/dots.rs"]
mod dots;
#[path = "browser/golden.rs"]
mod golden;
#[path = "golden/mod.rs"]
mod golden_files;
#[path = "browser/platform.rs"]
mod platform;
#[path = "browser/raw.rs"]
mod raw;
#[path = "browser/settings.rs"]
mod settings;
#[allow(dead_code, reason = "the native tests use more of it")]
#[path = "../calculators/tests/vectors/mod.rs"]
mod vectors;

use engine::storage::adapters::{indexed_db, memory};
use engine::storage::conformance;
use protocol::ids::ReplicaId;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// A new random id.
fn fresh() -> ReplicaId {
    ReplicaId::from_bytes([(); 16].map(|()| (js_sys::Math::random() * 256.0) as u8))
}

#[wasm_bindgen_test]
async fn indexed_db_passes_the_story() {
    conformance::story(async || indexed_db::open("story", fresh()).await).await;
}

#[wasm_bindgen_test]
async fn memory_passes_the_story() {
    conformance::story(async || Ok(memory::open(fresh(), None))).await;
}
