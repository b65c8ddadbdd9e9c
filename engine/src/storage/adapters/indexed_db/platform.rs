//! What the browser says of its storage as a whole: `navigator.storage`, the same in a page and
//! in a worker. Old browsers and insecure pages have none, so every answer is optional.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the browser promised not to evict our data.
pub async fn persisted() -> Option<bool> {
    ask("persisted").await?.as_bool()
}

/// Bytes in use and bytes allowed, of everything that this origin stores.
pub async fn estimate() -> (Option<u64>, Option<u64>) {
    let answer = ask("estimate").await.unwrap_or_default();
    let bytes = |name: &str| Some(Reflect::get(&answer, &name.into()).ok()?.as_f64()? as u64);
    (bytes("usage"), bytes("quota"))
}

async fn ask(method: &str) -> Option<JsValue> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let manager = get(&get(&js_sys::global(), "navigator")?, "storage")?;
    let method: Function = get(&manager, method)?.dyn_into().ok()?;
    let promise: Promise = method.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
