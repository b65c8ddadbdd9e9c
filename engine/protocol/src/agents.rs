//! The agents as they are shown: the list, and one of them with all that it holds.

use serde::{Deserialize, Serialize};

use crate::answer::{Guidance, Technology};
use crate::catalogue::{Depth, Kind};
use crate::ids::{AgentId, RowId};

/// Agents that were asked for.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct AgentList {
    /// How many the catalogue has.
    pub total: u32,
    /// Those that fit the search, best first; all by domain and id where nothing was searched.
    pub agents: Vec<AgentLine>,
}

/// An agent in a list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AgentLine {
    /// Id, such as `NR-MOB-001`.
    pub id: AgentId,
    /// Name in plain words.
    pub name: String,
    /// What it is for, one line.
    pub what: String,
    /// Domain, such as `mobility-meas`.
    pub domain: String,
    /// Technologies it is about, LTE first.
    pub technologies: Vec<Technology>,
    /// What kind of subject it has.
    pub kind: Kind,
    /// How much is worked out.
    pub depth: Depth,
    /// How much it holds.
    pub holds: Holds,
}

/// How many rows of each table an agent holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Holds {
    /// Settings of any model.
    pub parameters: u32,
    /// Counters.
    pub counters: u32,
    /// KPIs.
    pub kpis: u32,
    /// Procedures.
    pub procedures: u32,
    /// Lists of causes.
    pub causes: u32,
}

/// One agent with all that it holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AgentView {
    /// Its line.
    pub line: AgentLine,
    /// First release of its subject, where that is known: `Rel-15`.
    pub since: Option<String>,
    /// Other names of its subject.
    pub aliases: Vec<String>,
    /// What it says when it is asked in general, with all of its cards.
    pub guidance: Guidance,
    /// Further parameters, which came with whole information elements.
    pub grouped: Vec<RowId>,
    /// Questions that it should be asked.
    pub questions: Vec<String>,
}

/// The rows that an agent holds, by table: the form in which the whole catalogue is given to programs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// Settings of any model: what its author named, what its entry sets or reads, and what came with
    /// groups.
    pub parameters: Vec<RowId>,
    /// Counters.
    pub counters: Vec<RowId>,
    /// KPIs.
    pub kpis: Vec<RowId>,
    /// Procedures.
    pub procedures: Vec<RowId>,
    /// Lists of causes.
    pub causes: Vec<RowId>,
}
