//! What the store says of itself: which adapter, why, how full, how safe.

use serde::{Deserialize, Serialize};

/// How the store was opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OpenReport {
    /// Which adapter.
    pub adapter: Adapter,
    /// Why it is not the first choice; `None` when it is.
    pub fallback: Option<crate::failure::Failure>,
    /// Whether the browser promised not to evict; `None` where nobody can (natively: not needed).
    pub persisted: Option<bool>,
    /// Format of the database after opening.
    pub format: u32,
    /// Format before, when opening upgraded it.
    pub upgraded_from: Option<u32>,
    /// True when this opening made the database.
    pub created: bool,
}

/// A way of storing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adapter {
    /// The browser's database.
    IndexedDb,
    /// A SQLite file.
    Sqlite,
    /// Memory: gone when the tab or process ends.
    Memory,
}

impl Adapter {
    /// Whether what is stored is gone when the tab or process ends.
    #[must_use]
    pub const fn volatile(self) -> bool {
        matches!(self, Self::Memory)
    }
}

/// How much is stored.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct StorageStats {
    /// Rows by class and kind.
    pub rows: Vec<RowStats>,
    /// Bytes that the platform says are in use, all included.
    pub usage_bytes: Option<u64>,
    /// Bytes that the platform allows.
    pub quota_bytes: Option<u64>,
}

/// Rows of one class and kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RowStats {
    /// `fact`, `cell`, `register` or `local`.
    pub class: String,
    /// The kind's or space's number.
    pub number: u16,
    /// How many.
    pub rows: u64,
    /// Bytes of keys and bodies.
    pub bytes: u64,
}
