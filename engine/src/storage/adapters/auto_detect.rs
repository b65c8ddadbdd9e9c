//! Opens the platform's store, or memory where that is impossible, and says so.

use protocol::data::{Change, Key};
use protocol::ids::ReplicaId;
use protocol::storage::StorageStats;

#[cfg(target_arch = "wasm32")]
use super::indexed_db as first_choice;
use super::memory;
#[cfg(not(target_arch = "wasm32"))]
use super::sqlite as first_choice;
use crate::storage::{
    Applied, Durability, Opened, Page, Row, Select, Seq, StorageBackend, StorageError,
};

/// Where the store is: the name of a browser database.
#[cfg(target_arch = "wasm32")]
pub type Place = str;
/// Where the store is: the path of a file.
#[cfg(not(target_arch = "wasm32"))]
pub type Place = std::path::Path;

#[cfg(target_arch = "wasm32")]
type FirstChoice = first_choice::IndexedDb;
#[cfg(not(target_arch = "wasm32"))]
type FirstChoice = first_choice::Sqlite;

/// The platform's store, or memory.
pub enum AnyBackend {
    /// IndexedDB in a browser, SQLite elsewhere.
    Lasting(FirstChoice),
    /// Memory, gone at the end.
    Memory(memory::Memory),
}

/// Opens the platform's store. Where it is denied, damaged or newer, opens memory instead: the
/// report carries the reason, and the database is left as it is. `fresh` is a new random id; it
/// becomes the replica only when this opening makes the store.
///
/// # Errors
/// What passes when it is tried again (`Blocked`, `Closed`): falling back would only hide it.
pub async fn auto_detect(
    place: &Place,
    fresh: ReplicaId,
) -> Result<Opened<AnyBackend>, StorageError> {
    match first_choice::open(place, fresh).await {
        Ok(Opened {
            backend,
            replica,
            report,
        }) => Ok(Opened {
            backend: AnyBackend::Lasting(backend),
            replica,
            report,
        }),
        Err(error @ (StorageError::Blocked | StorageError::Closed(_))) => Err(error),
        Err(reason) => {
            let Opened {
                backend,
                replica,
                report,
            } = memory::open(fresh, Some(reason.into()));
            Ok(Opened {
                backend: AnyBackend::Memory(backend),
                replica,
                report,
            })
        }
    }
}

/// Passes a call on to whichever store it is.
macro_rules! either {
    ($self:ident, $store:ident => $call:expr) => {
        match $self {
            AnyBackend::Lasting($store) => $call,
            AnyBackend::Memory($store) => $call,
        }
    };
}

impl StorageBackend for AnyBackend {
    async fn apply(
        &self,
        batch: Vec<Change>,
        durability: Durability,
    ) -> Result<Vec<Applied>, StorageError> {
        either!(self, store => store.apply(batch, durability).await)
    }

    async fn get(&self, key: &Key) -> Result<Option<Row>, StorageError> {
        either!(self, store => store.get(key).await)
    }

    async fn select(&self, select: Select, limit: usize) -> Result<Page, StorageError> {
        either!(self, store => store.select(select, limit).await)
    }

    async fn head(&self) -> Result<Seq, StorageError> {
        either!(self, store => store.head().await)
    }

    async fn stats(&self) -> Result<StorageStats, StorageError> {
        either!(self, store => store.stats().await)
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        either!(self, store => store.destroy().await)
    }

    async fn close(&self) {
        either!(self, store => store.close().await);
    }
}
