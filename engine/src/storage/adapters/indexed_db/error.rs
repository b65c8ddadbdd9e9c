//! The browser's exceptions in the store's words.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::storage::StorageError;

/// What an exception of a request, a transaction or a call means.
pub fn of(exception: &JsValue) -> StorageError {
    let Some(exception) = exception.dyn_ref::<DomException>() else {
        return StorageError::Failed(format!("{exception:?}"));
    };
    let text = format!("{}: {}", exception.name(), exception.message());
    match exception.name().as_str() {
        "QuotaExceededError" => StorageError::QuotaExceeded(text),
        // The connection is closing or closed.
        "InvalidStateError" => StorageError::Closed(text),
        "SecurityError" | "NotAllowedError" => StorageError::Denied(text),
        // Chromium, when the user blocks site data.
        "UnknownError" if text.contains("denied") => StorageError::Denied(text),
        // A number of a write that is there already, a store or index that is not, a record of
        // another shape: not the database that this version made.
        "ConstraintError" | "NotFoundError" | "DataError" | "NotReadableError" => {
            StorageError::Damaged(text)
        }
        _ => StorageError::Failed(text),
    }
}

/// What a failure of idb means.
pub fn of_idb(error: &idb::Error) -> StorageError {
    use idb::Error as E;
    match error {
        E::DomException(exception) => of(exception),
        E::IndexedDbNotFound(_) => StorageError::Denied("there is no IndexedDB here".to_owned()),
        E::IndexedDbOpenFailed(cause)
        | E::IndexedDbDeleteFailed(cause)
        | E::TransactionOpenFailed(cause)
        | E::TransactionCommitError(cause)
        | E::ObjectStoreNotFound(cause)
        | E::ObjectStoreCreateFailed(cause)
        | E::IndexNotFound(cause)
        | E::IndexCreateFailed(cause)
        | E::KeyRangeCreateFailed(cause)
        | E::GetFailed(cause)
        | E::GetAllKeysFailed(cause)
        | E::UpdateFailed(cause)
        | E::DeleteFailed(cause)
        | E::ClearFailed(cause) => of(cause),
        other => StorageError::Failed(other.to_string()),
    }
}
