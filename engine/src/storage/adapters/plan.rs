//! What a batch does to the rows that it finds: the one evaluation that every adapter runs inside
//! its transaction. Touches no database.

use protocol::data::{Change, Decision, JoinError, Key, decide};
use protocol::ids::ReplicaId;

use super::record::Record;
use crate::sort;
use crate::storage::{Applied, Row, Seq, StorageError};

/// What lies in the database before the batch, as far as the batch is concerned.
#[derive(Clone, Debug)]
pub struct Before {
    /// Who writes in this database; `None` after everything was deleted.
    pub replica: Option<ReplicaId>,
    /// The number of the last write.
    pub head: Seq,
    /// The rows that the batch is about: [`places`], with what was [`found`].
    pub places: Vec<Place>,
}

/// A row that a batch is about.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its key bytes.
    pub key: Vec<u8>,
    /// What lies there; `None` is nothing.
    body: Option<Vec<u8>>,
    /// What to put there.
    write: Write,
}

/// What to do to a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Write {
    /// Nothing.
    Keep,
    /// Put this in its place.
    Put(Record),
    /// Delete it.
    Delete,
}

/// What to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// What each operation did, in the order of the batch.
    pub applied: Vec<Applied>,
    /// What to do to which row, by rising keys; none is kept.
    pub writes: Vec<(Vec<u8>, Write)>,
    /// The number of the last write afterwards.
    pub head: Seq,
}

/// The rows that a batch needs to see, by rising keys, each once.
#[must_use]
pub fn places(batch: &[Change]) -> Vec<Place> {
    let place = |change: &Change| Place {
        key: change.key().encode(),
        body: None,
        write: Write::Keep,
    };
    let mut places: Vec<Place> = batch.iter().map(place).collect();
    sort::by(&mut places, |one, other| one.key.cmp(&other.key));
    places.dedup_by(|one, other| one.key == other.key);
    places
}

/// Takes up a row that was read inside the transaction.
///
/// # Errors
/// `Damaged` when it is not what was written.
pub fn found(place: &mut Place, record: Record) -> Result<(), StorageError> {
    let Row { body, .. } = record.check()?;
    place.body = Some(body);
    Ok(())
}

/// Evaluates the batch, each operation on what the ones before it left.
///
/// # Errors
/// What refuses an operation refuses the batch: nothing may be written then.
pub fn plan(batch: &[Change], before: Before, own: ReplicaId) -> Result<Plan, StorageError> {
    if before.replica != Some(own) {
        return Err(StorageError::Closed(
            "everything in it was deleted".to_owned(),
        ));
    }
    let Before {
        mut places,
        mut head,
        ..
    } = before;
    let mut applied = Vec::with_capacity(batch.len());
    for change in batch {
        let key = change.key();
        check_key(&key, change, own)?;
        let place = place_of(&mut places, &key)?;
        let write = match decide(place.body.as_deref(), change)? {
            Decision::Keep => {
                applied.push(Applied::Unchanged);
                continue;
            }
            Decision::Write(body) => Some(body),
            Decision::Delete => None,
        };
        head += 1;
        applied.push(Applied::Written(head));
        place.write = match &write {
            Some(body) => Write::Put(Record::new(&key, head, body.clone())?),
            None => Write::Delete,
        };
        place.body = write;
    }
    let writes = places
        .into_iter()
        .filter(|place| place.write != Write::Keep)
        .map(|place| (place.key, place.write));
    Ok(Plan {
        applied,
        writes: writes.collect(),
        head,
    })
}

fn place_of<'a>(places: &'a mut [Place], key: &Key) -> Result<&'a mut Place, StorageError> {
    let key = key.encode();
    let found = places.binary_search_by(|place| place.key.cmp(&key));
    let place = found.ok().and_then(|at| places.get_mut(at));
    place.ok_or_else(|| StorageError::Failed("a row was not read before".to_owned()))
}

/// A replica counts in its own cells only, and a key must be one that can be read back.
fn check_key(key: &Key, change: &Change, own: ReplicaId) -> Result<(), StorageError> {
    let too_long = match key {
        Key::Cell(cell) => cell.key.len() > usize::from(u16::MAX),
        Key::Register(register) => register.key.len() > usize::from(u16::MAX),
        Key::Fact(..) | Key::Local(_) => false,
    };
    if too_long {
        return Err(StorageError::Failed(
            "a key is longer than 65,535 bytes".to_owned(),
        ));
    }
    match change {
        Change::Bump(cell, _) if cell.replica != own => Err(JoinError::Forked.into()),
        _ => Ok(()),
    }
}
