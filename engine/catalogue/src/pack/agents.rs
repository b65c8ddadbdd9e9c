//! Parts `index`, `agents`, `entries` and `questions`.

use std::collections::HashMap;

use protocol::catalogue::Source as Read;
use protocol::catalogue::packed::{
    AgentsPart, EntriesPart, IndexPart, Lists, QuestionsPart, column,
};
use protocol::ids::RowId;

use super::numbers::{count, lists};
use super::rows::technology;
use super::sheet::{SheetBuilder, Texts};
use super::{cards, models};
use crate::problem::{Problem, Problems};
use crate::source::{Model, Source};

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
    let mut part = AgentsPart {
        facts: lists(&facts)?,
        grouped: lists(&grouped)?,
        related: lists(&related)?,
        ..AgentsPart::default()
    };
    (part.lines, part.cards, part.card_rows) = cards::columns(source)?;
    (part.worked, part.sets, part.reads) = worked(source)?;
    Ok(part)
}

/// Which agents have an entry, and the cards that it sets and reads.
fn worked(source: &Source) -> Result<(Vec<bool>, Lists, Lists), Problems> {
    let cards: HashMap<_, _> = source
        .cards
        .iter()
        .zip(0_u32..)
        .map(|(card, number)| ((&card.row, card.on.as_str()), number))
        .collect();
    let numbered = |model: &Model, row, on: &String| {
        let missing = || Problem::new("agents/entries", model.id.as_str(), "names no card");
        let number = cards.get(&(row, on.as_str())).copied();
        number.ok_or_else(missing)
    };
    let (mut worked, mut sets, mut reads) = (Vec::new(), Vec::new(), Vec::new());
    for agent in &source.agents {
        let model = source.models().find(|model| model.id == agent.id);
        worked.push(model.is_some());
        let (mut its_sets, mut its_reads) = (Vec::new(), Vec::new());
        if let Some(model) = model {
            for one in &model.parameters {
                its_sets.push(numbered(model, &one.card.0, &one.card.1)?);
            }
            for one in &model.context {
                if let Read::Card(row, on) = &one.source {
                    its_reads.push(numbered(model, row, on)?);
                }
            }
        }
        sets.push(its_sets);
        reads.push(its_reads);
    }
    Ok((worked, lists(&sets)?, lists(&reads)?))
}

/// The worked entries.
pub fn entries(source: &Source) -> Result<EntriesPart, Problems> {
    Ok(EntriesPart {
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
        }),
    }
}
