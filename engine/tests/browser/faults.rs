//! What a browser does to a database: another tab's upgrade, a cut connection, a full disk,
//! damage. Each fault is made by replacing one of the browser's own methods for a while.

use engine::storage::adapters::{AnyBackend, auto_detect, indexed_db};
use engine::storage::{Applied, Durability, Opened, Select, StorageBackend, StorageError};
use protocol::data::{Cell, CellKey, Change, Delta, Expect, KeyRange, Kind, LocalKey, Space};
use protocol::failure::Code;
use protocol::storage::Adapter;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{fresh, raw};

type Store = Opened<indexed_db::IndexedDb>;

/// A new database of this name.
async fn anew(name: &str) -> Store {
    raw::delete(name).await;
    indexed_db::open(name, fresh()).await.unwrap()
}

fn put(key: &[u8], body: &[u8]) -> Change {
    let place = LocalKey {
        space: Space::TELEMETRY,
        key: key.to_vec(),
    };
    Change::PutLocal(place, Some(body.to_vec()), Expect::Anything)
}

fn bump(store: &Store) -> Change {
    let key = CellKey {
        kind: Kind::USAGE,
        key: b"x".to_vec(),
        replica: store.replica,
    };
    Change::Bump(
        key,
        Delta {
            n: 1,
            ..Delta::default()
        },
    )
}

async fn counted(store: &Store) -> u64 {
    let row = store
        .backend
        .get(&bump(store).key())
        .await
        .unwrap()
        .unwrap();
    Cell::decode(&row.body).unwrap().count.n
}

async fn write(store: &Store, batch: Vec<Change>) -> Result<Vec<Applied>, StorageError> {
    store.backend.apply(batch, Durability::Strict).await
}

#[wasm_bindgen_test]
async fn a_newer_database_is_left_as_it_is() {
    raw::delete("newer").await;
    let make = "(db) => db.createObjectStore('later').put('kept', 'key')";
    raw::js(&format!("(await open('newer', 7, {make})).close()")).await;

    let error = indexed_db::open("newer", fresh()).await.err();
    assert_eq!(error, Some(StorageError::Newer { found: 7, known: 1 }));
    let opened = auto_detect("newer", fresh()).await.unwrap();
    assert!(matches!(opened.backend, AnyBackend::Memory(_)));
    assert_eq!(opened.report.adapter, Adapter::Memory);
    assert_eq!(
        opened.report.fallback.map(|why| why.code),
        Some(Code::StorageNewer)
    );

    let look = "const db = await open('newer');
        const kept = await request(db.transaction('later').objectStore('later').get('key'));
        db.close();
        return [db.version, ...db.objectStoreNames, kept].join()";
    assert_eq!(
        raw::js(look).await.as_string().as_deref(),
        Some("7,later,kept")
    );
}

