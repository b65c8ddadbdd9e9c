//! Waiting for requests, without idb's futures: their event handlers die with them, and the
//! browser would call the dead handlers of a request that nobody waits for any more. A promise's
//! own functions are JavaScript's and live as long as the request does.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbRequest;

/// A future of whichever event comes first. `listen` is handed the function to call with it.
pub fn event(mut listen: impl FnMut(&Function)) -> JsFuture {
    Promise::new(&mut |resolve, _reject| listen(&resolve)).into()
}

/// The result of a request once it succeeded; `Err` is its exception. Requests of a transaction
/// are carried out in the order they were made, so after the last one all are done.
pub async fn settled(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = event(|resolve| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(resolve));
    });
    done.await?;
    match request.error()? {
        Some(exception) => Err(exception.into()),
        None => request.result(),
    }
}
