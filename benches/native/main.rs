//! The engine natively: `cargo bench -p benches [-- --write --quick --million --routing --asking]`, or `cargo xtask bench`.
//! How to read what it prints is in the README of this crate.
//!
//! What goes wrong here ends the run, so it panics at its own line.
#![allow(clippy::expect_used, clippy::print_stdout)]

mod asking;
mod cancelled;
mod device;
mod facade;
mod harness;
mod peers;
mod random;
mod report;
mod routing;
mod texts;
mod vectors;

use std::time::{SystemTime, UNIX_EPOCH};

use protocol::time::Timestamp;
use serde_json::json;

use harness::Harness;
use report::Report;
use texts::Texts;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let is_asked = |flag: &str| words.iter().any(|word| word == flag);
    let machine = benches::describe();
    println!("{machine:#}");

    let harness = Harness::of(is_asked("--quick"));
    let texts = Texts::make();
    let mut report = Report::default();
    // Below `target`, so on the disk of the clone and not in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    if is_asked("--asking") {
        asking::measure(&texts, harness, folder.path(), &mut report);
        print!("\n{}", report.table());
        return;
    }
    routing::measure(harness, &mut report);
    if is_asked("--routing") {
        print!("\n{}", report.table());
        return;
    }
    vectors::measure(&texts, harness, folder.path(), &mut report);
    facade::measure(&texts, harness, folder.path(), &mut report);
    asking::measure(&texts, harness, folder.path(), &mut report);
    peers::measure(folder.path(), harness, &mut report);
    if is_asked("--million") {
        cancelled::check(&texts, folder.path(), &mut report);
    }
    print!("\n{}", report.table());

    if is_asked("--write") {
        let results = json!({
            "date": wall_clock().written(),
            "machine": machine,
            "compiler": benches::compiler(),
            "commit": benches::commit(),
            "patterns": texts::PATTERNS,
            "unit": "µs",
            "results": report.results(),
        });
        let file = benches::keep("native", &results).expect("the results can be written");
        println!("written to {}", file.display());
    }
}

/// The time of this machine.
fn wall_clock() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let micros = since.map_or(0, |since| since.as_micros());
    Timestamp(i64::try_from(micros).unwrap_or_default())
}
