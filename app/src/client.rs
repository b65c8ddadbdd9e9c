//! The one door to the engine: starts its worker, sends requests, sorts what comes back.
//!
//! Only this file posts messages. It draws nothing and knows no page. What is asked before the
//! worker is ready waits here, because a worker drops messages that arrive before its program runs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;
use leptos::prelude::*;
use protocol::failure::{Code, Failure};
use protocol::ids::RequestId;
use protocol::message::{Body, Call, Envelope, Event, Part, Reply, Request};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser;

/// How often a worker that stopped is started again before the page gives up.
const RESTARTS: u32 = 1;

/// What subscribers hear.
pub enum Heard<'a> {
    /// The engine said this; the id is the request's, or 0.
    Event(RequestId, &'a Event),
    /// The worker stopped; what was asked has failed. True when it was started again.
    Stopped {
        /// Whether a new worker runs.
        restarted: bool,
    },
    /// The worker is of another build than this page.
    OtherBuild,
}

/// The answer to one request, on its way.
pub struct Asking {
    /// The request's id: events name it, cancelling takes it.
    pub id: RequestId,
    reply: oneshot::Receiver<Result<Reply, Failure>>,
}

impl Asking {
    /// Waits for the reply.
    ///
    /// # Errors
    /// What the engine said, or that it stopped.
    pub async fn reply(self) -> Result<Reply, Failure> {
        self.reply
            .await
            .unwrap_or_else(|_| Err(Failure::new(Code::EngineCrashed, "")))
    }
}

/// Sends requests to the engine. One for the whole page; copies are the same client.
#[derive(Clone, Copy)]
pub struct EngineClient(StoredValue<Rc<Inner>, LocalStorage>);

struct Waiting {
    id: RequestId,
    reply: oneshot::Sender<Result<Reply, Failure>>,
    on_part: Option<Box<dyn FnMut(Part)>>,
}

