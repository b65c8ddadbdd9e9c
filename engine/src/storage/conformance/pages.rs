//! What a selection gives, page by page.

use protocol::data::{Change, Expect, Key, KeyRange, Kind, Space};

use super::{OTHER, UNKNOWN, all, fact, good, local, put, register, register_key, write};
use crate::storage::{Opened, Row, Select, StorageBackend};

/// Page sizes around the number of rows, which is 7 in each chapter.
const SIZES: [usize; 6] = [1, 2, 3, 6, 7, 100];

pub(super) async fn keys_come_in_order<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let mut expected: Vec<Key> = Vec::new();
    let mut batch = Vec::new();
    for (n, name) in ["b", "a", "", "ab", "\u{ff}", "a\0", "c"]
        .into_iter()
        .enumerate()
    {
        batch.push(put(name.as_bytes(), name.as_bytes()));
        batch.push(Change::Set(
            register_key(name),
            register(n as u64, OTHER, name),
        ));
        batch.push(Change::AddFact(fact(Kind::EXCHANGE, OTHER, 9, name)));
        expected.extend(batch.iter().rev().take(3).map(Change::key));
    }
    write(store, batch).await;
    expected.sort_by_key(Key::encode);

    let ranges = [
        KeyRange::everything(),
        KeyRange::synced(),
        KeyRange::facts(Kind::EXCHANGE),
        KeyRange::facts(Kind::FEEDBACK),
        KeyRange::local(Space::TELEMETRY),
        KeyRange::local_between(Space::TELEMETRY, b"a", b"b"),
        KeyRange::local_between(Space::TELEMETRY, b"b", b"a"),
        KeyRange::local_between(Space::TELEMETRY, b"b", b"b"),
    ];
    for (range, count) in ranges.into_iter().zip([21, 14, 7, 0, 7, 3, 0, 0]) {
        let inside = |key: &&Key| {
            let bytes = key.encode();
            range.start <= bytes && bytes < range.end
        };
        let expected: Vec<Key> = expected.iter().filter(inside).cloned().collect();
        assert_eq!(expected.len(), count, "{range:?}");
        for size in SIZES {
            let rows = all(store, Select::Keys(range.clone()), size).await;
            assert_eq!(keys(&rows), expected, "{range:?} in pages of {size}");
        }
    }
}

pub(super) async fn facts_come_newest_first<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    // Four of one moment, so that every page size has a border among them.
    let clocks = [u64::MAX, 5, 5, 5, 5, 3, 0];
    let mut facts: Vec<_> = clocks
        .into_iter()
        .enumerate()
        .map(|(n, at)| fact(Kind::EXCHANGE, OTHER, at, &format!("fact {n}")))
        .collect();
    let mut batch: Vec<Change> = facts.iter().rev().cloned().map(Change::AddFact).collect();
    // Neighbours in the index that must not be listed.
    for kind in [Kind(Kind::EXCHANGE.0 - 1), Kind::FEEDBACK, UNKNOWN] {
        batch.push(Change::AddFact(fact(kind, OTHER, 5, "of another kind")));
    }
    batch.push(put(b"local", b"row"));
    write(store, batch).await;
    facts.sort_by_key(|fact| core::cmp::Reverse((fact.at(), fact.id())));

    let expected: Vec<Key> = facts.iter().map(|f| Key::Fact(f.kind(), f.id())).collect();
    for size in SIZES {
        let rows = all(store, Select::Newest(Kind::EXCHANGE, None), size).await;
        assert_eq!(keys(&rows), expected, "in pages of {size}");
    }
    for (n, fact) in facts.iter().enumerate() {
        let before = Select::Newest(Kind::EXCHANGE, Some((fact.at(), fact.id())));
        assert_eq!(
            keys(&all(store, before, 2).await),
            expected[n + 1..],
            "before number {n}"
        );
    }
}

pub(super) async fn changes_come_in_the_order_of_their_writes<B: StorageBackend>(
    opened: &Opened<B>,
) {
    let store = &opened.backend;
    let names = [b"g", b"f", b"e", b"d", b"c", b"b", b"a"];
    for name in names {
        write(store, vec![put(name, b"1")]).await;
    }
    // Written again: moves to the end. Deleted: no longer listed.
    write(store, vec![put(b"f", b"2")]).await;
    write(
        store,
        vec![Change::PutLocal(local(b"e"), None, Expect::Anything)],
    )
    .await;
    write(store, vec![put(b"h", b"1")]).await;

    let expected = [
        (b"g", 1),
        (b"d", 4),
        (b"c", 5),
        (b"b", 6),
        (b"a", 7),
        (b"f", 8),
        (b"h", 10),
    ]
    .map(|(name, seq)| (Key::Local(local(name)), seq));
    let places = |rows: &[Row]| {
        rows.iter()
            .map(|row| (row.key.clone(), row.seq))
            .collect::<Vec<_>>()
    };
    for size in SIZES {
        let rows = all(store, Select::Since(0), size).await;
        assert_eq!(places(&rows), expected, "in pages of {size}");
    }
    for since in 0..12 {
        let later: Vec<_> = expected
            .iter()
            .filter(|(_, seq)| *seq > since)
            .cloned()
            .collect();
        assert_eq!(
            places(&all(store, Select::Since(since), 3).await),
            later,
            "since {since}"
        );
    }
    assert!(all(store, Select::Since(u64::MAX), 3).await.is_empty());
    assert_eq!(good(store.head().await), 10);
}

fn keys(rows: &[Row]) -> Vec<Key> {
    rows.iter().map(|row| row.key.clone()).collect()
}
