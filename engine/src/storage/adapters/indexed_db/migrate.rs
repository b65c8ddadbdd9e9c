//! Brings a database to the format of this version, one numbered step after the other, in the
//! browser's upgrade transaction.

use idb::{Database, Error, IndexParams, KeyPath, ObjectStoreParams};
use js_sys::Uint8Array;
use protocol::ids::ReplicaId;
use wasm_bindgen::JsValue;

/// The store of rows, by their keys.
pub const ROWS: &str = "rows";
/// The store of `replica` (who writes here, 16 bytes) and `head` (the number of the last write).
pub const META: &str = "meta";
/// The index of rows by the number of their write.
pub const BY_SEQ: &str = "seq";
/// The index of facts by time.
pub const BY_TIME: &str = "time";

/// Leads from format `from` (0: no database yet) to the present one. Never change a step that was
/// released; add the next.
///
/// # Errors
/// When the browser refuses; it then undoes everything.
pub fn migrate(database: &Database, from: u32, fresh: ReplicaId) -> Result<(), Error> {
    if from < 1 {
        to_1(database, fresh)?;
    }
    Ok(())
}

fn to_1(database: &Database, fresh: ReplicaId) -> Result<(), Error> {
    let mut by_key = ObjectStoreParams::new();
    by_key.key_path(Some(KeyPath::new_single("key")));
    let rows = database.create_object_store(ROWS, by_key)?;
    let unique = || {
        let mut params = IndexParams::new();
        params.unique(true);
        Some(params)
    };
    rows.create_index(BY_SEQ, KeyPath::new_single("seq"), unique())?;
    rows.create_index(BY_TIME, KeyPath::new_single("time"), unique())?;

    let meta = database.create_object_store(META, ObjectStoreParams::new())?;
    // In the transaction that makes the stores: whoever loses the data loses the id too.
    meta.put(
        &Uint8Array::from(fresh.as_bytes().as_slice()),
        Some(&"replica".into()),
    )?;
    meta.put(&JsValue::from(0), Some(&"head".into()))?;
    Ok(())
}
