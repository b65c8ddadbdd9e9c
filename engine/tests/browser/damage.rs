//! Databases that are newer, damaged, denied or full. Some faults are made by replacing one of
//! the browser's own methods for a while.

use engine::storage::adapters::{AnyBackend, auto_detect, indexed_db};
use engine::storage::{Durability, Select, StorageBackend, StorageError};
use protocol::data::KeyRange;
use protocol::failure::Code;
use protocol::storage::Adapter;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::device::{anew, bump, counted, put, write};
use crate::{fresh, raw};

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
    let throws = |name| {
        let throw = format!("() => {{ throw new DOMException('no', '{name}') }}");
        format!("replace(IDBFactory.prototype, 'open', 1, {throw})")
    };
    let missing = "Object.defineProperty(self, 'indexedDB', { configurable: true, value: null });
        globalThis.undo = () => { delete self.indexedDB }";
    let refusals = [
        throws("SecurityError"),
        throws("InvalidStateError"),
        missing.to_owned(),
    ];
    for refusal in &refusals {
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
        let find = "const row = await request(rows.index('seq').get(2))";
        let work = format!("async (rows) => {{ {find}; {damage}; rows.put(row) }}");
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
