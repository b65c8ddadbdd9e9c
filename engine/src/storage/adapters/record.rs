//! What a row is stored as, the same in every adapter, and the check that it came back unharmed.
//!
//! Format 1 keeps one record per row. Several facts in one record would cost less time to write,
//! but deleting, replacing and checking a single row would then need the whole block; rows are
//! few at a time today. Blocks can come as a later format by a numbered step.

use protocol::data::{Fact, JoinError, Key, Kind};
use protocol::ids::FactId;
use protocol::time::Hlc;

use crate::storage::{Row, Seq, StorageError};

/// The format that this version writes, in every adapter.
pub const FORMAT: u32 = 1;

/// Bytes of a row's checksum.
pub const HASH_BYTES: usize = 16;

/// A row as it lies in the database. The checksum is over all other columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// The bytes of its key.
    pub key: Vec<u8>,
    /// The write that made it what it is.
    pub seq: Seq,
    /// Its place among the facts of its kind, see [`time_of`]; other rows have none.
    pub time: Option<Vec<u8>>,
    /// The canonical bytes.
    pub body: Vec<u8>,
    /// The checksum.
    pub hash: Vec<u8>,
}

impl Record {
    /// The record of a row.
    ///
    /// # Errors
    /// When the body of a fact cannot be read.
    pub fn new(key: &Key, seq: Seq, body: Vec<u8>) -> Result<Self, JoinError> {
        let time = match key {
            Key::Fact(kind, id) => Some(time_of(*kind, Fact::open(body.clone())?.at(), *id)),
            _ => None,
        };
        let key = key.encode();
        let hash = checksum(&key, seq, time.as_deref(), &body);
        Ok(Self {
            key,
            seq,
            time,
            body,
            hash,
        })
    }

    /// The row, if nothing of the record changed since it was written.
    ///
    /// # Errors
    /// `Damaged` otherwise: such a row is reported, never served.
    pub fn check(self) -> Result<Row, StorageError> {
        let Self {
            key,
            seq,
            time,
            body,
            hash,
        } = self;
        // Looked at twice before it is called damaged: WebKitGTK 2.50 can compute a hash wrongly while it exchanges
        // the running code for faster code (seen in unoptimised builds only, now and then).
        let is_whole = || checksum(&key, seq, time.as_deref(), &body) == hash;
        if !is_whole() && !is_whole() {
            return Err(StorageError::Damaged(format!("row {}", hex(&key))));
        }
        let key =
            Key::decode(&key).ok_or_else(|| StorageError::Damaged(format!("key {}", hex(&key))))?;
        Ok(Row { key, seq, body })
    }
}

/// Where a fact stands among those of its kind: kind, then clock and id with every bit turned
/// over, all big-endian, so that rising order is newest first in any database.
#[must_use]
pub fn time_of(kind: Kind, at: Hlc, id: FactId) -> Vec<u8> {
    let mut bytes = kind.0.to_be_bytes().to_vec();
    bytes.extend((!at.0).to_be_bytes());
    bytes.extend(id.as_bytes().map(|byte| !byte));
    bytes
}

/// The first 16 bytes of BLAKE3 over: length of the key (4 bytes), key, number (8), length of
/// the time (1), time, body. Numbers are big-endian. Part of the stored format.
fn checksum(key: &[u8], seq: Seq, time: Option<&[u8]>, body: &[u8]) -> Vec<u8> {
    let time = time.unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&u32::try_from(key.len()).unwrap_or(u32::MAX).to_be_bytes());
    hasher.update(key);
    hasher.update(&seq.to_be_bytes());
    hasher.update(&[u8::try_from(time.len()).unwrap_or(u8::MAX)]);
    hasher.update(time);
    hasher.update(body);
    hasher.finalize().as_bytes()[..HASH_BYTES].to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use protocol::data::{LocalKey, Space};

    use super::*;

    #[test]
    fn any_flipped_bit_is_noticed() {
        let key = Key::Local(LocalKey {
            space: Space::TELEMETRY,
            key: b"k".to_vec(),
        });
        let record = Record::new(&key, 7, b"body".to_vec()).unwrap();
        assert!(record.clone().check().is_ok());

        let flips: [fn(&mut Record); 5] = [
            |r| r.key[3] ^= 1,
            |r| r.seq ^= 1,
            |r| r.time = Some(vec![0]),
            |r| r.body[0] ^= 0x80,
            |r| r.hash[15] ^= 1,
        ];
        for (n, flip) in flips.iter().enumerate() {
            let mut bad = record.clone();
            flip(&mut bad);
            assert!(
                matches!(bad.check(), Err(StorageError::Damaged(_))),
                "flip {n}"
            );
        }
    }
}
