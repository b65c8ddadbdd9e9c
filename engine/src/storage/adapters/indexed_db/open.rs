//! Opening the database: its format, who writes in it, and what stands in the way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use idb::event::VersionChangeEvent;
use idb::{DatabaseEvent as _, Event as _, Factory, Request as _};
use protocol::ids::ReplicaId;
use protocol::storage::{Adapter, OpenReport};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Event, IdbDatabase, IdbOpenDbRequest, IdbRequest};

use super::connection::Connection;
use super::migrate::{META, ROWS, migrate};
use super::{IndexedDb, apply, error, platform, request, rows};
use crate::storage::adapters::record::FORMAT;
use crate::storage::{Durability, Opened, StorageError};

/// Opens the database, or makes it. `fresh` is a new random id; it becomes the replica only when
/// this opening makes the database.
///
/// # Errors
/// See [`StorageError`]. A database of a newer version is left untouched.
pub async fn open(name: &str, fresh: ReplicaId) -> Result<Opened<IndexedDb>, StorageError> {
    let (raw, found) = connect(name, Some(fresh))
        .await
        .map_err(|error| match error {
            // Nothing was open yet: some browsers say "invalid state" in private windows.
            StorageError::Closed(why) => StorageError::Denied(why),
            other => other,
        })?;
    let connection = Connection::new(raw);
    let (replica, named) = replica(&connection, Some(fresh)).await?;
    Ok(Opened {
        backend: IndexedDb {
            name: name.to_owned(),
            replica,
            connection: RefCell::new(Rc::new(connection)),
        },
        replica,
        report: OpenReport {
            adapter: Adapter::IndexedDb,
            fallback: None,
            persisted: platform::persisted().await,
            format: FORMAT,
            upgraded_from: found.filter(|found| *found != 0),
            created: named || found == Some(0),
        },
    })
}

/// Opens it once more after the browser closed the connection, and only if it still is what it
/// was: the browser may have deleted the data meanwhile.
///
/// # Errors
/// `Closed` when the data is not there any more.
pub async fn again(name: &str, own: ReplicaId) -> Result<Connection, StorageError> {
    let connection = Connection::new(connect(name, None).await?.0);
    match replica(&connection, None).await? {
        (replica, _) if replica == own => Ok(connection),
        _ => Err(deleted()),
    }
}

/// A raw connection, and the format before an upgrade. Without `fresh`, nothing is made or
/// upgraded.
async fn connect(
    name: &str,
    fresh: Option<ReplicaId>,
) -> Result<(IdbDatabase, Option<u32>), StorageError> {
    let mut request = factory()?
        .open(name, Some(FORMAT))
        .map_err(|e| error::of_idb(&e))?;
    let (found, failed) = (Rc::new(Cell::new(None)), Rc::new(RefCell::new(None)));
    let (found_in, failed_in) = (Rc::clone(&found), Rc::clone(&failed));
    request.on_upgrade_needed(move |event| {
        if let Err(error) = upgrade(&event, fresh, &found_in) {
            failed_in.replace(Some(error));
            abort(&event);
        }
    });
    // The handler lives on in JavaScript: this future may be dropped before it is called.
    request.forget_callbacks();
    let request: IdbOpenDbRequest = request.into();
    let outcome = outcome(&request).await;
    if let Some(error) = failed.take() {
        return Err(error);
    }
    match outcome {
        Ok(Outcome::Done(database)) => Ok((database.unchecked_into(), found.get())),
        Ok(Outcome::Blocked) => {
            close_when_opened(&request);
            Err(StorageError::Blocked)
        }
        Err(StorageError::Newer { known, .. }) => Err(StorageError::Newer {
            found: version(name).await.unwrap_or(0),
            known,
        }),
        Err(error) => Err(error),
    }
}

fn factory() -> Result<Factory, StorageError> {
    Factory::new().map_err(|error| error::of_idb(&error))
}

fn deleted() -> StorageError {
    StorageError::Closed("the browser deleted the data".to_owned())
}

fn upgrade(
    event: &VersionChangeEvent,
    fresh: Option<ReplicaId>,
    found: &Cell<Option<u32>>,
) -> Result<(), StorageError> {
    let from = event.old_version().map_err(|e| error::of_idb(&e))?;
    found.set(Some(from));
    let fresh = fresh.ok_or_else(deleted)?;
    let database = event.database().map_err(|e| error::of_idb(&e))?;
    migrate(&database, from, fresh).map_err(|e| error::of_idb(&e))
}

