//! What operations do to rows.

use protocol::cbor::{Map, Value};
use protocol::data::{
    Cell, CellKey, Change, Delta, Expect, Fact, JoinError, Key, KeyRange, Kind, Register,
};
use protocol::ids::FactId;
use protocol::time::Hlc;

use super::{OTHER, UNKNOWN, all, fact, good, local, put, register, register_key, there, write};
use crate::storage::{Applied, Durability, Opened, Select, StorageBackend, StorageError};

pub(super) async fn a_new_store_is_empty<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    assert!(opened.report.created);
    assert_eq!(opened.report.upgraded_from, None);
    assert_eq!(good(store.head().await), 0);
    assert!(good(store.stats().await).rows.is_empty());
    let everything = [
        Select::Keys(KeyRange::everything()),
        Select::Newest(Kind::EXCHANGE, None),
        Select::Since(0),
    ];
    for select in everything {
        assert!(all(store, select, 10).await.is_empty());
    }
}

pub(super) async fn a_fact_is_added_once<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let said = fact(Kind::EXCHANGE, opened.replica, 5, "once");
    let add = Change::AddFact(said.clone());
    let applied = write(store, vec![add.clone(), add.clone()]).await;
    assert_eq!(applied, [Applied::Written(1), Applied::Unchanged]);
    assert_eq!(write(store, vec![add]).await, [Applied::Unchanged]);

    let key = Key::Fact(Kind::EXCHANGE, said.id());
    let joined = Change::Join(key.clone(), said.bytes().to_vec());
    assert_eq!(write(store, vec![joined]).await, [Applied::Unchanged]);

    assert_eq!(
        good(store.head().await),
        1,
        "what changes nothing takes no number"
    );
    let row = good(store.get(&key).await);
    assert_eq!(row.as_ref().map(|row| (&row.key, row.seq)), Some((&key, 1)));
    assert_eq!(there(row), said.bytes());
}

pub(super) async fn other_content_under_an_id_is_refused<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let mine = fact(Kind::EXCHANGE, opened.replica, 5, "mine");
    let forged = fact(Kind::EXCHANGE, OTHER, 5, "forged");
    write(store, vec![Change::AddFact(mine.clone())]).await;

    let key = Key::Fact(Kind::EXCHANGE, mine.id());
    for target in [key.clone(), Key::Fact(Kind::FEEDBACK, forged.id())] {
        let batch = vec![
            put(b"before", b"1"),
            Change::Join(target, forged.bytes().to_vec()),
        ];
        refused(store, batch, JoinError::HashMismatch).await;
    }
    assert_eq!(there(good(store.get(&key).await)), mine.bytes());
    assert_eq!(good(store.get(&Key::Local(local(b"before"))).await), None);
}

pub(super) async fn a_replica_counts_in_its_own_cells<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let mine = CellKey {
        kind: Kind::USAGE,
        key: b"agent".to_vec(),
        replica: opened.replica,
    };
    let key = Key::Cell(mine.clone());
    // A newer version of this program wrote a field that this one does not know.
    let seed = Cell {
        version: 7,
        count: Delta {
            n: 2,
            pos: 1_500_000,
            ..Delta::default()
        },
        rest: Map::from([(90, Value::Text("from a newer version".to_owned()))]),
    };
    let one = Delta {
        n: 1,
        neg: 250_000,
        ok: 1,
        ..Delta::default()
    };
    let batch = vec![
        Change::Join(key.clone(), seed.encode()),
        Change::Bump(mine.clone(), one),
        Change::Bump(mine, one),
    ];
    let expected = [
        Applied::Written(1),
        Applied::Written(2),
        Applied::Written(3),
    ];
    assert_eq!(write(store, batch).await, expected);

    let row = good(store.get(&key).await);
    assert_eq!(row.as_ref().map(|row| row.seq), Some(3));
    let cell = Cell::decode(&there(row));
    let count = Delta {
        n: 4,
        pos: 1_500_000,
        neg: 500_000,
        ok: 2,
        ..Delta::default()
    };
    assert_eq!(
        cell,
        Ok(Cell {
            version: 9,
            count,
            rest: seed.rest
        })
    );

    let theirs = CellKey {
        kind: Kind::USAGE,
        key: b"agent".to_vec(),
        replica: OTHER,
    };
    refused(store, vec![Change::Bump(theirs, one)], JoinError::Forked).await;
}

pub(super) async fn the_later_setting_wins_in_any_order<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let settings = [
        register(10, opened.replica, "first"),
        register(20, OTHER, "last"),
        register(15, opened.replica, "between"),
    ];
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    for order in orders {
        let place = register_key(&format!("{order:?}"));
        for n in order {
            write(store, vec![Change::Set(place.clone(), settings[n].clone())]).await;
        }
        let row = good(store.get(&Key::Register(place)).await);
        assert_eq!(there(row), settings[1].encode(), "order {order:?}");
    }

    let place = register_key("same clock");
    let (low, high) = (register(10, OTHER, "b"), register(10, OTHER, "a"));
    let (low, high) = if low.rank() < high.rank() {
        (low, high)
    } else {
        (high, low)
    };
    for value in [&high, &low, &high] {
        write(store, vec![Change::Set(place.clone(), value.clone())]).await;
    }
    assert_eq!(
        there(good(store.get(&Key::Register(place)).await)),
        high.encode()
    );
}

