//! A question and what was answered.

use super::follows::Follows;
use super::{calculation, given};
use crate::answer::{Given, QueryKind, RoutedBy};
use crate::calculator::Calculation;
use crate::cbor::{CborError, Fields, Map, Value};
use crate::data::{Fact, Kind};
use crate::ids::{AgentId, FactId, ReplicaId, RowId};
use crate::time::Hlc;

/// A question and what was answered: enough to show it again from the catalogue.
#[derive(Clone, PartialEq, Debug)]
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
    /// Figures and settings that came with it, beside those in its text; empty is left out (15).
    pub given: Vec<Given>,
    /// How likely each candidate was right, micro-units; left out where nobody worked it out (17).
    pub probabilities: Vec<i64>,
    /// By what they were found; left out for words alone (18).
    pub by: RoutedBy,
    /// What was computed and with what; left out where nothing was (16).
    pub calculation: Option<Calculation>,
    /// The exchange that it follows and what it took over; left out where it follows none (19).
    pub follows: Option<Follows>,
    /// The patterns of the memory that were shown, in order; left out where it was not looked through,
    /// empty where none fitted (20).
    pub recalled: Option<Vec<FactId>>,
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
        let mut fields = Map::from([
            (8, Value::Text(self.question.clone())),
            (9, Value::Int(i128::from(kind_number(self.kind)))),
            (10, Value::Bool(self.answered)),
            (11, Value::Array(candidates.collect())),
            (12, Value::Int(i128::from(self.scope_micro))),
            (13, Value::Array(rows.collect())),
            (14, Value::Text(self.catalogue.clone())),
        ]);
        if !self.given.is_empty() {
            let given = self.given.iter().map(given::stored);
            fields.insert(15, Value::Array(given.collect()));
        }
        if !self.probabilities.is_empty() {
            let all = self.probabilities.iter();
            let all = all.map(|one| Value::Int(i128::from(*one)));
            fields.insert(17, Value::Array(all.collect()));
        }
        if self.by == RoutedBy::WordsAndVectors {
            fields.insert(18, Value::Bool(true));
        }
        if let Some(asked) = &self.calculation {
            fields.insert(16, calculation::write(asked));
        }
        if let Some(follows) = &self.follows {
            fields.insert(19, follows.stored());
        }
        if let Some(recalled) = &self.recalled {
            let ids = recalled.iter();
            let ids = ids.map(|id| Value::Bytes(id.as_bytes().to_vec()));
            fields.insert(20, Value::Array(ids.collect()));
        }
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
            given: match map.remove(&15) {
                Some(Value::Array(all)) => all
                    .into_iter()
                    .map(|one| given::read(one, 15))
                    .collect::<Result<_, _>>()?,
                _ => Vec::new(),
            },
            probabilities: match map.remove(&17) {
                Some(Value::Array(all)) => all.iter().map(probability).collect::<Result<_, _>>()?,
                _ => Vec::new(),
            },
            by: match map.remove(&18) {
                Some(Value::Bool(true)) => RoutedBy::WordsAndVectors,
                _ => RoutedBy::Words,
            },
            calculation: match map.remove(&16) {
                Some(value) => Some(calculation::read(value).ok_or(CborError::Field(16))?),
                None => None,
            },
            follows: match map.remove(&19) {
                Some(value) => Some(Follows::read(value).ok_or(CborError::Field(19))?),
                None => None,
            },
            recalled: match map.remove(&20) {
                Some(Value::Array(ids)) => Some(ids.iter().map(pattern).collect::<Result<_, _>>()?),
                _ => None,
            },
        })
    }
}

fn pattern(value: &Value) -> Result<FactId, CborError> {
    let id = match value {
        Value::Bytes(bytes) => FactId::from_slice(bytes),
        _ => None,
    };
    id.ok_or(CborError::Field(20))
}

fn probability(value: &Value) -> Result<i64, CborError> {
    let number = match value {
        Value::Int(number) => i64::try_from(*number).ok(),
        _ => None,
    };
    number.ok_or(CborError::Field(15))
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

#[cfg(test)]
mod tests {
    use super::super::follows::TakenOver;
    use super::*;
    use crate::answer::{GivenValue, Moment, Technology};
    use crate::catalogue::Micro;
    use crate::catalogue::expression::Window;
    use crate::ids::FactId;

    fn asked(given: Vec<Given>) -> Exchange {
        Exchange {
            question: "late handovers".to_owned(),
            kind: QueryKind::Troubleshoot,
            answered: true,
            candidates: Vec::new(),
            scope_micro: 1,
            rows: Vec::new(),
            catalogue: "1".to_owned(),
            given,
            probabilities: vec![620_000, 210_000],
            by: RoutedBy::WordsAndVectors,
            calculation: None,
            recalled: None,
            follows: None,
        }
    }

    fn sealed(exchange: &Exchange) -> Fact {
        exchange.seal(ReplicaId::from_bytes([7; 16]), Hlc(1 << 40))
    }

    #[test]
    fn what_came_with_a_question_is_kept_in_every_detail() {
        let number = |fact: &str, moment| Given {
            fact: fact.to_owned(),
            value: GivenValue::Number(-3_100_000),
            samples_micro: Some(500_000_000),
            relation: Some("north".to_owned()),
            moment,
            suspect: true,
        };
        let moments = [
            Moment::default(),
            Moment {
                day: Some(3),
                before: false,
                window: Some(Window::Busy),
            },
            Moment {
                day: None,
                before: true,
                window: Some(Window::Hours(Micro(48_000_000))),
            },
        ];
        let mut given: Vec<Given> = moments.map(|one| number("NR.MroFailRate", one)).into();
        given.push(Given {
            fact: "$cio".to_owned(),
            value: GivenValue::Text("dB3".to_owned()),
            ..Given::default()
        });
        let exchange = asked(given);
        assert_eq!(Exchange::open(&sealed(&exchange)), Ok(exchange));
    }

    #[test]
    fn what_it_follows_is_kept_with_what_it_took_over() {
        let mut exchange = asked(Vec::new());
        let before = FactId::of(b"before");
        for taken in [
            None,
            Some(TakenOver {
                from: before,
                rows: vec!["NR.a3-Offset".into()],
                technologies: vec![Technology::Lte, Technology::Nr],
                agent: Some("NR-MOB-001".into()),
                words: String::new(),
            }),
            Some(TakenOver {
                from: FactId::of(b"another"),
                rows: Vec::new(),
                words: "late handovers, what should I change?".to_owned(),
                technologies: Vec::new(),
                agent: None,
            }),
        ] {
            exchange.follows = Some(Follows {
                exchange: before,
                taken,
            });
            assert_eq!(Exchange::open(&sealed(&exchange)), Ok(exchange.clone()));
        }
    }

    #[test]
    fn without_figures_the_bytes_are_those_of_before() {
        let fact = sealed(&asked(Vec::new()));
        assert_eq!(fact.fields().get(&15), None);
        assert_eq!(fact.fields().get(&20), None);
        assert_eq!(fact.fields().get(&19), None);
        assert_eq!(Exchange::open(&fact), Ok(asked(Vec::new())));
    }

    #[test]
    fn patterns_that_were_shown_are_kept_and_none_is_not_nobody_looked() {
        for recalled in [vec![FactId::of(b"one"), FactId::of(b"two")], Vec::new()] {
            let exchange = Exchange {
                recalled: Some(recalled),
                ..asked(Vec::new())
            };
            assert_eq!(Exchange::open(&sealed(&exchange)), Ok(exchange));
        }
    }
}
