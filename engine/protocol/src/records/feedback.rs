//! What a user said of an answer.

use serde::{Deserialize, Serialize};

use crate::cbor::{CborError, Fields, Map, Value};
use crate::data::{Fact, Kind};
use crate::ids::{AgentId, FactId, ReplicaId};
use crate::time::Hlc;

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
