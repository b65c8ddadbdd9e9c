//! What somebody found out about two patterns.

use serde::{Deserialize, Serialize};

use crate::cbor::{CborError, Fields, Map, Value};
use crate::data::{Fact, Kind};
use crate::ids::{FactId, ReplicaId};
use crate::time::Hlc;

/// How two patterns are related.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They advise opposite things for the same case.
    Contradicts,
}

/// Two patterns and their relation. Taken back by the register [`super::WITHDRAWN`] of the link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// One pattern (8): the lower id, so that the pair has one form.
    pub one: FactId,
    /// The other (9).
    pub other: FactId,
    /// How they are related (10).
    pub relation: Relation,
    /// Why, in words (11).
    pub why: String,
}

impl Link {
    /// The fact that keeps it.
    #[must_use]
    pub fn seal(&self, author: ReplicaId, at: Hlc) -> Fact {
        let Relation::Contradicts = self.relation;
        let (one, other) = (self.one.min(self.other), self.one.max(self.other));
        let mut fields = Map::from([
            (8, Value::Bytes(one.as_bytes().to_vec())),
            (9, Value::Bytes(other.as_bytes().to_vec())),
            (10, Value::Int(0)),
        ]);
        super::outcome::put_text(&mut fields, 11, &self.why);
        Fact::seal(Kind::LINK, author, at, fields)
    }

    /// Reads it back.
    ///
    /// # Errors
    /// When a field is missing, of another type or of a newer version.
    pub fn open(fact: &Fact) -> Result<Self, CborError> {
        let mut map = fact.fields();
        let mut pattern = |key| {
            let bytes = map.take_bytes(key)?;
            FactId::from_slice(&bytes).ok_or(CborError::Field(key))
        };
        let (one, other) = (pattern(8)?, pattern(9)?);
        match map.take_int::<u8>(10)? {
            0 => Ok(Self {
                one,
                other,
                relation: Relation::Contradicts,
                why: super::outcome::take_text(&mut map, 11)?,
            }),
            _ => Err(CborError::Field(10)),
        }
    }
}
