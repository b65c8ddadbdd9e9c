//! What others take for the same, in the same run: their scripts are in `benches/peers`.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::harness::Harness;
use crate::report::Report;

/// Where `cargo xtask bench --peers` installed them.
const PYTHON: &str = "ELEX_PEERS_PYTHON";
const MODULES: &str = "ELEX_PEERS_MODULES";

/// Measures those that are installed, with what the other measurements left in the folder.
pub fn measure(folder: &Path, harness: Harness, report: &mut Report) {
    let scripts = benches::folder().join("peers");
    let effort = if harness.is_quick() { "quick" } else { "full" };
    if let Some(python) = std::env::var_os(PYTHON) {
        let mut script = Command::new(python);
        add(
            script
                .arg(scripts.join("hnswlib.py"))
                .arg(folder)
                .arg(effort),
            report,
        );
    } else {
        report.note("hnswlib", json!("not run"));
    }
    for name in ["sqlite-vec", "better-sqlite3"] {
        let Some(modules) = std::env::var_os(MODULES) else {
            report.note(name, json!("not run"));
            continue;
        };
        let mut script = Command::new("node");
        script.env("NODE_PATH", modules);
        let file = scripts.join(format!("{name}.js"));
        add(script.arg(file).arg(folder).arg(effort), report);
    }
    let ours = "nearest 10 of 10,000, vector given";
    report.compare(ours, "hnswlib: nearest 10 of 10,000", "at most 1.5");
    report.compare("sqlite-vec: nearest 10 of 10,000", ours, "at least 40");
    let theirs = |what: &str| format!("better-sqlite3: {what}");
    for what in [
        "get by id",
        "list the newest 10 of a category",
        "store, synchronous FULL",
    ] {
        report.compare(what, &theirs(what), "at most 1");
    }
    let relaxed = "store, synchronous NORMAL";
    report.compare(
        &format!("{relaxed}, without the facade"),
        &theirs(relaxed),
        "at most 1",
    );
}

/// A script prints one object: `times` by name, and `others`.
fn add(script: &mut Command, report: &mut Report) {
    let output = script
        .stderr(Stdio::inherit())
        .output()
        .expect("the script runs");
    assert!(
        output.status.success(),
        "{script:?} ended with {}",
        output.status
    );
    let said: Value = serde_json::from_slice(&output.stdout).expect("the script prints an object");
    let members = |name: &str| said[name].as_object().cloned().unwrap_or_default();
    for (what, value) in members("times") {
        report.add_value(&what, value);
    }
    for (what, value) in members("others") {
        report.note(&what, value);
    }
}
