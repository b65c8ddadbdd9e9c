//! The engine's own tests in the workers of real browsers, where IndexedDB and wasm are.

use super::screen::Screen;
use crate::{
    environment::Environment,
    process, repo,
    setup::{
        self,
        browsers::{self, Browsers},
        machine,
    },
    steps::Outcome,
};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

/// Compiles the tests to wasm and runs them in every browser that is here.
pub fn tests() -> Result<Outcome> {
    let browsers = browsers::prepare()?;
    let mut wasm = setup::wasm()?;
    let _screen = Screen::for_webkit(&browsers.xvfb, &mut wasm)?;
    // Seconds; the default of 20 is too short for a busy machine.
    wasm.set("WASM_BINDGEN_TEST_TIMEOUT", "120");
    for kind in [chromium, firefox, webkit] {
        let Some(browser) = kind(&browsers) else {
            continue;
        };
        println!("browser: {}", browser.name);
        run(&browser, wasm.clone())?;
    }
    Ok(super::passed_without(&browsers.missing))
}

/// A browser as wasm-bindgen's test runner wants it.
struct Browser {
    name: &'static str,
    /// The variable that names its driver to the runner. It drives the first browser that one is set for.
    variable: &'static str,
    driver: PathBuf,
    capabilities: Value,
}

fn run(browser: &Browser, mut environment: Environment) -> Result<()> {
    environment.set(browser.variable, &browser.driver);
    let file = repo::target().join(format!("webdriver-{}.json", browser.name));
    fs::write(&file, browser.capabilities.to_string()).context("writing the browser's flags")?;
    environment.set("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file);
    let mut cargo = environment.command("cargo")?;
    for variable in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"] {
        if variable != browser.variable {
            cargo.env_remove(variable);
        }
    }
    cargo.current_dir(repo::root());
    cargo.args(["test", "--package", "engine", "--test", "browser"]);
    process::run(cargo.args(["--target", "wasm32-unknown-unknown"]))
}

fn chromium(browsers: &Browsers) -> Option<Browser> {
    let mut flags = vec!["--headless=new", "--disable-gpu", "--disable-dev-shm-usage"];
    if machine::we_are_root() {
        flags.push("--no-sandbox");
    }
    Some(Browser {
        name: "Chromium",
        variable: "CHROMEDRIVER",
        driver: browsers.program("ELEX_CHROMEDRIVER")?,
        capabilities: json!({ "goog:chromeOptions": { "args": flags } }),
    })
}

fn firefox(browsers: &Browsers) -> Option<Browser> {
    let binary = browsers.program("ELEX_FIREFOX")?;
    Some(Browser {
        name: "Firefox",
        variable: "GECKODRIVER",
        driver: browsers.program("ELEX_GECKODRIVER")?,
        capabilities: json!({ "moz:firefoxOptions": { "binary": binary } }),
    })
}

/// The runner asks it, as it asks Safari's driver, for a browser without saying which.
fn webkit(browsers: &Browsers) -> Option<Browser> {
    Some(Browser {
        name: "WebKit",
        variable: "SAFARIDRIVER",
        driver: browsers.program("ELEX_WEBKITDRIVER")?,
        capabilities: json!({}),
    })
}
