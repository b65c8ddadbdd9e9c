//! What [`Select`] means in terms of indexes, the same in every adapter.

use protocol::data::{Fact, Key};
use protocol::ids::FactId;
use protocol::time::Hlc;

use super::record::time_of;
use crate::storage::{Page, Row, Select, Seq, StorageError};

/// A run along one index, upwards; `end` is not in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// Along the keys.
    Keys {
        /// First key bytes.
        start: Vec<u8>,
        /// Key bytes after the last.
        end: Vec<u8>,
    },
    /// Along the times of facts, see [`time_of`].
    Times {
        /// First time bytes.
        start: Vec<u8>,
        /// Time bytes after the last.
        end: Vec<u8>,
    },
    /// Along the numbers of writes, from the one after this.
    After(Seq),
}

impl Span {
    /// The run that a selection asks for.
    #[must_use]
    pub fn of(select: &Select) -> Self {
        match select {
            Select::Keys(range) => Self::Keys {
                start: range.start.clone(),
                end: range.end.clone(),
            },
            Select::Newest(kind, before) => Self::Times {
                start: match before {
                    Some((at, id)) => after(time_of(*kind, *at, *id)),
                    None => kind.0.to_be_bytes().to_vec(),
                },
                // One byte longer than any time of this kind, and all ones.
                end: [kind.0.to_be_bytes().as_slice(), &[0xff; 25]].concat(),
            },
            Select::Since(seq) => Self::After(*seq),
        }
    }

    /// Whether nothing can lie in it. Databases differ in what they say to a reversed range.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Keys { start, end } | Self::Times { start, end } => start >= end,
            Self::After(seq) => *seq == Seq::MAX,
        }
    }
}

/// Makes the page of up to `limit + 1` rows: the one too many only says that there is more.
///
/// # Errors
/// When the last row is a fact that cannot be read.
pub fn page(select: &Select, mut rows: Vec<Row>, limit: usize) -> Result<Page, StorageError> {
    if rows.len() <= limit {
        return Ok(Page { rows, next: None });
    }
    rows.truncate(limit);
    let next = match (rows.last(), select) {
        (None, _) => None,
        (Some(last), Select::Keys(range)) => {
            let mut range = range.clone();
            range.start = after(last.key.encode());
            Some(Select::Keys(range))
        }
        (Some(last), Select::Newest(kind, _)) => Some(Select::Newest(*kind, Some(place(last)?))),
        (Some(last), Select::Since(_)) => Some(Select::Since(last.seq)),
    };
    Ok(Page { rows, next })
}

/// The smallest byte string greater than this one.
fn after(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.push(0);
    bytes
}

fn place(row: &Row) -> Result<(Hlc, FactId), StorageError> {
    let Key::Fact(_, id) = row.key else {
        return Err(StorageError::Damaged(
            "a row that is no fact has a time".to_owned(),
        ));
    };
    let fact = Fact::open(row.body.clone()).map_err(|e| StorageError::Damaged(e.to_string()))?;
    Ok((fact.at(), id))
}
