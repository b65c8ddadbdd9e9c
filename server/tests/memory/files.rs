//! Exporting and importing.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use protocol::memory::{ImportReport, Lines, MemoryStats, RowFault};
use serde_json::json;

use crate::common::elex::{Ended, elex, ended};
use crate::{LATE, add, memory, said};

fn import_text(data: &Path, text: &[u8], further: &[&str]) -> Ended {
    let mut command = elex();
    command
        .args(["memory", "import", "-", "--data"])
        .arg(data)
        .args(further);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    ended(child.wait_with_output().unwrap())
}

fn total(data: &Path) -> u32 {
    said::<MemoryStats>(data, &["stats"]).total_patterns
}

fn row(task: &str, score: f64) -> String {
    let category = "mobility";
    json!({ "task_description": task, "task_category": category, "strategy": "s", "success_score": score })
        .to_string()
}

#[test]
fn an_export_goes_into_another_folder_whole_and_twice_adds_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    let kept = add(&one, LATE, &["--score", "0", "--tag", "a"]);
    let id = kept.id.to_string();
    memory(&one, &["outcome", &id, "--score", "1"]);
    memory(&one, &["edit", &id, "--title", "Late"]);
    let file = dir.path().join("memory.jsonl");
    let file = file.to_str().unwrap();
    let exported = memory(&one, &["export", file]);
    assert_eq!((exported.code, exported.err.as_str()), (Some(0), ""));
    assert!(exported.out.contains(" rows are in "), "{}", exported.out);
    let printed = memory(&one, &["export"]);
    assert_eq!(
        printed.out.lines().count(),
        std::fs::read_to_string(file).unwrap().lines().count()
    );

    let report: ImportReport = said(&other, &["import", file]);
    assert!(report.kept && report.refused == 0, "{report:?}");
    let list: Lines = said(&other, &["list"]);
    let before: Lines = said(&one, &["list"]);
    assert_eq!(list, before);
    let again: ImportReport = said(&other, &["import", file]);
    assert_eq!((again.patterns, again.outcomes), (0, 0), "{again:?}");
    assert!(again.known > 0);
    let list: Lines = said(&other, &["list"]);
    assert_eq!(list, before);
}

#[test]
fn bad_lines_do_not_stop_good_ones_and_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let lines = [
        row("one", 0.0),
        "nonsense".to_owned(),
        row("two", 1.5),
        row("three", 1.0),
    ];
    let ended = import_text(dir.path(), lines.join("\n").as_bytes(), &["--json"]);
    assert_eq!(ended.code, Some(2));
    let report: ImportReport = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(
        (report.patterns, report.refused, report.kept),
        (2, 2, true),
        "{report:?}"
    );
    assert_eq!(
        (report.errors[0].line, report.errors[0].fault),
        (2, RowFault::NotJson)
    );
    assert_eq!(
        (report.errors[1].line, report.errors[1].fault),
        (3, RowFault::Score)
    );
    for part in [
        "line 2: the line is no JSON object",
        "line 3: success_score is no number of 0 to 1",
        "2 lines were refused, the others were kept",
    ] {
        assert!(ended.err.contains(part), "{}", ended.err);
    }
    assert_eq!(total(dir.path()), 2);
}

#[test]
fn a_dry_run_and_a_strict_one_with_bad_lines_keep_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let good = row("one", 0.5);
    let dry = import_text(dir.path(), good.as_bytes(), &["--dry-run", "--json"]);
    assert_eq!((dry.code, dry.err.as_str()), (Some(0), ""));
    let report: ImportReport = serde_json::from_str(&dry.out).unwrap();
    assert_eq!((report.patterns, report.kept), (1, false));
    let strict = import_text(
        dir.path(),
        format!("{good}\nnonsense\n").as_bytes(),
        &["--strict"],
    );
    assert_eq!(strict.code, Some(2));
    assert!(
        strict.err.contains("1 line was refused, nothing was kept"),
        "{}",
        strict.err
    );
    assert!(
        strict.out.starts_with("Read, nothing kept\n"),
        "{}",
        strict.out
    );
    assert_eq!(total(dir.path()), 0);
    let strict = import_text(dir.path(), good.as_bytes(), &["--strict"]);
    assert_eq!(strict.code, Some(0), "{}", strict.err);
    assert_eq!(total(dir.path()), 1);
}

#[test]
fn a_file_larger_than_a_piece_is_read_across_its_cuts() {
    const ROWS: usize = 3_000;
    let dir = tempfile::tempdir().unwrap();
    let rows: Vec<String> = (0..ROWS)
        .map(|n| row(&format!("task {n} {}", "ü".repeat(400)), 0.5))
        .collect();
    let text = rows.join("\n");
    assert!(text.len() > 2 << 20);
    let ended = import_text(dir.path(), text.as_bytes(), &["--json"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let report: ImportReport = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(
        (report.lines, report.patterns as usize),
        (ROWS as u64, ROWS)
    );
    assert_eq!(report.bytes, text.len() as u64);
}

#[cfg(unix)]
#[test]
fn an_import_that_is_stopped_halfway_keeps_nothing() {
    let dir = tempfile::tempdir().unwrap();
    total(dir.path()); // makes the database
    let mut command = elex();
    command
        .args(["memory", "import", "-", "--data"])
        .arg(dir.path());
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut to = child.stdin.take().unwrap();
    let rows: String = (0..20_000)
        .map(|n| row(&format!("task {n}"), 0.5) + "\n")
        .collect();
    // More than the pipe holds: when this is written, most of it was taken.
    to.write_all(rows.as_bytes()).unwrap();
    let id = child.id().to_string();
    std::process::Command::new("kill")
        .args(["-s", "TERM", &id])
        .status()
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "ended by the signal");
    drop(to);
    assert_eq!(total(dir.path()), 0);
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let missing = memory(dir.path(), &["import", "/no/such/file.jsonl"]);
    assert_eq!(missing.code, Some(2));
    assert!(
        missing.err.contains("/no/such/file.jsonl"),
        "{}",
        missing.err
    );
    let nowhere = memory(dir.path(), &["export", "/no/such/folder/file.jsonl"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(
        nowhere.err.contains("/no/such/folder/file.jsonl"),
        "{}",
        nowhere.err
    );
    let folder = dir.path().to_str().unwrap();
    let ended = memory(dir.path(), &["import", folder]);
    assert_eq!(ended.code, Some(1), "{}", ended.err);
}

#[test]
fn an_export_leaves_nothing_else_behind() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    add(&data, LATE, &[]);
    let file = dir.path().join("memory.jsonl");
    std::fs::write(&file, "an older export").unwrap();
    memory(&data, &["export", file.to_str().unwrap()]);
    let names: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(std::fs::read_to_string(&file).unwrap().contains(LATE));
}
