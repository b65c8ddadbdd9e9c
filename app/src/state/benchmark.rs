//! The benchmark: a worker of its own that is started for a run and ends with it. What it said is kept
//! until the next run, whichever page is on screen.

use leptos::prelude::*;
use protocol::benchmark::{Report, Said};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::JsValue;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser;

/// How a run goes. A copy is the same one.
#[derive(Clone, Copy, Default)]
pub struct Benchmark {
    /// What is being measured, how many rows are done and of how many; none while nothing runs.
    pub now: RwSignal<Option<(String, u32, u32)>>,
    /// What the last run measured.
    pub report: RwSignal<Option<Report>>,
    /// Why the last run ended before its end.
    pub ended: RwSignal<Option<String>>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// Whether the worker has said anything: before that it hears nothing and has stored nothing.
    runs: StoredValue<bool>,
}

impl Benchmark {
    /// Starts a run, unless one is under way.
    pub fn run(self, is_quick: bool) {
        if self.now.with_untracked(Option::is_some) {
            return;
        }
        self.ended.set(None);
        self.runs.set_value(false);
        self.now.set(Some(("Fetch what measures".to_owned(), 0, 1)));
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let asked = if is_quick { "?quick&patterns=500" } else { "" };
        let build = browser::build_id();
        let address = format!("/w/{build}/benchmark_loader.js{asked}");
        let Ok(worker) = Worker::new_with_options(&address, &options) else {
            return self.end(Some(UNREACHABLE.to_owned()));
        };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
            self.hear(Said::from_bytes(&bytes).ok());
        });
        // It is on no list of what is stored, so without the server it cannot be had.
        let on_error = Closure::<dyn Fn()>::new(move || self.end(Some(UNREACHABLE.to_owned())));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_message.forget();
        on_error.forget();
        self.worker.set_value(Some(worker));
    }

    /// Stops the run: the worker hears it between two measurements and deletes what it stored.
    pub fn stop(self) {
        match self.worker.get_value() {
            Some(worker) if self.runs.get_value() => drop(worker.post_message(&JsValue::NULL)),
            Some(_) => self.end(Some(STOPPED.to_owned())),
            None => {}
        }
    }

    fn hear(self, said: Option<Said>) {
        self.runs.set_value(true);
        match said {
            Some(Said::Progress { done, of, what }) => self.now.set(Some((what, done, of))),
            Some(Said::Echo(bytes)) => {
                let bytes = js_sys::Uint8Array::from(bytes.as_slice());
                if let Some(worker) = self.worker.get_value() {
                    worker.post_message(&bytes).ok();
                }
            }
            Some(Said::Done(report)) => {
                self.report.set(Some(*report));
                self.end(None);
            }
            Some(Said::Stopped) => self.end(Some(STOPPED.to_owned())),
            Some(Said::Failed(why)) => self.end(Some(why)),
            None => self.end(Some(
                "The page is of another build: load it again.".to_owned(),
            )),
        }
    }

    /// A worker that has said its last word has deleted what it stored.
    fn end(self, why: Option<String>) {
        if let Some(worker) = self.worker.get_value() {
            worker.terminate();
        }
        self.worker.set_value(None);
        self.now.set(None);
        self.ended.set(why);
    }
}

const STOPPED: &str = "Stopped. Nothing of this run is kept.";
const UNREACHABLE: &str =
    "What measures comes from the server each time, and the server cannot be reached.";
