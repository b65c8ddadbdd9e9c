//! Worked entries of agents.

use std::path::Path;

use protocol::catalogue::{
    Action, Context, Gap, Joint, Model, Move, Questions, Rule, Settable, Source as ContextSource,
    Watch,
};
use protocol::ids::{AgentId, RowId};
use serde::Deserialize;
use serde_json::Value;

use super::Heading;
use super::cards::{RawLimits, RawSafe};
use super::files::{document, literal};
use crate::problem::{Problem, Problems};

/// File of the worked entries.
pub const FILE: &str = "agents/models.json";

/// All worked entries, and what they repeat of the plan.
pub fn read(dir: &Path) -> Result<(Vec<Model>, Vec<Heading>), Problems> {
    let document: Document = document(dir, FILE)?;
    if document.schema != "ran-agent/3" {
        return Err(Problem::new(FILE, "schema", "must be ran-agent/3").into());
    }
    let mut models = Vec::new();
    let mut headings = Vec::new();
    for raw in document.agents {
        let id = raw.id.clone();
        headings.push(raw.heading());
        models.push(
            raw.typed()
                .map_err(|reason| Problem::new(FILE, id, reason))?,
        );
    }
    Ok((models, headings))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    #[serde(rename = "note")]
    _note: String,
    agents: Vec<RawModel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModel {
    id: String,
    name: String,
    kind: String,
    domain: String,
    tech: Vec<String>,
    since: String,
    summary: String,
    #[serde(default)]
    aliases: Vec<String>,
    applies: RawLimits,
    #[serde(default)]
    parameters: Vec<RawSettable>,
    #[serde(default)]
    context: Vec<RawContext>,
    #[serde(default)]
    constraints: Vec<RawJoint>,
    #[serde(default)]
    counters: Vec<String>,
    #[serde(default)]
    kpis: Vec<String>,
    #[serde(default)]
    procedures: Vec<String>,
    #[serde(default)]
    causes: Vec<String>,
    #[serde(default)]
    clauses: Vec<(String, String)>,
    #[serde(default)]
    gaps: Vec<RawGap>,
    #[serde(default)]
    chain: bool,
    #[serde(default)]
    troubleshooting: Vec<RawRule>,
    questions: RawQuestions,
    #[serde(default)]
    related: Vec<String>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct RawQuestions {
    terse: Vec<String>,
    long: Vec<String>,
    misspelt: Vec<String>,
    plain: Vec<String>,
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

impl RawModel {
    fn heading(&self) -> Heading {
        Heading {
            name: self.name.clone(),
            kind: self.kind.clone(),
            domain: self.domain.clone(),
            tech: self.tech.clone(),
            related: self.related.clone(),
        }
    }

    fn typed(self) -> Result<Model, String> {
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
        let facts = [self.counters, self.kpis, self.procedures, self.causes];
        Ok(Model {
            id: AgentId(self.id),
            since: self.since,
            summary: self.summary,
            aliases: self.aliases,
            applies: self.applies.into(),
            parameters: parameters.collect::<Result<_, String>>()?,
            context: self
                .context
                .into_iter()
                .map(RawContext::typed)
                .collect::<Result<_, _>>()?,
            joints: joints.collect(),
            facts: facts.into_iter().flatten().map(RowId).collect(),
            clauses: self.clauses,
            gaps: gaps.collect(),
            chain: self.chain,
            rules: self
                .troubleshooting
                .into_iter()
                .map(RawRule::typed)
                .collect::<Result<_, _>>()?,
            questions: Questions {
                terse: self.questions.terse,
                long: self.questions.long,
                misspelt: self.questions.misspelt,
                plain: self.questions.plain,
            },
        })
    }
}
