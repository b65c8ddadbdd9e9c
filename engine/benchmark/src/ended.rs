//! Why a run ends before its end.

use engine::storage::StorageError;
use protocol::failure::Failure;
use wasm_bindgen::JsValue;

/// The user stopped it, or something that is measured failed.
pub enum Ended {
    Stopped,
    Failed(String),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(format!("{}: {}", failure.code.as_str(), failure.detail))
    }
}

impl From<StorageError> for Ended {
    fn from(error: StorageError) -> Self {
        Failure::from(error).into()
    }
}

impl From<JsValue> for Ended {
    fn from(error: JsValue) -> Self {
        Self::Failed(format!("{error:?}"))
    }
}

/// An operation that is measured.
pub type Run<T = ()> = Result<T, Ended>;
