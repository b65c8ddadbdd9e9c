//! A transaction that is watched from its first moment and leaves nothing behind unless it is
//! committed.

use idb::{ObjectStore, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbRequest, IdbTransaction};

use super::connection::Life;
use super::error;
use super::request;
use crate::storage::StorageError;

/// A running transaction. Between its requests nothing else may be awaited: the browser commits
/// a transaction that has nothing left to do.
pub struct Transaction {
    raw: IdbTransaction,
    writes: bool,
    life: Life,
    /// The event that ends it; `None` once that was awaited.
    end: Option<JsFuture>,
}

impl Transaction {
    /// Watches a transaction that has no request yet.
    pub fn watch(raw: IdbTransaction, mode: TransactionMode, life: Life) -> Self {
        let end = request::event(|resolve| {
            raw.set_oncomplete(Some(resolve));
            raw.set_onabort(Some(resolve));
        });
        Self {
            raw,
            writes: mode == TransactionMode::ReadWrite,
            life,
            end: Some(end),
        }
    }

    /// One of its stores.
    ///
    /// # Errors
    /// `Damaged` when the database has no such store.
    pub fn store(&self, name: &str) -> Result<ObjectStore, StorageError> {
        self.raw
            .object_store(name)
            .map(ObjectStore::from)
            .map_err(|e| error::of(&e))
    }

    /// The result of a request; all requests made before it are done then as well.
    ///
    /// # Errors
    /// Why this request, or one before it, failed.
    pub async fn result(&mut self, request: &IdbRequest) -> Result<JsValue, StorageError> {
        match request::settled(request).await {
            Ok(value) => Ok(value),
            // It failed because another one did, or because the whole transaction went down.
            Err(exception) if is_abort(&exception) => {
                Err(self.ended().await.err().unwrap_or_else(|| {
                    StorageError::Failed("a request failed, its transaction did not".to_owned())
                }))
            }
            Err(exception) => Err(error::of(&exception)),
        }
    }

    /// Keeps what was written; `last` is the last request that was made.
    ///
    /// # Errors
    /// Why nothing was written. The browser may say "quota exceeded" only here.
    pub async fn commit(mut self, last: &IdbRequest) -> Result<(), StorageError> {
        // Firefox keeps the rest when a request fails after `commit` was called (seen in 153), so
        // that is called only when all of them have succeeded.
        self.result(last).await?;
        // Only hurries the end. It throws when an abort came first, and that is reported below.
        #[expect(
            deprecated,
            reason = "it left the second edition of the standard and came back"
        )]
        self.raw.commit().ok();
        self.ended().await
    }

    async fn ended(&mut self) -> Result<(), StorageError> {
        let Some(end) = self.end.take() else {
            return Ok(());
        };
        let event: Event = end.await.map_err(|e| error::of(&e))?.unchecked_into();
        if event.type_() == "complete" {
            return Ok(());
        }
        match self.raw.error().map(JsValue::from) {
            Some(cause) if !is_abort(&cause) => Err(error::of(&cause)),
            // Nobody here aborts a transaction that is still awaited: the connection was cut.
            _ => {
                self.life.lose();
                Err(self.life.error())
            }
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // Left to itself, the browser would commit what was asked for so far.
        if self.writes && self.end.is_some() {
            self.raw.abort().ok();
        }
    }
}

fn is_abort(exception: &JsValue) -> bool {
    exception
        .dyn_ref::<DomException>()
        .is_some_and(|e| e.name() == "AbortError")
}