/// Undoes the upgrade; opening fails then.
fn abort(event: &VersionChangeEvent) {
    let transaction = event
        .target()
        .ok()
        .and_then(|request| request.transaction());
    transaction.map(|transaction| transaction.abort().ok());
}

/// How a request to open ended.
enum Outcome {
    Done(JsValue),
    Blocked,
}

async fn outcome(request: &IdbOpenDbRequest) -> Result<Outcome, StorageError> {
    let first = request::event(|resolve| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(resolve));
        request.set_onblocked(Some(resolve));
    });
    let event: Event = first.await.map_err(|e| error::of(&e))?.unchecked_into();
    if event.type_() == "blocked" {
        return Ok(Outcome::Blocked);
    }
    match request.error().map_err(|e| error::of(&e))? {
        Some(exception) => Err(opening_error(&exception)),
        None => request
            .result()
            .map(Outcome::Done)
            .map_err(|e| error::of(&e)),
    }
}

fn opening_error(exception: &DomException) -> StorageError {
    match exception.name().as_str() {
        // What it found is asked for apart.
        "VersionError" => StorageError::Newer {
            found: 0,
            known: FORMAT,
        },
        _ => error::of(exception),
    }
}

/// The version of a database that is newer than ours; opened without one, it stays as it is.
async fn version(name: &str) -> Result<u32, StorageError> {
    let request = factory()?.open(name, None).map_err(|e| error::of_idb(&e))?;
    match outcome(&request.into()).await? {
        Outcome::Done(database) => {
            let database: IdbDatabase = database.unchecked_into();
            let version = database.version() as u32;
            database.close();
            Ok(version)
        }
        Outcome::Blocked => Err(StorageError::Blocked),
    }
}

/// The request lives on after "blocked": nobody wants its connection any more when it succeeds.
fn close_when_opened(request: &IdbOpenDbRequest) {
    let late = Closure::once_into_js(|event: Event| {
        let request = event
            .target()
            .and_then(|target| target.dyn_into::<IdbRequest>().ok());
        let database = request.and_then(|request| request.result().ok());
        if let Some(database) = database.and_then(|value| value.dyn_into::<IdbDatabase>().ok()) {
            database.close();
        }
    });
    request.set_onsuccess(Some(late.unchecked_ref()));
}

/// Who writes here, and whether that was named just now: anew after everything was deleted.
async fn replica(
    connection: &Connection,
    fresh: Option<ReplicaId>,
) -> Result<(ReplicaId, bool), StorageError> {
    // Reading waits for nobody. WebKitGTK 2.50 lets a writer wait for ever when the worker of the
    // page before was ended in the midst of its own writing transaction.
    match known_replica(connection).await? {
        Some(replica) => Ok((replica, false)),
        None => name_replica(connection, fresh).await,
    }
}

async fn known_replica(connection: &Connection) -> Result<Option<ReplicaId>, StorageError> {
    let mut transaction = connection.read()?;
    let named: IdbRequest = rows::meta(&transaction.store(META)?, "replica")?;
    let named = transaction.result(&named).await?;
    rows::replica_of(named)
}

async fn name_replica(
    connection: &Connection,
    fresh: Option<ReplicaId>,
) -> Result<(ReplicaId, bool), StorageError> {
    let mut transaction = connection.write(Durability::Strict)?;
    let (rows, meta) = (transaction.store(ROWS)?, transaction.store(META)?);
    let named = rows::meta(&meta, "replica")?;
    let count = rows.count(None).map_err(|e| error::of_idb(&e))?.into();
    let count = transaction.result(&count).await?;
    let named = rows::replica_of(named.result().map_err(|e| error::of(&e))?)?;
    match (named, fresh) {
        (Some(replica), _) => Ok((replica, false)),
        (None, _) if count.as_f64() != Some(0.0) => Err(StorageError::Damaged(
            "there are rows but no replica id".to_owned(),
        )),
        (None, None) => Err(deleted()),
        (None, Some(fresh)) => {
            apply::put(&meta, &rows::bytes(fresh.as_bytes()), Some("replica"))?;
            let last = apply::put(&meta, &rows::number(0), Some("head"))?;
            transaction.commit(&last).await?;
            Ok((fresh, true))
        }
    }
}
