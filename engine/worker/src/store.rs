//! Which store and which settings this browser can have.

use std::rc::Rc;

use engine::ports::SettingsStore;
use engine::storage::Opened;
use engine::storage::adapters::settings::SettingsDatabase;
use engine::storage::adapters::{AnyBackend, SettingsRow, auto_detect, memory};
use protocol::failure::{Code, Failure};
use protocol::settings::Settings;
use protocol::storage::OpenReport;

use worker::platform;

const DATABASE: &str = "elex";
const SETTINGS_DATABASE: &str = "elex-settings";

/// The browser's database; memory where it cannot be had, with the reason in the report.
pub async fn open() -> Opened<AnyBackend> {
    let fresh = platform::fresh_replica();
    // One tab at a time opens, so that an upgrade never meets a half-opened neighbour.
    let lock = platform::upgrade_lock().await;
    let opened = auto_detect(DATABASE, fresh).await;
    drop(lock);
    opened.unwrap_or_else(|held| {
        let Opened {
            backend,
            replica,
            report,
        } = memory::open(fresh, Some(held.into()));
        Opened {
            backend: AnyBackend::Memory(backend),
            replica,
            report,
        }
    })
}

/// The small settings database, or a row of the memory store where the browser denies databases.
pub enum AnySettings {
    Database(SettingsDatabase),
    Row(SettingsRow<Rc<AnyBackend>>),
}

impl AnySettings {
    /// What fits the store that was opened.
    pub fn beside(report: &OpenReport, backend: Rc<AnyBackend>) -> Self {
        match &report.fallback {
            Some(reason) if reason.code == Code::StorageDenied => {
                Self::Row(SettingsRow::new(backend))
            }
            _ => Self::Database(SettingsDatabase::new(SETTINGS_DATABASE)),
        }
    }
}

impl SettingsStore for AnySettings {
    async fn load(&self) -> Result<Settings, Failure> {
        match self {
            Self::Database(database) => database.load().await,
            Self::Row(row) => row.load().await,
        }
    }

    async fn save(&self, settings: &Settings) -> Result<(), Failure> {
        match self {
            Self::Database(database) => database.save(settings).await,
            Self::Row(row) => row.save(settings).await,
        }
    }

    async fn clear(&self) -> Result<(), Failure> {
        match self {
            Self::Database(database) => database.clear().await,
            Self::Row(row) => row.clear().await,
        }
    }
}
