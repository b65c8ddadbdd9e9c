//! The service worker: registered, asked whether the app is stored, told when to update. It never
//! updates by itself, and the page reloads only when the user asked for it.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

use crate::browser;
use crate::state::{Notice, Session};

thread_local! {
    /// Whether the user asked for the update, so that the new worker's arrival reloads the page.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Registers the service worker and watches it. Without one the page works, but only online.
pub fn start(session: Session) {
    let Some(container) = container() else {
        return;
    };
    let controlled = container.controller().is_some();
    let changed = Closure::<dyn Fn()>::new(move || {
        if ASKED.get() {
            browser::reload();
        } else if controlled {
            // Another tab took the update; this one goes on with its own build until it is reloaded.
            session.notify(Notice::UpdateReady);
        }
        check_offline(session);
    });
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    spawn_local(async move {
        // Absent in builds without a service worker, and in windows that allow none.
        let Ok(registration) = JsFuture::from(container.register("/sw.js")).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        watch(session, &registration);
        check_offline(session);
    });
}

/// Lets the waiting worker take over; the page reloads when it has.
pub fn update_now() {
    ASKED.set(true);
    spawn_local(async {
        let Some(container) = container() else {
            return;
        };
        let Ok(registration) = JsFuture::from(container.get_registration()).await else {
            return;
        };
        match registration
            .dyn_into::<ServiceWorkerRegistration>()
            .ok()
            .and_then(|it| it.waiting())
        {
            Some(waiting) => {
                let message = js_sys::Object::new();
                js_sys::Reflect::set(&message, &"type".into(), &"skip-waiting".into()).ok();
                waiting.post_message(&message).ok();
            }
            // It took over already, asked by another tab.
            None => browser::reload(),
        }
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
    let offer = move || session.notify(Notice::UpdateReady);
    let in_charge = container().is_some_and(|container| container.controller().is_some());
    if registration.waiting().is_some() && in_charge {
        offer();
    }
    let watched = registration.clone();
    let found = Closure::<dyn Fn()>::new(move || {
        if let Some(installing) = watched.installing() {
            watch_installing(session, &installing);
        }
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
    if let Some(installing) = registration.installing() {
        watch_installing(session, &installing);
    }
}

fn watch_installing(session: Session, worker: &ServiceWorker) {
    let watched = worker.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        let replaces = container().is_some_and(|container| container.controller().is_some());
        match watched.state() {
            ServiceWorkerState::Installed if replaces => session.notify(Notice::UpdateReady),
            ServiceWorkerState::Activated => check_offline(session),
            _ => {}
        }
    });
    worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// Ready offline means: a service worker controls this page, and the cache of this very build is
/// complete (it writes its own list last).
fn check_offline(session: Session) {
    spawn_local(async move {
        let controlled = container().is_some_and(|container| container.controller().is_some());
        let ready = controlled && is_stored(&session.client.build()).await.unwrap_or(false);
        session.offline_ready.set(ready);
    });
}

async fn is_stored(build: &str) -> Result<bool, JsValue> {
    let name = format!("elex-{build}");
    let caches = window().caches()?;
    // Opening would make an empty one.
    if !JsFuture::from(caches.has(&name)).await?.is_truthy() {
        return Ok(false);
    }
    let cache: Cache = JsFuture::from(caches.open(&name)).await?.unchecked_into();
    Ok(!JsFuture::from(cache.match_with_str("/precache-list"))
        .await?
        .is_undefined())
}
