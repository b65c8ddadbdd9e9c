//! Runs JavaScript in the test's worker, with the functions of `raw.js`.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs the body of an async function and returns what it returns.
pub async fn js(body: &str) -> JsValue {
    let code = format!("(async () => {{ {}\n{body} }})", include_str!("raw.js"));
    let function: Function = js_sys::eval(&code).unwrap().unchecked_into();
    let promise: Promise = function.call0(&JsValue::NULL).unwrap().unchecked_into();
    match JsFuture::from(promise).await {
        Ok(value) => value,
        Err(error) => panic!("{body}: {error:?}"),
    }
}

/// Deletes a database.
pub async fn delete(name: &str) {
    js(&format!("await remove('{name}')")).await;
}
