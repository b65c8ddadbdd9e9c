//! Rows in a SQLite file, natively. Knows nothing of what the rows mean.
//!
//! One connection, used by one thread; other processes may have the same file open. Calls block,
//! so the engine that uses it lives on a thread of its own.

mod apply;
mod error;
mod migrate;
mod open;
mod rows;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use protocol::data::{Change, Key};
use protocol::ids::ReplicaId;
use protocol::storage::StorageStats;
use rusqlite::Connection;

use super::record::Record;
use super::span::{self, Span};
use crate::storage::{Applied, Durability, Page, Row, Select, Seq, StorageBackend, StorageError};

pub use open::open;

/// A store in a SQLite file.
pub struct Sqlite {
    path: PathBuf,
    replica: ReplicaId,
    /// `None` once it was closed or destroyed.
    connection: RefCell<Option<Connection>>,
}

impl Sqlite {
    fn with<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        match self.connection.borrow_mut().as_mut() {
            Some(connection) => work(connection),
            None => Err(StorageError::Closed("by its owner".to_owned())),
        }
    }
}

impl StorageBackend for Sqlite {
    async fn apply(
        &self,
        batch: Vec<Change>,
        durability: Durability,
    ) -> Result<Vec<Applied>, StorageError> {
        self.with(|connection| apply::apply(connection, self.replica, &batch, durability))
    }

    async fn get(&self, key: &Key) -> Result<Option<Row>, StorageError> {
        self.with(|connection| {
            rows::get(connection, &key.encode())?
                .map(Record::check)
                .transpose()
        })
    }

    async fn select(&self, select: Select, limit: usize) -> Result<Page, StorageError> {
        let (span, limit) = (Span::of(&select), limit.max(1));
        if span.is_empty() {
            return Ok(Page {
                rows: Vec::new(),
                next: None,
            });
        }
        let rows =
            self.with(|connection| rows::along(connection, span, limit.saturating_add(1)))?;
        span::page(&select, rows, limit)
    }

    async fn head(&self) -> Result<Seq, StorageError> {
        self.with(|connection| Ok(rows::head(connection)?))
    }

    async fn stats(&self) -> Result<StorageStats, StorageError> {
        let rows = self.with(|connection| Ok(rows::tally(connection)?.finish()))?;
        Ok(StorageStats {
            rows,
            usage_bytes: Some(file_bytes(&self.path)),
            quota_bytes: None,
        })
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        self.with(apply::destroy)?;
        self.connection.replace(None);
        Ok(())
    }

    async fn close(&self) {
        self.connection.replace(None);
    }
}

/// The database and its write-ahead log on the disk.
fn file_bytes(path: &Path) -> u64 {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let bytes = |path: &Path| path.metadata().map_or(0, |data| data.len());
    bytes(path) + bytes(Path::new(&log))
}
