//! What was tried for a task, and what it teaches.

use serde::{Deserialize, Serialize};

use super::outcome::{Outcome, list, put_text, put_texts, take_text, take_texts};
use crate::answer::Technology;
use crate::cbor::{CborError, Fields, Map, Value};
use crate::data::{Fact, Kind, Register, RegisterKey};
use crate::ids::{FactId, ReplicaId};
use crate::time::{Hlc, Timestamp};

/// The register of a pattern, outcome or link that says whether it was taken back: forgotten by the
/// user, who may want it again.
pub const WITHDRAWN: u16 = 64;
/// The register of a pattern that says into which other it was merged; null is none.
pub const MERGED_INTO: u16 = 65;

/// Whose patterns it is among.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Namespace {
    /// Of the network that is worked on, for the whole team.
    #[default]
    Project,
    /// Of one user, wherever that user works.
    User,
}

/// Who says so.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// A user wrote it.
    #[default]
    User,
    /// A rule distilled it from what happened.
    Rule,
    /// It came with a file.
    Import,
    /// A language model or another program wrote it.
    Model,
}

/// How a pattern is to be taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What to do.
    #[default]
    Strategy,
    /// What not to do: a warning, never advice.
    Pitfall,
}

/// A pattern. Its texts may be edited later, field by field; the fact stays as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Pattern {
    /// What was to be done (8).
    pub task: String,
    /// Under what it is filed, such as `mobility` (9).
    pub category: String,
    /// What was tried (10).
    pub strategy: String,
    /// A short name (11).
    pub title: String,
    /// What it is about, in a sentence (12).
    pub description: String,
    /// The whole advice or warning (13).
    pub content: String,
    /// Words to file it by as well (14).
    pub tags: Vec<String>,
    /// The technology that it holds for; `None` is both (15).
    pub technology: Option<Technology>,
    /// Whose it is (16).
    pub namespace: Namespace,
    /// Who says so (17).
    pub provenance: Provenance,
    /// How it is to be taken (18).
    pub role: Role,
    /// Ids of what it was learnt from: answers, feedback, trajectories, patterns (19).
    pub evidence: Vec<String>,
    /// When it was learnt, where that is not when it was written here (20).
    pub made: Option<Timestamp>,
    /// How it ended the first time (21).
    pub outcome: Option<Outcome>,
}

impl Pattern {
    /// The fact that keeps it.
    #[must_use]
    pub fn seal(&self, author: ReplicaId, at: Hlc) -> Fact {
        let mut fields = Map::from([
            (8, Value::Text(self.task.clone())),
            (9, Value::Text(self.category.clone())),
            (10, Value::Text(self.strategy.clone())),
            (16, namespace(self.namespace)),
            (17, provenance(self.provenance)),
            (18, role(self.role)),
        ]);
        put_text(&mut fields, 11, &self.title);
        put_text(&mut fields, 12, &self.description);
        put_text(&mut fields, 13, &self.content);
        put_texts(&mut fields, 14, &self.tags);
        if let Some(one) = self.technology {
            fields.insert(15, technology(Some(one)));
        }
        put_texts(&mut fields, 19, &self.evidence);
        if let Some(made) = self.made {
            fields.insert(20, Value::Int(i128::from(made.0)));
        }
        if let Some(outcome) = &self.outcome {
            fields.insert(21, Value::Map(outcome.fields()));
        }
        Fact::seal(Kind::PATTERN, author, at, fields)
    }

    /// Reads it back.
    ///
    /// # Errors
    /// When a field is missing, of another type or of a newer version.
    pub fn open(fact: &Fact) -> Result<Self, CborError> {
        Self::read(fact.fields())
    }

