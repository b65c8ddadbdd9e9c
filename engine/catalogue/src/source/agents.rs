//! The plan: all agents with their lines, facts and example questions.

use std::path::Path;

use protocol::catalogue::{Agent, Depth, Kind, Techs};
use protocol::ids::{AgentId, RowId};
use serde::Deserialize;

use super::Source;
use super::figures::technology;
use super::files::{convert, lines};
use super::groups::Members;
use crate::problem::Problems;

/// File of the plan.
pub const FILE: &str = "agents/plan.jsonl";

/// All agents, and the groups that each of them names.
pub fn read(dir: &Path, source: &Source) -> Result<(Vec<Agent>, Vec<Vec<String>>), Problems> {
    let rows = lines::<Planned>(dir, FILE)?;
    let groups_of = rows.iter().map(|(_, raw)| raw.groups.clone()).collect();
    let members = Members::new(&source.groups, &source.parameters);
    let agents = convert(FILE, rows, |raw| raw.typed(&members))?;
    Ok((agents, groups_of))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    id: String,
    name: String,
    kind: String,
    depth: String,
    tech: Vec<String>,
    domain: String,
    what: String,
    parameters: Vec<String>,
    counters: Vec<String>,
    kpis: Vec<String>,
    procedures: Vec<String>,
    causes: Vec<String>,
    groups: Vec<String>,
    related: Vec<String>,
    asks: Vec<String>,
}

impl Planned {
    fn typed(self, members: &Members<'_>) -> Result<Agent, String> {
        let mut techs = Techs::default();
        for tech in &self.tech {
            techs.add(technology(tech)?);
        }
        let mut grouped: Vec<RowId> = Vec::new();
        for group in &self.groups {
            grouped.extend(members.of(group).into_iter().map(|row| row.id.clone()));
        }
        let facts = [
            self.parameters,
            self.counters,
            self.kpis,
            self.procedures,
            self.causes,
        ];
        Ok(Agent {
            id: AgentId(self.id),
            name: self.name,
            what: self.what,
            kind: Kind::from_name(&self.kind).ok_or(format!("unknown kind {}", self.kind))?,
            depth: Depth::from_name(&self.depth).ok_or(format!("unknown depth {}", self.depth))?,
            techs,
            domain: self.domain,
            facts: facts.into_iter().flatten().map(RowId).collect(),
            grouped,
            related: self.related.into_iter().map(AgentId).collect(),
            aliases: Vec::new(),
            asks: self.asks,
            misspelt: Vec::new(),
        })
    }
}
