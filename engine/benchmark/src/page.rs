//! The page that started this worker: what it hears and what it says.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use protocol::benchmark::Said;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageEvent;
use worker::platform::scope;

/// Says something to the page.
pub fn say(said: &Said) {
    if let Ok(bytes) = said.to_bytes() {
        // Fails only when the page is gone; then nobody waits.
        scope()
            .post_message(&Uint8Array::from(bytes.as_slice()))
            .ok();
    }
}

/// What the page said.
#[derive(Clone, Default)]
pub struct Page {
    stopped: Rc<Cell<bool>>,
    /// Wakes who waits for an echo.
    wake: Rc<RefCell<Option<Function>>>,
}

impl Page {
    /// Listens from now on: an empty message stops the run, any other is an echo.
    pub fn listen() -> Self {
        let page = Self::default();
        let heard = page.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().is_null() {
                heard.stopped.set(true);
            }
            if let Some(wake) = heard.wake.take() {
                wake.call0(&JsValue::UNDEFINED).ok();
            }
        });
        scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        page
    }

    /// Whether the run is to stop.
    pub fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Sends bytes to the page and waits until they come back.
    pub async fn echo(&self, bytes: Vec<u8>) {
        let back = Promise::new(&mut |resolve, _| drop(self.wake.replace(Some(resolve))));
        say(&Said::Echo(bytes));
        JsFuture::from(back).await.ok();
    }
}