    /// Reads it from its fields.
    ///
    /// # Errors
    /// When a field is missing, of another type or of a newer version.
    pub fn read(mut map: Map) -> Result<Self, CborError> {
        let outcome = match map.remove(&21) {
            None => None,
            Some(Value::Map(mut fields)) => Some(Outcome::read(&mut fields)?),
            Some(_) => return Err(CborError::Field(21)),
        };
        let known = |number: u64, value: Option<Value>| value.ok_or(CborError::Field(number));
        Ok(Self {
            task: map.take_text(8)?,
            category: map.take_text(9)?,
            strategy: map.take_text(10)?,
            title: take_text(&mut map, 11)?,
            description: take_text(&mut map, 12)?,
            content: take_text(&mut map, 13)?,
            tags: take_texts(&mut map, 14)?,
            technology: match map.remove(&15) {
                None => None,
                Some(value) => technology_of(&value).ok_or(CborError::Field(15))?,
            },
            namespace: namespace_of(&known(16, map.remove(&16))?).ok_or(CborError::Field(16))?,
            provenance: provenance_of(&known(17, map.remove(&17))?).ok_or(CborError::Field(17))?,
            role: role_of(&known(18, map.remove(&18))?).ok_or(CborError::Field(18))?,
            evidence: take_texts(&mut map, 19)?,
            made: map
                .get(&20)
                .is_some()
                .then(|| map.take_int(20))
                .transpose()?
                .map(Timestamp),
            outcome,
        })
    }

    /// What it is called: its title, or what was to be done.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.is_empty() {
            &self.task
        } else {
            &self.title
        }
    }

    /// Puts another value in the place of one field.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Task(text) => self.task = text,
            Edit::Category(text) => self.category = text,
            Edit::Strategy(text) => self.strategy = text,
            Edit::Title(text) => self.title = text,
            Edit::Description(text) => self.description = text,
            Edit::Content(text) => self.content = text,
            Edit::Tags(tags) => self.tags = tags,
            Edit::Technology(technology) => self.technology = technology,
            Edit::Namespace(namespace) => self.namespace = namespace,
            Edit::Role(role) => self.role = role,
        }
    }
}

/// Another value of one field. Each field is a register of its own, so two people who change
/// different fields at the same time lose nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    /// What was to be done.
    Task(String),
    /// Under what it is filed.
    Category(String),
    /// What was tried.
    Strategy(String),
    /// The short name.
    Title(String),
    /// What it is about.
    Description(String),
    /// The whole advice.
    Content(String),
    /// Words to file it by.
    Tags(Vec<String>),
    /// The technology.
    Technology(Option<Technology>),
    /// Whose it is.
    Namespace(Namespace),
    /// How it is to be taken.
    Role(Role),
}

impl Edit {
    /// The register that keeps it: it has the number of the field.
    #[must_use]
    pub fn register(&self, pattern: FactId) -> RegisterKey {
        RegisterKey {
            kind: Kind::PATTERN,
            key: pattern.as_bytes().to_vec(),
            field: match self {
                Self::Task(_) => 8,
                Self::Category(_) => 9,
                Self::Strategy(_) => 10,
                Self::Title(_) => 11,
                Self::Description(_) => 12,
                Self::Content(_) => 13,
                Self::Tags(_) => 14,
                Self::Technology(_) => 15,
                Self::Namespace(_) => 16,
                Self::Role(_) => 18,
            },
        }
    }

    /// What the register is set to.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Self::Task(text)
            | Self::Category(text)
            | Self::Strategy(text)
            | Self::Title(text)
            | Self::Description(text)
            | Self::Content(text) => Value::Text(text.clone()),
            Self::Tags(tags) => list(tags),
            Self::Technology(one) => technology(*one),
            Self::Namespace(one) => namespace(*one),
            Self::Role(one) => role(*one),
        }
    }

    /// Reads a register; `None` for one that this version does not know.
    #[must_use]
    pub fn read(field: u16, register: &Register) -> Option<Self> {
        let text = || match &register.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        Some(match field {
            8 => Self::Task(text()?),
            9 => Self::Category(text()?),
            10 => Self::Strategy(text()?),
            11 => Self::Title(text()?),
            12 => Self::Description(text()?),
            13 => Self::Content(text()?),
            14 => {
                let mut map = Map::from([(14, register.value.clone())]);
                Self::Tags(take_texts(&mut map, 14).ok()?)
            }
            15 => Self::Technology(technology_of(&register.value)?),
            16 => Self::Namespace(namespace_of(&register.value)?),
            18 => Self::Role(role_of(&register.value)?),
            _ => return None,
        })
    }
}

fn technology(technology: Option<Technology>) -> Value {
    match technology {
        None => Value::Null,
        Some(Technology::Lte) => Value::Int(0),
        Some(Technology::Nr) => Value::Int(1),
    }
}

