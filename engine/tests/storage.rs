//! The native stores: each passes the story of [`engine::storage::conformance`], and SQLite
//! what only a file can show.
#![cfg(not(target_arch = "wasm32"))]

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;

use engine::ports::SettingsStore;
use engine::storage::adapters::{SettingsRow, memory, sqlite};
use engine::storage::{Durability, StorageBackend, conformance};
use protocol::data::{Cell, CellKey, Change, Delta, Key, Kind};
use protocol::ids::ReplicaId;
use protocol::settings::{Settings, Theme};

#[path = "storage/crash.rs"]
mod crash;
#[path = "storage/golden.rs"]
mod golden;
#[path = "golden/mod.rs"]
mod golden_files;
#[path = "storage/now.rs"]
mod now;

use now::now;

/// A new random id; the standard library's hasher is seeded by the system.
fn fresh() -> ReplicaId {
    let half = || RandomState::new().build_hasher().finish().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half());
    bytes[8..].copy_from_slice(&half());
    ReplicaId::from_bytes(bytes)
}

/// A file of its own in the build folder, gone before and after.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let scratch = Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db")));
        scratch.remove();
        scratch
    }

    fn remove(&self) {
        for tail in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.0.clone().into_os_string();
            name.push(tail);
            std::fs::remove_file(name).ok();
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

#[test]
fn memory_passes_the_story() {
    now(conformance::story(async || Ok(memory::open(fresh(), None))));
}

#[test]
fn sqlite_passes_the_story() {
    let scratch = Scratch::new("story");
    now(conformance::story(async || sqlite::open(&scratch.0, fresh()).await));
}

/// Each thread has a connection of its own, as another process would.
#[test]
fn four_openers_of_a_new_file_lose_nothing() {
    let scratch = Scratch::new("four");
    let path = &scratch.0;
    let count = || {
        let opened = now(sqlite::open(path, fresh())).unwrap();
        let cell = CellKey { kind: Kind::USAGE, key: b"all".to_vec(), replica: opened.replica };
        for _ in 0..25 {
            let add = Change::Bump(cell.clone(), Delta { n: 1, ..Delta::default() });
            now(opened.backend.apply(vec![add], Durability::Strict)).unwrap();
        }
        let row = now(opened.backend.get(&Key::Cell(cell))).unwrap().unwrap();
        Cell::decode(&row.body).unwrap().count.n
    };
    let counts: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(count)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(counts.iter().max(), Some(&100), "{counts:?}");
}

#[test]
fn settings_are_kept_as_a_row() {
    let scratch = Scratch::new("settings");
    let open = || now(sqlite::open(&scratch.0, fresh())).unwrap().backend;
    let settings = Settings { theme: Theme::Dark, recording: false, ..Settings::default() };
    let store = SettingsRow::new(open());
    assert_eq!(now(store.load()), Ok(Settings::default()));
    now(store.save(&settings)).unwrap();
    assert_eq!(now(SettingsRow::new(open()).load()), Ok(settings));
    now(store.clear()).unwrap();
    assert_eq!(now(store.load()), Ok(Settings::default()));
}
