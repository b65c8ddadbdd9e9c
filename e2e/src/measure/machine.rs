//! What the figures were measured on.

use serde_json::{Value, json};
use std::{fs, thread};

/// Processor, cores, memory and system, as Linux says it.
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
