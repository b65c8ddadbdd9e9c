//! Killed processes: what was acknowledged is there, and no batch is there by half.
//!
//! The test starts its own binary again as the victim, which writes batches and says each one's
//! number once the store has acknowledged it. `ELEX_KILLS` asks for more rounds than usual.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use engine::storage::adapters::sqlite;
use engine::storage::{Durability, Select, StorageBackend};
use protocol::data::{Cell, CellKey, Change, Delta, Expect, Key, Kind, LocalKey, Space};

use super::{Scratch, fresh, now};

const VICTIM: &str = "ELEX_STORAGE_VICTIM";
const ROWS: u64 = 40;

#[test]
fn a_killed_writer_loses_nothing_acknowledged_and_leaves_no_half_batch() {
    let kills: u64 = std::env::var("ELEX_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20);
    let scratch = Scratch::new();
    let mut acknowledged = 0;
    for round in 0..kills {
        let last = kill_a_writer(&scratch.file(), Duration::from_millis(5 + round * 37 % 120));
        acknowledged = acknowledged.max(last);
        let opened = now(sqlite::open(&scratch.file(), fresh())).unwrap();
        let store = opened.backend;
        let cell = Key::Cell(counter(opened.replica));
        let counted = now(store.get(&cell))
            .unwrap()
            .map_or(0, |row| Cell::decode(&row.body).unwrap().count.n);
        assert!(
            counted >= acknowledged,
            "{counted} of {acknowledged} acknowledged batches"
        );
        assert!(
            counted <= acknowledged + 1,
            "{counted}, but only {acknowledged} were begun"
        );
        acknowledged = counted;
        let rows = now(store.select(Select::Since(0), usize::MAX))
            .unwrap()
            .rows
            .len() as u64;
        assert_eq!(rows, if counted == 0 { 0 } else { counted * ROWS + 1 });
        assert_eq!(now(store.head()).unwrap(), counted * (ROWS + 1));
    }
    println!(
        "{kills} kills, {acknowledged} batches of {} rows acknowledged",
        ROWS + 1
    );
}

/// Starts a writer, kills it some time after its first acknowledgement, and returns the last one.
fn kill_a_writer(file: &Path, after: Duration) -> u64 {
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "crash::writes_until_it_is_killed",
            "--nocapture",
            "--ignored",
        ])
        .env(VICTIM, file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let mut acknowledged = || {
        let number = |line: String| line.strip_prefix("acknowledged ")?.parse().ok();
        lines.by_ref().find_map(|line| number(line.unwrap()))
    };
    let mut last = acknowledged().expect("the victim never came to write");
    std::thread::scope(|scope| {
        // At a moment that has nothing to do with where the victim is.
        scope.spawn(|| {
            std::thread::sleep(after);
            victim.kill().unwrap();
        });
        while let Some(number) = acknowledged() {
            last = number;
        }
    });
    assert!(
        !victim.wait().unwrap().success(),
        "the victim was to be killed"
    );
    last
}

#[test]
#[ignore = "the victim of the test above"]
fn writes_until_it_is_killed() {
    let Some(file) = std::env::var_os(VICTIM) else {
        return;
    };
    let opened = now(sqlite::open(Path::new(&file), fresh())).unwrap();
    let store = opened.backend;
    let add = Change::Bump(
        counter(opened.replica),
        Delta {
            n: 1,
            ..Delta::default()
        },
    );
    loop {
        let start = now(store.head()).unwrap();
        let mut batch = vec![add.clone()];
        for n in start..start + ROWS {
            let place = LocalKey {
                space: Space::TELEMETRY,
                key: n.to_be_bytes().to_vec(),
            };
            batch.push(Change::PutLocal(
                place,
                Some(vec![n as u8; 200]),
                Expect::Absent,
            ));
        }
        now(store.apply(batch, Durability::Strict)).unwrap();
        let number = now(store.head()).unwrap() / (ROWS + 1);
        writeln!(std::io::stdout(), "acknowledged {number}").unwrap();
    }
}

fn counter(replica: protocol::ids::ReplicaId) -> CellKey {
    CellKey {
        kind: Kind::USAGE,
        key: b"batches".to_vec(),
        replica,
    }
}
