//! What every adapter promises, as one story to run natively and in a browser. It is for tests:
//! a broken promise panics where it was found.
//!
//! What only one platform can show (a killed process, a full disk, a flipped bit in the file)
//! is in the tests of that adapter.

mod handles;
mod limits;
mod pages;
mod writes;

use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::Poll;

use protocol::cbor::{Map, Value};
use protocol::data::{Change, Expect, Fact, Kind, LocalKey, Register, RegisterKey, Space};
use protocol::ids::ReplicaId;
use protocol::time::Hlc;

use super::{Applied, Durability, Opened, Row, Select, StorageBackend, StorageError};

/// Runs the whole story. `open` opens the same store again and again, each time with a new
/// random id to take as the replica if the store is made anew; a volatile adapter makes a new
/// store each time, and what is about more than one opening is left out for it.
///
/// # Panics
/// Where a promise is broken.
pub async fn story<B: StorageBackend>(open: impl AsyncFn() -> Result<Opened<B>, StorageError>) {
    writes::a_new_store_is_empty(&anew(&open).await).await;
    writes::a_fact_is_added_once(&anew(&open).await).await;
    writes::other_content_under_an_id_is_refused(&anew(&open).await).await;
    writes::a_replica_counts_in_its_own_cells(&anew(&open).await).await;
    writes::the_later_setting_wins_in_any_order(&anew(&open).await).await;
    writes::rows_of_other_replicas_are_joined(&anew(&open).await).await;
    writes::a_missed_expectation_refuses_the_batch(&anew(&open).await).await;
    writes::what_is_unknown_is_kept(&anew(&open).await).await;

    pages::keys_come_in_order(&anew(&open).await).await;
    pages::facts_come_newest_first(&anew(&open).await).await;
    pages::changes_come_in_the_order_of_their_writes(&anew(&open).await).await;

    limits::an_empty_batch_does_nothing(&anew(&open).await).await;
    limits::a_big_batch_is_written_whole(&anew(&open).await).await;
    limits::a_big_body_comes_back(&anew(&open).await).await;
    limits::unusual_keys_come_back(&anew(&open).await).await;
    limits::statistics_add_up(&anew(&open).await).await;
    limits::fifty_reads_follow_each_other(&anew(&open).await).await;
    limits::an_abandoned_batch_is_there_whole_or_not_at_all(&anew(&open).await).await;

    handles::a_closed_store_says_so(&anew(&open).await).await;
    handles::everything_can_be_deleted(&open).await;
    if !anew(&open).await.report.adapter.volatile() {
        handles::everything_is_there_after_reopening(&open).await;
        handles::two_openers_lose_nothing(&open).await;
        handles::a_handle_does_not_outlive_the_deletion(&open).await;
    }
}

/// An empty store, whatever was in it before.
async fn anew<B: StorageBackend>(
    open: &impl AsyncFn() -> Result<Opened<B>, StorageError>,
) -> Opened<B> {
    let old = good(open().await);
    good(old.backend.destroy().await);
    good(open().await)
}

/// More rows than any chapter writes.
const MOST: usize = 10_000;
/// Somebody else.
const OTHER: ReplicaId = ReplicaId::from_bytes([0xee; 16]);
/// A kind that no version knows.
const UNKNOWN: Kind = Kind(60_000);

#[track_caller]
fn good<T>(result: Result<T, StorageError>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the store failed: {error:?}"),
    }
}

#[track_caller]
fn there(row: Option<Row>) -> Vec<u8> {
    match row {
        Some(row) => row.body,
        None => panic!("the row is missing"),
    }
}

fn fact(kind: Kind, author: ReplicaId, at: u64, text: &str) -> Fact {
    Fact::seal(
        kind,
        author,
        Hlc(at),
        Map::from([(8, Value::Text(text.to_owned()))]),
    )
}

fn register_key(name: &str) -> RegisterKey {
    RegisterKey {
        kind: UNKNOWN,
        key: name.as_bytes().to_vec(),
        field: 3,
    }
}

fn register(at: u64, by: ReplicaId, text: &str) -> Register {
    Register {
        at: Hlc(at),
        by,
        value: Value::Text(text.to_owned()),
        rest: Map::new(),
    }
}

fn local(key: &[u8]) -> LocalKey {
    LocalKey {
        space: Space::TELEMETRY,
        key: key.to_vec(),
    }
}

fn put(key: &[u8], body: &[u8]) -> Change {
    Change::PutLocal(local(key), Some(body.to_vec()), Expect::Anything)
}

async fn write<B: StorageBackend>(store: &B, batch: Vec<Change>) -> Vec<Applied> {
    good(store.apply(batch, Durability::Strict).await)
}

/// Every row of a selection, read in pages of `limit`.
async fn all<B: StorageBackend>(store: &B, select: Select, limit: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut next = Some(select);
    while let Some(select) = next {
        let page = good(store.select(select, limit).await);
        assert!(
            page.rows.len() <= limit,
            "a page of {} for {limit}",
            page.rows.len()
        );
        assert!(
            !page.rows.is_empty() || page.next.is_none(),
            "an empty page says there is more"
        );
        rows.extend(page.rows);
        assert!(rows.len() <= MOST, "the pages have no end");
        next = page.next;
    }
    rows
}

/// Runs futures side by side on this thread.
async fn together<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, output) in running.iter_mut().zip(&mut done) {
            if output.is_none()
                && let Poll::Ready(value) = future.as_mut().poll(context)
            {
                *output = Some(value);
            }
        }
        if done.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}
