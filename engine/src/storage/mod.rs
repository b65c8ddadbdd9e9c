//! Where rows are kept: one narrow trait, one adapter per platform, one story that all of them
//! must pass ([`conformance`]).
//!
//! The store is transactional by batch: there is no begin and no commit, and no read outside a
//! transaction decides a write. A change is an operation that the adapter evaluates on the row
//! as it is inside the transaction, by [`protocol::data::decide`], so two tabs or processes
//! never lose each other's write. Only the driver uses this room.

pub mod adapters;
pub mod conformance;
mod error;

use protocol::data::{Change, Key, KeyRange, Kind};
use protocol::ids::{FactId, ReplicaId};
use protocol::storage::{OpenReport, StorageStats};
use protocol::time::Hlc;

pub use error::StorageError;

/// A number that rises with each write of this store; the order in which rows became visible.
pub type Seq = u64;

/// A stored row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its key.
    pub key: Key,
    /// The write that made it what it is.
    pub seq: Seq,
    /// Its canonical bytes, exactly as they were written.
    pub body: Vec<u8>,
}

/// How sure a commit must be before it is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// On the disk: everything that is said to be saved.
    Strict,
    /// Handed to the operating system: telemetry and caches.
    Relaxed,
}

/// What an operation did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applied {
    /// The row was written or deleted under this number.
    Written(Seq),
    /// The row was already so.
    Unchanged,
}

/// Which rows, in which order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Select {
    /// By key, ascending.
    Keys(KeyRange),
    /// Facts of a kind, newest first by (clock, id): those before this one, or all.
    Newest(Kind, Option<(Hlc, FactId)>),
    /// Rows written after a number, in the order of their writes. Deleted rows are not listed.
    Since(Seq),
}

/// A page of rows, and where to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// At most as many rows as were asked for.
    pub rows: Vec<Row>,
    /// What to select for the next page; `None` at the end.
    pub next: Option<Select>,
}

/// An opened store. Futures are not `Send`, since a browser's handles are not.
#[allow(
    async_fn_in_trait,
    reason = "used generically on one thread; no Send bound is wanted"
)]
pub trait StorageBackend {
    /// Carries out a batch in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// See [`StorageError`]; nothing of the batch is written then.
    async fn apply(
        &self,
        batch: Vec<Change>,
        durability: Durability,
    ) -> Result<Vec<Applied>, StorageError>;

    /// One row. A row whose bytes do not match their checksum is an error, never served.
    ///
    /// # Errors
    /// See [`StorageError`].
    async fn get(&self, key: &Key) -> Result<Option<Row>, StorageError>;

    /// A page of at most `limit` rows (at least 1).
    ///
    /// # Errors
    /// See [`StorageError`].
    async fn select(&self, select: Select, limit: usize) -> Result<Page, StorageError>;

    /// The number of the last write, 0 in a new store.
    ///
    /// # Errors
    /// See [`StorageError`].
    async fn head(&self) -> Result<Seq, StorageError>;

    /// How much is stored.
    ///
    /// # Errors
    /// See [`StorageError`].
    async fn stats(&self) -> Result<StorageStats, StorageError>;

    /// Deletes everything, the replica id included; the store must be opened anew afterwards.
    ///
    /// # Errors
    /// See [`StorageError`]; everything is still there then.
    async fn destroy(&self) -> Result<(), StorageError>;

    /// Lets go of the store, so that another tab or version can upgrade it.
    async fn close(&self);
}

/// What opening gives: the store, who writes in it, and a report to show.
pub struct Opened<B> {
    /// The store.
    pub backend: B,
    /// The id under which this copy of the data writes, made with the stores.
    pub replica: ReplicaId,
    /// Which adapter and why.
    pub report: OpenReport,
}
