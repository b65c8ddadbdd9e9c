//! What only a file can show: a full disk, damage, another version. Uses the connection behind
//! the adapter's back.

use std::fs;
use std::path::{Path, PathBuf};

use pollster::block_on as now;
use protocol::data::{Change, Expect, KeyRange, LocalKey, Space};
use protocol::failure::Code;
use protocol::ids::ReplicaId;
use rusqlite::Connection;
use tempfile::TempDir;

use super::open;
use crate::storage::adapters::{AnyBackend, auto_detect};
use crate::storage::{Durability, Row, Select, StorageBackend, StorageError};

const ME: ReplicaId = ReplicaId::from_bytes([1; 16]);

#[test]
fn a_full_disk_writes_nothing_and_the_store_goes_on() {
    let folder = Folder::new();
    let store = now(open(&folder.file(), ME)).unwrap().backend;
    now(store.apply(vec![put(b"kept", b"1")], Durability::Strict)).unwrap();
    let limit = |pages: &str| {
        let connection = store.connection.borrow();
        connection
            .as_ref()
            .unwrap()
            .pragma_update(None, "max_page_count", pages)
            .unwrap();
    };

    limit("20");
    let batch = vec![put(b"small", b"2"), put(b"big", &vec![7; 1 << 20])];
    let full = now(store.apply(batch.clone(), Durability::Strict));
    assert!(
        matches!(full, Err(StorageError::QuotaExceeded(_))),
        "{full:?}"
    );
    assert_eq!(now(store.head()), Ok(1));
    assert_eq!(now(store.get(&batch[0].key())), Ok(None));

    limit("4294967294");
    now(store.apply(batch, Durability::Strict)).unwrap();
    assert_eq!(now(store.head()), Ok(3));
}

#[test]
fn a_damaged_row_is_reported_and_never_served() {
    let damages = [
        "UPDATE rows SET body = x'6261' WHERE seq = 2",
        "UPDATE rows SET hash = x'00' WHERE seq = 2",
        "UPDATE rows SET time = x'00' WHERE seq = 2",
        "UPDATE rows SET seq = 9 WHERE seq = 2",
    ];
    for damage in damages {
        let folder = Folder::new();
        let store = now(open(&folder.file(), ME)).unwrap().backend;
        let batch = vec![put(b"a", b"1"), put(b"b", b"2"), put(b"c", b"3")];
        now(store.apply(batch.clone(), Durability::Strict)).unwrap();
        Connection::open(folder.file())
            .unwrap()
            .execute(damage, [])
            .unwrap();

        let bad = |result: Result<(), StorageError>| {
            assert!(
                matches!(result, Err(StorageError::Damaged(_))),
                "{damage}: {result:?}"
            );
        };
        bad(now(store.get(&batch[1].key())).map(|_| ()));
        bad(now(store.select(Select::Keys(KeyRange::everything()), 10)).map(|_| ()));
        bad(now(store.select(Select::Since(0), 10)).map(|_| ()));
        bad(now(store.apply(vec![put(b"b", b"new")], Durability::Strict)).map(|_| ()));
        assert!(
            now(store.get(&batch[0].key())).unwrap().is_some(),
            "the others are served"
        );
        now(store.apply(vec![put(b"a", b"new")], Durability::Strict)).unwrap();
    }
}

#[test]
fn a_number_that_was_given_twice_is_damage() {
    let folder = Folder::new();
    let store = now(open(&folder.file(), ME)).unwrap().backend;
    now(store.apply(vec![put(b"a", b"1"), put(b"b", b"2")], Durability::Strict)).unwrap();
    let raw = Connection::open(folder.file()).unwrap();
    raw.execute("UPDATE meta SET value = 1 WHERE name = 'head'", [])
        .unwrap();
    let result = now(store.apply(vec![put(b"c", b"3")], Durability::Strict));
    assert!(
        matches!(result, Err(StorageError::Damaged(_))),
        "{result:?}"
    );
    assert_eq!(
        now(store.select(Select::Since(0), 10)).unwrap().rows.len(),
        2
    );
}

