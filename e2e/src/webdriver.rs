//! The W3C WebDriver protocol over HTTP, as much of it as the journeys need. Knows no browser and no
//! page of ours.

use crate::wait;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::time::Duration;
use ureq::Agent;

/// Longer than any command may take; a driver that is silent for so long hangs.
const SILENCE: Duration = Duration::from_secs(60);
/// The key under which the protocol passes elements to and from scripts.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What a driver refuses, as it says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The protocol's code, such as `no such element`.
    pub code: String,
    /// The driver's own words.
    pub message: String,
}

/// The address of a driver.
#[derive(Clone, Debug)]
pub struct Driver {
    agent: Agent,
    address: String,
}

impl Driver {
    /// The driver on a port of this machine.
    #[must_use]
    pub fn new(port: u16) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(SILENCE))
            .proxy(None);
        let agent = config.build().new_agent();
        Self {
            agent,
            address: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Whether it takes new sessions.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.get("/status")
            .is_ok_and(|status| status["ready"] == true)
    }

    /// Starts a browser. Also returns what the driver says of it.
    ///
    /// # Errors
    /// When the driver cannot start it.
    pub fn open(&self, capabilities: &Value) -> Result<(Session, Value), Refused> {
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let mut value = self.post("/session", &body)?;
        let id = value["sessionId"].as_str().unwrap_or_default().to_owned();
        Ok((
            Session {
                driver: self.clone(),
                id,
            },
            value["capabilities"].take(),
        ))
    }

    fn get(&self, path: &str) -> Result<Value, Refused> {
        read(self.agent.get(self.address.clone() + path).call())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        let request = self.agent.post(self.address.clone() + path);
        read(
            request
                .content_type("application/json")
                .send(body.to_string()),
        )
    }

    fn delete(&self, path: &str) -> Result<Value, Refused> {
        read(self.agent.delete(self.address.clone() + path).call())
    }
}

type Answer = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

fn read(answer: Answer) -> Result<Value, Refused> {
    let lost = |error: ureq::Error| Refused {
        code: "no answer".to_owned(),
        message: error.to_string(),
    };
    let mut answer = answer.map_err(lost)?;
    let text = answer
        .body_mut()
        .with_config()
        .limit(u64::MAX)
        .read_to_string()
        .map_err(lost)?;
    let mut body: Value = serde_json::from_str(&text).unwrap_or_default();
    let value = body["value"].take();
    match value["error"].as_str() {
        None if answer.status().is_success() => Ok(value),
        code => Err(Refused {
            code: code.unwrap_or("unknown").to_owned(),
            message: value["message"].as_str().unwrap_or(&text).to_owned(),
        }),
    }
}

/// A running browser, and in it the tab that is at the front for the driver.
#[derive(Clone, Debug)]
pub struct Session {
    driver: Driver,
    id: String,
}

/// A tab, as the driver names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(String);

/// Keys that have no letter.
pub mod key {
    /// Tab.
    pub const TAB: char = '\u{e004}';
    /// Enter.
    pub const ENTER: char = '\u{e007}';
    /// Shift, held until the end of the sequence.
    pub const SHIFT: char = '\u{e008}';
    /// Control, held until the end of the sequence.
    pub const CONTROL: char = '\u{e009}';
    /// Escape.
    pub const ESCAPE: char = '\u{e00c}';
    /// Arrow right.
    pub const RIGHT: char = '\u{e014}';
    /// Up.
    pub const UP: char = '\u{e013}';
    /// The end of a line or list.
    pub const END: char = '\u{e010}';
    /// Its start.
    pub const HOME: char = '\u{e011}';
    /// Arrow down.
    pub const DOWN: char = '\u{e015}';
}

