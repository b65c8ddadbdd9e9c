//! The engine's own tests in a real browser's worker, where IndexedDB and wasm are.

use crate::{
    process, repo,
    setup::{self, browsers, machine},
    steps::Outcome,
};
use anyhow::{Context, Result};
use serde_json::json;
use std::{fs, path::PathBuf};

const TESTS: &str = "engine/tests/browser.rs";

/// Compiles the tests to wasm and runs them in Chromium.
pub fn tests() -> Result<Outcome> {
    if !repo::root().join(TESTS).is_file() {
        return Ok(Outcome::Skipped(format!("{TESTS} does not exist")));
    }
    let Some(driver) = browsers::prepare()?.chromedriver else {
        return Ok(Outcome::Skipped("Chromium's driver is missing".to_owned()));
    };
    let mut environment = setup::wasm()?;
    environment.set("CHROMEDRIVER", driver);
    environment.set("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities()?);
    // Seconds; the default of 20 is too short for a busy machine.
    environment.set("WASM_BINDGEN_TEST_TIMEOUT", "120");
    let mut cargo = environment.command("cargo")?;
    cargo.current_dir(repo::root());
    cargo.args(["test", "--package", "engine", "--test", "browser"]);
    process::run(cargo.args(["--target", "wasm32-unknown-unknown"]))?;
    Ok(Outcome::Passed)
}

/// The flags Chromium is started with, in the file that the test runner reads.
fn capabilities() -> Result<PathBuf> {
    let mut flags = vec!["--headless=new", "--disable-gpu", "--disable-dev-shm-usage"];
    if machine::we_are_root() {
        flags.push("--no-sandbox");
    }
    let file = repo::target().join("webdriver.json");
    let text = json!({ "goog:chromeOptions": { "args": flags } }).to_string();
    fs::write(&file, text).context("writing the browser's flags")?;
    Ok(file)
}
