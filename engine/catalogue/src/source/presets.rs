//! Named sets of guards that watches refer to.

use std::collections::BTreeSet;
use std::path::Path;

use protocol::answer::Technology;
use protocol::catalogue::Agent;
use protocol::catalogue::expression::{Condition, Figure, Name, Node, Value};
use serde::Deserialize;

use super::expression::parse_change;
use super::files::document;
use crate::problem::{Problem, Problems};

/// File of the presets.
pub const FILE: &str = "agents/presets.json";

/// What must not get worse after a change of one kind.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Name that watches use.
    pub name: String,
    /// Hours until a change is judged.
    pub window_h: u16,
    /// Guards of a change in a rule per relation; `vs baseline` is unsaid.
    #[serde(default)]
    pub relation: Vec<String>,
    /// Guards of a change in a rule per cell or node.
    pub cell: Vec<String>,
}

impl Preset {
    /// The guards for a rule of this scope.
    #[must_use]
    pub fn guards(&self, scope: &str) -> &[String] {
        match scope {
            "relation" => &self.relation,
            _ => &self.cell,
        }
    }

    /// The guards that join an agent's own ones: those that speak of its technologies and of no
    /// figure that has a guard of its own. What cannot be read is left out; the checks say so.
    #[must_use]
    pub fn guards_beside(
        &self,
        own: &BTreeSet<Figure>,
        scope: &str,
        agent: &Agent,
    ) -> Vec<Condition> {
        let of_agent = |figure: &Figure| match &figure.name {
            Name::Gap(_) => true,
            Name::Row(id) => agent.techs.has(match id.as_str().split('.').next() {
                Some("NR") => Technology::Nr,
                _ => Technology::Lte,
            }),
        };
        let guards = self.guards(scope).iter();
        let read = guards.filter_map(|guard| parse_change(guard).ok());
        read.filter(|guard| {
            let figures = figures(guard);
            figures.is_disjoint(own) && figures.iter().all(of_agent)
        })
        .collect()
    }
}

/// The figures that a condition reads, each once.
#[must_use]
pub fn figures(condition: &Condition) -> BTreeSet<Figure> {
    let values = Node::Condition(condition).values();
    let figures = values.filter_map(|value| match value {
        Value::Figure(figure) | Value::Sum(figure) => Some(figure.clone()),
        Value::Spread(spread) => Some(spread.figure.clone()),
        _ => None,
    });
    figures.collect()
}

/// All presets.
pub fn read(dir: &Path) -> Result<Vec<Preset>, Problems> {
    let document: Document = document(dir, FILE)?;
    if document.schema != "ran-watch/1" {
        return Err(Problem::new(FILE, "schema", "must be ran-watch/1").into());
    }
    Ok(document.presets)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    #[serde(rename = "note")]
    _note: String,
    presets: Vec<Preset>,
}
