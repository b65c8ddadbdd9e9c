//! Cells: counts that one replica keeps of its own doing.

use crate::cbor::{self, CborError, Fields, Map, Value};
use crate::data::Kind;
use crate::ids::ReplicaId;

/// Which cell: what is counted (`key`, canonical bytes chosen by the kind, at most 65,535) and
/// by whom.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CellKey {
    /// What kind of thing is counted.
    pub kind: Kind,
    /// Which thing, and for what epoch where the kind has epochs.
    pub key: Vec<u8>,
    /// The only replica that may write here.
    pub replica: ReplicaId,
}

/// What one replica counted so far. All figures only grow, sums are in micro-units, and the
/// signs are kept apart, so that the sum over replicas is exact in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// Raised by one with each write.
    pub version: u64,
    /// What was counted.
    pub count: Delta,
    /// Fields that this version does not know; kept.
    pub rest: Map,
}

/// Figures of a cell, or what to add to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Delta {
    /// How many.
    pub n: u64,
    /// Sum of the positive values, micro-units.
    pub pos: u64,
    /// Sum of the amounts of the negative values, micro-units.
    pub neg: u64,
    /// Sum of squares, micro-units.
    pub sq: u64,
    /// Successes.
    pub ok: u64,
    /// Failures.
    pub fail: u64,
}

impl Cell {
    /// The cell after this replica adds to it.
    #[must_use]
    pub fn bumped(mut self, delta: Delta) -> Self {
        let count = &mut self.count;
        count.n = count.n.saturating_add(delta.n);
        count.pos = count.pos.saturating_add(delta.pos);
        count.neg = count.neg.saturating_add(delta.neg);
        count.sq = count.sq.saturating_add(delta.sq);
        count.ok = count.ok.saturating_add(delta.ok);
        count.fail = count.fail.saturating_add(delta.fail);
        self.version = self.version.saturating_add(1);
        self
    }

    /// The canonical bytes: version (1), n, pos, neg, sq, ok, fail (2 to 7), unknown fields.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let Delta {
            n,
            pos,
            neg,
            sq,
            ok,
            fail,
        } = self.count;
        let mut map = self.rest.clone();
        for (key, value) in (1..).zip([self.version, n, pos, neg, sq, ok, fail]) {
            map.insert(key, Value::Int(i128::from(value)));
        }
        cbor::encode(&map)
    }

    /// Reads a cell.
    ///
    /// # Errors
    /// When the bytes are not canonical or a figure is missing.
    pub fn decode(bytes: &[u8]) -> Result<Self, CborError> {
        let mut map = cbor::decode(bytes)?;
        Ok(Self {
            version: map.take_int(1)?,
            count: Delta {
                n: map.take_int(2)?,
                pos: map.take_int(3)?,
                neg: map.take_int(4)?,
                sq: map.take_int(5)?,
                ok: map.take_int(6)?,
                fail: map.take_int(7)?,
            },
            rest: map,
        })
    }
}
