//! Facts: what was said or happened, once and for all.

use crate::cbor::{self, CborError, Fields, Map, Value};
use crate::data::Kind;
use crate::ids::{FactId, ReplicaId};
use crate::time::Hlc;

const KIND: u64 = 0;
const AUTHOR: u64 = 1;
const AT: u64 = 2;
/// The first field number that a kind may use for itself.
const FIRST_OWN: u64 = 8;

/// An immutable record. Its id is the hash of its canonical bytes, which hold the kind (0), the
/// author's replica (1), the moment (2) and the fields of the kind (8 and up), so taking the
/// same record in twice adds nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    id: FactId,
    kind: Kind,
    author: ReplicaId,
    at: Hlc,
    bytes: Vec<u8>,
}

impl Fact {
    /// Makes the fact of these fields. Field numbers below 8 belong to the frame and are replaced.
    #[must_use]
    pub fn seal(kind: Kind, author: ReplicaId, at: Hlc, mut fields: Map) -> Self {
        fields.retain(|key| key >= FIRST_OWN);
        fields.insert(KIND, Value::Int(i128::from(kind.0)));
        fields.insert(AUTHOR, Value::Bytes(author.as_bytes().to_vec()));
        fields.insert(AT, Value::Int(i128::from(at.0)));
        let bytes = cbor::encode(&fields);
        Self {
            id: FactId::of(&bytes),
            kind,
            author,
            at,
            bytes,
        }
    }

    /// Reads a fact from its canonical bytes, kept exactly as they came.
    ///
    /// # Errors
    /// When the bytes are not canonical or the frame is incomplete.
    pub fn open(bytes: Vec<u8>) -> Result<Self, CborError> {
        Self::read(bytes).map(|(fact, _)| fact)
    }

    /// The same with the fields of the kind (8 and up), decoded once.
    ///
    /// # Errors
    /// When the bytes are not canonical or the frame is incomplete.
    pub fn read(bytes: Vec<u8>) -> Result<(Self, Map), CborError> {
        let mut map = cbor::decode(&bytes)?;
        let kind = Kind(map.take_int(KIND)?);
        let author =
            ReplicaId::from_slice(&map.take_bytes(AUTHOR)?).ok_or(CborError::Field(AUTHOR))?;
        let at = Hlc(map.take_int(AT)?);
        map.retain(|key| key >= FIRST_OWN);
        let fact = Self {
            id: FactId::of(&bytes),
            kind,
            author,
            at,
            bytes,
        };
        Ok((fact, map))
    }

    /// The content id.
    #[must_use]
    pub const fn id(&self) -> FactId {
        self.id
    }

    /// What the fact is about.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Who wrote it.
    #[must_use]
    pub const fn author(&self) -> ReplicaId {
        self.author
    }

    /// When it was written, by the author's clock.
    #[must_use]
    pub const fn at(&self) -> Hlc {
        self.at
    }

    /// The canonical bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The fields of the kind (8 and up), with those that this version does not know.
    #[must_use]
    pub fn fields(&self) -> Map {
        let mut map = cbor::decode(&self.bytes).unwrap_or_default();
        map.retain(|key| key >= FIRST_OWN);
        map
    }
}
