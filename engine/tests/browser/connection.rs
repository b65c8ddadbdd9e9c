//! What becomes of a connection: cut by the browser, evicted, or given up for another tab. Each
//! fault is made by replacing one of the browser's own methods for a while.

use engine::storage::adapters::indexed_db;
use engine::storage::{StorageBackend, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::device::{anew, bump, counted, put, write};
use crate::{fresh, raw};

/// Nothing can begin, as in Safari when it took the connection away.
fn nothing_begins(times: usize) -> String {
    let throw = "() => { throw new DOMException('', 'InvalidStateError') }";
    format!("replace(IDBDatabase.prototype, 'transaction', {times}, {throw})")
}

/// The transaction goes down with the connection, once.
fn cut(event: &str) -> String {
    let cut = format!("function () {{ {event} this.abort() }}");
    format!("replace(IDBTransaction.prototype, 'commit', 1, {cut})")
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again_and_the_batch_done_once() {
    let store = anew("lost").await;
    write(&store, vec![bump(&store)]).await.unwrap();
    let close = "this.db.dispatchEvent(new Event('close'));";
    for (n, loss) in [nothing_begins(3), cut(""), cut(close)].iter().enumerate() {
        raw::js(loss).await;
        let result = write(&store, vec![bump(&store)]).await;
        raw::js("undo()").await;
        assert!(result.is_ok(), "{loss}: {result:?}");
        assert_eq!(counted(&store).await, n as u64 + 2, "{loss}");
    }
    assert_eq!(store.backend.head().await, Ok(4));
}

#[wasm_bindgen_test]
async fn a_connection_that_is_lost_for_good_is_closed() {
    let store = anew("for good").await;
    write(&store, vec![bump(&store)]).await.unwrap();
    raw::js(&nothing_begins(99)).await;
    let result = write(&store, vec![bump(&store)]).await;
    raw::js("undo()").await;
    assert!(matches!(result, Err(StorageError::Closed(_))), "{result:?}");
    let again = indexed_db::open("for good", fresh()).await.unwrap();
    assert_eq!(counted(&again).await, 1);
}

#[wasm_bindgen_test]
async fn evicted_data_is_not_taken_for_an_empty_store() {
    let clear =
        "await edit('evicted', ['rows', 'meta'], (rows, meta) => { rows.clear(); meta.clear() })";
    for eviction in [clear, "await remove('evicted')"] {
        let store = anew("evicted").await;
        raw::js(
            "replace(IDBDatabase.prototype, 'transaction', 1, function (old, given) {
            globalThis.theirs = this; return old.apply(this, given) })",
        )
        .await;
        write(&store, vec![put(b"a", b"1")]).await.unwrap();
        // The connection is dead before the data goes, so no event tells the tab of that.
        raw::js("undo(); theirs.close(); theirs.dispatchEvent(new Event('close'))").await;
        raw::js(eviction).await;
        for _ in 0..2 {
            let result = write(&store, vec![put(b"b", b"2")]).await;
            assert!(
                matches!(result, Err(StorageError::Closed(_))),
                "{eviction}: {result:?}"
            );
        }
        let again = indexed_db::open("evicted", fresh()).await.unwrap();
        assert!(again.report.created, "{eviction}");
        assert_ne!(again.replica, store.replica);
        assert_eq!(again.backend.head().await, Ok(0));
    }
}

#[wasm_bindgen_test]
async fn another_tab_may_upgrade_and_this_one_lets_go() {
    let store = anew("upgraded").await;
    write(&store, vec![put(b"a", b"1")]).await.unwrap();
    // Under way when the other tab comes: it finishes first.
    let last = vec![put(b"b", b"2")];
    let upgrade =
        "return (async () => { const db = await open('upgraded', 2, () => {}); db.close() })()";
    let (written, ()) = both(write(&store, last), async {
        raw::js(upgrade).await;
    })
    .await;
    assert!(
        matches!(written, Ok(_) | Err(StorageError::Closed(_))),
        "{written:?}"
    );
    for result in [
        write(&store, vec![put(b"c", b"3")]).await.map(|_| ()),
        store.backend.head().await.map(|_| ()),
    ] {
        assert!(matches!(result, Err(StorageError::Closed(_))), "{result:?}");
    }
}

/// Two futures side by side.
async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll::{Pending, Ready};
        if first.is_none()
            && let Ready(value) = a.as_mut().poll(context)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Ready(value) = b.as_mut().poll(context)
        {
            second = Some(value);
        }
        if first.is_some() && second.is_some() {
            Ready(())
        } else {
            Pending
        }
    })
    .await;
    (first.unwrap(), second.unwrap())
}
