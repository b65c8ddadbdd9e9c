//! Settings as one local row of a store: natively, where the store is a file of its own, and in
//! a browser that denies databases.

use protocol::data::{Change, Expect, Key, LocalKey, Space};
use protocol::failure::{Code, Failure};
use protocol::settings::Settings;

use crate::ports::SettingsStore;
use crate::storage::{Durability, StorageBackend};

/// Keeps settings in a store.
pub struct SettingsRow<B> {
    store: B,
}

impl<B: StorageBackend> SettingsRow<B> {
    /// Keeps settings in this store; share it by `Rc` to use it for rows as well.
    pub const fn new(store: B) -> Self {
        Self { store }
    }

    async fn put(&self, bytes: Option<Vec<u8>>) -> Result<(), Failure> {
        let change = Change::PutLocal(place(), bytes, Expect::Anything);
        self.store.apply(vec![change], Durability::Strict).await?;
        Ok(())
    }
}

impl<B: StorageBackend> SettingsStore for SettingsRow<B> {
    async fn load(&self) -> Result<Settings, Failure> {
        match self.store.get(&Key::Local(place())).await? {
            Some(row) => serde_json::from_slice(&row.body).map_err(|e| unreadable(&e)),
            None => Ok(Settings::default()),
        }
    }

    async fn save(&self, settings: &Settings) -> Result<(), Failure> {
        self.put(Some(
            serde_json::to_vec(settings).map_err(|e| unreadable(&e))?,
        ))
        .await
    }

    async fn clear(&self) -> Result<(), Failure> {
        self.put(None).await
    }
}

fn place() -> LocalKey {
    LocalKey {
        space: Space::SETTINGS,
        key: b"settings".to_vec(),
    }
}

/// The failure of settings that are not what this version writes.
pub(super) fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::new(Code::RecordUnreadable, error.to_string())
}
