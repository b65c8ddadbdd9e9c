//! Writing rows: one transaction for a batch.

use protocol::data::Change;
use protocol::ids::ReplicaId;
use rusqlite::{Connection, TransactionBehavior};

use super::rows;
use crate::storage::adapters::plan::{self, Before, Write};
use crate::storage::{Applied, Durability, StorageError};

/// Carries out a batch. Dropping the transaction on the way out of an error rolls it back.
///
/// # Errors
/// See [`StorageError`].
pub fn apply(
    connection: &mut Connection,
    own: ReplicaId,
    batch: &[Change],
    durability: Durability,
) -> Result<Vec<Applied>, StorageError> {
    let synchronous = match durability {
        Durability::Strict => "FULL",
        Durability::Relaxed => "NORMAL",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    // Immediate: the write lock comes before the reads, so nobody writes in between.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut before = Before {
        replica: rows::replica(&transaction)?,
        head: rows::head(&transaction)?,
        places: plan::places(batch),
    };
    for place in &mut before.places {
        if let Some(record) = rows::get(&transaction, &place.key)? {
            plan::found(place, record)?;
        }
    }
    let plan = plan::plan(batch, before, own)?;
    {
        let mut delete = transaction.prepare_cached("DELETE FROM rows WHERE key = ?1")?;
        // Not "or replace": a number that is taken must be an error, not the end of another row.
        let mut insert = transaction.prepare_cached(
            "INSERT INTO rows (key, seq, time, body, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (key, write) in &plan.writes {
            delete.execute([key])?;
            if let Write::Put(r) = write {
                insert.execute((&r.key, r.seq, &r.time, &r.body, &r.hash))?;
            }
        }
        transaction
            .prepare_cached("UPDATE meta SET value = ?1 WHERE name = 'head'")?
            .execute([plan.head])?;
    }
    transaction.commit()?;
    Ok(plan.applied)
}

/// Deletes everything, the replica id included, and overwrites it in the file.
///
/// # Errors
/// See [`StorageError`]; everything is still there then.
pub fn destroy(connection: &mut Connection) -> Result<(), StorageError> {
    connection.pragma_update(None, "secure_delete", true)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch("DELETE FROM rows; DELETE FROM meta;")?;
    transaction.commit()?;
    // What follows only gives the room back; another process that reads may forbid it for now.
    connection
        .execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
        .ok();
    Ok(())
}
