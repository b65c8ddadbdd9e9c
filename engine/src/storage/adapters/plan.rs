//! What a batch does to the rows that it finds: the one evaluation that every adapter runs inside
//! its transaction. Touches no database.

use std::collections::{BTreeMap, BTreeSet};

use protocol::data::{Change, Decision, JoinError, Key, decide};
use protocol::ids::ReplicaId;

use super::record::Record;
use crate::storage::{Applied, Row, Seq, StorageError};

/// What lies in the database before the batch, as far as the batch is concerned.
#[derive(Clone, Debug)]
pub struct Before {
    /// Who writes in this database; `None` after everything was deleted.
    pub replica: Option<ReplicaId>,
    /// The number of the last write.
    pub head: Seq,
    /// The rows that are there, of those in [`keys`].
    pub rows: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// What to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// What each operation did, in the order of the batch.
    pub applied: Vec<Applied>,
    /// What to put in the place of each touched row; `None` deletes it.
    pub writes: BTreeMap<Vec<u8>, Option<Record>>,
    /// The number of the last write afterwards.
    pub head: Seq,
}

/// The rows that a batch needs to see, by their key bytes.
#[must_use]
pub fn keys(batch: &[Change]) -> BTreeSet<Vec<u8>> {
    batch.iter().map(|change| change.key().encode()).collect()
}

/// Takes up a row that was read inside the transaction.
///
/// # Errors
/// `Damaged` when it is not what was written.
pub fn found(before: &mut Before, record: Record) -> Result<(), StorageError> {
    let key = record.key.clone();
    let Row { body, .. } = record.check()?;
    before.rows.insert(key, body);
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
        mut rows, mut head, ..
    } = before;
    let mut applied = Vec::with_capacity(batch.len());
    let mut writes = BTreeMap::new();
    for change in batch {
        let key = change.key();
        check_key(&key, change, own)?;
        let bytes = key.encode();
        let write = match decide(rows.get(&bytes).map(Vec::as_slice), change)? {
            Decision::Keep => {
                applied.push(Applied::Unchanged);
                continue;
            }
            Decision::Write(body) => Some(body),
            Decision::Delete => None,
        };
        head += 1;
        applied.push(Applied::Written(head));
        let record = write
            .map(|body| Record::new(&key, head, body))
            .transpose()?;
        match &record {
            Some(record) => rows.insert(bytes.clone(), record.body.clone()),
            None => rows.remove(&bytes),
        };
        writes.insert(bytes, record);
    }
    Ok(Plan {
        applied,
        writes,
        head,
    })
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
