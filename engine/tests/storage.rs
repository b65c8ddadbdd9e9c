//! The native stores: each passes the story of [`engine::storage::conformance`], and SQLite
//! what only a file can show.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;

use engine::ports::SettingsStore;
use engine::storage::adapters::{SettingsRow, memory, sqlite};
use engine::storage::{Durability, StorageBackend, conformance};
use pollster::block_on as now;
use protocol::data::{Cell, CellKey, Change, Delta, Key, Kind};
use protocol::ids::ReplicaId;
use protocol::settings::{Settings, Theme};
use tempfile::TempDir;

#[path = "storage/crash.rs"]
mod crash;
#[path = "storage/golden.rs"]
mod golden;
#[path = "golden/mod.rs"]
mod golden_files;
/// A new random id; the standard library's hasher is seeded by the system.
fn fresh() -> ReplicaId {
    let half = || RandomState::new().build_hasher().finish().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half());
    bytes[8..].copy_from_slice(&half());
    ReplicaId::from_bytes(bytes)
}

/// A database file of its own, gone afterwards.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("elex.db")
    }
}

#[test]
fn memory_passes_the_story() {
    now(conformance::story(async || Ok(memory::open(fresh(), None))));
}

#[test]
fn sqlite_passes_the_story() {
    let scratch = Scratch::new();
    now(conformance::story(async || {
        sqlite::open(&scratch.file(), fresh()).await
    }));
}

/// Each thread has a connection of its own, as another process would.
#[test]
fn four_openers_of_a_new_file_lose_nothing() {
    let scratch = Scratch::new();
    let path = scratch.file();
    let count = || {
        let opened = now(sqlite::open(&path, fresh())).unwrap();
        let cell = CellKey {
            kind: Kind::USAGE,
            key: b"all".to_vec(),
            replica: opened.replica,
        };
        for _ in 0..25 {
            let add = Change::Bump(
                cell.clone(),
                Delta {
                    n: 1,
                    ..Delta::default()
                },
            );
            now(opened.backend.apply(vec![add], Durability::Strict)).unwrap();
        }
        let row = now(opened.backend.get(&Key::Cell(cell))).unwrap().unwrap();
        Cell::decode(&row.body).unwrap().count.n
    };
    let counts: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(count)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(counts.iter().max(), Some(&100), "{counts:?}");
}

#[test]
fn settings_are_kept_as_a_row() {
    let scratch = Scratch::new();
    let open = || now(sqlite::open(&scratch.file(), fresh())).unwrap().backend;
    let settings = Settings {
        theme: Theme::Dark,
        recording: false,
        ..Settings::default()
    };
    let store = SettingsRow::new(open());
    assert_eq!(now(store.load()), Ok(Settings::default()));
    now(store.save(&settings)).unwrap();
    assert_eq!(now(SettingsRow::new(open()).load()), Ok(settings));
    now(store.clear()).unwrap();
    assert_eq!(now(store.load()), Ok(Settings::default()));
}
