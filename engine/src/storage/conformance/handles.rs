//! Closing, opening again, deleting, and two openers at once.

use protocol::data::{Cell, CellKey, Change, Delta, Expect, Key, Kind};

use super::{OTHER, all, anew, fact, good, local, put, there, together, write};
use crate::storage::{Applied, Durability, Opened, Select, StorageBackend, StorageError};

pub(super) async fn a_closed_store_says_so<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    store.close().await;
    store.close().await;
    let results = [
        store
            .apply(vec![put(b"a", b"1")], Durability::Strict)
            .await
            .map(|_| ()),
        store.get(&Key::Local(local(b"a"))).await.map(|_| ()),
        store.select(Select::Since(0), 1).await.map(|_| ()),
        store.head().await.map(|_| ()),
        store.stats().await.map(|_| ()),
        store.destroy().await,
    ];
    for (n, result) in results.into_iter().enumerate() {
        assert!(
            matches!(result, Err(StorageError::Closed(_))),
            "call {n}: {result:?}"
        );
    }
}

pub(super) async fn everything_can_be_deleted<B: StorageBackend>(
    open: &impl AsyncFn() -> Result<Opened<B>, StorageError>,
) {
    let first = anew(open).await;
    write(&first.backend, vec![put(b"a", b"1"), put(b"b", b"2")]).await;
    good(first.backend.destroy().await);
    let gone = first
        .backend
        .apply(vec![put(b"c", b"3")], Durability::Strict)
        .await;
    assert!(matches!(gone, Err(StorageError::Closed(_))), "{gone:?}");

    let second = good(open().await);
    assert!(second.report.created);
    assert_ne!(
        second.replica, first.replica,
        "deleted data takes its replica id along"
    );
    assert_eq!(good(second.backend.head().await), 0);
    assert!(all(&second.backend, Select::Since(0), 5).await.is_empty());
}

pub(super) async fn everything_is_there_after_reopening<B: StorageBackend>(
    open: &impl AsyncFn() -> Result<Opened<B>, StorageError>,
) {
    let first = anew(open).await;
    write(
        &first.backend,
        vec![
            Change::AddFact(fact(Kind::EXCHANGE, first.replica, 4, "stays")),
            put(b"gone", b"x"),
            put(b"stays", b"y"),
        ],
    )
    .await;
    write(
        &first.backend,
        vec![Change::PutLocal(local(b"gone"), None, Expect::Anything)],
    )
    .await;
    let rows = all(&first.backend, Select::Since(0), 10).await;
    first.backend.close().await;

    let second = good(open().await);
    assert!(!second.report.created);
    assert_eq!(second.report.format, first.report.format);
    assert_eq!(second.report.upgraded_from, None);
    assert_eq!(second.replica, first.replica);
    assert_eq!(
        good(second.backend.head().await),
        4,
        "numbers of deleted rows are not used again"
    );
    assert_eq!(all(&second.backend, Select::Since(0), 10).await, rows);
    assert_eq!(
        write(&second.backend, vec![put(b"new", b"z")]).await,
        [Applied::Written(5)]
    );
}

/// How often each opener counts.
const TIMES: u64 = 20;

pub(super) async fn two_openers_lose_nothing<B: StorageBackend>(
    open: &impl AsyncFn() -> Result<Opened<B>, StorageError>,
) {
    let (one, two) = (anew(open).await, good(open().await));
    assert_eq!(one.replica, two.replica);
    let cell = CellKey {
        kind: Kind::USAGE,
        key: b"both".to_vec(),
        replica: one.replica,
    };
    let add = Delta {
        n: 1,
        ..Delta::default()
    };
    let shared = fact(Kind::EXCHANGE, OTHER, 1, "said to both");

    let calls = (0..TIMES).flat_map(|n| [(&one.backend, n), (&two.backend, n)]);
    let batches = calls.map(|(store, n)| {
        let first_come = Change::PutLocal(local(&[n as u8]), Some(b"x".to_vec()), Expect::Absent);
        let batch = vec![
            Change::Bump(cell.clone(), add),
            Change::AddFact(shared.clone()),
        ];
        async move {
            let counted = store.apply(batch, Durability::Strict).await;
            (
                counted,
                store.apply(vec![first_come], Durability::Strict).await,
            )
        }
    });
    let results = together(batches.collect()).await;

    let mut numbers = Vec::new();
    let mut first = 0;
    for (counted, first_come) in results {
        numbers.extend(good(counted));
        match first_come {
            Ok(applied) => {
                first += 1;
                numbers.extend(applied);
            }
            Err(error) => assert!(matches!(error, StorageError::Refused(_)), "{error:?}"),
        }
    }
    assert_eq!(first, TIMES, "exactly one of two comes first");
    let mut written: Vec<u64> = numbers
        .into_iter()
        .filter_map(|one| match one {
            Applied::Written(seq) => Some(seq),
            Applied::Unchanged => None,
        })
        .collect();
    written.sort_unstable();
    let total = 2 * TIMES + 1 + TIMES;
    assert_eq!(
        written,
        (1..=total).collect::<Vec<_>>(),
        "each write has its own number"
    );

    for store in [&one.backend, &two.backend] {
        let counted = Cell::decode(&there(good(store.get(&Key::Cell(cell.clone())).await)));
        assert_eq!(
            counted.map(|c| (c.version, c.count.n)),
            Ok((2 * TIMES, 2 * TIMES))
        );
        assert_eq!(good(store.head().await), total);
    }
    let seen = all(&two.backend, Select::Since(0), 7).await;
    assert_eq!(seen, all(&one.backend, Select::Since(0), 100).await);
}

pub(super) async fn a_handle_does_not_outlive_the_deletion<B: StorageBackend>(
    open: &impl AsyncFn() -> Result<Opened<B>, StorageError>,
) {
    let (one, two) = (anew(open).await, good(open().await));
    write(&one.backend, vec![put(b"a", b"1")]).await;
    good(one.backend.destroy().await);
    let late = two
        .backend
        .apply(vec![put(b"b", b"2")], Durability::Strict)
        .await;
    assert!(matches!(late, Err(StorageError::Closed(_))), "{late:?}");
    let three = good(open().await);
    assert_ne!(three.replica, two.replica);
    let late = two
        .backend
        .apply(vec![put(b"b", b"2")], Durability::Strict)
        .await;
    assert!(matches!(late, Err(StorageError::Closed(_))), "{late:?}");
    assert!(all(&three.backend, Select::Since(0), 5).await.is_empty());
}
