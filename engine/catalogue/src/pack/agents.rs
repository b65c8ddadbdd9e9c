//! Parts `index`, `agents` and `questions`.

use std::collections::HashMap;

use protocol::catalogue::packed::{AgentsPart, IndexPart, KindsTable, QuestionsPart, column};
use protocol::ids::RowId;

use super::models;
use super::numbers::{count, lists};
use super::rows::technology;
use super::sheet::{SheetBuilder, Texts};
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// Agents by id, name and line.
pub fn index(source: &Source) -> Result<IndexPart, Problems> {
    let mut sheet = SheetBuilder::default();
    for agent in &source.agents {
        let techs: Vec<_> = agent
            .techs
            .iter()
            .map(|tech| technology(tech).to_owned())
            .collect();
        sheet.next_row();
        sheet.set(column::ID, agent.id.as_str());
        sheet.set(column::NAME, &agent.name);
        sheet.set(column::WHAT, &agent.what);
        sheet.set(column::AGENT_KIND, agent.kind.name());
        sheet.set(column::DEPTH, agent.depth.name());
        sheet.set_list(column::TECHS, &techs)?;
        sheet.set(column::DOMAIN, &agent.domain);
        sheet.set_list(column::ALIASES, &agent.aliases)?;
    }
    let mut texts = Texts::default();
    let agents = sheet.finish(&mut texts)?;
    Ok(IndexPart {
        lines: texts.into_lines(),
        agents,
    })
}

/// What agents hold.
pub fn part(source: &Source) -> Result<AgentsPart, Problems> {
    let rows = source.numbers();
    let agents: HashMap<_, _> = source
        .agents
        .iter()
        .zip(0..)
        .map(|(agent, number)| (agent.id.as_str(), number))
        .collect();
    let numbered = |ids: &[RowId]| -> Result<Vec<u32>, Problem> {
        let number = |id: &RowId| {
            let missing = || Problem::new("agents/plan.jsonl", id.as_str(), "no such row");
            rows.get(id.as_str()).copied().ok_or_else(missing)
        };
        ids.iter().map(number).collect()
    };
    let mut facts = Vec::new();
    let mut grouped = Vec::new();
    let mut related = Vec::new();
    for agent in &source.agents {
        facts.push(numbered(&agent.facts)?);
        grouped.push(numbered(&agent.grouped)?);
        let others = agent
            .related
            .iter()
            .filter_map(|other| agents.get(other.as_str()).copied());
        related.push(others.collect());
    }
    count(source.agents.len())?;
    Ok(AgentsPart {
        facts: lists(&facts)?,
        grouped: lists(&grouped)?,
        related: lists(&related)?,
        cards: source.cards.clone(),
        models: models::all(source)?,
    })
}

/// The example questions, line by line.
pub fn questions(source: &Source) -> Result<QuestionsPart, Problems> {
    let lines: Vec<_> = source
        .agents
        .iter()
        .flat_map(|agent| agent.asks.iter().chain(&agent.misspelt).cloned())
        .collect();
    let agents = source.agents.iter();
    let counts = agents
        .clone()
        .map(|agent| count(agent.asks.len() + agent.misspelt.len()));
    let misspelt = agents.map(|agent| count(agent.misspelt.len()));
    let odd = lines.iter().find(|line| line.contains('\n'));
    match odd {
        Some(line) => Err(Problem::new("agents/plan.jsonl", line, "more than one line").into()),
        None => Ok(QuestionsPart {
            asks: lines.join("\n"),
            counts: counts.collect::<Result<_, _>>()?,
            misspelt: misspelt.collect::<Result<_, _>>()?,
            kinds: kinds(source),
        }),
    }
}

fn kinds(source: &Source) -> KindsTable {
    let features = source.kinds.iter().map(|one| one.feature.as_str());
    KindsTable {
        features: features.collect::<Vec<_>>().join("\n"),
        weights: source.kinds.iter().flat_map(|one| one.weights).collect(),
    }
}
