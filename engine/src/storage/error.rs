//! Why the store refused or failed, the same for every adapter.

use protocol::data::JoinError;
use protocol::failure::{Code, Failure};
use thiserror::Error;

/// A failure of the store. Nothing of the batch was written.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum StorageError {
    /// The platform refuses to store here.
    #[error("storage is not allowed here: {0}")]
    Denied(String),
    /// No room left.
    #[error("no room left: {0}")]
    QuotaExceeded(String),
    /// The database is of a newer format than this version knows.
    #[error("the database has format {found}, this version knows up to {known}")]
    Newer {
        /// Format of the database.
        found: u32,
        /// Newest format that this version knows.
        known: u32,
    },
    /// The file or a row is damaged; what it is about is said.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Another tab or process keeps the database at an older version.
    #[error("held by another tab or process")]
    Blocked,
    /// The connection is gone; opening again helps.
    #[error("the database was closed: {0}")]
    Closed(String),
    /// The merge rule refused the change.
    #[error(transparent)]
    Refused(#[from] JoinError),
    /// The platform failed.
    #[error("the platform failed: {0}")]
    Failed(String),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        let code = match &error {
            StorageError::Denied(_) => Code::StorageDenied,
            StorageError::QuotaExceeded(_) => Code::StorageQuotaExceeded,
            StorageError::Newer { .. } => Code::StorageNewer,
            StorageError::Damaged(_)
            | StorageError::Refused(JoinError::HashMismatch | JoinError::Unreadable(_)) => {
                Code::StorageDamaged
            }
            StorageError::Blocked => Code::StorageBlocked,
            StorageError::Closed(_) => Code::StorageClosed,
            StorageError::Refused(JoinError::Forked) => Code::StorageForked,
            StorageError::Refused(JoinError::Expectation) => Code::StorageConflict,
            StorageError::Failed(_) => Code::StorageFailed,
        };
        Self::new(code, error.to_string())
    }
}
