//! `elex serve` as a process: how it starts, refuses to start, and ends.
#![allow(clippy::unwrap_used, reason = "these are tests")]
#![cfg(unix)]

mod common;

use std::path::Path;
use std::time::{Duration, Instant};

use common::elex::{Ended, elex, run, serve};
use common::write_app;
use tempfile::TempDir;

fn site() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write_app(dir.path());
    dir
}

/// A server that is expected not to start.
fn refused(dir: &Path, arguments: &[&str]) -> Ended {
    let mut command = elex();
    command
        .current_dir(dir)
        .args(["serve", "--data", "data"])
        .args(arguments);
    let ended = run(&mut command);
    assert_eq!(ended.out, "", "{arguments:?}");
    assert!(ended.err.starts_with("elex: "), "{}", ended.err);
    ended
}

#[test]
fn it_says_one_line_and_answers_at_that_address() {
    let dir = site();
    let served = serve(dir.path());
    assert_eq!(
        served.first_line,
        format!("Elex is ready at http://{}\n", served.address)
    );
    assert_ne!(served.address.port(), 0);
    let health = served.get("/api/v1/health");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    assert!(health.contains("\"adapter\":\"sqlite\""), "{health}");
    assert!(dir.path().join("data/elex.db").exists());

    served.signal("TERM");
    let ended = served.wait();
    assert_eq!(
        (ended.code, ended.out.as_str(), ended.err.as_str()),
        (Some(0), "", "")
    );
}

#[test]
fn both_signals_end_it_at_once_and_leave_no_write_ahead_log() {
    for signal in ["TERM", "INT"] {
        let dir = site();
        let served = serve(dir.path());
        let idle = std::net::TcpStream::connect(served.address).unwrap();
        let start = Instant::now();
        served.signal(signal);
        assert_eq!(served.wait().code, Some(0), "{signal}");
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{signal}: {:?}",
            start.elapsed()
        );
        // SQLite removes it when the last connection is closed, and only then.
        assert!(!dir.path().join("data/elex.db-wal").exists(), "{signal}");
        drop(idle);
    }
}

#[test]
fn a_port_in_use_is_told_with_the_way_out() {
    let dir = site();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ended = refused(dir.path(), &["--addr", &format!("127.0.0.1:{port}")]);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended
            .err
            .contains(&format!("port {port} of 127.0.0.1 is in use")),
        "{}",
        ended.err
    );
    assert!(ended.err.contains("--addr 127.0.0.1:0"), "{}", ended.err);
}

#[test]
fn without_an_app_it_says_how_to_build_one() {
    let dir = tempfile::tempdir().unwrap();
    let ended = refused(dir.path(), &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("no built app in dist"), "{}", ended.err);
    assert!(ended.err.contains("cargo xtask run"), "{}", ended.err);
}

#[test]
fn other_machines_are_let_in_only_through_a_proxy() {
    let dir = site();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let ended = refused(dir.path(), &["--addr", address]);
        assert_eq!(ended.code, Some(1));
        assert!(ended.err.contains("no TLS of its own yet"), "{}", ended.err);
        assert!(ended.err.contains("--behind-proxy"), "{}", ended.err);
    }
}

#[test]
fn a_database_that_is_none_is_left_alone() {
    let dir = site();
    let file = dir.path().join("data/elex.db");
    std::fs::create_dir(dir.path().join("data")).unwrap();
    std::fs::write(&file, "my notes, not a database".repeat(100)).unwrap();
    let ended = refused(dir.path(), &["--addr", "127.0.0.1:0"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("[storage-damaged]"), "{}", ended.err);
    assert!(ended.err.contains("--data"), "{}", ended.err);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "my notes, not a database".repeat(100)
    );
}

#[test]
fn an_address_without_a_port_is_bad_input() {
    let ended = run(elex().args(["serve", "--addr", "127.0.0.1"]));
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.err.contains("such as 127.0.0.1:4173"),
        "{}",
        ended.err
    );
}
