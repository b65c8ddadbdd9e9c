//! Nothing, a lot, and what is odd.

use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;

use protocol::data::{Change, Key, KeyRange, Kind, Register, RegisterKey};
use protocol::ids::ReplicaId;

use super::{OTHER, UNKNOWN, all, fact, good, local, put, register, there, write};
use crate::storage::{Applied, Durability, Opened, Select, StorageBackend, StorageError};

/// More than one page, chunk or transaction of any adapter would hold by itself.
const MANY: usize = 2_000;

pub(super) async fn an_empty_batch_does_nothing<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    assert_eq!(write(store, Vec::new()).await, []);
    assert_eq!(good(store.head().await), 0);
}

pub(super) async fn a_big_batch_is_written_whole<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let batch = many(opened.replica, "first");
    let applied = write(store, batch.clone()).await;
    let numbers: Vec<Applied> = (1..=MANY as u64).map(Applied::Written).collect();
    assert_eq!(applied, numbers);
    let keys: Vec<Key> = all(store, Select::Since(0), 300)
        .await
        .into_iter()
        .map(|r| r.key)
        .collect();
    let expected: Vec<Key> = batch.iter().map(Change::key).collect();
    assert_eq!(keys, expected);
    assert!(
        write(store, batch)
            .await
            .iter()
            .all(|one| *one == Applied::Unchanged)
    );
}

pub(super) async fn a_big_body_comes_back<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let body: Vec<u8> = (0..1_u32 << 20)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    write(store, vec![put(b"big", &body), put(b"empty", b"")]).await;
    assert_eq!(
        there(good(store.get(&Key::Local(local(b"big"))).await)),
        body
    );
    assert_eq!(
        there(good(store.get(&Key::Local(local(b"empty"))).await)),
        b""
    );
}

pub(super) async fn unusual_keys_come_back<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let names: [&[u8]; 5] = [b"", b"\0", b"\0\0", b"\xff\xff\xff", &[0x80; 3_000]];
    for name in names {
        write(store, vec![put(name, name)]).await;
    }
    for name in names {
        assert_eq!(there(good(store.get(&Key::Local(local(name))).await)), name);
    }
    let key = RegisterKey {
        kind: UNKNOWN,
        key: vec![7; 65_536],
        field: 0,
    };
    let too_long = Change::Set(key, register(1, OTHER, "x"));
    let result = store.apply(vec![too_long], Durability::Strict).await;
    assert!(matches!(result, Err(StorageError::Failed(_))), "{result:?}");
}

pub(super) async fn statistics_add_up<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let mut batch = many(opened.replica, "counted");
    batch.truncate(600);
    batch.push(put(b"a", b"12345"));
    batch.push(put(b"b", b""));
    let key = RegisterKey {
        kind: UNKNOWN,
        key: b"r".to_vec(),
        field: 0,
    };
    let value: Register = register(1, OTHER, "x");
    batch.push(Change::Set(key.clone(), value));
    batch.push(Change::Set(key, register(2, OTHER, "longer than before")));
    write(store, batch).await;

    let stats = good(store.stats().await);
    let rows = all(store, Select::Keys(KeyRange::everything()), 250).await;
    let bytes: usize = rows
        .iter()
        .map(|row| row.key.encode().len() + row.body.len())
        .sum();
    assert_eq!(
        stats.rows.iter().map(|kind| kind.rows).sum::<u64>(),
        rows.len() as u64
    );
    assert_eq!(
        stats.rows.iter().map(|kind| kind.bytes).sum::<u64>(),
        bytes as u64
    );
    let counts: Vec<_> = stats
        .rows
        .iter()
        .map(|r| (r.class.as_str(), r.number, r.rows))
        .collect();
    assert_eq!(
        counts,
        [
            ("fact", 1, 600),
            ("local", 1, 2),
            ("register", UNKNOWN.0, 1)
        ]
    );
    // Not every browser says how full it is.
    assert!(stats.usage_bytes.is_none() || !opened.report.adapter.volatile());
}

/// In a browser each of these wakes the task from the database's event.
pub(super) async fn fifty_reads_follow_each_other<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    write(store, (0..50_u8).map(|n| put(&[n], &[n, n])).collect()).await;
    for n in 0..50_u8 {
        assert_eq!(
            there(good(store.get(&Key::Local(local(&[n]))).await)),
            [n, n]
        );
    }
}

pub(super) async fn an_abandoned_batch_is_there_whole_or_not_at_all<B: StorageBackend>(
    opened: &Opened<B>,
) {
    let store = &opened.backend;
    for polls in 1..8 {
        let name = format!("abandoned after {polls} polls");
        let before = good(store.head().await);
        {
            let mut batch = pin!(store.apply(many(opened.replica, &name), Durability::Strict));
            for _ in 0..polls {
                let done = poll_fn(|context| Poll::Ready(batch.as_mut().poll(context).is_ready()));
                if done.await {
                    break;
                }
                // Gives the platform a turn.
                good(store.head().await);
            }
        }
        let there = all(store, Select::Since(before), 1_000).await.len();
        assert!(there == 0 || there == MANY, "{there} rows {name}");
        assert_eq!(good(store.head().await), before + there as u64);
        write(store, vec![put(name.as_bytes(), b"goes on")]).await;
    }
}

fn many(author: ReplicaId, text: &str) -> Vec<Change> {
    (0..MANY)
        .map(|n| fact(Kind::EXCHANGE, author, n as u64 / 3, &format!("{text} {n}")))
        .map(Change::AddFact)
        .collect()
}
