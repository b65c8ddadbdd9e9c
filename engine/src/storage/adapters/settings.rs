//! Settings in the browser: a small database of their own, so that they are there even when the
//! main one is not. The only place that uses rexie, whose builder deletes stores it is not told
//! of: harmless here, with one store and one version for ever.

use protocol::failure::Failure;
use protocol::settings::Settings;
use rexie::{ObjectStore, Rexie, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

use super::indexed_db::error;
use super::settings_row::{read, unreadable, written};
use crate::ports::SettingsStore;
use crate::storage::StorageError;

const STORE: &str = "settings";
const KEY: &str = "settings";

/// Keeps settings in a database. Opened for each call: they are few, and no connection is held
/// that the browser could take away.
pub struct SettingsDatabase {
    name: String,
}

impl SettingsDatabase {
    /// Keeps settings in the database of this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
        }
    }

    async fn open(&self) -> Result<Rexie, Failure> {
        let builder = Rexie::builder(&self.name).version(1);
        builder
            .add_object_store(ObjectStore::new(STORE))
            .build()
            .await
            .map_err(failure)
    }

    async fn write(&self, value: Option<JsValue>) -> Result<(), Failure> {
        let database = self.open().await?;
        let written = async {
            let transaction = begin(&database, TransactionMode::ReadWrite)?;
            let store = transaction.store(STORE).map_err(failure)?;
            match value {
                Some(value) => store.put(&value, Some(&KEY.into())).await.map(|_| ()),
                None => store.clear().await,
            }
            .map_err(failure)?;
            // Not `done`: that takes an aborted transaction for a success.
            transaction.commit().await.map_err(failure)
        };
        let written = written.await;
        database.close();
        written
    }
}

impl SettingsStore for SettingsDatabase {
    async fn load(&self) -> Result<Settings, Failure> {
        let database = self.open().await?;
        let found = async {
            let transaction = begin(&database, TransactionMode::ReadOnly)?;
            transaction
                .store(STORE)
                .map_err(failure)?
                .get(KEY.into())
                .await
                .map_err(failure)
        };
        let found = found.await;
        database.close();
        match found?.and_then(|value| value.as_string()) {
            Some(text) => read(&text).ok_or_else(unreadable),
            None => Ok(Settings::default()),
        }
    }

    async fn save(&self, settings: &Settings) -> Result<(), Failure> {
        self.write(Some(written(settings).into())).await
    }

    async fn clear(&self) -> Result<(), Failure> {
        self.write(None).await
    }
}

fn begin(database: &Rexie, mode: TransactionMode) -> Result<Transaction, Failure> {
    database.transaction(&[STORE], mode).map_err(failure)
}

fn failure(error: rexie::Error) -> Failure {
    match error {
        rexie::Error::IdbError(error) => error::of_idb(&error).into(),
        other => StorageError::Failed(other.to_string()).into(),
    }
}
