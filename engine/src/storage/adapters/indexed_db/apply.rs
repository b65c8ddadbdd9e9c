//! Writing rows: one transaction for a batch.

use idb::ObjectStore;
use protocol::data::Change;
use protocol::ids::ReplicaId;
use wasm_bindgen::JsValue;
use web_sys::IdbRequest;

use super::connection::Connection;
use super::error;
use super::migrate::{META, ROWS};
use super::rows;
use crate::storage::adapters::plan::{self, Before, Write};
use crate::storage::{Applied, Durability, StorageError};

/// Carries out a batch. Dropping the transaction on the way out of an error aborts it.
///
/// # Errors
/// See [`StorageError`].
pub async fn apply(
    connection: &Connection,
    own: ReplicaId,
    batch: &[Change],
    durability: Durability,
) -> Result<Vec<Applied>, StorageError> {
    let mut transaction = connection.write(durability)?;
    let (rows, meta) = (transaction.store(ROWS)?, transaction.store(META)?);

    let places = plan::places(batch);
    let asked: Vec<IdbRequest> = places
        .iter()
        .map(|place| ask(&rows, &place.key))
        .collect::<Result<_, _>>()?;
    let replica = rows::meta(&meta, "replica")?;
    let head = rows::meta(&meta, "head")?;
    // The last request's result means that all the others are there.
    let head = transaction.result(&head).await?;
    let result = |request: IdbRequest| request.result().map_err(|e| error::of(&e));
    let mut before = Before {
        replica: rows::replica_of(result(replica)?)?,
        head: rows::head_of(&head)?,
        places,
    };
    for (place, request) in before.places.iter_mut().zip(asked) {
        if let Some(record) = rows::record(&result(request)?)? {
            plan::found(place, record)?;
        }
    }

    let plan = plan::plan(batch, before, own)?;
    for (key, write) in &plan.writes {
        match write {
            Write::Keep => {}
            Write::Put(record) => {
                put(&rows, &rows::object(record)?, None)?;
            }
            Write::Delete => {
                rows.delete(rows::bytes(key))
                    .map_err(|e| error::of_idb(&e))?;
            }
        }
    }
    let last = put(&meta, &rows::number(plan.head), Some("head"))?;
    transaction.commit(&last).await?;
    Ok(plan.applied)
}

fn ask(rows: &ObjectStore, key: &[u8]) -> Result<IdbRequest, StorageError> {
    Ok(rows
        .get(rows::bytes(key))
        .map_err(|e| error::of_idb(&e))?
        .into())
}

/// Asks for a value to be written; whether it was is said by the end of the transaction.
pub fn put(
    store: &ObjectStore,
    value: &JsValue,
    name: Option<&str>,
) -> Result<IdbRequest, StorageError> {
    let name = name.map(JsValue::from);
    let request = store.put(value, name.as_ref());
    Ok(request.map_err(|e| error::of_idb(&e))?.into())
}

/// Deletes all rows, and who wrote them.
///
/// # Errors
/// See [`StorageError`]; everything is still there then.
pub async fn clear(connection: &Connection) -> Result<(), StorageError> {
    let transaction = connection.write(Durability::Strict)?;
    let clear = |name| {
        transaction
            .store(name)?
            .clear()
            .map_err(|e| error::of_idb(&e))
    };
    clear(ROWS)?;
    let last = clear(META)?.into();
    transaction.commit(&last).await
}
