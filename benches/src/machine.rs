//! What the figures were measured on.

use serde_json::{Value, json};
use std::process::Command;
use std::{fs, thread};

/// Processor, cores, memory and system, as Linux says it.
#[must_use]
pub fn describe() -> Value {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    json!({
        "processor": line("/proc/cpuinfo", "model name"),
        "cores": cores,
        "memory": line("/proc/meminfo", "MemTotal"),
        "system": line("/etc/os-release", "PRETTY_NAME"),
        "load_before": fs::read_to_string("/proc/loadavg").unwrap_or_default().trim(),
    })
}

/// What stands behind a word at the beginning of a line, after `:` or `=`.
fn line(file: &str, word: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let found = text
        .lines()
        .find_map(|line| line.strip_prefix(word))
        .unwrap_or("unknown");
    found.trim_matches([' ', '\t', ':', '=', '"']).to_owned()
}

/// The compiler that is on PATH, as it names itself.
#[must_use]
pub fn compiler() -> String {
    said(Command::new("rustc").arg("--version"))
}

/// The commit that is checked out, with a `+` where something was changed since.
#[must_use]
pub fn commit() -> String {
    let git = |words: &[&str]| said(Command::new("git").current_dir(super::folder()).args(words));
    let is_changed = !git(&["status", "--porcelain", "--untracked-files=no"]).is_empty();
    let plus = if is_changed { "+" } else { "" };
    format!("{}{plus}", git(&["rev-parse", "--short=12", "HEAD"]))
}

/// What a program printed; nothing where it cannot be run.
fn said(command: &mut Command) -> String {
    let output = command.output().map(|output| output.stdout);
    let bytes = output.unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim().to_owned()
}
