//! The calculators' binary (`engine/calculators/wasm`): fetched when something is to be computed first,
//! started once and kept. After a failure it is fetched and started anew the next time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::WebAssembly::{Instance, Memory, instantiate_streaming};
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::{Code, Failure};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::files::{self, reason_of};
use crate::platform::folder;

/// The binary, once somebody asked for it.
#[derive(Clone, Default)]
pub struct Binary(Rc<State>);

#[derive(Default)]
struct State {
    /// The exports of the started binary, or a failure in bytes. One promise for all who ask meanwhile.
    started: RefCell<Option<Promise>>,
    /// Starting it failed before: then the browser's copy of its files is not asked again.
    failed: Cell<bool>,
}

impl Binary {
    /// What the calculators say.
    ///
    /// # Errors
    /// `calculators-missing` when the binary cannot be fetched or started, `catalogue-…` of its tables,
    /// `calculators-crashed` when it stopped.
    pub async fn calculate(&self, task: &Task) -> Result<Said, Failure> {
        let exports = self.start().await?;
        let said = pass(
            &exports,
            "take",
            &postcard::to_allocvec(task).map_err(unread)?,
        );
        match said {
            Ok(bytes) => postcard::from_bytes(&bytes).map_err(unread)?,
            Err(error) => {
                // A trap leaves it in the middle of something.
                self.0.started.take();
                Err(Failure::new(Code::CalculatorsCrashed, reason_of(&error)))
            }
        }
    }

    /// Starts it before anybody asks, when that costs no download.
    pub async fn warm(&self) {
        if files::is_stored(&address()).await {
            // Whoever asks hears of a failure, and tries again.
            self.start().await.ok();
        }
    }

    async fn start(&self) -> Result<JsValue, Failure> {
        let known = self.0.started.borrow().clone();
        let promise = known.unwrap_or_else(|| {
            let again = self.0.failed.get();
            let started = async move { start(again).await.map_err(|failure| bytes_of(&failure)) };
            let promise = future_to_promise(started);
            self.0.started.replace(Some(promise.clone()));
            promise
        });
        JsFuture::from(promise).await.map_err(|error| {
            self.0.started.take();
            self.0.failed.set(true);
            postcard::from_bytes(&Uint8Array::new(&error).to_vec()).unwrap_or_else(unread)
        })
    }
}

/// Fetches binary and tables, both at once, and starts the one with the other.
async fn start(again: bool) -> Result<JsValue, Failure> {
    let tables = future_to_promise(async move {
        let tables = files::part(PartName::Calculators, again).await;
        let tables = tables.map_err(|failure| bytes_of(&failure))?;
        Ok(Uint8Array::from(tables.as_slice()).into())
    });
    let missing = |error: JsValue| Failure::new(Code::CalculatorsMissing, reason_of(&error));
    let exports = instance(again).await.map_err(missing)?;
    let bytes = |value: &JsValue| Uint8Array::new(value).to_vec();
    let tables = match JsFuture::from(tables).await {
        Ok(tables) => bytes(&tables),
        Err(error) => return Err(postcard::from_bytes(&bytes(&error)).unwrap_or_else(unread)),
    };
    let opened = pass(&exports, "open", &tables).map_err(missing)?;
    if opened.is_empty() {
        Ok(exports)
    } else {
        Err(postcard::from_bytes(&opened).unwrap_or_else(unread))
    }
}

/// The exports of a new instance.
async fn instance(again: bool) -> Result<JsValue, JsValue> {
    let answer = files::fetch(&address(), again).await?;
    let started = instantiate_streaming(&answer, &Object::new());
    let started = JsFuture::from(started).await?;
    let instance: Instance = Reflect::get(&started, &"instance".into())?.dyn_into()?;
    Ok(instance.exports().into())
}

/// Puts bytes into the binary's room, calls one of its functions, and reads what it left there.
fn pass(exports: &JsValue, function: &str, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let export = |name: &str| Reflect::get(exports, &name.into());
    let call = |name: &str, arguments: &[JsValue]| {
        let function: Function = export(name)?.dyn_into()?;
        let result = function.apply(&JsValue::UNDEFINED, &arguments.iter().collect())?;
        Ok::<u32, JsValue>(result.as_f64().unwrap_or_default() as u32)
    };
    let memory: Memory = export("memory")?.dyn_into()?;
    // The buffer is another one when the memory has grown.
    let view = |length: u32| {
        let at = call("room", &[length.into()])?;
        let buffer = memory.buffer();
        Ok::<_, JsValue>(Uint8Array::new_with_byte_offset_and_length(
            &buffer, at, length,
        ))
    };
    view(bytes.len() as u32)?.copy_from(bytes);
    Ok(view(call(function, &[])?)?.to_vec())
}

fn address() -> String {
    format!("{}calculators_bg.wasm", folder())
}

fn bytes_of(failure: &Failure) -> JsValue {
    let bytes = postcard::to_allocvec(failure).unwrap_or_default();
    Uint8Array::from(bytes.as_slice()).into()
}

/// Bytes of another build, or none at all.
fn unread(error: postcard::Error) -> Failure {
    Failure::new(Code::CalculatorsCrashed, error.to_string())
}