/// Of 300 flipped bits, none may change what is served. SQLite may lose sight of a row when the
/// bit is in an index: its own check finds that.
#[test]
fn a_flipped_bit_never_changes_what_is_served() {
    let folder = Folder::new();
    let (store, rows) = {
        let opened = now(open(&folder.file(), ME)).unwrap();
        let batch = (0..400_u32)
            .map(|n| put(&n.to_be_bytes(), &[n as u8; 90]))
            .collect();
        now(opened.backend.apply(batch, Durability::Strict)).unwrap();
        let rows = read(&opened.backend).unwrap();
        now(opened.backend.close());
        (fs::read(folder.file()).unwrap(), rows)
    };
    assert!(rows.iter().all(|way| *way == rows[0] && way.len() == 400));
    let (mut reported, mut hidden, mut harmless) = (0, 0, 0);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..300 {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bit = (random >> 33) as usize % (store.len() * 8);
        let mut flipped = store.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        folder.clear();
        fs::write(folder.file(), flipped).unwrap();

        let result = now(open(&folder.file(), ME)).and_then(|opened| read(&opened.backend));
        match result {
            Err(_) => reported += 1,
            Ok(served) if served == rows => harmless += 1,
            Ok(served) => {
                let right = |row| rows[0].contains(row);
                assert!(served.iter().flatten().all(right), "bit {bit}: a wrong row");
                assert!(
                    !integrity_is_ok(&folder.file()),
                    "bit {bit}: a row is gone, unnoticed"
                );
                hidden += 1;
            }
        }
    }
    println!("of 300: {reported} reported, {harmless} harmless, {hidden} only by integrity_check");
}

#[test]
fn what_is_not_ours_or_newer_stays_untouched() {
    let newer = "PRAGMA application_id = 0x456c6578; PRAGMA user_version = 2;";
    let foreign = "CREATE TABLE theirs (x);";
    let versioned = "CREATE TABLE theirs (x); PRAGMA user_version = 1;";
    let cases = [
        ("newer", Some(newer), Code::StorageNewer),
        ("foreign", Some(foreign), Code::StorageDamaged),
        (
            "foreign with a version",
            Some(versioned),
            Code::StorageDamaged,
        ),
        ("text", None, Code::StorageDamaged),
    ];
    for (name, schema, code) in cases {
        let folder = Folder::new();
        match schema {
            Some(schema) => sql(&folder.file(), schema),
            None => fs::write(folder.file(), "some text, long enough to look at").unwrap(),
        }
        let before = fs::read(folder.file()).unwrap();
        let opened = now(auto_detect(&folder.file(), ME)).unwrap();
        assert!(matches!(opened.backend, AnyBackend::Memory(_)), "{name}");
        assert_eq!(
            opened.report.fallback.map(|why| why.code),
            Some(code),
            "{name}"
        );
        now(opened
            .backend
            .apply(vec![put(b"a", b"1")], Durability::Strict))
        .unwrap();
        assert_eq!(fs::read(folder.file()).unwrap(), before, "{name}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_denied() {
    let folder = Folder::new();
    let opened = now(auto_detect(
        &folder.0.path().join("no such folder/elex.db"),
        ME,
    ))
    .unwrap();
    assert_eq!(
        opened.report.fallback.map(|why| why.code),
        Some(Code::StorageDenied)
    );
    let lasting = now(auto_detect(&folder.file(), ME)).unwrap();
    assert!(matches!(lasting.backend, AnyBackend::Lasting(_)));
    assert_eq!(lasting.report.fallback, None);
}

#[test]
fn deleted_text_is_gone_from_the_file() {
    let folder = Folder::new();
    let store = now(open(&folder.file(), ME)).unwrap().backend;
    let secret = b"cell 4711 drops calls at noon";
    now(store.apply(vec![put(b"a", secret)], Durability::Strict)).unwrap();
    assert!(folder.holds(secret));
    // As another process would: its connection keeps the log alive.
    let _other = now(open(&folder.file(), ME)).unwrap();
    now(store.destroy()).unwrap();
    assert!(!folder.holds(secret));
}

/// Everything the store serves, each row by three ways.
fn read(store: &impl StorageBackend) -> Result<[Vec<Row>; 3], StorageError> {
    let by_key = now(store.select(Select::Keys(KeyRange::everything()), 1_000))?.rows;
    let by_write = now(store.select(Select::Since(0), 1_000))?.rows;
    let mut one_by_one = Vec::new();
    for row in &by_write {
        one_by_one.extend(now(store.get(&row.key))?);
    }
    Ok([by_key, by_write, one_by_one])
}

fn integrity_is_ok(file: &Path) -> bool {
    let check = |raw: Connection| {
        raw.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
    };
    Connection::open(file)
        .and_then(check)
        .is_ok_and(|answer| answer == "ok")
}

fn put(key: &[u8], body: &[u8]) -> Change {
    let place = LocalKey {
        space: Space::TELEMETRY,
        key: key.to_vec(),
    };
    Change::PutLocal(place, Some(body.to_vec()), Expect::Anything)
}

fn sql(file: &Path, text: &str) {
    Connection::open(file).unwrap().execute_batch(text).unwrap();
}

/// A folder with a database, gone afterwards.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("elex.db")
    }

    fn clear(&self) {
        for entry in fs::read_dir(self.0.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }

    fn holds(&self, text: &[u8]) -> bool {
        fs::read_dir(self.0.path()).unwrap().any(|entry| {
            fs::read(entry.unwrap().path())
                .unwrap()
                .windows(text.len())
                .any(|part| part == text)
        })
    }
}
