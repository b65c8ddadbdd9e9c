//! What the browser gives the engine: time, chance, a lock, the name of the build.

use engine::ports::Clock;
use js_sys::{Array, Promise, Reflect};
use protocol::ids::ReplicaId;
use protocol::time::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AddEventListenerOptions, DedicatedWorkerGlobalScope, MessageChannel, Performance};

/// The worker that runs this code.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The folder of this worker's files, with the final slash: `/w/<build>/`.
pub fn folder() -> String {
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
pub struct BrowserClock {
    watch: Option<Performance>,
    /// From this worker to itself.
    channel: Option<MessageChannel>,
}

impl Default for BrowserClock {
    fn default() -> Self {
        let channel = MessageChannel::new().ok();
        if let Some(channel) = &channel {
            channel.port1().start();
        }
        Self {
            watch: scope().performance(),
            channel,
        }
    }
}

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        Timestamp((js_sys::Date::now() * 1_000.0) as i64)
    }

    fn micros(&self) -> u64 {
        self.watch
            .as_ref()
            .map_or(0, |watch| (watch.now() * 1_000.0) as u64)
    }

    /// By a message to itself, which waits behind those of the page. Timers would do too, but one takes
    /// 4 ms when they are set often, and a new channel each time takes 8 ms in WebKit.
    async fn pause(&self) {
        let Some(channel) = &self.channel else {
            return;
        };
        let once = AddEventListenerOptions::new();
        once.set_once(true);
        let heard = Promise::new(&mut |resolve, _| {
            let port = channel.port1();
            // Where several wait, one message wakes them all.
            port.add_event_listener_with_callback_and_add_event_listener_options(
                "message", &resolve, &once,
            )
            .ok();
        });
        if channel.port2().post_message(&JsValue::NULL).is_ok() {
            JsFuture::from(heard).await.ok();
        }
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
