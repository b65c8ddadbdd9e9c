//! The service worker: registered, asked whether the app is stored, and which build it shows. A new
//! build is never shown by itself: the page goes on with its own until the user takes the newer one
//! (`assets/sw.js` has the other half).

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, CacheStorage, Response, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
};

use crate::browser;
use crate::state::{Notice, Session};

/// The caches of builds are named by this and the build.
const BUILD_CACHE: &str = "elex-";
/// Written last, so a cache that has it is complete.
const LIST: &str = "/precache-list";
/// The cache, and the address in it, that names the build to show.
const CHOICE: (&str, &str) = ("shown-build", "/shown-build");

/// Registers the service worker and watches it. Without one the page works, but only online.
pub fn start(session: Session) {
    let Some(container) = container() else {
        return;
    };
    let changed = Closure::<dyn Fn()>::new(move || look(session));
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    spawn_local(async move {
        // Absent in builds without a service worker, and in windows that allow none.
        let Ok(registration) = JsFuture::from(container.register("/sw.js")).await else {
            return;
        };
        watch(session, registration.unchecked_ref());
        look(session);
    });
}

/// Shows the newest build that is stored.
pub fn update_now() {
    spawn_local(async {
        // If it cannot be written down, the reload shows what it showed before, and offers again.
        if let Ok(Some(build)) = newest_build().await {
            choose(&build).await.ok();
        }
        browser::reload();
    });
}

/// Asks the browser to keep what is stored. True when it promised.
pub async fn ask_to_keep() -> bool {
    let Ok(promise) = window().navigator().storage().persist() else {
        return false;
    };
    JsFuture::from(promise)
        .await
        .is_ok_and(|kept| kept.is_truthy())
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    // Without a secure context the property is missing, whatever the binding's type says.
    let has =
        js_sys::Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or(false);
    has.then(|| navigator.service_worker())
}

fn watch(session: Session, registration: &ServiceWorkerRegistration) {
    if let Some(installing) = registration.installing() {
        watch_installing(session, &installing);
    }
    let watched = registration.clone();
    let found = Closure::<dyn Fn()>::new(move || {
        if let Some(installing) = watched.installing() {
            watch_installing(session, &installing);
        }
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}

fn watch_installing(session: Session, worker: &ServiceWorker) {
    let changed = Closure::<dyn Fn()>::new(move || look(session));
    worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// Looks what is stored. Ready offline means: a service worker controls this page, and all of this
/// very build is there. A newer build that is there is offered.
fn look(session: Session) {
    spawn_local(async move {
        let controlled = container().is_some_and(|container| container.controller().is_some());
        let build = session.client.build();
        let ready = controlled && is_stored(&build).await.unwrap_or(false);
        session.offline_ready.set(ready);
        if let Ok(Some(newest)) = newest_build().await
            && controlled
            && newest != build
        {
            session.notify(Notice::UpdateReady);
        }
    });
}

/// The build that was stored last.
async fn newest_build() -> Result<Option<String>, JsValue> {
    let names = JsFuture::from(window().caches()?.keys()).await?;
    let names: js_sys::Array = names.unchecked_into();
    // In the order in which they were made.
    for name in names.iter().rev().filter_map(|name| name.as_string()) {
        if let Some(build) = name.strip_prefix(BUILD_CACHE)
            && is_stored(build).await?
        {
            return Ok(Some(build.to_owned()));
        }
    }
    Ok(None)
}

async fn is_stored(build: &str) -> Result<bool, JsValue> {
    let caches = window().caches()?;
    let name = format!("{BUILD_CACHE}{build}");
    // Opening would make an empty one.
    if !JsFuture::from(caches.has(&name)).await?.is_truthy() {
        return Ok(false);
    }
    let list = open(&caches, &name).await?.match_with_str(LIST);
    Ok(!JsFuture::from(list).await?.is_undefined())
}

async fn choose(build: &str) -> Result<(), JsValue> {
    let (name, address) = CHOICE;
    let choice = Response::new_with_opt_str(Some(build))?;
    let cache = open(&window().caches()?, name).await?;
    JsFuture::from(cache.put_with_str(address, &choice)).await?;
    Ok(())
}

async fn open(caches: &CacheStorage, name: &str) -> Result<Cache, JsValue> {
    Ok(JsFuture::from(caches.open(name)).await?.unchecked_into())
}
