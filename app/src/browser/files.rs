//! Files out of the page, and the clipboard.

use js_sys::Array;
use leptos::prelude::{document, set_timeout, window};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Hands the user a file made of these pieces of text. False when the browser refuses.
pub fn download(name: &str, kind: &str, pieces: &[String]) -> bool {
    try_download(name, kind, pieces).is_ok()
}

fn try_download(name: &str, kind: &str, pieces: &[String]) -> Result<(), JsValue> {
    let parts: Array = pieces
        .iter()
        .map(|piece| JsValue::from_str(piece))
        .collect();
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click; a minute is enough to have begun.
    set_timeout(
        move || drop(Url::revoke_object_url(&address)),
        Duration::from_secs(60),
    );
    Ok(())
}

/// Puts text on the clipboard. False when the browser refuses.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Outside a secure context there is none, whatever the binding's type says.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
