//! The databases of released formats: each opens for ever, and gives exactly its rows.
//!
//! `format-N.sqlite` was written by this program when format N was current, by
//! `cargo test --package engine --test storage -- --ignored writes_the_golden_database`;
//! `format-N.json` holds its columns, from which the browser's test makes the same database
//! there. Neither is ever written again.

use engine::storage::adapters::record::FORMAT;
use engine::storage::{Applied, Durability, Opened, Select, StorageBackend};
use protocol::data::{Cell, Change, Expect, Fact, Key, Kind, LocalKey, Register, Space};
use serde_json::Value;

/// Format 1.
pub const FORMAT_1: &str = include_str!("format-1.json");

/// A database as its columns.
pub struct Golden {
    pub format: u32,
    pub replica: Vec<u8>,
    pub head: u64,
    pub rows: Vec<Columns>,
}

/// A row; its checksum is checked by the store itself.
pub struct Columns {
    pub key: Vec<u8>,
    pub seq: u64,
    pub time: Option<Vec<u8>>,
    pub body: Vec<u8>,
}

impl Golden {
    pub fn read(json: &str) -> Self {
        let json: Value = serde_json::from_str(json).unwrap();
        let columns = |row: &Value| Columns {
            key: bytes(&row["key"]).unwrap(),
            seq: row["seq"].as_u64().unwrap(),
            time: bytes(&row["time"]),
            body: bytes(&row["body"]).unwrap(),
        };
        Self {
            format: u32::try_from(json["format"].as_u64().unwrap()).unwrap(),
            replica: bytes(&json["replica"]).unwrap(),
            head: json["head"].as_u64().unwrap(),
            rows: json["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(columns)
                .collect(),
        }
    }

    /// Compares a database that was just opened, and goes on writing in it.
    pub async fn check<B: StorageBackend>(&self, opened: Opened<B>) {
        let Opened {
            backend,
            replica,
            report,
        } = opened;
        assert!(!report.created);
        assert_eq!(report.fallback, None);
        assert_eq!(report.format, FORMAT);
        assert_eq!(
            report.upgraded_from,
            (self.format != FORMAT).then_some(self.format)
        );
        assert_eq!(replica.as_bytes().as_slice(), self.replica);
        assert_eq!(backend.head().await, Ok(self.head));

        let rows = backend.select(Select::Since(0), 1_000).await.unwrap().rows;
        assert_eq!(rows.len(), self.rows.len());
        for (row, expected) in rows.iter().zip(&self.rows) {
            assert_eq!(
                (row.key.encode(), row.seq),
                (expected.key.clone(), expected.seq)
            );
            assert_eq!(row.body, expected.body, "row {}", row.seq);
            match &row.key {
                Key::Fact(kind, id) => {
                    let fact = Fact::open(row.body.clone()).unwrap();
                    assert_eq!((fact.kind(), fact.id()), (*kind, *id));
                }
                Key::Cell(_) => assert!(Cell::decode(&row.body).is_ok()),
                Key::Register(_) => assert!(Register::decode(&row.body).is_ok()),
                Key::Local(_) => {}
            }
        }

        let mut newest: Vec<&Columns> = self
            .rows
            .iter()
            .filter(|row| row.time.is_some() && row.key[2] == 1)
            .collect();
        newest.sort_by_key(|row| row.time.clone());
        // One by one: where to go on is computed anew and must fit what was stored then.
        let mut keys = Vec::new();
        let mut next = Some(Select::Newest(Kind::EXCHANGE, None));
        while let Some(select) = next {
            let page = backend.select(select, 1).await.unwrap();
            keys.extend(page.rows.iter().map(|row| row.key.encode()));
            assert!(keys.len() <= newest.len(), "the pages have no end");
            next = page.next;
        }
        let expected: Vec<Vec<u8>> = newest.iter().map(|row| row.key.clone()).collect();
        assert_eq!(keys, expected);

        let place = LocalKey {
            space: Space::TELEMETRY,
            key: b"after".to_vec(),
        };
        let change = Change::PutLocal(place, Some(b"x".to_vec()), Expect::Absent);
        let applied = backend
            .apply(vec![change], Durability::Strict)
            .await
            .unwrap();
        assert_eq!(applied, [Applied::Written(self.head + 1)]);
        backend.close().await;
    }
}

fn bytes(hex: &Value) -> Option<Vec<u8>> {
    let digits = hex.as_str()?.as_bytes().chunks(2);
    Some(
        digits
            .map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap())
            .collect(),
    )
}
