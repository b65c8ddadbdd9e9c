//! Entries: what is said about the agents of the plan.

use std::path::Path;

use protocol::catalogue::{self, Action, Context, Gap, Move, Settable, Source as ContextSource};
use protocol::ids::{AgentId, RowId};
use serde::Deserialize;
use serde_json::Value;

use super::cards::{RawLimits, RawSafe};
use super::files::{documents, literal};
use crate::problem::{Problem, Problems};

/// A worked agent with its conditions as text.
pub type Model = catalogue::Model<String>;
/// A joint limit with its condition as text.
pub type Joint = catalogue::Joint<String>;
/// A rule with its conditions as text.
pub type Rule = catalogue::Rule<String>;
/// A watch with its conditions as text, those of its preset unsaid.
pub type Watch = catalogue::Watch<String>;

/// Folder of the entries: a file per domain.
pub const FOLDER: &str = "agents/entries";

/// What is said about an agent. Name, facts and neighbours stand in the plan alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The agent.
    pub agent: AgentId,
    /// Other names of its subject.
    pub aliases: Vec<String>,
    /// Example questions beside those of the plan.
    pub questions: Questions,
    /// What is worked out; nothing of a group.
    pub model: Option<Model>,
}

/// Example questions by style; those of a group are all plain.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Questions {
    /// Six words at most.
    pub terse: Vec<String>,
    /// Sixteen words at least.
    pub long: Vec<String>,
    /// With spelling mistakes.
    pub misspelt: Vec<String>,
    /// Without field names.
    pub plain: Vec<String>,
}

impl Questions {
    /// Those without slips.
    pub fn spelt(&self) -> impl Iterator<Item = &String> {
        self.terse.iter().chain(&self.long).chain(&self.plain)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.spelt().chain(&self.misspelt)
    }
}

/// All entries, file by file.
pub fn read(dir: &Path) -> Result<Vec<Entry>, Problems> {
    let mut entries = Vec::new();
    for (file, document) in documents::<Document>(dir, FOLDER)? {
        if document.schema != "ran-entry/1" {
            return Err(Problem::new(&file, "schema", "must be ran-entry/1").into());
        }
        for raw in document.entries {
            let id = raw.id.clone();
            let entry = raw.typed();
            entries.push(entry.map_err(|reason| Problem::new(&file, id, reason))?);
        }
    }
    Ok(entries)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    entries: Vec<RawEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    id: String,
    since: Option<String>,
    summary: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    applies: RawLimits,
    #[serde(default)]
    parameters: Vec<RawSettable>,
    #[serde(default)]
    context: Vec<RawContext>,
    #[serde(default)]
    constraints: Vec<RawJoint>,
    #[serde(default)]
    clauses: Vec<(String, String)>,
    #[serde(default)]
    gaps: Vec<RawGap>,
    #[serde(default)]
    chain: bool,
    #[serde(default)]
    troubleshooting: Vec<RawRule>,
    questions: RawQuestions,
}

