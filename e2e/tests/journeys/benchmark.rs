//! The engine measured in the browser: rows that were measured, a file of them, and nothing left.

use e2e::{
    browser::{Browser, Kind},
    journeys,
    pages::Benchmark,
    stage::Stage,
};
use serde_json::Value;

journeys! {
    a_run_shows_what_it_measured_and_leaves_nothing: in_chromium;
    a_run_that_is_stopped_leaves_nothing: in_chromium;
    without_the_server_a_run_says_that_it_needs_it: in_chromium;
}

const OPERATIONS: [&str; 11] = [
    "Embed a text",
    "Find similar",
    "Products in 8 bits, SIMD",
    "Products in 8 bits, beside f32",
    "Import 500 patterns",
    "Open with 500 patterns and search",
    "Find by text",
    "Get one pattern",
    "Get one pattern from the page",
    "List 10 by category",
    "Store, acknowledged",
];

fn a_run_shows_what_it_measured_and_leaves_nothing(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Benchmark::open(&stage.browser, &stage.server, true);
    page.wait_for("benchmark-empty");
    assert!(
        !page.has("table"),
        "nothing was measured, so nothing is shown"
    );
    page.run();
    let rows = page.operations();
    let names: Vec<&str> = rows.iter().filter_map(|row| row.lines().next()).collect();
    assert_eq!(names, OPERATIONS);
    assert_eq!(databases(&stage.browser), ["elex", "elex-settings"]);

    page.click("export-benchmark");
    let file: Value = serde_json::from_str(&stage.profile.take_download()).expect("JSON");
    let times = file["results"]["times"].as_object().expect("times");
    for (what, took) in times {
        assert!(took["p50"].as_f64() > Some(0.0), "{what}: {took}");
    }
    for what in OPERATIONS {
        assert!(times.contains_key(what), "{what}");
    }
    // It is there until the next run, whichever page is opened meanwhile.
    page.follow("Telemetry");
    page.follow("Benchmark");
    page.wait_for("benchmark-rows");
    stage.end();
}

fn a_run_that_is_stopped_leaves_nothing(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Benchmark::open(&stage.browser, &stage.server, false);
    page.click("run");
    page.click("stop");
    page.wait_for("benchmark-ended");
    assert!(page.text("benchmark-ended").contains("Stopped"));
    assert!(!page.has("table"));
    assert_eq!(databases(&stage.browser), ["elex", "elex-settings"]);
    stage.end();
}

fn without_the_server_a_run_says_that_it_needs_it(kind: Kind) {
    let mut stage = Stage::new(kind);
    stage.expect_complaint("ERR_CONNECTION_REFUSED");
    stage.expect_complaint("benchmark_loader.js");
    let page = Benchmark::open(&stage.browser, &stage.server, true);
    page.wait_until_offline_ready();
    stage.server.kill();
    page.click("run");
    page.wait_for("benchmark-ended");
    assert!(page.text("benchmark-ended").contains("server"));
    stage.end();
}

/// The databases of this origin, in order.
fn databases(browser: &Browser) -> Vec<String> {
    let script = "return indexedDB.databases().then(all => all.map(({ name }) => name).sort())";
    let names = browser.run(script, &[]);
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .filter_map(|name| Some(name.as_str()?.to_owned()))
        .collect()
}
