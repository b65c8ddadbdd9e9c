//! A device of these tests: a database of its own, and a few rows to write.

use engine::storage::adapters::indexed_db;
use engine::storage::{Applied, Durability, Opened, StorageBackend, StorageError};
use protocol::data::{Cell, CellKey, Change, Delta, Expect, Kind, LocalKey, Space};

use crate::{fresh, raw};

pub type Store = Opened<indexed_db::IndexedDb>;

/// A new database of this name.
pub async fn anew(name: &str) -> Store {
    raw::delete(name).await;
    indexed_db::open(name, fresh()).await.unwrap()
}

pub fn put(key: &[u8], body: &[u8]) -> Change {
    let place = LocalKey {
        space: Space::TELEMETRY,
        key: key.to_vec(),
    };
    Change::PutLocal(place, Some(body.to_vec()), Expect::Anything)
}

pub fn bump(store: &Store) -> Change {
    let key = CellKey {
        kind: Kind::USAGE,
        key: b"x".to_vec(),
        replica: store.replica,
    };
    Change::Bump(
        key,
        Delta {
            n: 1,
            ..Delta::default()
        },
    )
}

pub async fn counted(store: &Store) -> u64 {
    let row = store
        .backend
        .get(&bump(store).key())
        .await
        .unwrap()
        .unwrap();
    Cell::decode(&row.body).unwrap().count.n
}

pub async fn write(store: &Store, batch: Vec<Change>) -> Result<Vec<Applied>, StorageError> {
    store.backend.apply(batch, Durability::Strict).await
}