/// By style, or a bare list.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum RawQuestions {
    Plain(Vec<String>),
    Styles(Questions),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSettable {
    var: String,
    card: String,
    at: Option<String>,
    safe: Option<RawSafe>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContext {
    var: String,
    card: Option<String>,
    text: Option<String>,
    at: Option<String>,
    assume: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawJoint {
    name: String,
    expr: String,
    reason: String,
    broken: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGap {
    id: String,
    what: String,
    unit: String,
    instead: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    symptom: String,
    when: String,
    scope: String,
    certainty: Option<String>,
    causes: Vec<String>,
    actions: Vec<RawAction>,
    watch: Option<RawWatch>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawAction {
    Check(RawCheck),
    Change(RawChange),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCheck {
    check: String,
    see: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChange {
    param: String,
    direction: String,
    step: Option<Value>,
    stop: Option<Value>,
    to: Option<Value>,
    #[serde(default)]
    with: Vec<RawMove>,
    scope: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMove {
    param: String,
    direction: String,
    step: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWatch {
    preset: String,
    improve: String,
    #[serde(default)]
    guard: Vec<String>,
    window_h: Option<u16>,
    min: Option<u32>,
}

/// `row@object` in its two halves.
fn card_key(text: &str) -> Result<(RowId, String), String> {
    let (row, on) = text
        .rsplit_once('@')
        .ok_or(format!("{text} names no object"))?;
    Ok((RowId::from(row), on.to_owned()))
}

impl RawContext {
    fn typed(self) -> Result<Context, String> {
        let source = match (self.card, self.text) {
            (Some(card), None) => {
                let (row, on) = card_key(&card)?;
                ContextSource::Card(row, on)
            }
            (None, Some(text)) => ContextSource::Words(text),
            _ => return Err(format!("context {} needs a card or a text", self.var)),
        };
        let assume = self.assume.as_ref().map(literal).transpose()?;
        Ok(Context {
            var: self.var,
            source,
            at: self.at,
            assume,
        })
    }
}

impl RawAction {
    fn typed(self) -> Result<Action, String> {
        let raw = match self {
            Self::Check(raw) => {
                return Ok(Action::Check {
                    text: raw.check,
                    see: raw.see.map(AgentId),
                });
            }
            Self::Change(raw) => raw,
        };
        // A value that is set has no step: it goes to one value at once.
        let (step, stop) = match (&raw.step, &raw.stop, &raw.to) {
            (Some(step), Some(stop), None) => (literal(step)?, literal(stop)?),
            (None, None, Some(to)) => (String::new(), literal(to)?),
            _ => {
                return Err(format!(
                    "change of {} needs step and stop, or to",
                    raw.param
                ));
            }
        };
        let with = raw.with.into_iter().map(|also| {
            let step = literal(&also.step)?;
            Ok(Move {
                var: also.param,
                direction: also.direction,
                step,
            })
        });
        Ok(Action::Change {
            with: with.collect::<Result<_, String>>()?,
            change: Move {
                var: raw.param,
                direction: raw.direction,
                step,
            },
            stop,
            scope: raw.scope,
        })
    }
}

impl RawRule {
    fn typed(self) -> Result<Rule, String> {
        if self
            .certainty
            .as_deref()
            .is_some_and(|word| word != "suspicion")
        {
            return Err(format!("rule {}: unknown certainty", self.id));
        }
        Ok(Rule {
            id: self.id,
            symptom: self.symptom,
            when: self.when,
            scope: self.scope,
            suspicion: self.certainty.is_some(),
            causes: self.causes,
            actions: self
                .actions
                .into_iter()
                .map(RawAction::typed)
                .collect::<Result<_, _>>()?,
            watch: self.watch.map(|raw| Watch {
                preset: raw.preset,
                improve: raw.improve,
                guard: raw.guard,
                window_h: raw.window_h,
                least: raw.min,
            }),
        })
    }
}

impl RawEntry {
    fn typed(self) -> Result<Entry, String> {
        let agent = AgentId(self.id.clone());
        let (aliases, questions) = (self.aliases.clone(), self.questions.clone());
        Ok(Entry {
            agent,
            aliases,
            questions: match questions {
                RawQuestions::Plain(plain) => Questions {
                    plain,
                    ..Questions::default()
                },
                RawQuestions::Styles(styles) => styles,
            },
            model: self.model()?,
        })
    }

    /// What is worked out, if anything is.
    fn model(self) -> Result<Option<Model>, String> {
        let (since, summary) = match (self.since, self.summary) {
            (Some(since), Some(summary)) => (since, summary),
            (None, None) => return Ok(None),
            _ => return Err("since and summary go together".to_owned()),
        };
        let parameters = self.parameters.into_iter().map(|raw| {
            let safe = raw.safe.map(RawSafe::typed).transpose()?;
            Ok(Settable {
                var: raw.var,
                card: card_key(&raw.card)?,
                at: raw.at,
                safe,
            })
        });
        let joints = self.constraints.into_iter().map(|raw| Joint {
            name: raw.name,
            expression: raw.expr,
            reason: raw.reason,
            broken: raw.broken,
        });
        let gaps = self.gaps.into_iter().map(|raw| Gap {
            id: raw.id,
            what: raw.what,
            unit: raw.unit,
            instead: raw.instead,
        });
        Ok(Some(Model {
            id: AgentId(self.id),
            since,
            summary,
            applies: self.applies.into(),
            parameters: parameters.collect::<Result<_, String>>()?,
            context: self
                .context
                .into_iter()
                .map(RawContext::typed)
                .collect::<Result<_, _>>()?,
            joints: joints.collect(),
            clauses: self.clauses,
            gaps: gaps.collect(),
            chain: self.chain,
            rules: self
                .troubleshooting
                .into_iter()
                .map(RawRule::typed)
                .collect::<Result<_, _>>()?,
        }))
    }
}
