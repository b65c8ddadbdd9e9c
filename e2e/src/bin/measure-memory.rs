//! Runs the app's Benchmark page in Chromium and prints what it measured.
//!
//! `cargo xtask bench --browser [--write] [--quick] [--peers]`, which sets what this needs: `ELEX_DIST`,
//! `ELEX_BIN`, and `ELEX_PEERS_MODULES` where hnswlib-wasm is to be measured too.

use e2e::measure::memory::{run, table};
use std::{env, io::Write, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().collect();
    let is_asked = |flag: &str| words.iter().any(|word| word == flag);
    let modules = env::var_os("ELEX_PEERS_MODULES").map(PathBuf::from);
    let results = run(is_asked("--quick"), modules.as_deref());
    let mut out = std::io::stdout();
    writeln!(out, "{:#}\n{}", results["machine"], table(&results)).ok();
    if !is_asked("--write") {
        return ExitCode::SUCCESS;
    }
    match benches::keep("memory-chromium", &results) {
        Ok(file) => {
            writeln!(out, "written to {}", file.display()).ok();
            ExitCode::SUCCESS
        }
        Err(error) => {
            writeln!(std::io::stderr(), "the results cannot be written: {error}").ok();
            ExitCode::FAILURE
        }
    }
}