pub(super) async fn rows_of_other_replicas_are_joined<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let place = CellKey {
        kind: Kind::USAGE,
        key: b"x".to_vec(),
        replica: OTHER,
    };
    let key = Key::Cell(place);
    let cell = |version, n| {
        Cell {
            version,
            count: Delta {
                n,
                ..Delta::default()
            },
            rest: Map::new(),
        }
        .encode()
    };
    let join = |bytes: Vec<u8>| vec![Change::Join(key.clone(), bytes)];
    assert_eq!(write(store, join(cell(3, 30))).await, [Applied::Written(1)]);
    assert_eq!(write(store, join(cell(3, 30))).await, [Applied::Unchanged]);
    assert_eq!(write(store, join(cell(2, 20))).await, [Applied::Unchanged]);
    refused(store, join(cell(3, 31)), JoinError::Forked).await;
    assert_eq!(write(store, join(cell(4, 40))).await, [Applied::Written(2)]);
    assert_eq!(there(good(store.get(&key).await)), cell(4, 40));

    let mine = Key::Local(local(b"mine"));
    refused(
        store,
        vec![Change::Join(mine, b"theirs".to_vec())],
        JoinError::Expectation,
    )
    .await;
    let unreadable = store
        .apply(join(b"no cell".to_vec()), Durability::Strict)
        .await;
    assert!(matches!(
        unreadable,
        Err(StorageError::Refused(JoinError::Unreadable(_)))
    ));
}

pub(super) async fn a_missed_expectation_refuses_the_batch<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let place = local(b"row");
    let change = |body: Option<&[u8]>, expect| {
        vec![Change::PutLocal(
            place.clone(),
            body.map(<[u8]>::to_vec),
            expect,
        )]
    };
    let bytes = |body: &[u8]| Expect::Bytes(body.to_vec());
    assert_eq!(
        write(store, change(Some(b"1"), Expect::Absent)).await,
        [Applied::Written(1)]
    );
    assert_eq!(
        write(store, change(Some(b"2"), bytes(b"1"))).await,
        [Applied::Written(2)]
    );
    assert_eq!(
        write(store, change(Some(b"2"), Expect::Anything)).await,
        [Applied::Unchanged]
    );

    for missed in [Expect::Absent, bytes(b"1")] {
        let mut batch = vec![
            put(b"innocent", b"x"),
            Change::AddFact(fact(Kind::EXCHANGE, opened.replica, 1, "innocent")),
        ];
        batch.extend(change(None, missed));
        refused(store, batch, JoinError::Expectation).await;
    }
    assert_eq!(
        all(store, Select::Since(0), 10).await.len(),
        1,
        "nothing of the batch is there"
    );

    assert_eq!(
        write(store, change(None, bytes(b"2"))).await,
        [Applied::Written(3)]
    );
    assert_eq!(
        write(store, change(None, Expect::Absent)).await,
        [Applied::Unchanged]
    );
    assert_eq!(good(store.get(&Key::Local(place.clone())).await), None);
    assert_eq!(good(store.head().await), 3, "a deletion takes a number");
    // Within one batch, each operation sees what the ones before it did.
    let mut batch = change(Some(b"a"), Expect::Absent);
    batch.extend(change(None, bytes(b"a")));
    batch.extend(change(Some(b"b"), Expect::Absent));
    write(store, batch).await;
    assert_eq!(there(good(store.get(&Key::Local(place)).await)), b"b");
}

pub(super) async fn what_is_unknown_is_kept<B: StorageBackend>(opened: &Opened<B>) {
    let store = &opened.backend;
    let nested = Map::from([
        (0, Value::Null),
        (77, Value::Array(vec![Value::Int(-(1 << 64))])),
    ]);
    let fields = Map::from([
        (8, Value::Text("grüße 📡 שלום".to_owned())),
        (4_000_000_000, Value::Map(nested)),
    ]);
    let said = Fact::seal(UNKNOWN, OTHER, Hlc(u64::MAX), fields);
    write(store, vec![Change::AddFact(said.clone())]).await;
    let key = Key::Fact(UNKNOWN, said.id());
    assert_eq!(there(good(store.get(&key).await)), said.bytes());

    let place = register_key("kept");
    let newer = Register {
        rest: Map::from([(9, Value::Text("beside the value".to_owned()))]),
        ..register(10, OTHER, "old")
    };
    write(
        store,
        vec![
            Change::Join(Key::Register(place.clone()), newer.encode()),
            Change::Set(place.clone(), register(11, opened.replica, "new")),
        ],
    )
    .await;
    let set = Register::decode(&there(good(store.get(&Key::Register(place)).await)));
    assert_eq!(
        set,
        Ok(Register {
            rest: newer.rest,
            ..register(11, opened.replica, "new")
        })
    );

    let nobody = Key::Fact(UNKNOWN, FactId::of(b"nobody said that"));
    assert_eq!(good(store.get(&nobody).await), None);
}

async fn refused<B: StorageBackend>(store: &B, batch: Vec<Change>, why: JoinError) {
    let head = good(store.head().await);
    let result = store.apply(batch, Durability::Strict).await;
    assert_eq!(result, Err(StorageError::Refused(why)));
    assert_eq!(
        good(store.head().await),
        head,
        "a refused batch takes no number"
    );
}
