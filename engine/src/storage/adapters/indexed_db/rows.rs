//! Reading rows, and what a record looks like to the browser: an object of its columns. Bytes
//! are typed arrays, so that the indexes order them as bytes.

use idb::{KeyRange, Query};
use js_sys::{Array, Object, Reflect, Uint8Array};
use protocol::ids::ReplicaId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbRequest;

use super::connection::Connection;
use super::error;
use super::migrate::{BY_SEQ, BY_TIME, META, ROWS};
use crate::storage::adapters::record::Record;
use crate::storage::adapters::span::Span;
use crate::storage::adapters::tally::Tally;
use crate::storage::{Row, Seq, StorageError};

/// The largest whole number that JavaScript's numbers keep exactly.
const MAX_NUMBER: f64 = 9_007_199_254_740_991.0;
/// Rows counted at once.
const CHUNK: usize = 500;

/// The record of a key, unchecked.
pub async fn get(connection: &Connection, key: &[u8]) -> Result<Option<Record>, StorageError> {
    let mut transaction = connection.read()?;
    let rows = transaction.store(ROWS)?;
    let request: IdbRequest = rows.get(bytes(key)).map_err(|e| error::of_idb(&e))?.into();
    record(&transaction.result(&request).await?)
}

/// Up to `most` rows along an index, checked.
pub async fn along(
    connection: &Connection,
    span: &Span,
    most: usize,
) -> Result<Vec<Row>, StorageError> {
    let mut transaction = connection.read()?;
    let request = ask(&transaction.store(ROWS)?, span, most).map_err(|e| error::of_idb(&e))?;
    let found: Array = transaction.result(&request).await?.unchecked_into();
    found
        .iter()
        .filter_map(|value| record(&value).transpose())
        .map(|r| r?.check())
        .collect()
}

fn ask(rows: &idb::ObjectStore, span: &Span, most: usize) -> Result<IdbRequest, idb::Error> {
    let most = Some(u32::try_from(most).unwrap_or(u32::MAX));
    let between = |start: &[u8], end: &[u8]| {
        KeyRange::bound(&bytes(start), &bytes(end), Some(false), Some(true))
    };
    Ok(match span {
        Span::Keys { start, end } => rows
            .get_all(Some(Query::from(between(start, end)?)), most)?
            .into(),
        Span::Times { start, end } => {
            let range = Query::from(between(start, end)?);
            rows.index(BY_TIME)?.get_all(Some(range), most)?.into()
        }
        Span::After(seq) => {
            let range = Query::from(KeyRange::lower_bound(&number(*seq), Some(true))?);
            rows.index(BY_SEQ)?.get_all(Some(range), most)?.into()
        }
    })
}

/// The number of the last write; 0 after everything was deleted.
pub async fn head(connection: &Connection) -> Result<Seq, StorageError> {
    let mut transaction = connection.read()?;
    let request = meta(&transaction.store(META)?, "head")?;
    head_of(&transaction.result(&request).await?)
}

/// Asks for an entry of the store beside the rows.
pub fn meta(store: &idb::ObjectStore, name: &str) -> Result<IdbRequest, StorageError> {
    Ok(store
        .get(JsValue::from(name))
        .map_err(|e| error::of_idb(&e))?
        .into())
}

/// Counts all rows. Reads the whole store.
pub async fn tally(connection: &Connection) -> Result<Tally, StorageError> {
    let mut transaction = connection.read()?;
    let rows = transaction.store(ROWS)?;
    let mut tally = Tally::default();
    let mut span = Span::Keys {
        start: Vec::new(),
        end: vec![u8::MAX],
    };
    loop {
        let request = ask(&rows, &span, CHUNK).map_err(|e| error::of_idb(&e))?;
        let found: Array = transaction.result(&request).await?.unchecked_into();
        let mut last = None;
        for value in found.iter() {
            if let Some(Record { key, body, .. }) = record(&value)? {
                tally.add(&key, 1, (key.len() + body.len()) as u64);
                last = Some(key);
            }
        }
        match last {
            Some(mut start) if found.length() as usize == CHUNK => {
                start.push(0);
                span = Span::Keys {
                    start,
                    end: vec![u8::MAX],
                };
            }
            _ => return Ok(tally),
        }
    }
}

/// Bytes as the browser stores them.
pub fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// A number as the browser stores it. 2⁵³ writes are 28,000 years of 10,000 a second.
pub fn number(seq: Seq) -> JsValue {
    (seq as f64).min(MAX_NUMBER).into()
}

/// The object of a record.
pub fn object(record: &Record) -> Result<JsValue, StorageError> {
    let object = Object::new();
    let set = |name: &str, value: JsValue| {
        Reflect::set(&object, &name.into(), &value).map_err(|e| error::of(&e))
    };
    set("key", bytes(&record.key))?;
    set("seq", number(record.seq))?;
    if let Some(time) = &record.time {
        set("time", bytes(time))?;
    }
    set("body", bytes(&record.body))?;
    set("hash", bytes(&record.hash))?;
    Ok(object.into())
}

/// The record of an object, unchecked; `None` for `undefined`, which means "no such row".
pub fn record(object: &JsValue) -> Result<Option<Record>, StorageError> {
    if object.is_undefined() {
        return Ok(None);
    }
    let column = |name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let time = column("time");
    Ok(Some(Record {
        key: bytes_of(column("key"))?,
        seq: seq_of(&column("seq"))?,
        time: if time.is_undefined() {
            None
        } else {
            Some(bytes_of(time)?)
        },
        body: bytes_of(column("body"))?,
        hash: bytes_of(column("hash"))?,
    }))
}

/// The entry `head`; a missing one is 0.
pub fn head_of(value: &JsValue) -> Result<Seq, StorageError> {
    if value.is_undefined() {
        Ok(0)
    } else {
        seq_of(value)
    }
}

/// The entry `replica`.
pub fn replica_of(value: JsValue) -> Result<Option<ReplicaId>, StorageError> {
    if value.is_undefined() {
        return Ok(None);
    }
    let replica = ReplicaId::from_slice(&bytes_of(value)?);
    Ok(Some(replica.ok_or_else(|| {
        StorageError::Damaged("the replica id".to_owned())
    })?))
}

fn bytes_of(value: JsValue) -> Result<Vec<u8>, StorageError> {
    match value.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(_) => Err(StorageError::Damaged("a column is not bytes".to_owned())),
    }
}

fn seq_of(value: &JsValue) -> Result<Seq, StorageError> {
    match value.as_f64() {
        Some(n) if n.fract() == 0.0 && (0.0..=MAX_NUMBER).contains(&n) => Ok(n as Seq),
        _ => Err(StorageError::Damaged(
            "a column is not a number of a write".to_owned(),
        )),
    }
}