type Subscriber = Box<dyn Fn(&Heard<'_>)>;

struct Inner {
    build: String,
    worker: RefCell<Option<Worker>>,
    ready: Cell<bool>,
    restarts: Cell<u32>,
    last_id: Cell<u32>,
    // A handful at a time: searching a list is as fast as anything.
    waiting: RefCell<Vec<Waiting>>,
    before_ready: RefCell<Vec<Envelope<Call>>>,
    subscribers: RefCell<Vec<Subscriber>>,
}

impl EngineClient {
    /// Starts the worker of this page's build.
    #[must_use]
    pub fn start() -> Self {
        let inner = Rc::new(Inner {
            build: browser::build_id(),
            worker: RefCell::default(),
            ready: Cell::new(false),
            restarts: Cell::new(0),
            last_id: Cell::new(0),
            waiting: RefCell::default(),
            before_ready: RefCell::default(),
            subscribers: RefCell::default(),
        });
        inner.start_worker();
        Self(StoredValue::new_local(inner))
    }

    /// The build that page and worker must share.
    #[must_use]
    pub fn build(self) -> String {
        self.inner().build.clone()
    }

    /// Hears everything that is said without being asked, for as long as the page lives.
    pub fn subscribe(self, subscriber: impl Fn(&Heard<'_>) + 'static) {
        self.inner()
            .subscribers
            .borrow_mut()
            .push(Box::new(subscriber));
    }

    /// Sends a request and waits for its reply.
    ///
    /// # Errors
    /// What the engine said, or that it stopped.
    pub async fn ask(self, request: Request) -> Result<Reply, Failure> {
        self.send(request).reply().await
    }

    /// Sends a request; the reply is awaited apart.
    pub fn send(self, request: Request) -> Asking {
        self.inner().send(request, None)
    }

    /// Sends a request whose reply comes in parts, in order, before the reply itself.
    pub fn send_in_parts(self, request: Request, on_part: impl FnMut(Part) + 'static) -> Asking {
        self.inner().send(request, Some(Box::new(on_part)))
    }

    /// Takes a request back: it fails as cancelled at once.
    pub fn cancel(self, id: RequestId) {
        let inner = self.inner();
        inner
            .before_ready
            .borrow_mut()
            .retain(|envelope| envelope.id != id);
        if inner.ready.get() {
            inner.post(&Envelope::new(id, Call::Cancel));
        }
        inner.finish(id, Err(Failure::new(Code::Cancelled, "")));
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }
}

impl Inner {
    fn start_worker(self: &Rc<Self>) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = format!("/w/{}/worker_loader.js", self.build);
        let Ok(worker) = Worker::new_with_options(&address, &options) else {
            self.stopped();
            return;
        };
        // Weak would do for dropping, but client and worker live as long as the page.
        let client = Rc::clone(self);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
            match Envelope::from_bytes(&bytes) {
                Ok(envelope) => client.take(envelope),
                Err(_) => client.tell(&Heard::OtherBuild),
            }
        });
        let client = Rc::clone(self);
        let this_worker = worker.clone();
        let on_error = Closure::<dyn FnMut()>::new(move || {
            // A late error of a worker that was already replaced says nothing new.
            if client.worker.borrow().as_ref() == Some(&this_worker) {
                client.stopped();
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_message.forget();
        on_error.forget();
        *self.worker.borrow_mut() = Some(worker);
    }

    fn send(&self, request: Request, on_part: Option<Box<dyn FnMut(Part)>>) -> Asking {
        let id = RequestId(self.last_id.get() + 1);
        self.last_id.set(id.0);
        let (sender, reply) = oneshot::channel();
        let envelope = Envelope::new(id, Call::Request(request));
        if self.worker.borrow().is_none() {
            // The sender is dropped, and the reply is that the engine stopped.
            return Asking { id, reply };
        }
        self.waiting.borrow_mut().push(Waiting {
            id,
            reply: sender,
            on_part,
        });
        if self.ready.get() {
            self.post(&envelope);
        } else {
            self.before_ready.borrow_mut().push(envelope);
        }
        Asking { id, reply }
    }

    fn post(&self, envelope: &Envelope<Call>) {
        let Ok(bytes) = envelope.to_bytes() else {
            self.finish(envelope.id, Err(Failure::new(Code::MessageUnreadable, "")));
            return;
        };
        let array = js_sys::Uint8Array::from(bytes.as_slice());
        let transferred = js_sys::Array::of1(&array.buffer());
        if let Some(worker) = self.worker.borrow().as_ref()
            && let Err(error) = worker.post_message_with_transfer(&array, &transferred)
        {
            self.finish(
                envelope.id,
                Err(Failure::new(Code::MessageUnreadable, text_of(&error))),
            );
        }
    }

    fn take(self: &Rc<Self>, envelope: Envelope) {
        let id = envelope.id;
        match envelope.body {
            Body::Reply(reply) => self.finish(id, Ok(reply)),
            Body::Failed(failure) if failure.code == Code::EngineCrashed => self.stopped(),
            Body::Failed(failure) => self.finish(id, Err(failure)),
            Body::Part(_, part) => {
                // Taken out meanwhile, so that whoever takes the part may send requests.
                let on_part = self
                    .with_waiting(id, |waiting| waiting.on_part.take())
                    .flatten();
                if let Some(mut on_part) = on_part {
                    on_part(part);
                    self.with_waiting(id, |waiting| waiting.on_part = Some(on_part));
                }
            }
            Body::Event(event) => {
                if let Event::Ready(ready) = &event {
                    if ready.build != self.build {
                        self.tell(&Heard::OtherBuild);
                    }
                    self.ready.set(true);
                    for envelope in self.before_ready.take() {
                        self.post(&envelope);
                    }
                }
                self.tell(&Heard::Event(id, &event));
            }
        }
    }

    /// The worker is gone: everything asked has failed, and once a new one is started.
    fn stopped(self: &Rc<Self>) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.ready.set(false);
        self.before_ready.take();
        for waiting in self.waiting.take() {
            let failure = Failure::new(Code::EngineCrashed, "");
            waiting.reply.send(Err(failure)).ok();
        }
        let restarted = self.restarts.get() < RESTARTS;
        if restarted {
            self.restarts.set(self.restarts.get() + 1);
            self.start_worker();
        }
        self.tell(&Heard::Stopped { restarted });
    }

    fn finish(&self, id: RequestId, reply: Result<Reply, Failure>) {
        let mut all = self.waiting.borrow_mut();
        if let Some(place) = all.iter().position(|waiting| waiting.id == id) {
            let waiting = all.swap_remove(place);
            drop(all);
            // Nobody waits any more when the page that asked has gone.
            waiting.reply.send(reply).ok();
        }
    }

    fn with_waiting<T>(&self, id: RequestId, run: impl FnOnce(&mut Waiting) -> T) -> Option<T> {
        self.waiting
            .borrow_mut()
            .iter_mut()
            .find(|waiting| waiting.id == id)
            .map(run)
    }

    fn tell(&self, heard: &Heard<'_>) {
        for subscriber in self.subscribers.borrow().iter() {
            subscriber(heard);
        }
    }
}

/// Takes the value out of the reply that belongs to a request.
#[macro_export]
macro_rules! reply_of {
    ($reply:expr, $variant:path) => {
        match $reply {
            Ok($variant(value)) => Ok(value),
            Ok(_) => Err($crate::client::other_reply()),
            Err(failure) => Err(failure),
        }
    };
}

/// What to say of a reply that belongs to another request.
#[must_use]
pub fn other_reply() -> Failure {
    Failure::new(Code::MessageUnreadable, "the reply of another request")
}

fn text_of(error: &JsValue) -> String {
    js_sys::Error::from(error.clone()).message().into()
}
