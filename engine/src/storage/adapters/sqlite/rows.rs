//! Reading rows. Everything that comes out of here was checked, except what [`get`] hands to a
//! transaction.

use protocol::ids::ReplicaId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, ToSql};

use crate::storage::adapters::record::Record;
use crate::storage::adapters::span::Span;
use crate::storage::adapters::tally::Tally;
use crate::storage::{Row, Seq, StorageError};

/// The record of a key, unchecked.
pub fn get(connection: &Connection, key: &[u8]) -> rusqlite::Result<Option<Record>> {
    connection
        .prepare_cached("SELECT key, seq, time, body, hash FROM rows WHERE key = ?1")?
        .query_row([key], record)
        .optional()
}

/// Up to `most` rows along an index.
pub fn along(connection: &Connection, span: Span, most: usize) -> Result<Vec<Row>, StorageError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    match span {
        Span::Keys { start, end } => query(
            connection,
            "SELECT key, seq, time, body, hash FROM rows
             WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3",
            &[&start, &end, &most],
        ),
        Span::Times { start, end } => query(
            connection,
            "SELECT key, seq, time, body, hash FROM rows
             WHERE time >= ?1 AND time < ?2 ORDER BY time LIMIT ?3",
            &[&start, &end, &most],
        ),
        Span::After(seq) => query(
            connection,
            "SELECT key, seq, time, body, hash FROM rows WHERE seq > ?1 ORDER BY seq LIMIT ?2",
            &[&i64::try_from(seq).unwrap_or(i64::MAX), &most],
        ),
    }
}

fn query(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Row>, StorageError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query(values)?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(record(row)?.check()?);
    }
    Ok(rows)
}

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        key: row.get(0)?,
        seq: row.get(1)?,
        time: row.get(2)?,
        body: row.get(3)?,
        hash: row.get(4)?,
    })
}

/// The number of the last write; 0 after everything was deleted.
pub fn head(connection: &Connection) -> rusqlite::Result<Seq> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = 'head'")?;
    Ok(statement
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Who writes here; `None` after everything was deleted.
pub fn replica(connection: &Connection) -> rusqlite::Result<Option<ReplicaId>> {
    let mut statement =
        connection.prepare_cached("SELECT value FROM meta WHERE name = 'replica'")?;
    let found = statement.query_row([], |row| {
        Ok(match row.get_ref(0)? {
            ValueRef::Blob(bytes) => ReplicaId::from_slice(bytes),
            _ => None,
        })
    });
    Ok(found.optional()?.flatten())
}

/// Counts all rows. Reads the whole table.
pub fn tally(connection: &Connection) -> rusqlite::Result<Tally> {
    let mut tally = Tally::default();
    // Class and kind are the first three bytes of a key.
    let mut statement = connection.prepare_cached(
        "SELECT min(key), count(*), sum(length(key) + length(body)) FROM rows
         GROUP BY substr(key, 1, 3)",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        tally.add(&row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?);
    }
    Ok(tally)
}
