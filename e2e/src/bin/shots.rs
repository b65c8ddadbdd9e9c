//! Takes pictures of every page in dark and light, narrow, medium and wide.
//!
//! `cargo run --package e2e --bin shots -- FOLDER [--whole] [--only=pages|agents|memory|unsaved]`

use e2e::shots::take;
use std::{env, io::Write, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let (flags, folders): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.starts_with("--"));
    let [folder] = folders[..] else {
        writeln!(std::io::stderr(), "name one folder for the pictures").ok();
        return ExitCode::FAILURE;
    };
    match take(
        Path::new(folder),
        flags.iter().any(|flag| *flag == "--whole"),
        flags.iter().find_map(|flag| flag.strip_prefix("--only=")),
    ) {
        Ok(count) => {
            writeln!(std::io::stdout(), "{count} pictures in {folder}").ok();
            ExitCode::SUCCESS
        }
        Err(error) => {
            writeln!(std::io::stderr(), "no picture: {error}").ok();
            ExitCode::FAILURE
        }
    }
}
