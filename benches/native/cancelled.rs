//! An import of a million rows, cancelled half way: nothing of it may be left.

use std::fs;
use std::path::Path;
use std::time::Instant;

use protocol::memory::{ImportStep, MemoryReply, MemoryRequest};
use protocol::message::{Reply, Request};
use serde_json::json;

use crate::device::Device;
use crate::facade::{PIECE, line};
use crate::report::Report;
use crate::texts::{PATTERNS, Texts};

const ROWS: usize = 1_000_000;

/// Reads half of the rows, drops them, and looks for what is left.
pub fn check(texts: &Texts, folder: &Path, report: &mut Report) {
    let device = Device::open(&folder.join("million.db"));
    let (before, start) = (memory_mb("VmRSS"), Instant::now());
    device.import(ImportStep::Begin);
    let mut piece = Vec::with_capacity(2 * PIECE);
    for at in 0..ROWS / 2 {
        let mut pattern = texts.patterns[at % PATTERNS].clone();
        pattern.title = format!("Site {at}");
        piece.extend(line(&pattern).bytes());
        if piece.len() >= PIECE {
            device.import(ImportStep::Bytes(std::mem::take(&mut piece)));
        }
    }
    let half = device.import(ImportStep::Bytes(piece));
    let (read, held) = (start.elapsed(), memory_mb("VmRSS"));
    assert_eq!(
        half.patterns as usize,
        ROWS / 2,
        "every line is another pattern"
    );
    let start = Instant::now();
    device.import(ImportStep::Drop);
    let dropped = start.elapsed();

    let MemoryReply::Stats(stats) = device.memory(MemoryRequest::Stats) else {
        panic!("no figures");
    };
    assert_eq!(stats.total_patterns, 0, "nothing may be left in the memory");
    let Reply::Storage(store) = device.ask(Request::Storage) else {
        panic!("no report of the store");
    };
    report.note(
        "an import of 1,000,000 rows, cancelled after 500,000",
        json!({
            "patterns_left": stats.total_patterns,
            "stored_bytes": store.stats.usage_bytes,
            "read_s": read.as_secs_f64(),
            "dropped_s": dropped.as_secs_f64(),
            "memory_mb": { "before": before, "held": held, "after": memory_mb("VmRSS"), "peak": memory_mb("VmHWM") },
        }),
    );
}

/// What Linux says of this process.
fn memory_mb(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kb = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kb.unwrap_or_default() / 1024
}
