//! What the browser is told, and what it tells.

use engine::storage::{Durability, StorageBackend};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::device::{anew, put, write};
use crate::raw;

#[wasm_bindgen_test]
async fn the_durability_that_is_asked_for_is_the_one_of_the_transaction() {
    let store = anew("durability").await;
    raw::js(
        "globalThis.asked = []; const old = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) {
            const transaction = old.apply(this, given);
            asked.push(transaction.mode + ' ' + transaction.durability);
            return transaction };
        globalThis.undo = () => { IDBDatabase.prototype.transaction = old }",
    )
    .await;
    for durability in [Durability::Strict, Durability::Relaxed] {
        store
            .backend
            .apply(vec![put(b"a", b"1")], durability)
            .await
            .unwrap();
    }
    let asked = raw::js("undo(); return asked.join()").await;
    assert_eq!(
        asked.as_string().as_deref(),
        Some("readwrite strict,readwrite relaxed")
    );
}

#[wasm_bindgen_test]
async fn what_the_browser_says_of_its_room_is_reported() {
    let store = anew("stats").await;
    write(&store, vec![put(b"a", &[1; 10_000])]).await.unwrap();
    let stats = store.backend.stats().await.unwrap();
    let tells = |method: &str| format!("return '{method}' in (navigator.storage ?? {{}})");
    let tells_usage = raw::js(&tells("estimate")).await.is_truthy();
    assert_eq!(stats.usage_bytes.is_some(), tells_usage);
    assert_eq!(stats.quota_bytes > stats.usage_bytes, tells_usage);
    let tells_persisted = raw::js(&tells("persisted")).await.is_truthy();
    assert_eq!(store.report.persisted.is_some(), tells_persisted);
}
