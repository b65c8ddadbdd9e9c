//! One connection to the database, and how it ends.

use std::cell::Cell;
use std::rc::Rc;

use idb::{Database, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

use super::error;
use super::migrate::{META, ROWS};
use super::transaction::Transaction;
use crate::storage::{Durability, StorageError};

/// How a connection stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Life {
    Open,
    /// The browser closed it; opening again helps.
    Lost,
    /// Another tab upgrades or deletes the database; opening again would be in its way.
    GivenUp,
    /// Closed by its owner.
    Closed,
}

/// A connection. Closed at the latest when it is dropped.
pub struct Connection {
    raw: IdbDatabase,
    life: Rc<Cell<Life>>,
    /// Holds the event handlers.
    _handlers: Database,
}

impl Connection {
    /// Watches over a database that was just opened.
    pub fn new(raw: IdbDatabase) -> Self {
        let life = Rc::new(Cell::new(Life::Open));
        let mut handlers = Database::from(raw.clone());
        let (lost, given_up, closing) = (Rc::clone(&life), Rc::clone(&life), raw.clone());
        handlers.on_close(move |_| lost.set(Life::Lost));
        handlers.on_version_change(move |_| {
            given_up.set(Life::GivenUp);
            // Transactions under way still finish.
            closing.close();
        });
        Self { raw, life, _handlers: handlers }
    }

    /// Whether the browser closed it.
    pub fn is_lost(&self) -> bool {
        self.life.get() == Life::Lost
    }

    /// Lets go of the database; transactions under way still finish.
    pub fn close(&self) {
        if self.life.get() == Life::Open {
            self.life.set(Life::Closed);
        }
        self.raw.close();
    }

    /// Begins a transaction over all stores.
    ///
    /// # Errors
    /// `Closed` when there is no connection any more.
    pub fn begin(
        &self,
        mode: TransactionMode,
        durability: Durability,
    ) -> Result<Transaction, StorageError> {
        match self.life.get() {
            Life::Open | Life::Lost => {}
            Life::GivenUp => {
                return Err(StorageError::Closed("another tab changes the database".to_owned()));
            }
            Life::Closed => return Err(StorageError::Closed("by its owner".to_owned())),
        }
        match begin(&self.raw, mode, durability) {
            Ok(raw) => Ok(Transaction::watch(raw, Rc::clone(&self.life).into())),
            Err(exception) => Err(self.ended(error::of(&exception))),
        }
    }

    /// Safari closes connections without an event: the first sign is that nothing can begin.
    fn ended(&self, error: StorageError) -> StorageError {
        if matches!(error, StorageError::Closed(_)) {
            self.life.set(Life::Lost);
        }
        error
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.raw.set_onclose(None);
        self.raw.set_onversionchange(None);
        self.raw.close();
    }
}

/// `IDBDatabase.transaction(names, mode, {durability})`; neither idb nor stable web-sys has the
/// third argument, and browsers default to relaxed.
fn begin(
    database: &IdbDatabase,
    mode: TransactionMode,
    durability: Durability,
) -> Result<web_sys::IdbTransaction, JsValue> {
    let options = Object::new();
    let durability = match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    };
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let names = Array::of2(&ROWS.into(), &META.into());
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    transaction.call3(database, &names, &mode.into(), &options)?.dyn_into()
}
