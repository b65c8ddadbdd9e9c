//! Who there is to ask: the list of agents, and one of them with all that it holds.

use protocol::agents::{AgentLine, AgentList, AgentView, Held, Holds};
use protocol::catalogue::Table;
use protocol::ids::{AgentId, RowId};

use super::guidance;
use crate::catalogue::{AgentNumber, Catalogue, Entries, RowNumber};
use crate::{routing, sort};

/// The agents that fit some words: those whose id or name holds all of it, then those that a question
/// of these words would go to, then those whose other names or line hold it. Without words all of
/// them, by domain and id.
#[must_use]
pub fn list(catalogue: &Catalogue, search: &str) -> AgentList {
    let search = search.trim();
    let agents = &catalogue.agents;
    let found = if search.is_empty() {
        let mut all: Vec<AgentNumber> = agents.numbers().collect();
        sort::by_key(&mut all, |agent| {
            (agents.domain(*agent).to_owned(), agents.id(*agent))
        });
        all
    } else {
        found(catalogue, search)
    };
    AgentList {
        total: agents.count(),
        agents: found
            .into_iter()
            .map(|agent| line(catalogue, agent))
            .collect(),
    }
}

/// One agent with all that it holds.
#[must_use]
pub fn view(catalogue: &Catalogue, entries: &Entries, id: &AgentId) -> Option<AgentView> {
    let agents = &catalogue.agents;
    let agent = agents.number(id)?;
    let model = entries.model(agent);
    let since = model.map(|model| model.since.clone());
    let ids = |rows: &[RowNumber]| rows.iter().map(|row| catalogue.rows.id(*row)).collect();
    Some(AgentView {
        line: line(catalogue, agent),
        since: since.filter(|since| !since.is_empty()),
        aliases: agents.aliases(agent).map(str::to_owned).collect(),
        guidance: guidance::whole(catalogue, agent, model),
        grouped: ids(agents.grouped(agent)),
        questions: entries.asks(agent).map(str::to_owned).collect(),
    })
}

/// The rows that an agent holds.
#[must_use]
pub fn held(catalogue: &Catalogue, agent: AgentNumber) -> Held {
    let rows = &catalogue.rows;
    let agents = &catalogue.agents;
    let mut held = Held::default();
    let mut add = |table: Option<Table>, id: RowId| {
        let into = match table {
            Some(Table::Counter) => &mut held.counters,
            Some(Table::Kpi) => &mut held.kpis,
            Some(Table::Procedure) => &mut held.procedures,
            Some(Table::Cause) => &mut held.causes,
            _ => &mut held.parameters,
        };
        if !into.contains(&id) {
            into.push(id);
        }
    };
    for row in agents.facts(agent) {
        add(rows.table(*row), rows.id(*row));
    }
    for card in agents.named_cards(agent) {
        let row = rows.number(card.row.as_str());
        add(row.and_then(|row| rows.table(row)), card.row.clone());
    }
    for row in agents.grouped(agent) {
        add(rows.table(*row), rows.id(*row));
    }
    held
}

fn found(catalogue: &Catalogue, search: &str) -> Vec<AgentNumber> {
    let agents = &catalogue.agents;
    let wanted = search.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&wanted);
    let is = |text: &str| text.to_lowercase() == wanted;
    let named =
        |agent: &AgentNumber| holds(agents.name(*agent)) || holds(agents.id(*agent).as_str());
    let mut found: Vec<AgentNumber> = agents.numbers().filter(named).collect();
    sort::by_key(&mut found, |agent| {
        let whole = is(agents.name(*agent)) || is(agents.id(*agent).as_str());
        (!whole, *agent)
    });
    let query = routing::understand(catalogue, search);
    let asked = routing::route(catalogue, &query);
    let asked = asked.best.into_iter().filter(|_| asked.in_scope);
    let said = agents
        .numbers()
        .filter(|agent| holds(agents.what(*agent)) || agents.aliases(*agent).any(holds));
    for agent in asked.map(|scored| scored.agent).chain(said) {
        if !found.contains(&agent) {
            found.push(agent);
        }
    }
    found
}

fn line(catalogue: &Catalogue, agent: AgentNumber) -> AgentLine {
    let agents = &catalogue.agents;
    AgentLine {
        id: agents.id(agent),
        name: agents.name(agent).to_owned(),
        what: agents.what(agent).to_owned(),
        domain: agents.domain(agent).to_owned(),
        technologies: agents.techs(agent).iter().collect(),
        kind: agents.kind(agent),
        depth: agents.depth(agent),
        holds: holds(catalogue, agent),
    }
}

/// How much an agent holds.
fn holds(catalogue: &Catalogue, agent: AgentNumber) -> Holds {
    let held = held(catalogue, agent);
    let count = |rows: &[RowId]| u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Holds {
        parameters: count(&held.parameters),
        counters: count(&held.counters),
        kpis: count(&held.kpis),
        procedures: count(&held.procedures),
        causes: count(&held.causes),
    }
}
