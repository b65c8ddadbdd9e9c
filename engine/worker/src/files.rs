//! The files that the engine reads: the catalogue's parts and the embedding table; and the calculators'
//! binary, which lies in this worker's folder. The lists in that folder name the others, `catalogue.json` and `embedding.json`; `cargo xtask stage` writes both.
//!
//! The parts come with the build, and the service worker has them before the app is ready offline.
//! The table is large and not everybody needs it: it is fetched at first need and then kept here.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use engine::ports::{Calculators, CatalogueSource, EmbeddingSource};
use js_sys::{Array, JSON, Promise, Reflect, Uint8Array};
use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::{Code, Failure};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, CacheStorage, ReadableStreamDefaultReader, RequestCache, RequestInit, Response,
};

use crate::calculators::Binary;
use crate::platform::{folder, scope};

/// The cache for files that are fetched at need. It belongs to no build, since such a file is named by
/// its content; the service worker (`app/assets/sw.js`) throws out what no stored build names.
const KEPT: &str = "files-at-need";
/// How long the network may be silent.
const PATIENCE_MS: i32 = 30_000;

/// Files beside the app.
#[derive(Default)]
pub struct FetchedFiles {
    /// Parts asked for so far: asked for again means that the first bytes were of no use.
    parts_asked: RefCell<Vec<PartName>>,
    /// The same of the table.
    table_asked: Cell<bool>,
    /// The calculators.
    pub calculators: Binary,
}

impl CatalogueSource for FetchedFiles {
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure> {
        let again = self.parts_asked.borrow().contains(&name);
        self.parts_asked.borrow_mut().push(name);
        part(name, again).await
    }
}

impl Calculators for FetchedFiles {
    async fn calculate(&self, task: &Task) -> Result<Said, Failure> {
        self.calculators.calculate(task).await
    }
}

impl EmbeddingSource for FetchedFiles {
    async fn table(
        &self,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Cow<'static, [u8]>, Failure> {
        let again = self.table_asked.replace(true);
        let fetched = fetch_table(again, progress).await;
        fetched
            .map(Cow::Owned)
            .map_err(|error| Failure::new(Code::EmbeddingMissing, reason_of(&error)))
    }
}

/// A part of the catalogue; `again` when the browser's copy was of no use.
pub(crate) async fn part(name: PartName, again: bool) -> Result<Vec<u8>, Failure> {
    fetch_part(name, again).await.map_err(|error| {
        let reason = reason_of(&error);
        Failure::new(Code::CatalogueMissing, format!("{}: {reason}", name.name()))
    })
}

async fn fetch_part(name: PartName, again: bool) -> Result<Vec<u8>, JsValue> {
    let list = list("catalogue.json", again).await?;
    let parts: Array = Reflect::get(&list, &"parts".into())?.dyn_into()?;
    let url = parts
        .iter()
        .find(|part| text_of(part, "name").as_deref() == Some(name.name()))
        .and_then(|part| text_of(&part, "url"))
        .ok_or_else(|| JsValue::from_str("not listed in catalogue.json"))?;
    let answer = fetch(&url, again).await?;
    let bytes = JsFuture::from(answer.array_buffer()?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Whether an earlier visit fetched the table, so that having it costs no download.
pub async fn table_is_kept() -> bool {
    async fn look() -> Result<bool, JsValue> {
        let list = list("embedding.json", false).await?;
        let url = text_of(&list, "url").unwrap_or_default();
        let found = JsFuture::from(kept_files().await?.match_with_str(&url)).await?;
        Ok(!found.is_undefined())
    }
    look().await.unwrap_or_default()
}

async fn fetch_table(again: bool, progress: &dyn Fn(u64, Option<u64>)) -> Result<Vec<u8>, JsValue> {
    let list = list("embedding.json", again).await?;
    let (Some(url), Some(hash)) = (text_of(&list, "url"), text_of(&list, "hash")) else {
        return Err(JsValue::from_str("not listed in embedding.json"));
    };
    let total = Reflect::get(&list, &"bytes".into())?.as_f64();
    let total = total.map(|bytes| bytes as u64);
    // Absent where the browser keeps nothing, as in some private windows.
    let cache = kept_files().await.ok();
    let is_whole = |bytes: &[u8]| blake3::hash(bytes).to_hex().starts_with(&hash);
    if let Some(cache) = &cache
        && let Some(kept) = kept(cache, &url).await
    {
        if is_whole(&kept) {
            return Ok(kept);
        }
        // Or the service worker would answer with it.
        JsFuture::from(cache.delete_with_str(&url)).await.ok();
    }
    let bytes = read(&fetch(&url, again).await?, total, progress).await?;
    // What is not whole is for the engine to refuse. On a device that is full the table is used all
    // the same, and fetched again next time.
    if let Some(cache) = cache.filter(|_| is_whole(&bytes)) {
        let copy = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes.as_slice())))?;
        JsFuture::from(cache.put_with_str(&url, &copy)).await.ok();
    }
    Ok(bytes)
}

