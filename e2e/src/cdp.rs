//! What only Chromium can be asked for, through its driver's door to the DevTools protocol: faults
//! that no user can cause by clicking, and the browser's own log.

use crate::browser::Browser;
use serde_json::{Value, json};

/// Chromium's DevTools, for the tab in front.
#[derive(Clone, Copy, Debug)]
pub struct Cdp<'a>(&'a Browser);

impl<'a> Cdp<'a> {
    /// The DevTools of a Chromium.
    #[must_use]
    pub const fn of(browser: &'a Browser) -> Self {
        Self(browser)
    }

    /// Any command.
    ///
    /// # Panics
    /// When Chromium refuses it.
    #[track_caller]
    pub fn send(self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        match self.0.post("/goog/cdp/execute", &body) {
            Ok(value) => value,
            Err(refused) => panic!("{command}: {refused:?}"),
        }
    }

    /// Allows the site so many bytes, or as many as usual.
    pub fn set_quota(self, origin: &str, bytes: Option<u64>) {
        let mut parameters = json!({ "origin": origin });
        if let Some(bytes) = bytes {
            parameters["quotaSize"] = json!(bytes);
        }
        self.send("Storage.overrideQuotaForOrigin", &parameters);
    }

    /// Runs a script in every page before the page's own.
    pub fn before_each_page(self, script: &str) {
        self.send(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": script }),
        );
    }

    /// Pretends that the system prefers dark or light.
    pub fn prefer(self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.send(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [feature] }),
        );
    }

    /// Lays the page out for a screen of this size.
    pub fn set_screen(self, width: u32, height: u32) {
        let screen =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.send("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// A PNG of the whole page, also of what one would have to scroll to.
    #[must_use]
    pub fn whole_page(self) -> Vec<u8> {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let how = json!({ "format": "png", "captureBeyondViewport": true });
        let value = self.send("Page.captureScreenshot", &how);
        STANDARD
            .decode(value["data"].as_str().unwrap_or_default())
            .expect("a PNG")
    }

    /// What the browser has logged since the last call: errors of scripts, refused requests,
    /// violations of the content policy.
    #[must_use]
    pub fn new_complaints(self) -> Vec<String> {
        let log = self
            .0
            .post("/se/log", &json!({ "type": "browser" }))
            .unwrap_or_default();
        let entries = log.as_array().into_iter().flatten();
        entries
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}
