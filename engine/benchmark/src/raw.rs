//! IndexedDB by hand, as somebody would use it who needs nothing else: one store, one index, no
//! checksums, nothing that is derived. What the engine's store is measured beside.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction};
use worker::platform::scope;

use crate::ended::{Ended, Run};

const STORE: &str = "patterns";
const KEY: &str = "id";
const INDEX: &str = "category";

/// An open database.
pub struct Raw(IdbDatabase);

impl Raw {
    /// Opens a database; makes it when it is not there.
    pub async fn open(name: &str) -> Run<Self> {
        let request = factory()?.open_with_u32(name, 1)?;
        let upgrade = Closure::<dyn FnMut(Event)>::new(|event: Event| {
            // What fails here fails the opening.
            event.target().map(|target| make(&target.unchecked_into()));
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = settled(&request).await?;
        Ok(Self(opened.unchecked_into()))
    }

    /// Puts rows in, in one transaction that is on the disk when this returns.
    pub async fn put(&self, rows: &[JsValue]) -> Run {
        let transaction = self.begin("readwrite")?;
        let store = transaction.object_store(STORE)?;
        for row in rows {
            store.put(row)?;
        }
        let ended = JsFuture::from(Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        }));
        ended.await?;
        Ok(())
    }

    /// One row.
    pub async fn get(&self, key: &JsValue) -> Run<JsValue> {
        let store = self.begin("readonly")?.object_store(STORE)?;
        settled(&store.get(key)?).await
    }

    /// The first rows of a category.
    pub async fn among(&self, category: &JsValue, most: u32) -> Run<JsValue> {
        let index = self.begin("readonly")?.object_store(STORE)?.index(INDEX)?;
        settled(&index.get_all_with_key_and_limit(category, most)?).await
    }

    /// All rows.
    pub async fn all(&self) -> Run<Array> {
        let store = self.begin("readonly")?.object_store(STORE)?;
        Ok(settled(&store.get_all()?).await?.unchecked_into())
    }

    /// Lets go of it.
    pub fn close(self) {
        self.0.close();
    }

    /// web-sys does not have the argument for how sure a commit must be among its stable names.
    fn begin(&self, mode: &str) -> Run<IdbTransaction> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.unchecked_into();
        let begun = begin.call3(&self.0, &STORE.into(), &mode.into(), &options)?;
        Ok(begun.unchecked_into())
    }
}

/// A row with its columns.
pub fn row(id: &str, category: &str, body: &[u8]) -> Run<JsValue> {
    let row = Object::new();
    Reflect::set(&row, &KEY.into(), &id.into())?;
    Reflect::set(&row, &INDEX.into(), &category.into())?;
    Reflect::set(&row, &"body".into(), &js_sys::Uint8Array::from(body))?;
    Ok(row.into())
}

/// Deletes a database, whoever made it.
pub async fn delete(name: &str) -> Run {
    let request = factory()?.delete_database(name)?;
    settled(&request).await?;
    Ok(())
}

fn factory() -> Run<IdbFactory> {
    let factory = Reflect::get(&scope(), &"indexedDB".into())?;
    factory
        .dyn_into()
        .map_err(|_| Ended::Failed("this browser has no IndexedDB here".to_owned()))
}

/// Makes store and index; `createObjectStore` by its name, for its options are not among web-sys's types.
fn make(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"keyPath".into(), &KEY.into())?;
    let database = request.result()?;
    let create: Function = Reflect::get(&database, &"createObjectStore".into())?.unchecked_into();
    let store: web_sys::IdbObjectStore = create
        .call2(&database, &STORE.into(), &options)?
        .unchecked_into();
    store.create_index_with_str(INDEX, INDEX)?;
    Ok(())
}

/// The result of a request.
async fn settled(request: &IdbRequest) -> Run<JsValue> {
    let done = Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
        if let Some(opening) = request.dyn_ref::<IdbOpenDbRequest>() {
            opening.set_onblocked(Some(&resolve));
        }
    });
    let event: Event = JsFuture::from(done).await?.unchecked_into();
    if event.type_() == "blocked" {
        return Err(Ended::Failed(
            "another tab is measuring: only one can at a time".to_owned(),
        ));
    }
    if let Some(exception) = request.error()? {
        return Err(Ended::Failed(exception.message()));
    }
    Ok(request.result()?)
}
