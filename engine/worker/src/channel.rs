//! Messages to and from the page and the other tabs.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use protocol::failure::{Code, Failure};
use protocol::ids::RequestId;
use protocol::memory::MemoryReply;
use protocol::message::{Body, Call, Envelope, Event, Reply};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{BroadcastChannel, DedicatedWorkerGlobalScope, MessageEvent};

const CHANNEL: &str = "elex-changed";

/// The page that started this worker.
#[derive(Clone)]
pub struct Page(DedicatedWorkerGlobalScope);

impl Page {
    /// The page of the worker that runs this code.
    pub fn here() -> Self {
        Self(js_sys::global().unchecked_into())
    }

    /// Sends an envelope; its bytes are handed over, not copied.
    pub fn post(&self, envelope: &Envelope) {
        let Ok(bytes) = envelope.to_bytes() else {
            return; // our own types always encode
        };
        let buffer = Uint8Array::from(bytes.as_slice()).buffer();
        // Posting a fresh buffer fails only when the page is gone; then nobody waits.
        self.0
            .post_message_with_transfer(&buffer, &Array::of1(&buffer))
            .ok();
    }

    /// Begins to listen; what arrives before [`Ear::hear`] is kept.
    pub fn listen(&self) -> Ear {
        let ear = Ear(Rc::new(RefCell::new(Heard::Kept(Vec::new()))));
        let (page, heard) = (self.clone(), ear.0.clone());
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = Uint8Array::new(&event.data()).to_vec();
            let envelope = match Envelope::<Call>::from_bytes(&bytes) {
                Ok(envelope) => envelope,
                Err(error) => {
                    let failure = Failure::new(Code::MessageUnreadable, error.to_string());
                    page.post(&Envelope::new(RequestId::default(), Body::Failed(failure)));
                    return;
                }
            };
            match &mut *heard.borrow_mut() {
                Heard::Kept(kept) => kept.push(envelope),
                Heard::By(take) => take(envelope),
            }
        });
        self.0
            .set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // Listens as long as the worker lives.
        on_message.forget();
        ear
    }
}

/// What becomes of the page's messages.
enum Heard {
    Kept(Vec<Envelope<Call>>),
    By(Box<dyn Fn(Envelope<Call>)>),
}

/// Messages of the page that wait for somebody to take them.
pub struct Ear(Rc<RefCell<Heard>>);

impl Ear {
    /// Hands every envelope of the page to `take`, those kept so far first.
    pub fn hear(self, take: impl Fn(Envelope<Call>) + 'static) {
        let kept = self.0.replace(Heard::By(Box::new(take)));
        if let (Heard::Kept(kept), Heard::By(take)) = (kept, &*self.0.borrow()) {
            kept.into_iter().for_each(take);
        }
    }
}

/// The other tabs of this origin. Without broadcasts (very old browsers) each tab is on its own
/// until it is reloaded.
#[derive(Clone)]
pub struct Tabs(Option<Rc<BroadcastChannel>>);

impl Tabs {
    /// Joins the channel.
    pub fn open() -> Self {
        Self(BroadcastChannel::new(CHANNEL).ok().map(Rc::new))
    }

    /// Says that something was committed; what it was is read from the store.
    pub fn tell(&self) {
        if let Some(channel) = &self.0 {
            channel.post_message(&JsValue::NULL).ok();
        }
    }

    /// Calls `look` whenever another tab committed something.
    pub fn listen(&self, look: impl Fn() + 'static) {
        let Some(channel) = &self.0 else {
            return;
        };
        let on_message = Closure::<dyn Fn()>::new(look);
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
    }
}

/// Whether a message to the page means that shared rows were committed.
pub fn interests_others(body: &Body) -> bool {
    matches!(
        body,
        Body::Event(Event::Saved)
            | Body::Reply(Reply::Feedback(_) | Reply::DeleteAll)
            | Body::Reply(Reply::Memory(
                MemoryReply::Store(_)
                    | MemoryReply::Edit(_)
                    | MemoryReply::Forget(_)
                    | MemoryReply::AddOutcome(_)
                    | MemoryReply::WithdrawOutcome(_)
                    | MemoryReply::Merge(_)
                    | MemoryReply::Unmerge(_)
                    | MemoryReply::Contradict
                    | MemoryReply::Import(_)
            ))
    )
}
