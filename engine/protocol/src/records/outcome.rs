//! How it ended when a pattern was followed.

use serde::{Deserialize, Serialize};

use crate::cbor::{CborError, Fields, Map, Value};
use crate::data::{Fact, Kind};
use crate::ids::{FactId, ReplicaId};
use crate::time::Hlc;

/// How well something worked, from 0 (not at all) to 1,000,000 (wholly), in millionths. 0 is a
/// failure that was seen, not a missing value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(u32);

impl Score {
    /// It did not work.
    pub const FAILED: Self = Self(0);
    /// It worked in part.
    pub const PARTLY: Self = Self(500_000);
    /// It worked.
    pub const WORKED: Self = Self(1_000_000);

    /// A score from millionths; `None` above 1,000,000.
    #[must_use]
    pub const fn from_micro(micro: u32) -> Option<Self> {
        if micro <= Self::WORKED.0 {
            Some(Self(micro))
        } else {
            None
        }
    }

    /// A score from a number of 0 to 1, rounded to millionths; `None` outside of that and for NaN.
    #[must_use]
    pub fn from_unit(unit: f64) -> Option<Self> {
        // Within 0 to 1,000,000 where it is used, so the conversion is exact.
        (0.0..=1.0)
            .contains(&unit)
            .then_some(Self((unit * 1e6 + 0.5) as u32))
    }

    /// Millionths.
    #[must_use]
    pub const fn micro(self) -> u32 {
        self.0
    }

    /// From 0 to 1.
    #[must_use]
    pub fn unit(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// Whether it worked at least by half.
    #[must_use]
    pub const fn is_success(self) -> bool {
        self.0 >= Self::PARTLY.0
    }
}

/// How it ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// How well it worked (9).
    pub score: Score,
    /// How long it took, microseconds, where that was measured (10).
    pub duration_micros: Option<u64>,
    /// What there is to add (11).
    pub notes: String,
    /// Ids of what shows it: answers, feedback, trajectories (12).
    pub evidence: Vec<String>,
}

impl Outcome {
    /// An outcome of which only the score is known.
    #[must_use]
    pub const fn scored(score: Score) -> Self {
        Self {
            score,
            duration_micros: None,
            notes: String::new(),
            evidence: Vec::new(),
        }
    }

    /// The fields by number.
    pub(super) fn fields(&self) -> Map {
        let mut map = Map::from([(9, Value::Int(i128::from(self.score.micro())))]);
        if let Some(micros) = self.duration_micros {
            map.insert(10, Value::Int(i128::from(micros)));
        }
        put_text(&mut map, 11, &self.notes);
        put_texts(&mut map, 12, &self.evidence);
        map
    }

    pub(super) fn read(map: &mut Map) -> Result<Self, CborError> {
        Ok(Self {
            score: Score::from_micro(map.take_int(9)?).ok_or(CborError::Field(9))?,
            duration_micros: map
                .get(&10)
                .is_some()
                .then(|| map.take_int(10))
                .transpose()?,
            notes: take_text(map, 11)?,
            evidence: take_texts(map, 12)?,
        })
    }
}

/// A further outcome of a pattern; the first one may stand in the pattern itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutcomeOf {
    /// The pattern (8).
    pub pattern: FactId,
    /// How it ended.
    pub outcome: Outcome,
}

impl OutcomeOf {
    /// The fact that keeps it.
    #[must_use]
    pub fn seal(&self, author: ReplicaId, at: Hlc) -> Fact {
        let mut fields = self.outcome.fields();
        fields.insert(8, Value::Bytes(self.pattern.as_bytes().to_vec()));
        Fact::seal(Kind::OUTCOME, author, at, fields)
    }

    /// Reads it back.
    ///
    /// # Errors
    /// When a field is missing, of another type or out of range.
    pub fn open(fact: &Fact) -> Result<Self, CborError> {
        Self::read(fact.fields())
    }

    /// Reads it from its fields.
    ///
    /// # Errors
    /// When a field is missing, of another type or out of range.
    pub fn read(mut map: Map) -> Result<Self, CborError> {
        Ok(Self {
            pattern: FactId::from_slice(&map.take_bytes(8)?).ok_or(CborError::Field(8))?,
            outcome: Outcome::read(&mut map)?,
        })
    }
}

/// Puts text that is not empty.
pub(super) fn put_text(map: &mut Map, key: u64, text: &str) {
    if !text.is_empty() {
        map.insert(key, Value::Text(text.to_owned()));
    }
}

/// Takes text; a missing one is empty.
pub(super) fn take_text(map: &mut Map, key: u64) -> Result<String, CborError> {
    match map.get(&key) {
        None => Ok(String::new()),
        Some(_) => map.take_text(key),
    }
}

/// Puts a list of texts that is not empty.
pub(super) fn put_texts(map: &mut Map, key: u64, texts: &[String]) {
    if !texts.is_empty() {
        map.insert(key, list(texts));
    }
}

/// A list of texts as a value.
pub(super) fn list(texts: &[String]) -> Value {
    Value::Array(texts.iter().cloned().map(Value::Text).collect())
}

/// Takes a list of texts; a missing one is empty.
pub(super) fn take_texts(map: &mut Map, key: u64) -> Result<Vec<String>, CborError> {
    let text = |value| match value {
        Value::Text(text) => Ok(text),
        _ => Err(CborError::Field(key)),
    };
    map.take_list(key)?.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_score_is_within_0_and_1() {
        assert_eq!(Score::from_unit(0.0), Some(Score::FAILED));
        assert_eq!(Score::from_unit(-0.0), Some(Score::FAILED));
        assert_eq!(Score::from_unit(1.0), Some(Score::WORKED));
        for wrong in [f64::NAN, -0.000_001, 1.000_001, f64::INFINITY] {
            assert_eq!(Score::from_unit(wrong), None, "{wrong}");
        }
        assert_eq!(Score::from_micro(1_000_001), None);
    }

    proptest! {
        #[test]
        fn an_outcome_survives_its_fact(
            micro in 0_u32..=1_000_000,
            duration in proptest::option::of(any::<u64>()),
            notes in ".{0,30}",
            evidence in proptest::collection::vec(".{0,10}", 0..3),
        ) {
            let outcome = Outcome {
                score: Score::from_micro(micro).unwrap_or(Score::FAILED),
                duration_micros: duration,
                notes,
                evidence,
            };
            let of = OutcomeOf { pattern: FactId::of(b"pattern"), outcome };
            let fact = of.seal(ReplicaId::from_bytes([1; 16]), Hlc(7));
            prop_assert_eq!(OutcomeOf::open(&fact), Ok(of));
        }

        #[test]
        fn a_unit_is_kept_to_the_millionth(micro in 0_u32..=1_000_000) {
            let score = Score::from_micro(micro);
            prop_assert_eq!(score.and_then(|score| Score::from_unit(score.unit())), score);
        }
    }
}
