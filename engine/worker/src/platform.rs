//! What the browser gives the engine: time, the catalogue's files, the name of the build.

use std::cell::RefCell;

use engine::ports::{CatalogueSource, Clock};
use js_sys::{Array, JSON, Promise, Reflect, Uint8Array};
use protocol::catalogue::packed::PartName;
use protocol::failure::{Code, Failure};
use protocol::ids::ReplicaId;
use protocol::time::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Performance, RequestCache, RequestInit, Response};

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The folder of this worker's files, with the final slash: `/w/<build>/`.
fn folder() -> String {
    let path = scope().location().pathname();
    path.rfind('/')
        .map_or_else(|| "/".to_owned(), |slash| path[..=slash].to_owned())
}

/// The build of this worker: the name of its folder.
pub fn build() -> String {
    folder()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The browser's clocks.
pub struct BrowserClock(Option<Performance>);

impl Default for BrowserClock {
    fn default() -> Self {
        Self(scope().performance())
    }
}

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        Timestamp((js_sys::Date::now() * 1_000.0) as i64)
    }

    fn micros(&self) -> u64 {
        self.0
            .as_ref()
            .map_or(0, |watch| (watch.now() * 1_000.0) as u64)
    }
}

/// A new random id, for the case that this opening makes the store.
pub fn fresh_replica() -> ReplicaId {
    let mut bytes = [0; 16];
    let filled = scope()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // Every browser with wasm has the generator; without it the clocks must do.
        let now = js_sys::Date::now().to_bits().to_be_bytes();
        let watch = js_sys::Math::random().to_bits().to_be_bytes();
        bytes[..8].copy_from_slice(&now);
        bytes[8..].copy_from_slice(&watch);
    }
    ReplicaId::from_bytes(bytes)
}

/// The catalogue as files beside the app. `catalogue.json` in the worker's folder names them.
#[derive(Default)]
pub struct FetchedCatalogue {
    /// Parts asked for so far: asked for again means that the first bytes were of no use.
    asked: RefCell<Vec<PartName>>,
}

impl CatalogueSource for FetchedCatalogue {
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure> {
        let again = self.asked.borrow().contains(&name);
        self.asked.borrow_mut().push(name);
        fetch_part(name, again).await.map_err(|error| {
            let reason = error
                .as_string()
                .or_else(|| message_of(&error))
                .unwrap_or_default();
            Failure::new(Code::CatalogueMissing, format!("{}: {reason}", name.name()))
        })
    }
}

async fn fetch_part(name: PartName, again: bool) -> Result<Vec<u8>, JsValue> {
    let manifest = fetch(&format!("{}catalogue.json", folder()), again).await?;
    let manifest = JSON::parse(
        &JsFuture::from(manifest.text()?)
            .await?
            .as_string()
            .unwrap_or_default(),
    )?;
    let parts: Array = Reflect::get(&manifest, &"parts".into())?.dyn_into()?;
    let url = parts
        .iter()
        .find(|part| text_of(part, "name").as_deref() == Some(name.name()))
        .and_then(|part| text_of(&part, "url"))
        .ok_or_else(|| JsValue::from_str("not listed in catalogue.json"))?;
    let answer = fetch(&url, again).await?;
    let bytes = JsFuture::from(answer.array_buffer()?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

async fn fetch(url: &str, again: bool) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    if again {
        init.set_cache(RequestCache::Reload);
    }
    let answer = JsFuture::from(scope().fetch_with_str_and_init(url, &init)).await?;
    let answer: Response = answer.dyn_into()?;
    if answer.ok() {
        Ok(answer)
    } else {
        Err(JsValue::from_str(&format!(
            "{url} answered {}",
            answer.status()
        )))
    }
}

fn text_of(object: &JsValue, key: &str) -> Option<String> {
    Reflect::get(object, &key.into()).ok()?.as_string()
}

fn message_of(error: &JsValue) -> Option<String> {
    text_of(error, "message")
}

/// Held while a tab opens the store; released when dropped.
pub struct UpgradeLock {
    release: Option<js_sys::Function>,
}

impl Drop for UpgradeLock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            release.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

/// Waits until no other tab opens the store. Where there are no Web Locks, or the browser refuses
/// them as it refuses storage, there is no lock to wait for, and IndexedDB's own order of upgrades
/// has to do.
pub async fn upgrade_lock() -> UpgradeLock {
    let mut release = None;
    // The lock lasts as long as this promise is pending: until `release` is called.
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let mut grant = None;
    let granted = Promise::new(&mut |resolve, _| grant = Some(resolve));
    let on_grant = Closure::once_into_js(move || {
        if let Some(grant) = grant {
            grant.call0(&JsValue::UNDEFINED).ok();
        }
        held
    });
    if let Ok(request) = request_lock("elex-open", &on_grant) {
        // The request settles first only when it is refused.
        let first = Promise::race(&Array::of2(&granted, &request));
        JsFuture::from(first).await.ok();
    }
    UpgradeLock { release }
}

/// `navigator.locks.request(name, onGrant)`, which web-sys does not have among its stable names.
fn request_lock(name: &str, on_grant: &JsValue) -> Result<Promise, JsValue> {
    let locks = Reflect::get(&scope().navigator(), &"locks".into())?;
    let request: js_sys::Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    request.call2(&locks, &name.into(), on_grant)?.dyn_into()
}
