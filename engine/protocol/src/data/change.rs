//! What may be asked of the store: operations that are evaluated on the row as it is at that
//! moment, inside the transaction.

use crate::data::{CellKey, Delta, Fact, Key, LocalKey, Register, RegisterKey};

/// One operation of a batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Adds a fact; the same fact again is no change.
    AddFact(Fact),
    /// Adds to this replica's own cell.
    Bump(CellKey, Delta),
    /// Sets a register, unless a later setting is there.
    Set(RegisterKey, Register),
    /// Takes in a row of another replica, as it was stored there.
    Join(Key, Vec<u8>),
    /// Writes a local row, or deletes it with `None`.
    PutLocal(LocalKey, Option<Vec<u8>>, Expect),
}

/// What a local row must be for the write to happen; otherwise the whole batch is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expect {
    /// Whatever it is.
    Anything,
    /// Not there.
    Absent,
    /// Exactly these bytes.
    Bytes(Vec<u8>),
}

impl Change {
    /// The row that the operation is about.
    #[must_use]
    pub fn key(&self) -> Key {
        match self {
            Self::AddFact(fact) => Key::Fact(fact.kind(), fact.id()),
            Self::Bump(key, _) => Key::Cell(key.clone()),
            Self::Set(key, _) => Key::Register(key.clone()),
            Self::Join(key, _) => key.clone(),
            Self::PutLocal(key, _, _) => Key::Local(key.clone()),
        }
    }
}
