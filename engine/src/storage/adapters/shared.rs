//! One store with several owners on one thread: rows for the driver, a row for the settings.

use std::rc::Rc;

use protocol::data::{Change, Key};
use protocol::storage::StorageStats;

use crate::storage::{Applied, Durability, Page, Row, Select, Seq, StorageBackend, StorageError};

impl<B: StorageBackend> StorageBackend for Rc<B> {
    async fn apply(
        &self,
        batch: Vec<Change>,
        durability: Durability,
    ) -> Result<Vec<Applied>, StorageError> {
        B::apply(self, batch, durability).await
    }

    async fn get(&self, key: &Key) -> Result<Option<Row>, StorageError> {
        B::get(self, key).await
    }

    async fn select(&self, select: Select, limit: usize) -> Result<Page, StorageError> {
        B::select(self, select, limit).await
    }

    async fn head(&self) -> Result<Seq, StorageError> {
        B::head(self).await
    }

    async fn stats(&self) -> Result<StorageStats, StorageError> {
        B::stats(self).await
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        B::destroy(self).await
    }

    async fn close(&self) {
        B::close(self).await;
    }
}
