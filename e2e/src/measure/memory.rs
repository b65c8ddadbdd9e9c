//! The reasoning memory in Chromium: the app's own Benchmark page, run by a program.

use crate::{
    browser::{Kind, Options},
    cdp::Cdp,
    dist::Copy,
    pages::Benchmark,
    server::root,
    stage::Stage,
    wait,
};
use serde_json::{Value, json};
use std::{fs, path::Path, time::Duration};

/// Building hnswlib's index takes a minute or two.
const LONG: Duration = Duration::from_secs(1_200);
const OURS: &str = "Find similar";
const THEIRS: &str = "hnswlib-wasm: find similar";

/// Runs the page, and hnswlib-wasm after it where the folder of its packages is given.
///
/// # Panics
/// When the run fails.
#[must_use]
pub fn run(is_quick: bool, modules: Option<&Path>) -> Value {
    let dist = Copy::of_the_app();
    if let Some(modules) = modules {
        dist.with_folder("peers", &modules.join("hnswlib-wasm/dist"));
    }
    let machine = benches::describe();
    let stage = Stage::with(Kind::Chromium, Options::default(), dist.path());
    let page = Benchmark::open(&stage.browser, &stage.server, is_quick);
    // Storing the app for offline use must not go on beside it.
    page.wait_until_offline_ready();
    page.run();
    page.click("export-benchmark");
    let file = stage.profile.take_download();
    let mut results: Value = serde_json::from_str(&file).expect("the file is JSON");
    let said = results["machine"].take();
    results["machine"] = machine;
    results["machine"]["user_agent"] = said["browser"].clone();
    results["browser"] = json!(format!("Chromium {}", stage.browser.version()));
    results["commit"] = json!(benches::commit());
    if let Some(modules) = modules {
        let mut measured = hnswlib(&stage, page, is_quick);
        measured["others"]["version"] = version(modules);
        add(&mut results, &measured);
    }
    results
}

/// Measures hnswlib-wasm in the same browser, on the vectors that the benchmark's worker hands over.
fn hnswlib(stage: &Stage, page: Benchmark<'_>, is_quick: bool) -> Value {
    // Its glue makes functions out of text, which the app's content policy forbids.
    Cdp::of(&stage.browser).send("Page.setBypassCSP", &json!({ "enabled": true }));
    page.reload();
    let script = fs::read_to_string(root().join("benches/peers/browser/hnswlib-wasm.js"))
        .expect("the clone holds the script");
    let count = if is_quick { 500 } else { 10_000 };
    let build = page.build();
    let vectors = format!("/w/{build}/benchmark_loader.js?vectors&patterns={count}");
    let arguments = [json!(vectors), json!("/peers/hnswlib.js"), json!(is_quick)];
    stage.browser.run(&script, &arguments);
    let measured = wait::within(LONG, || {
        let measured = stage.browser.try_run("return window.measured", &[]).ok()?;
        (!measured.is_null()).then_some(measured)
    });
    let measured = measured.expect("hnswlib-wasm ends");
    assert!(measured["error"].is_null(), "{}", measured["error"]);
    measured
}

/// The version that npm installed.
fn version(modules: &Path) -> Value {
    let manifest = fs::read_to_string(modules.join("hnswlib-wasm/package.json"));
    let manifest: Value = serde_json::from_str(&manifest.unwrap_or_default()).unwrap_or_default();
    manifest["version"].clone()
}

fn add(results: &mut Value, measured: &Value) {
    let results = &mut results["results"];
    results["times"][THEIRS] = measured["times"].clone();
    results["others"]["hnswlib-wasm"] = measured["others"].clone();
    let median = |what: &str| results["times"][what]["p50"].as_f64().unwrap_or_default();
    let ratio = (median(OURS) / median(THEIRS) * 1_000.0).round() / 1_000.0;
    results["ratios"][format!("{OURS} / {THEIRS}")] = json!({ "ratio": ratio, "goal": "" });
}

/// The results for the terminal.
#[must_use]
pub fn table(results: &Value) -> String {
    let results = &results["results"];
    let entries = |name: &str| results[name].as_object().cloned().unwrap_or_default();
    let mut lines = vec![format!(
        "{:<40} {:>12} {:>12} {:>6} {:>6}",
        "µs", "p50", "p95", "n", "batch"
    )];
    for (what, took) in entries("times") {
        let number = |name: &str| took[name].as_f64().unwrap_or_default();
        lines.push(format!(
            "{what:<40} {:>12.2} {:>12.2} {:>6} {:>6}",
            number("p50"),
            number("p95"),
            took["n"],
            took["batch"]
        ));
    }
    for (what, value) in entries("others") {
        lines.push(format!("{what:<40} {value}"));
    }
    for (what, value) in entries("ratios") {
        let goal = value["goal"].as_str().unwrap_or_default();
        lines.push(format!("{what:<70} {:>8}  {goal}", value["ratio"]));
    }
    lines.join("\n")
}
