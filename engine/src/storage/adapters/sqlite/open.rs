//! Opening a file: settings of the connection, format, and who writes here.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use protocol::ids::ReplicaId;
use protocol::storage::{Adapter, OpenReport};
use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior};

use super::{Sqlite, migrate};
use crate::storage::adapters::record::FORMAT;
use crate::storage::{Opened, StorageError};

/// How long to wait for another process's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the file, or makes it. `fresh` is a new random id; it becomes the replica only when this
/// opening makes the database.
///
/// # Errors
/// See [`StorageError`]. A file of a newer version or of another program is left untouched.
pub async fn open(path: &Path, fresh: ReplicaId) -> Result<Opened<Sqlite>, StorageError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    let found = migrate::migrate(&mut connection)?;
    configure(&connection)?;
    let (replica, created) = replica(&mut connection, fresh)?;
    Ok(Opened {
        backend: Sqlite {
            path: path.to_owned(),
            replica,
            connection: RefCell::new(Some(connection)),
        },
        replica,
        report: OpenReport {
            adapter: Adapter::Sqlite,
            fallback: None,
            persisted: None,
            format: FORMAT,
            upgraded_from: (found != 0 && found != FORMAT).then_some(found),
            created,
        },
    })
}

fn configure(connection: &Connection) -> Result<(), StorageError> {
    use_write_ahead_log(connection)?;
    // In NORMAL, power loss takes acknowledged rows away.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    // The file may come from anywhere: nothing in its schema may run, no page is taken on trust.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// Changes the journal, which wants the file for a moment to itself. SQLite does not wait for that
/// by its own patience: while several processes make one database, it says "busy" at once.
fn use_write_ahead_log(connection: &Connection) -> Result<(), StorageError> {
    const PAUSE: Duration = Duration::from_millis(5);
    let mut tries = PATIENCE.as_millis() / PAUSE.as_millis();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if tries > 0 && error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) =>
            {
                tries -= 1;
                std::thread::sleep(PAUSE);
            }
            ended => return Ok(ended?),
        }
    }
}

/// Who writes here. Named in the first transaction, and anew after everything was deleted.
fn replica(
    connection: &mut Connection,
    fresh: ReplicaId,
) -> Result<(ReplicaId, bool), StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: Option<Vec<u8>> = transaction
        .query_row("SELECT value FROM meta WHERE name = 'replica'", [], |row| {
            row.get(0)
        })
        .optional()?;
    if let Some(bytes) = found {
        let replica = ReplicaId::from_slice(&bytes)
            .ok_or_else(|| StorageError::Damaged("the replica id".to_owned()))?;
        return Ok((replica, false));
    }
    let rows: bool =
        transaction.query_row("SELECT EXISTS (SELECT 1 FROM rows)", [], |r| r.get(0))?;
    if rows {
        return Err(StorageError::Damaged(
            "there are rows but no replica id".to_owned(),
        ));
    }
    transaction.execute(
        "INSERT INTO meta (name, value) VALUES ('replica', ?1), ('head', 0)",
        [fresh.as_bytes().as_slice()],
    )?;
    transaction.commit()?;
    Ok((fresh, true))
}
