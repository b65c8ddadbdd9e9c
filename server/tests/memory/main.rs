//! `elex memory` as a process.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "../common/mod.rs"]
mod common;

mod files;
mod patterns;
mod rank;
mod searching;

use std::path::Path;

use common::elex::{Ended, elex, run};
use protocol::memory::PatternView;
use serde::de::DeserializeOwned;

/// Runs a command on a folder.
fn memory(data: &Path, arguments: &[&str]) -> Ended {
    run(elex().arg("memory").args(arguments).arg("--data").arg(data))
}

/// The same where it has to succeed; its JSON.
#[track_caller]
fn said<T: DeserializeOwned>(data: &Path, arguments: &[&str]) -> T {
    let ended = memory(data, &[arguments, &["--json"]].concat());
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (Some(0), ""),
        "{arguments:?}"
    );
    assert_eq!(ended.out.lines().count(), 1, "{}", ended.out);
    serde_json::from_str(&ended.out).unwrap()
}

const LATE: &str = "handovers to the neighbour come too late";

/// Keeps a pattern with these further arguments.
#[track_caller]
fn add(data: &Path, task: &str, further: &[&str]) -> PatternView {
    let arguments = [
        "add",
        "--task",
        task,
        "--category",
        "mobility",
        "--strategy",
        "a3-Offset 2 dB lower",
    ];
    said(data, &[&arguments, further].concat())
}
