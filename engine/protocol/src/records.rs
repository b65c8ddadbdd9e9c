//! The records that facts hold: their fields by number.
//!
//! Numbers start at 8 (the frame of [`Fact`] has those below) and are never reused. Fields that
//! a version does not know stay in the fact's bytes.

use serde::{Deserialize, Serialize};

use crate::answer::QueryKind;
use crate::cbor::{CborError, Fields, Map, Value};
use crate::data::{Fact, Kind};
use crate::ids::{AgentId, FactId, ReplicaId, RowId};
use crate::time::Hlc;

/// A question and what was answered: enough to show it again from the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exchange {
    /// The question as it was typed (8).
    pub question: String,
    /// What it was taken for (9).
    pub kind: QueryKind,
    /// Whether it was answered or refused (10).
    pub answered: bool,
    /// The agents considered, best first, with their scores in micro-units (11).
    pub candidates: Vec<(AgentId, i64)>,
    /// How strongly it belonged to the catalogue, micro-units (12).
    pub scope_micro: i64,
    /// The rows shown, in order; empty where the first agent spoke (13).
    pub rows: Vec<RowId>,
    /// Version of the catalogue (14).
    pub catalogue: String,
}

impl Exchange {
    /// The fact that keeps it.
    #[must_use]
    pub fn seal(&self, author: ReplicaId, at: Hlc) -> Fact {
        let candidates = self.candidates.iter().map(|(agent, score)| {
            Value::Array(vec![
                Value::Text(agent.0.clone()),
                Value::Int(i128::from(*score)),
            ])
        });
        let rows = self.rows.iter().map(|row| Value::Text(row.0.clone()));
        let fields = Map::from([
            (8, Value::Text(self.question.clone())),
            (9, Value::Int(i128::from(kind_number(self.kind)))),
            (10, Value::Bool(self.answered)),
            (11, Value::Array(candidates.collect())),
            (12, Value::Int(i128::from(self.scope_micro))),
            (13, Value::Array(rows.collect())),
            (14, Value::Text(self.catalogue.clone())),
        ]);
        Fact::seal(Kind::EXCHANGE, author, at, fields)
    }

    /// Reads it back.
    ///
    /// # Errors
    /// When a field is missing or of another type.
    pub fn open(fact: &Fact) -> Result<Self, CborError> {
        let mut map = fact.fields();
        Ok(Self {
            question: map.take_text(8)?,
            kind: kind_of(map.take_int(9)?).ok_or(CborError::Field(9))?,
            answered: map.remove(&10) == Some(Value::Bool(true)),
            candidates: map
                .take_list(11)?
                .into_iter()
                .map(candidate)
                .collect::<Result<_, _>>()?,
            scope_micro: map.take_int(12)?,
            rows: map
                .take_list(13)?
                .into_iter()
                .map(|value| match value {
                    Value::Text(id) => Ok(RowId(id)),
                    _ => Err(CborError::Field(13)),
                })
                .collect::<Result<_, _>>()?,
            catalogue: map.take_text(14)?,
        })
    }
}

fn candidate(value: Value) -> Result<(AgentId, i64), CborError> {
    let Value::Array(pair) = value else {
        return Err(CborError::Field(11));
    };
    match pair.as_slice() {
        [Value::Text(agent), Value::Int(score)] => Ok((
            AgentId(agent.clone()),
            i64::try_from(*score).map_err(|_| CborError::Field(11))?,
        )),
        _ => Err(CborError::Field(11)),
    }
}

const KINDS: [QueryKind; 6] = [
    QueryKind::Parameter,
    QueryKind::Counter,
    QueryKind::Kpi,
    QueryKind::Procedure,
    QueryKind::Troubleshoot,
    QueryKind::General,
];

/// The number by which records name a kind of question. Part of the stored format.
#[must_use]
pub fn kind_number(kind: QueryKind) -> u8 {
    match kind {
        QueryKind::Parameter => 0,
        QueryKind::Counter => 1,
        QueryKind::Kpi => 2,
        QueryKind::Procedure => 3,
        QueryKind::Troubleshoot => 4,
        QueryKind::General => 5,
    }
}

/// The kind of question of a number.
#[must_use]
pub fn kind_of(number: u8) -> Option<QueryKind> {
    KINDS.get(usize::from(number)).copied()
}

/// What a user said of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It worked.
    Worked,
    /// It worked in part.
    Partly,
    /// It did not work.
    DidNotWork,
    /// What was said before is taken back.
    Withdrawn,
}

/// A verdict on exactly one response.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Feedback {
    /// The exchange (8).
    pub response: FactId,
    /// The verdict (9).
    pub verdict: Verdict,
    /// What the user adds (10).
    pub note: String,
    /// The agent that answered (11).
    pub agent: Option<AgentId>,
    /// The feedback that this one takes the place of (12).
    pub replaces: Option<FactId>,
}

impl Feedback {
    /// The fact that keeps it.
    #[must_use]
    pub fn seal(&self, author: ReplicaId, at: Hlc) -> Fact {
        let verdict = match self.verdict {
            Verdict::Worked => 0,
            Verdict::Partly => 1,
            Verdict::DidNotWork => 2,
            Verdict::Withdrawn => 3,
        };
        let mut fields = Map::from([
            (8, Value::Bytes(self.response.as_bytes().to_vec())),
            (9, Value::Int(verdict)),
            (10, Value::Text(self.note.clone())),
        ]);
        if let Some(agent) = &self.agent {
            fields.insert(11, Value::Text(agent.0.clone()));
        }
        if let Some(replaced) = &self.replaces {
            fields.insert(12, Value::Bytes(replaced.as_bytes().to_vec()));
        }
        Fact::seal(Kind::FEEDBACK, author, at, fields)
    }

    /// Reads it back.
    ///
    /// # Errors
    /// When a field is missing or of another type.
    pub fn open(fact: &Fact) -> Result<Self, CborError> {
        let mut map = fact.fields();
        let verdict = match map.take_int::<u8>(9)? {
            0 => Verdict::Worked,
            1 => Verdict::Partly,
            2 => Verdict::DidNotWork,
            3 => Verdict::Withdrawn,
            _ => return Err(CborError::Field(9)),
        };
        Ok(Self {
            response: FactId::from_slice(&map.take_bytes(8)?).ok_or(CborError::Field(8))?,
            verdict,
            note: map.take_text(10)?,
            agent: map.take_text(11).ok().map(AgentId),
            replaces: map
                .take_bytes(12)
                .ok()
                .and_then(|bytes| FactId::from_slice(&bytes)),
        })
    }
}
