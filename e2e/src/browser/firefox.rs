//! How Firefox is started.

use super::{
    Missing,
    driver::{DriverProcess, free_port},
    programs::find,
};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Driver and browser.
pub fn programs() -> Result<(PathBuf, PathBuf), Missing> {
    let driver = find("ELEX_GECKODRIVER", &["geckodriver"])?;
    let browser = find("ELEX_FIREFOX", &["firefox-esr", "firefox"])?;
    Ok((driver, browser))
}

/// The running driver, and what to ask it for. The driver makes a fresh profile inside ours.
pub fn start(profile: &Path) -> Result<(DriverProcess, Value), Missing> {
    let (driver, browser) = programs()?;
    let driver = DriverProcess::start(|port| {
        let mut command = Command::new(&driver);
        command.arg("--port").arg(port.to_string());
        command.arg("--websocket-port").arg(free_port().to_string());
        command.arg("--profile-root").arg(profile);
        // Firefox wants a home that is the user's own.
        command.env("HOME", profile);
        command
    });
    let options =
        json!({ "binary": browser, "args": ["-headless", "--width=1440", "--height=900"] });
    let proxy = json!({ "proxyType": "direct" });
    Ok((
        driver,
        json!({ "browserName": "firefox", "proxy": proxy, "moz:firefoxOptions": options }),
    ))
}
