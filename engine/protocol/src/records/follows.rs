//! What an exchange follows, as it keeps it: a map.

use crate::answer::{About, Technology};
use crate::cbor::{Map, Value};
use crate::ids::{AgentId, FactId, RowId};

const EXCHANGE: u64 = 0;
/// The exchange that something was taken over from; left out where nothing was.
const FROM: u64 = 1;
const ROWS: u64 = 2;
const WORDS: u64 = 3;
/// Numbers: 0 is LTE, 1 is NR.
const TECHNOLOGIES: u64 = 4;
const AGENT: u64 = 5;

/// What an exchange follows.
#[derive(Clone, PartialEq, Debug)]
pub struct Follows {
    /// The exchange before it, which may be unknown here.
    pub exchange: FactId,
    /// What was taken over; none for a question that stands by itself.
    pub taken: Option<TakenOver>,
}

/// What a question took over from an exchange before it: enough to understand it again.
#[derive(Clone, PartialEq, Debug)]
pub struct TakenOver {
    /// The exchange that it is from; not the one before where that was refused.
    pub from: FactId,
    /// The rows that were shown there.
    pub rows: Vec<RowId>,
    /// The question there, where an agent spoke; else empty.
    pub words: String,
    /// The technologies named there.
    pub technologies: Vec<Technology>,
    /// The agent that came first there.
    pub agent: Option<AgentId>,
}

impl From<&About> for TakenOver {
    fn from(taken: &About) -> Self {
        Self {
            from: taken.from,
            rows: taken.rows.iter().map(|one| one.row.clone()).collect(),
            words: taken.words.clone(),
            technologies: taken.technologies.clone(),
            agent: taken.agent.clone(),
        }
    }
}

impl Follows {
    /// As it is stored. What is as by default is left out.
    pub(super) fn stored(&self) -> Value {
        let id = Value::Bytes(self.exchange.as_bytes().to_vec());
        let mut map = Map::from([(EXCHANGE, id)]);
        if let Some(taken) = &self.taken {
            map.insert(FROM, Value::Bytes(taken.from.as_bytes().to_vec()));
            if !taken.rows.is_empty() {
                let rows = taken.rows.iter().map(|row| Value::Text(row.0.clone()));
                map.insert(ROWS, Value::Array(rows.collect()));
            }
            if !taken.words.is_empty() {
                map.insert(WORDS, Value::Text(taken.words.clone()));
            }
            if !taken.technologies.is_empty() {
                let all = taken.technologies.iter().map(|one| match one {
                    Technology::Lte => Value::Int(0),
                    Technology::Nr => Value::Int(1),
                });
                map.insert(TECHNOLOGIES, Value::Array(all.collect()));
            }
            if let Some(agent) = &taken.agent {
                map.insert(AGENT, Value::Text(agent.0.clone()));
            }
        }
        Value::Map(map)
    }

    /// Reads it back; `None` when it has another form.
    pub(super) fn read(value: Value) -> Option<Self> {
        let Value::Map(mut map) = value else {
            return None;
        };
        let Some(Value::Bytes(id)) = map.remove(&EXCHANGE) else {
            return None;
        };
        let taken = match map.remove(&FROM) {
            Some(Value::Bytes(from)) => Some(taken_over(FactId::from_slice(&from)?, &mut map)),
            _ => None,
        };
        Some(Self {
            exchange: FactId::from_slice(&id)?,
            taken,
        })
    }
}

fn taken_over(from: FactId, map: &mut Map) -> TakenOver {
    let mut list = |key| match map.remove(&key) {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    let row = |value| match value {
        Value::Text(id) => Some(RowId(id)),
        _ => None,
    };
    let technology = |value| match value {
        Value::Int(0) => Some(Technology::Lte),
        Value::Int(1) => Some(Technology::Nr),
        _ => None,
    };
    TakenOver {
        from,
        rows: list(ROWS).into_iter().filter_map(row).collect(),
        technologies: list(TECHNOLOGIES)
            .into_iter()
            .filter_map(technology)
            .collect(),
        words: match map.remove(&WORDS) {
            Some(Value::Text(words)) => words,
            _ => String::new(),
        },
        agent: match map.remove(&AGENT) {
            Some(Value::Text(agent)) => Some(AgentId(agent)),
            _ => None,
        },
    }
}