/// Whether the service worker stored the file of an address, so that having it costs no download.
pub(crate) async fn is_stored(url: &str) -> bool {
    async fn look(url: &str) -> Result<bool, JsValue> {
        let found = JsFuture::from(caches()?.match_with_str(url)).await?;
        Ok(!found.is_undefined())
    }
    look(url).await.unwrap_or_default()
}

async fn kept_files() -> Result<Cache, JsValue> {
    JsFuture::from(caches()?.open(KEPT)).await?.dyn_into()
}

/// Missing in insecure contexts, whatever the binding's type says.
fn caches() -> Result<CacheStorage, JsValue> {
    Reflect::get(&scope(), &"caches".into())?.dyn_into()
}

async fn kept(cache: &Cache, url: &str) -> Option<Vec<u8>> {
    let found = JsFuture::from(cache.match_with_str(url)).await.ok()?;
    let found: Response = found.dyn_into().ok()?;
    let bytes = JsFuture::from(found.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// The bytes of an answer as they come in. How many there will be is in no header when they come
/// compressed.
async fn read(
    answer: &Response,
    total: Option<u64>,
    progress: &dyn Fn(u64, Option<u64>),
) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::with_capacity(total.map_or(0, |total| total as usize));
    let Some(body) = answer.body() else {
        return Ok(bytes);
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    loop {
        let piece = in_time(&reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.dyn_into()?;
        bytes.extend(piece.to_vec());
        progress(bytes.len() as u64, total);
    }
}

/// What a list in this worker's folder says.
async fn list(name: &str, again: bool) -> Result<JsValue, JsValue> {
    let answer = fetch(&format!("{}{name}", folder()), again).await?;
    let text = JsFuture::from(answer.text()?).await?;
    JSON::parse(&text.as_string().unwrap_or_default())
}

pub(crate) async fn fetch(url: &str, again: bool) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    if again {
        init.set_cache(RequestCache::Reload);
    }
    let answer = in_time(&scope().fetch_with_str_and_init(url, &init)).await?;
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

/// What the network promised, or an error when nothing comes: a link at its edge stays open and silent,
/// and then somebody would wait for ever.
async fn in_time(promise: &Promise) -> Result<JsValue, JsValue> {
    let mut timer = None;
    let late = Promise::new(&mut |_, reject| {
        let set = scope().set_timeout_with_callback_and_timeout_and_arguments_1(
            &reject,
            PATIENCE_MS,
            &"nothing comes from the server".into(),
        );
        timer = set.ok();
    });
    let first = JsFuture::from(Promise::race(&Array::of2(promise, &late))).await;
    if let Some(timer) = timer {
        scope().clear_timeout_with_handle(timer);
    }
    first
}

fn text_of(object: &JsValue, key: &str) -> Option<String> {
    Reflect::get(object, &key.into()).ok()?.as_string()
}

/// The words of an error.
pub(crate) fn reason_of(error: &JsValue) -> String {
    let message = || text_of(error, "message");
    error.as_string().or_else(message).unwrap_or_default()
}
