//! How Chromium is started.

use super::{Missing, Options, Profile, driver::DriverProcess, programs::find};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Driver and browser.
pub fn programs() -> Result<(PathBuf, PathBuf), Missing> {
    let driver = find(
        "ELEX_CHROMEDRIVER",
        &["chromedriver", "chromium.chromedriver"],
    )?;
    let browser = find(
        "ELEX_CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    )?;
    Ok((driver, browser))
}

/// The running driver, and what to ask it for.
pub fn start(profile: &Profile, options: Options) -> Result<(DriverProcess, Value), Missing> {
    let (driver, browser) = programs()?;
    let driver = DriverProcess::start(|port| {
        let mut command = Command::new(&driver);
        command.arg(format!("--port={port}"));
        command
    });
    Ok((driver, capabilities(&browser, profile, options)))
}

fn capabilities(browser: &Path, profile: &Profile, options: Options) -> Value {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--no-first-run".to_owned(),
        "--no-proxy-server".to_owned(),
        "--window-size=1440,900".to_owned(),
        format!("--user-data-dir={}", profile.folder().display()),
    ];
    if we_are_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    let mut preferences = json!({
        "download.default_directory": profile.downloads(),
        "download.prompt_for_download": false,
    });
    if options.storage_denied {
        // What the browser's settings call "block all site data": 2 is "block".
        preferences["profile.default_content_setting_values.cookies"] = json!(2);
    }
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "binary": browser, "args": arguments, "prefs": preferences },
    })
}

/// Chromium's sandbox refuses to start as root.
fn we_are_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
