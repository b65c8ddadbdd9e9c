//! Rows in the browser's database. Knows nothing of what the rows mean.
//!
//! Opened through idb's `Factory` and never by a builder: a builder deletes the stores it is not
//! told of. Requests are awaited as [`request::settled`] does it, and a transaction is watched
//! from its first moment, since a transaction that ends unwatched is never heard of again.
//!
//! The browser may take the connection away at any time (Safari does so to tabs in the
//! background). Then the database is opened again and the whole batch is done anew; a batch whose
//! transaction was aborted has left nothing behind.

mod apply;
mod connection;
pub(super) mod error;
mod migrate;
mod open;
mod platform;
mod request;
mod rows;
mod transaction;

use std::cell::RefCell;
use std::rc::Rc;

use protocol::data::{Change, Key};
use protocol::ids::ReplicaId;
use protocol::storage::StorageStats;

use super::record::Record;
use super::span::{self, Span};
use crate::storage::{Applied, Durability, Page, Row, Select, Seq, StorageBackend, StorageError};
use connection::Connection;

pub use open::open;

/// How often a batch is begun anew after the browser closed the connection.
const TRIES: usize = 3;

/// A store in the browser's database.
pub struct IndexedDb {
    name: String,
    replica: ReplicaId,
    connection: RefCell<Rc<Connection>>,
}

impl IndexedDb {
    async fn with<T>(
        &self,
        work: impl AsyncFn(&Connection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        for _ in 0..TRIES {
            match self.attempt(&work).await {
                Err(StorageError::Closed(_)) if self.connection.borrow().is_lost() => {}
                result => return result,
            }
        }
        self.attempt(&work).await
    }

    async fn attempt<T>(
        &self,
        work: &impl AsyncFn(&Connection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let connection = Rc::clone(&self.connection.borrow());
        if !connection.is_lost() {
            return work(&connection).await;
        }
        let again = Rc::new(open::again(&self.name, self.replica).await?);
        self.connection.replace(Rc::clone(&again));
        work(&again).await
    }
}

impl StorageBackend for IndexedDb {
    async fn apply(
        &self,
        batch: Vec<Change>,
        durability: Durability,
    ) -> Result<Vec<Applied>, StorageError> {
        self.with(async |connection| {
            apply::apply(connection, self.replica, &batch, durability).await
        })
        .await
    }

    async fn get(&self, key: &Key) -> Result<Option<Row>, StorageError> {
        let key = key.encode();
        let record = self
            .with(async |connection| rows::get(connection, &key).await)
            .await?;
        record.map(Record::check).transpose()
    }

    async fn select(&self, select: Select, limit: usize) -> Result<Page, StorageError> {
        let (span, limit) = (Span::of(&select), limit.max(1));
        if span.is_empty() {
            return Ok(Page {
                rows: Vec::new(),
                next: None,
            });
        }
        let most = limit.saturating_add(1);
        let rows = self
            .with(async |connection| rows::along(connection, &span, most).await)
            .await?;
        span::page(&select, rows, limit)
    }

    async fn head(&self) -> Result<Seq, StorageError> {
        self.with(async |connection| rows::head(connection).await)
            .await
    }

    async fn stats(&self) -> Result<StorageStats, StorageError> {
        let tally = self
            .with(async |connection| rows::tally(connection).await)
            .await?;
        let (usage_bytes, quota_bytes) = platform::estimate().await;
        Ok(StorageStats {
            rows: tally.finish(),
            usage_bytes,
            quota_bytes,
        })
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        self.with(async |connection| apply::clear(connection).await)
            .await?;
        // The empty database stays: deleting it waits for every tab that has it open, and so
        // would the next opening.
        self.close().await;
        Ok(())
    }

    async fn close(&self) {
        self.connection.borrow().close();
    }
}
