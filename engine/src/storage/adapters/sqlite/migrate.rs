//! Brings a file to the format of this version, one numbered step after the other, in one
//! transaction. A file that is not ours or is newer is left as it is.

use rusqlite::{Connection, TransactionBehavior};

use crate::storage::StorageError;
use crate::storage::adapters::record::FORMAT;

/// Step n leads from format n to n + 1. Never change one that was released; add the next.
const STEPS: [&str; FORMAT as usize] = [include_str!("../../../../migrations/20261122_rows.sql")];

/// Says "this SQLite file is Elex's" in its header (`file` shows it).
const APPLICATION_ID: u32 = u32::from_be_bytes(*b"Elex");

/// Upgrades a file; returns the format that it had, 0 for a new one.
///
/// # Errors
/// `Newer` and, for a file of another program, `Damaged`; nothing is written then.
pub fn migrate(connection: &mut Connection) -> Result<u32, StorageError> {
    // In a transaction even to look: another process may be making the database at this moment.
    let look = connection.transaction()?;
    if format(&look)? == FORMAT {
        return Ok(FORMAT);
    }
    drop(look);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another process may have been first.
    let found = format(&transaction)?;
    for step in STEPS.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()?;
    Ok(found)
}

fn format(connection: &Connection) -> Result<u32, StorageError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let found = pragma("user_version")?;
    match pragma("application_id")? {
        APPLICATION_ID if found > FORMAT => Err(StorageError::Newer {
            found,
            known: FORMAT,
        }),
        APPLICATION_ID => Ok(found),
        0 if found == 0 && is_empty(connection)? => Ok(0),
        _ => Err(StorageError::Damaged(
            "this SQLite file is not a database of Elex".to_owned(),
        )),
    }
}

fn is_empty(connection: &Connection) -> Result<bool, StorageError> {
    Ok(
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
            row.get::<_, u32>(0)
        })? == 0,
    )
}
