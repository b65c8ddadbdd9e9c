//! Measures the release app in Chromium and writes the figures to `benches/results/`.
//!
//! `ELEX_BIN=target/release/elex cargo run --package e2e --bin measure [-- VISITS QUESTIONS]`

use e2e::measure::{Effort, keep, run};
use std::{env, io::Write, process::ExitCode};

fn main() -> ExitCode {
    let mut numbers = env::args().skip(1).filter_map(|word| word.parse().ok());
    let usual = Effort::default();
    let visits = numbers.next().unwrap_or(usual.visits);
    let questions = numbers.next().unwrap_or(usual.questions);
    let results = run(Effort { visits, questions });
    let mut out = std::io::stdout();
    writeln!(out, "{results:#}").ok();
    match keep(&results) {
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
