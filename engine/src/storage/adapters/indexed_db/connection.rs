//! One connection to the database, and how it ends.

use std::cell::Cell;
use std::rc::Rc;

use idb::{Database, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use super::error;
use super::migrate::{META, ROWS};
use super::transaction::Transaction;
use crate::storage::{Durability, StorageError};

/// How a connection stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Open,
    /// The browser closed it; opening again helps.
    Lost,
    /// Another tab upgrades or deletes the database; opening again would be in its way.
    GivenUp,
    /// Closed by its owner.
    Closed,
}

/// How a connection stands, for everybody who uses it.
#[derive(Clone, Debug)]
pub struct Life(Rc<Cell<State>>);

impl Life {
    /// Notes that the browser closed the connection.
    pub fn lose(&self) {
        self.end(State::Lost);
    }

    fn end(&self, state: State) {
        // The first reason counts: what follows from it looks like a loss.
        if self.0.get() == State::Open {
            self.0.set(state);
        }
    }

    /// What to say to somebody who still wants something.
    pub fn error(&self) -> StorageError {
        let why = match self.0.get() {
            State::Open | State::Lost => "by the browser",
            State::GivenUp => "another tab upgrades or deletes it",
            State::Closed => "by its owner",
        };
        StorageError::Closed(why.to_owned())
    }
}

/// A connection. Closed at the latest when it is dropped.
pub struct Connection {
    raw: IdbDatabase,
    life: Life,
    /// Holds the event handlers.
    _handlers: Database,
}

impl Connection {
    /// Watches over a database that was just opened.
    pub fn new(raw: IdbDatabase) -> Self {
        let life = Life(Rc::new(Cell::new(State::Open)));
        let mut handlers = Database::from(raw.clone());
        let lost = life.clone();
        handlers.on_close(move |_| lost.lose());
        let (given_up, closing) = (life.clone(), raw.clone());
        handlers.on_version_change(move |_| {
            given_up.end(State::GivenUp);
            // Transactions under way still finish.
            closing.close();
        });
        Self {
            raw,
            life,
            _handlers: handlers,
        }
    }

    /// Whether the browser closed it.
    pub fn is_lost(&self) -> bool {
        self.life.0.get() == State::Lost
    }

    /// Lets go of the database; transactions under way still finish.
    pub fn close(&self) {
        self.life.end(State::Closed);
        self.raw.close();
    }

    /// Begins to read.
    ///
    /// # Errors
    /// `Closed` when there is no connection any more.
    pub fn read(&self) -> Result<Transaction, StorageError> {
        self.begin(TransactionMode::ReadOnly, Durability::Relaxed)
    }

    /// Begins to write. Dropping the transaction undoes everything.
    ///
    /// # Errors
    /// `Closed` when there is no connection any more.
    pub fn write(&self, durability: Durability) -> Result<Transaction, StorageError> {
        self.begin(TransactionMode::ReadWrite, durability)
    }

    fn begin(
        &self,
        mode: TransactionMode,
        durability: Durability,
    ) -> Result<Transaction, StorageError> {
        if self.life.0.get() != State::Open {
            return Err(self.life.error());
        }
        match begin(&self.raw, mode, durability) {
            Ok(raw) => Ok(Transaction::watch(raw, mode, self.life.clone())),
            Err(exception) => Err(match error::of(&exception) {
                // Safari closes connections without an event: this is the first sign.
                StorageError::Closed(why) => {
                    self.life.lose();
                    StorageError::Closed(why)
                }
                other => other,
            }),
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.raw.set_onclose(None);
        self.raw.set_onversionchange(None);
        self.raw.close();
    }
}

/// `IDBDatabase.transaction(names, mode, {durability})` over both stores; neither idb nor stable
/// web-sys has the third argument, and browsers take "relaxed" without it.
fn begin(
    database: &IdbDatabase,
    mode: TransactionMode,
    durability: Durability,
) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    let durability = match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    };
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let names = Array::of2(&ROWS.into(), &META.into());
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    transaction
        .call3(database, &names, &mode.into(), &options)?
        .dyn_into()
}
