//! The merge rule. Pure, and the same in every store: the result depends only on which rows
//! were seen, not on their order, their number of arrivals or any clock.

use thiserror::Error;

use crate::cbor::CborError;
use crate::data::{Cell, Change, Expect, Fact, Key, Register};

/// What to do with the row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Leave it as it is.
    Keep,
    /// Store these bytes.
    Write(Vec<u8>),
    /// Delete it.
    Delete,
}

/// Why an operation is refused, and its batch with it.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum JoinError {
    /// The bytes of a fact do not have the id under which they came.
    #[error("the content does not match its id")]
    HashMismatch,
    /// Two different contents for one version of one replica's cell: a copied profile.
    #[error("two replicas write under one id")]
    Forked,
    /// A local row is not what the writer had read.
    #[error("the row was changed by somebody else")]
    Expectation,
    /// The row, stored or incoming, cannot be read.
    #[error("unreadable row: {0}")]
    Unreadable(#[from] CborError),
}

/// What `change` does to a row that is now `stored`.
///
/// # Errors
/// See [`JoinError`]; nothing may be written then.
pub fn decide(stored: Option<&[u8]>, change: &Change) -> Result<Decision, JoinError> {
    match change {
        Change::AddFact(fact) => add_fact(stored, fact.bytes()),
        Change::Bump(_, delta) => {
            let cell = stored.map(Cell::decode).transpose()?.unwrap_or_default();
            Ok(Decision::Write(cell.bumped(*delta).encode()))
        }
        Change::Set(_, register) => {
            let mut register = register.clone();
            // What a newer version keeps beside the value outlives a setting by this one.
            if let Some(mine) = stored.map(Register::decode).transpose()? {
                for (key, value) in mine.rest {
                    if register.rest.get(&key).is_none() {
                        register.rest.insert(key, value);
                    }
                }
            }
            join_register(stored, &register)
        }
        Change::Join(Key::Fact(kind, id), bytes) => {
            let fact = Fact::open(bytes.clone())?;
            if fact.id() != *id || fact.kind() != *kind {
                return Err(JoinError::HashMismatch);
            }
            add_fact(stored, bytes)
        }
        Change::Join(Key::Cell(_), bytes) => join_cell(stored, bytes),
        Change::Join(Key::Register(_), bytes) => join_register(stored, &Register::decode(bytes)?),
        // Local rows of somebody else have no business here.
        Change::Join(Key::Local(_), _) => Err(JoinError::Expectation),
        Change::PutLocal(_, bytes, expect) => {
            let met = match expect {
                Expect::Anything => true,
                Expect::Absent => stored.is_none(),
                Expect::Bytes(seen) => stored == Some(seen.as_slice()),
            };
            match (met, bytes) {
                (false, _) => Err(JoinError::Expectation),
                (true, Some(bytes)) if stored == Some(bytes.as_slice()) => Ok(Decision::Keep),
                (true, Some(bytes)) => Ok(Decision::Write(bytes.clone())),
                (true, None) if stored.is_none() => Ok(Decision::Keep),
                (true, None) => Ok(Decision::Delete),
            }
        }
    }
}

fn add_fact(stored: Option<&[u8]>, bytes: &[u8]) -> Result<Decision, JoinError> {
    match stored {
        None => Ok(Decision::Write(bytes.to_vec())),
        Some(same) if same == bytes => Ok(Decision::Keep),
        Some(_) => Err(JoinError::HashMismatch),
    }
}

fn join_cell(stored: Option<&[u8]>, bytes: &[u8]) -> Result<Decision, JoinError> {
    let incoming = Cell::decode(bytes)?;
    let Some(stored) = stored else {
        return Ok(Decision::Write(bytes.to_vec()));
    };
    let mine = Cell::decode(stored)?;
    match incoming.version.cmp(&mine.version) {
        core::cmp::Ordering::Greater => Ok(Decision::Write(bytes.to_vec())),
        core::cmp::Ordering::Less => Ok(Decision::Keep),
        core::cmp::Ordering::Equal if stored == bytes => Ok(Decision::Keep),
        core::cmp::Ordering::Equal => Err(JoinError::Forked),
    }
}

fn join_register(stored: Option<&[u8]>, incoming: &Register) -> Result<Decision, JoinError> {
    let mine = stored.map(Register::decode).transpose()?;
    if mine.is_some_and(|mine| mine.rank() >= incoming.rank()) {
        return Ok(Decision::Keep);
    }
    Ok(Decision::Write(incoming.encode()))
}