impl Session {
    /// Any command with a body, for what this file has no name for.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        self.driver
            .post(&format!("/session/{}{path}", self.id), body)
    }

    /// Any command without a body.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn get(&self, path: &str) -> Result<Value, Refused> {
        self.driver.get(&format!("/session/{}{path}", self.id))
    }

    #[track_caller]
    fn must(&self, path: &str, body: &Value) -> Value {
        must(path, self.post(path, body))
    }

    /// Goes to an address and waits for the page's load event.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.must("/url", &json!({ "url": address }));
    }

    /// Loads the page again, as its own reload button does. The protocol's own command goes past the
    /// service worker in Firefox.
    #[track_caller]
    pub fn reload(&self) {
        self.run("window.isBeforeReload = true; location.reload()", &[]);
        let has_reloaded = "return document.readyState === 'complete' && !window.isBeforeReload";
        wait::until("the page is loaded again", || {
            self.try_run(has_reloaded, &[])
                .is_ok_and(|it| it == true)
                .then_some(())
        });
    }

    /// One page back.
    #[track_caller]
    pub fn back(&self) {
        self.must("/back", &json!({}));
    }

    /// One page forward again.
    #[track_caller]
    pub fn forward(&self) {
        self.must("/forward", &json!({}));
    }

    /// The address of the page.
    #[must_use]
    #[track_caller]
    pub fn address(&self) -> String {
        let address = must("/url", self.get("/url"));
        address.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page and returns what it returns, after waiting for it if it is a promise.
    ///
    /// # Errors
    /// When it throws, or the page goes away meanwhile.
    pub fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        self.post(
            "/execute/sync",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// Runs a script that does not fail.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        must(script, self.try_run(script, arguments))
    }

    /// Scrolls to the first element and clicks it, as a person would: nothing may cover it.
    ///
    /// # Errors
    /// When it is not there or cannot be clicked.
    pub fn try_click(&self, selector: &str) -> Result<(), Refused> {
        let element = self.element(selector)?;
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        self.try_run(scroll, &[json!({ ELEMENT: element })])?;
        self.post(&format!("/element/{element}/click"), &json!({}))
            .map(drop)
    }

    /// Types into the first element.
    ///
    /// # Errors
    /// When it is not there or takes no keys.
    pub fn try_type(&self, selector: &str, text: &str) -> Result<(), Refused> {
        let element = self.element(selector)?;
        self.post(
            &format!("/element/{element}/value"),
            &json!({ "text": text }),
        )
        .map(drop)
    }

    fn element(&self, selector: &str) -> Result<String, Refused> {
        let how = json!({ "using": "css selector", "value": selector });
        let value = self.post("/element", &how)?;
        Ok(value[ELEMENT].as_str().unwrap_or_default().to_owned())
    }

    /// Presses keys one after the other, wherever the focus is. [`key::SHIFT`] and [`key::CONTROL`]
    /// stay down until the end.
    #[track_caller]
    pub fn press(&self, keys: &[char]) {
        let held = |key: &&char| matches!(**key, key::SHIFT | key::CONTROL);
        let stroke = |kind: &str, key: &char| json!({ "type": kind, "value": key.to_string() });
        let mut strokes = Vec::new();
        for key in keys {
            strokes.push(stroke("keyDown", key));
            if !held(&key) {
                strokes.push(stroke("keyUp", key));
            }
        }
        strokes.extend(keys.iter().filter(held).map(|key| stroke("keyUp", key)));
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.must("/actions", &json!({ "actions": [keyboard] }));
    }

    /// The tab in front.
    #[must_use]
    #[track_caller]
    pub fn tab(&self) -> Tab {
        let handle = must("/window", self.get("/window"));
        Tab(handle.as_str().unwrap_or_default().to_owned())
    }

    /// Opens another tab and brings it to the front.
    #[must_use]
    #[track_caller]
    pub fn new_tab(&self) -> Tab {
        let value = self.must("/window/new", &json!({ "type": "tab" }));
        let tab = Tab(value["handle"].as_str().unwrap_or_default().to_owned());
        self.switch_to(&tab);
        tab
    }

    /// Brings a tab to the front.
    #[track_caller]
    pub fn switch_to(&self, tab: &Tab) {
        self.must("/window", &json!({ "handle": tab.0 }));
    }

    /// Makes the window so wide and high, in CSS pixels including its frame.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.must("/window/rect", &json!({ "width": width, "height": height }));
    }

    /// A PNG of what is visible.
    ///
    /// # Errors
    /// When there is no page.
    pub fn screenshot(&self) -> Result<Vec<u8>, Refused> {
        let value = self.get("/screenshot")?;
        let unreadable = |_| Refused {
            code: "unreadable".to_owned(),
            message: String::new(),
        };
        STANDARD
            .decode(value.as_str().unwrap_or_default())
            .map_err(unreadable)
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// When it is gone already.
    pub fn close(&self) -> Result<(), Refused> {
        self.driver
            .delete(&format!("/session/{}", self.id))
            .map(drop)
    }
}

/// A command that a journey cannot go on without.
#[track_caller]
fn must<T>(what: &str, answer: Result<T, Refused>) -> T {
    match answer {
        Ok(value) => value,
        Err(refused) => panic!("{what}: {refused:?}"),
    }
}