fn technology_of(value: &Value) -> Option<Option<Technology>> {
    match value {
        Value::Null => Some(None),
        Value::Int(0) => Some(Some(Technology::Lte)),
        Value::Int(1) => Some(Some(Technology::Nr)),
        _ => None,
    }
}

fn namespace(namespace: Namespace) -> Value {
    Value::Int(match namespace {
        Namespace::Project => 0,
        Namespace::User => 1,
    })
}

fn namespace_of(value: &Value) -> Option<Namespace> {
    match value {
        Value::Int(0) => Some(Namespace::Project),
        Value::Int(1) => Some(Namespace::User),
        _ => None,
    }
}

fn provenance(provenance: Provenance) -> Value {
    Value::Int(match provenance {
        Provenance::User => 0,
        Provenance::Rule => 1,
        Provenance::Import => 2,
        Provenance::Model => 3,
    })
}

fn provenance_of(value: &Value) -> Option<Provenance> {
    match value {
        Value::Int(0) => Some(Provenance::User),
        Value::Int(1) => Some(Provenance::Rule),
        Value::Int(2) => Some(Provenance::Import),
        Value::Int(3) => Some(Provenance::Model),
        _ => None,
    }
}

fn role(role: Role) -> Value {
    Value::Int(match role {
        Role::Strategy => 0,
        Role::Pitfall => 1,
    })
}

fn role_of(value: &Value) -> Option<Role> {
    match value {
        Value::Int(0) => Some(Role::Strategy),
        Value::Int(1) => Some(Role::Pitfall),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::records::Score;

    fn technologies() -> impl Strategy<Value = Option<Technology>> {
        prop_oneof![
            Just(None),
            Just(Some(Technology::Lte)),
            Just(Some(Technology::Nr))
        ]
    }

    prop_compose! {
        fn pattern()(
            texts in proptest::collection::vec(".{0,20}", 6),
            lists in proptest::collection::vec(proptest::collection::vec(".{0,8}", 0..3), 2),
            technology in technologies(),
            namespace in prop_oneof![Just(Namespace::Project), Just(Namespace::User)],
            provenance in prop_oneof![
                Just(Provenance::User), Just(Provenance::Rule),
                Just(Provenance::Import), Just(Provenance::Model),
            ],
            role in prop_oneof![Just(Role::Strategy), Just(Role::Pitfall)],
            made in proptest::option::of(any::<i64>()),
            score in proptest::option::of(0_u32..=1_000_000),
        ) -> Pattern {
            let [task, category, strategy, title, description, content] = texts.try_into().unwrap();
            let [tags, evidence] = lists.try_into().unwrap();
            Pattern {
                task, category, strategy, title, description, content, tags, technology, namespace,
                provenance, role, evidence,
                made: made.map(Timestamp),
                outcome: score.and_then(Score::from_micro).map(Outcome::scored),
            }
        }
    }

    proptest! {
        #[test]
        fn a_pattern_survives_its_fact(pattern in pattern()) {
            let fact = pattern.seal(ReplicaId::from_bytes([1; 16]), Hlc(7));
            prop_assert_eq!(Pattern::open(&fact), Ok(pattern));
        }

        #[test]
        fn an_edit_survives_its_register(other in pattern(), place in 0_usize..10) {
            let edits = [
                Edit::Task(other.task), Edit::Category(other.category),
                Edit::Strategy(other.strategy), Edit::Title(other.title),
                Edit::Description(other.description), Edit::Content(other.content),
                Edit::Tags(other.tags), Edit::Technology(other.technology),
                Edit::Namespace(other.namespace), Edit::Role(other.role),
            ];
            let edit = edits[place].clone();
            let key = edit.register(FactId::of(b"pattern"));
            let register = Register {
                at: Hlc(7),
                by: ReplicaId::from_bytes([1; 16]),
                value: edit.value(),
                rest: Map::new(),
            };
            prop_assert_eq!(Edit::read(key.field, &register), Some(edit));
        }
    }

    #[test]
    fn a_pattern_of_a_newer_version_is_not_misread() {
        let fact = Pattern::default().seal(ReplicaId::from_bytes([1; 16]), Hlc(7));
        let mut fields = fact.fields();
        fields.insert(18, Value::Int(7));
        let newer = Fact::seal(Kind::PATTERN, fact.author(), fact.at(), fields);
        assert_eq!(Pattern::open(&newer), Err(CborError::Field(18)));
    }
}