#[wasm_bindgen_test]
async fn a_database_of_another_shape_is_damaged() {
    for (name, make) in [
        ("no-stores", "(db) => db.createObjectStore('rows')"),
        (
            "no-replica",
            "(db) => { db.createObjectStore('meta'); db.createObjectStore('rows').put(1, 1) }",
        ),
    ] {
        raw::delete(name).await;
        raw::js(&format!("(await open('{name}', 1, {make})).close()")).await;
        let error = indexed_db::open(name, fresh()).await.err();
        assert!(
            matches!(error, Some(StorageError::Damaged(_))),
            "{name}: {error:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_denied_database_falls_back_and_says_so() {
    for refusal in [
        "replace(IDBFactory.prototype, 'open', 1, () => { throw new DOMException('no', 'SecurityError') })",
        "replace(IDBFactory.prototype, 'open', 1, () => { throw new DOMException('no', 'InvalidStateError') })",
        "Object.defineProperty(self, 'indexedDB', { configurable: true, value: null });
         globalThis.undo = () => { delete self.indexedDB }",
    ] {
        raw::js(refusal).await;
        let opened = auto_detect("denied", fresh()).await.unwrap();
        raw::js("undo()").await;
        assert!(matches!(opened.backend, AnyBackend::Memory(_)), "{refusal}");
        assert_eq!(
            opened.report.fallback.map(|why| why.code),
            Some(Code::StorageDenied)
        );
        opened
            .backend
            .apply(vec![put(b"a", b"1")], Durability::Strict)
            .await
            .unwrap();
    }
    let opened = auto_detect("denied", fresh()).await.unwrap();
    assert!(matches!(opened.backend, AnyBackend::Lasting(_)));
}

#[wasm_bindgen_test]
async fn a_damaged_row_is_reported_and_never_served() {
    for damage in [
        "row.body = new Uint8Array([9])",
        "row.time = new Uint8Array([9])",
        "row.body = 'x'",
    ] {
        let store = anew("damaged").await;
        write(&store, vec![put(b"a", b"1"), put(b"b", b"2")])
            .await
            .unwrap();
        let work = format!(
            "async (rows) => {{ const row = await request(rows.index('seq').get(2)); {damage}; rows.put(row) }}"
        );
        raw::js(&format!("await edit('damaged', ['rows'], {work})")).await;

        let backend = &store.backend;
        let results = [
            backend.get(&put(b"b", b"").key()).await.map(|_| ()),
            backend
                .select(Select::Keys(KeyRange::everything()), 10)
                .await
                .map(|_| ()),
            backend.select(Select::Since(0), 10).await.map(|_| ()),
            write(&store, vec![put(b"b", b"3")]).await.map(|_| ()),
        ];
        for (n, result) in results.into_iter().enumerate() {
            assert!(
                matches!(result, Err(StorageError::Damaged(_))),
                "{damage}, {n}: {result:?}"
            );
        }
        assert!(backend.get(&put(b"a", b"").key()).await.unwrap().is_some());
        write(&store, vec![put(b"a", b"2")]).await.unwrap();
    }
}

/// The request fails, not the call: the browser undoes the batch and says why.
#[wasm_bindgen_test]
async fn a_number_that_was_given_twice_is_damage_and_writes_nothing() {
    let store = anew("twice").await;
    write(&store, vec![put(b"a", b"1"), put(b"b", b"2")])
        .await
        .unwrap();
    raw::js("await edit('twice', ['meta'], (meta) => meta.put(0, 'head'))").await;
    let result = write(&store, vec![put(b"c", b"3"), put(b"d", b"4")]).await;
    assert!(
        matches!(result, Err(StorageError::Damaged(_))),
        "{result:?}"
    );
    let page = store.backend.select(Select::Since(0), 10).await.unwrap();
    assert_eq!(page.rows.len(), 2);
}

#[wasm_bindgen_test]
async fn a_full_disk_writes_nothing_and_the_store_goes_on() {
    // At a request, and (as browsers do it) only when the transaction commits.
    for full in [
        "let n = 0; replace(IDBObjectStore.prototype, 'put', 3, function (old, given) {
            if (++n < 3) return old.apply(this, given);
            throw new DOMException('full', 'QuotaExceededError') })",
        "const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error');
         const late = { configurable: true, get: () => new DOMException('full', 'QuotaExceededError') };
         replace(IDBTransaction.prototype, 'commit', 1, function () {
            Object.defineProperty(IDBTransaction.prototype, 'error', late); this.abort() });
         globalThis.undo = () => Object.defineProperty(IDBTransaction.prototype, 'error', error)",
    ] {
        let store = anew("full").await;
        write(&store, vec![put(b"a", b"1")]).await.unwrap();
        raw::js(full).await;
        let batch = vec![put(b"b", b"2"), put(b"c", b"3"), bump(&store)];
        let result = write(&store, batch.clone()).await;
        raw::js("undo()").await;
        assert!(matches!(result, Err(StorageError::QuotaExceeded(_))), "{result:?}");
        assert_eq!(store.backend.head().await, Ok(1));
        assert_eq!(store.backend.get(&batch[0].key()).await, Ok(None));
        write(&store, batch).await.unwrap();
        assert_eq!(counted(&store).await, 1);
    }
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again_and_the_batch_done_once() {
    let store = anew("lost").await;
    write(&store, vec![bump(&store)]).await.unwrap();
    for (n, loss) in [
        "replace(IDBDatabase.prototype, 'transaction', 3, () => { throw new DOMException('', 'InvalidStateError') })",
        "replace(IDBTransaction.prototype, 'commit', 1, function () { this.abort() })",
        "replace(IDBTransaction.prototype, 'commit', 1, function () { this.db.dispatchEvent(new Event('close')); this.abort() })",
    ].into_iter().enumerate() {
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
    raw::js("replace(IDBDatabase.prototype, 'transaction', 99, () => { throw new DOMException('', 'InvalidStateError') })").await;
    let result = write(&store, vec![bump(&store)]).await;
    raw::js("undo()").await;
    assert!(matches!(result, Err(StorageError::Closed(_))), "{result:?}");
    assert_eq!(
        counted(&indexed_db::open("for good", fresh()).await.unwrap()).await,
        1
    );
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

#[wasm_bindgen_test]
async fn the_durability_that_is_asked_for_is_the_one_of_the_transaction() {
    let store = anew("durability").await;
    raw::js(
        "globalThis.asked = []; const old = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) {
            const transaction = old.apply(this, given);
            asked.push(transaction.mode + ' ' + transaction.durability);
            return transaction };
        globalThis.undo = () => { IDBDatabase.prototype.transaction = old }",
    )
    .await;
    for durability in [Durability::Strict, Durability::Relaxed] {
        store
            .backend
            .apply(vec![put(b"a", b"1")], durability)
            .await
            .unwrap();
    }
    let asked = raw::js("undo(); return asked.join()").await;
    assert_eq!(
        asked.as_string().as_deref(),
        Some("readwrite strict,readwrite relaxed")
    );
}

#[wasm_bindgen_test]
async fn usage_and_quota_are_reported() {
    let store = anew("stats").await;
    write(&store, vec![put(b"a", &[1; 10_000])]).await.unwrap();
    let stats = store.backend.stats().await.unwrap();
    assert!(stats.usage_bytes.is_some());
    assert!(stats.quota_bytes > stats.usage_bytes);
    assert!(store.report.persisted.is_some());
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
