//! Registers: single fields that may be set again; the last one wins.

use crate::cbor::{self, CborError, Fields, Map, Value};
use crate::data::Kind;
use crate::ids::ReplicaId;
use crate::time::Hlc;

/// Which register: one field of one thing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RegisterKey {
    /// What kind of thing has the field.
    pub kind: Kind,
    /// Which thing: its id in bytes, at most 65,535.
    pub key: Vec<u8>,
    /// Which field, by a number of the kind.
    pub field: u16,
}

/// The value of a field, and who set it when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Register {
    /// When it was set.
    pub at: Hlc,
    /// Who set it.
    pub by: ReplicaId,
    /// What it was set to.
    pub value: Value,
    /// Fields that this version does not know; kept.
    pub rest: Map,
}

impl Register {
    /// The canonical bytes: at (1), by (2), value (3), unknown fields.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut map = self.rest.clone();
        map.insert(1, Value::Int(i128::from(self.at.0)));
        map.insert(2, Value::Bytes(self.by.as_bytes().to_vec()));
        map.insert(3, self.value.clone());
        cbor::encode(&map)
    }

    /// Reads a register.
    ///
    /// # Errors
    /// When the bytes are not canonical or a field is missing.
    pub fn decode(bytes: &[u8]) -> Result<Self, CborError> {
        let mut map = cbor::decode(bytes)?;
        Ok(Self {
            at: Hlc(map.take_int(1)?),
            by: ReplicaId::from_slice(&map.take_bytes(2)?).ok_or(CborError::Field(2))?,
            value: map.remove(&3).ok_or(CborError::Field(3))?,
            rest: map,
        })
    }

    /// What decides between two settings of one field: clock, then replica, then content.
    #[must_use]
    pub fn rank(&self) -> (Hlc, ReplicaId, [u8; 32]) {
        (self.at, self.by, *blake3::hash(&self.encode()).as_bytes())
    }
}
