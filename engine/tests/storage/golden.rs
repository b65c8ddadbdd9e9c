//! The golden SQLite files, and how they were made.

use std::fs;
use std::path::PathBuf;

use engine::storage::adapters::record::FORMAT;
use engine::storage::adapters::sqlite;
use engine::storage::{Durability, StorageBackend};
use protocol::answer::{QueryKind, RoutedBy};
use protocol::cbor::{Map, Value};
use protocol::data::{
    Cell, CellKey, Change, Delta, Expect, Fact, Key, Kind, LocalKey, Register, RegisterKey, Space,
};
use protocol::ids::{AgentId, FactId, ReplicaId, RowId};
use protocol::records::{Exchange, Feedback, Verdict};
use protocol::time::Hlc;
use rusqlite::Connection;

use super::{Scratch, fresh, golden_files, now};

const ME: ReplicaId = ReplicaId::from_bytes(*b"golden replica 1");
const OTHER: ReplicaId = ReplicaId::from_bytes(*b"another replica.");

#[test]
fn the_database_of_format_1_opens_and_gives_its_rows() {
    let scratch = Scratch::new();
    fs::copy(folder().join("format-1.sqlite"), scratch.file()).unwrap();
    let golden = golden_files::Golden::read(golden_files::FORMAT_1);
    now(golden.check(now(sqlite::open(&scratch.file(), fresh())).unwrap()));
}

#[test]
#[ignore = "run once per format: `-- --ignored writes_the_golden_database`"]
fn writes_the_golden_database() {
    let file = folder().join(format!("format-{FORMAT}.sqlite"));
    assert!(!file.exists(), "a golden database is never written again");
    let store = now(sqlite::open(&file, ME)).unwrap().backend;
    for batch in batches() {
        now(store.apply(batch, Durability::Strict)).unwrap();
    }
    now(store.close());

    let raw = Connection::open(&file).unwrap();
    let (replica, head): (String, u64) = raw
        .query_row(
            "SELECT (SELECT lower(hex(value)) FROM meta WHERE name = 'replica'),
                    (SELECT value FROM meta WHERE name = 'head')",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let mut statement = raw
        .prepare(
            "SELECT json_object('key', lower(hex(key)), 'seq', seq,
                    'time', iif(time IS NULL, NULL, lower(hex(time))),
                    'body', lower(hex(body)), 'hash', lower(hex(hash)))
             FROM rows ORDER BY seq",
        )
        .unwrap();
    let rows: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let json = format!(
        "{{\"format\": {FORMAT}, \"replica\": \"{replica}\", \"head\": {head}, \"rows\": [\n{}\n]}}\n",
        rows.join(",\n")
    );
    fs::write(file.with_extension("json"), json).unwrap();
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Something of everything that a store can hold.
fn batches() -> Vec<Vec<Change>> {
    let asked = Exchange {
        question: "range of a3-Offset? 📡 – größer".to_owned(),
        kind: QueryKind::Parameter,
        answered: true,
        candidates: vec![
            (AgentId::from("NR-MOB-001"), 12_500_000),
            (AgentId::from("B"), -1),
        ],
        scope_micro: 730_000,
        rows: vec![RowId::from("a3-Offset")],
        catalogue: "1".to_owned(),
        given: Vec::new(),
        probabilities: Vec::new(),
        by: RoutedBy::Words,
        calculation: None,
        recalled: None,
        follows: None,
    };
    let first = asked.seal(ME, Hlc(1 << 40));
    let second = asked.seal(ME, Hlc((1 << 40) + 1));
    let same_clock = asked.seal(OTHER, Hlc(1 << 40));
    let feedback = |verdict, replaces| Feedback {
        response: first.id(),
        verdict,
        note: "helped <b>a lot</b>".to_owned(),
        agent: Some(AgentId::from("NR-MOB-001")),
        replaces,
    };
    let said = feedback(Verdict::Partly, None).seal(ME, Hlc(2 << 40));
    let changed = feedback(Verdict::Worked, Some(said.id())).seal(OTHER, Hlc(3 << 40));
    let nested = Map::from([(1, Value::Array(vec![Value::Null, Value::Bool(true)]))]);
    let unknown = Map::from([
        (8, Value::Int(-(1 << 64))),
        (4_000_000_000, Value::Map(nested)),
        (9, Value::Bytes(vec![0; 5_000])),
    ]);
    let unknown = Fact::seal(Kind(60_000), OTHER, Hlc(u64::MAX), unknown);

    let mine = CellKey {
        kind: Kind::USAGE,
        key: b"NR-MOB-001".to_vec(),
        replica: ME,
    };
    let theirs = CellKey {
        replica: OTHER,
        ..mine.clone()
    };
    let count = Delta {
        n: 3,
        pos: 1_500_000,
        neg: 250_000,
        sq: 2_312_500,
        ok: 2,
        fail: 1,
    };
    let rest = Map::from([(90, Value::Text("from a newer version".to_owned()))]);
    let cell = Cell {
        version: u64::MAX - 1,
        count,
        rest: rest.clone(),
    };
    let field = RegisterKey {
        kind: Kind(60_000),
        key: b"thing".to_vec(),
        field: 2,
    };
    let value = Value::Text("set".to_owned());
    let register = Register {
        at: Hlc(9 << 40),
        by: OTHER,
        value,
        rest,
    };
    let local = |space, key: &[u8], body: Option<&[u8]>| {
        let place = LocalKey {
            space,
            key: key.to_vec(),
        };
        Change::PutLocal(place, body.map(<[u8]>::to_vec), Expect::Anything)
    };
    vec![
        vec![
            Change::AddFact(first),
            Change::AddFact(same_clock),
            Change::Bump(mine.clone(), count),
            local(Space::TELEMETRY, b"deleted later", Some(b"x")),
        ],
        vec![
            Change::AddFact(second),
            Change::AddFact(said),
            Change::AddFact(changed),
        ],
        vec![
            Change::Join(Key::Cell(theirs), cell.encode()),
            Change::Join(Key::Register(field.clone()), register.encode()),
            Change::Set(
                field,
                Register {
                    at: Hlc(10 << 40),
                    by: ME,
                    ..register
                },
            ),
            Change::Bump(
                mine,
                Delta {
                    n: 1,
                    ..Delta::default()
                },
            ),
            Change::Join(
                Key::Fact(Kind(60_000), unknown.id()),
                unknown.bytes().to_vec(),
            ),
        ],
        vec![
            local(Space::TELEMETRY, b"deleted later", None),
            local(Space::TELEMETRY, b"", Some(b"")),
            local(Space::TELEMETRY, &[0xff; 40], Some(&[0x80; 300])),
            local(Space::SETTINGS, b"settings", Some(br#"{"theme":"dark"}"#)),
            Change::AddFact(Fact::seal(Kind::EXCHANGE, ME, Hlc(0), Map::new())),
        ],
    ]
}

#[test]
fn the_ids_of_the_golden_facts_are_those_of_their_content() {
    let golden = golden_files::Golden::read(golden_files::FORMAT_1);
    let facts = golden.rows.iter().filter(|row| row.time.is_some());
    for row in facts {
        assert_eq!(FactId::of(&row.body).as_bytes().as_slice(), &row.key[3..]);
    }
}
