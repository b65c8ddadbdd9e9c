//! How WebKitGTK's MiniBrowser is started. It has no headless mode and needs a display.

use super::{Missing, driver::DriverProcess, programs::find};
use serde_json::{Value, json};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Driver and browser.
pub fn programs() -> Result<(PathBuf, PathBuf), Missing> {
    let driver = find("ELEX_WEBKITDRIVER", &["WebKitWebDriver"])?;
    let browser = match env::var_os("ELEX_MINIBROWSER") {
        Some(path) => path.into(),
        None => minibrowser().ok_or_else(|| Missing("no MiniBrowser in /usr/lib".to_owned()))?,
    };
    if env::var_os("DISPLAY").is_none() {
        return Err(Missing("no DISPLAY is set: run under xvfb-run".to_owned()));
    }
    Ok((driver, browser))
}

/// The running driver, and what to ask it for.
pub fn start(profile: &Path) -> Result<(DriverProcess, Value), Missing> {
    let (driver, browser) = programs()?;
    let driver = DriverProcess::start(|port| {
        let mut command = Command::new(&driver);
        command.arg(format!("--port={port}"));
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, profile);
        }
        // Its sandbox needs a system service that test machines lack.
        command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        command
    });
    let options = json!({ "binary": browser, "args": ["--automation"] });
    Ok((
        driver,
        json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": options }),
    ))
}

/// It comes with the driver, in a folder named by architecture and version.
fn minibrowser() -> Option<PathBuf> {
    let folders = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten();
    let libraries = folders("/usr/lib".into()).chain(folders("/usr/libexec".into()));
    let nested = libraries.flat_map(|entry| folders(entry.path()).chain([entry]));
    nested
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("webkit2gtk-")
        })
        .map(|entry| entry.path().join("MiniBrowser"))
        .find(|file| file.is_file())
}
