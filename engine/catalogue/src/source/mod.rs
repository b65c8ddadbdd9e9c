//! The sources as typed rows. Every field of every file is known here; an unknown one is a problem.

mod agents;
pub mod calculators;
mod cards;
mod entries;
pub mod expression;
mod figures;
mod files;
mod groups;
mod interfaces;
mod kinds;
mod parameters;
mod presets;

use std::collections::HashMap;
use std::path::Path;

use protocol::catalogue::{
    Agent, Card, CauseList, Clause, Counter, Kpi, Parameter, Procedure, Row,
};

use crate::problem::Problems;

pub use entries::{Entry, Joint, Model, Questions, Rule, Watch};
pub use groups::{Group, Members};
pub use kinds::Weighed;
pub use presets::{Preset, figures};

/// Everything that goes into a catalogue, in the order of the files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// Settings: NR RRC, LTE RRC, management model, small-cell model.
    pub parameters: Vec<Parameter>,
    /// Counters.
    pub counters: Vec<Counter>,
    /// KPIs.
    pub kpis: Vec<Kpi>,
    /// Procedures.
    pub procedures: Vec<Procedure>,
    /// Cause lists.
    pub causes: Vec<CauseList>,
    /// Clauses.
    pub clauses: Vec<Clause>,
    /// Groups of information elements.
    pub groups: Vec<Group>,
    /// Agents; their groups are resolved into `grouped`.
    pub agents: Vec<Agent>,
    /// Names of the groups of each agent, in the order of `agents`.
    pub groups_of: Vec<Vec<String>>,
    /// Cards.
    pub cards: Vec<Card>,
    /// What is said about the agents.
    pub entries: Vec<Entry>,
    /// Named sets of guards.
    pub presets: Vec<Preset>,
    /// Tables of the calculators.
    pub calculators: calculators::Tables,
    /// What tells the kinds of questions apart, by rising feature.
    pub kinds: Vec<Weighed>,
}

impl Source {
    /// All rows in the order of their numbers.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let parameters = self.parameters.iter().cloned().map(Row::Parameter);
        let counters = self.counters.iter().cloned().map(Row::Counter);
        let kpis = self.kpis.iter().cloned().map(Row::Kpi);
        let procedures = self.procedures.iter().cloned().map(Row::Procedure);
        let causes = self.causes.iter().cloned().map(Row::Causes);
        parameters
            .chain(counters)
            .chain(kpis)
            .chain(procedures)
            .chain(causes)
    }

    /// What is worked out of agents.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.entries.iter().filter_map(|entry| entry.model.as_ref())
    }

    /// Row ids and their numbers.
    #[must_use]
    pub fn numbers(&self) -> HashMap<String, u32> {
        (0..)
            .zip(self.rows())
            .map(|(number, row)| (row.id().0.clone(), number))
            .collect()
    }
}

/// Reads the catalogue's sources in `dir`.
///
/// # Errors
/// When a file is missing or a row has an unknown, missing or ill-typed field.
pub fn read(dir: &Path) -> Result<Source, Problems> {
    let mut source = Source {
        parameters: parameters::read(dir)?,
        counters: figures::read_counters(dir)?,
        kpis: figures::read_kpis(dir)?,
        procedures: interfaces::read_procedures(dir)?,
        causes: interfaces::read_causes(dir)?,
        clauses: interfaces::read_clauses(dir)?,
        groups: groups::read(dir)?,
        cards: cards::read(dir)?,
        calculators: calculators::read(dir)?,
        presets: presets::read(dir)?,
        kinds: kinds::read(dir)?,
        ..Source::default()
    };
    (source.agents, source.groups_of) = agents::read(dir, &source)?;
    source.entries = entries::read(dir)?;
    for entry in &source.entries {
        let its = |agent: &&mut Agent| agent.id == entry.agent;
        if let Some(agent) = source.agents.iter_mut().find(its) {
            agent.aliases.clone_from(&entry.aliases);
            agent.asks.extend(entry.questions.spelt().cloned());
            agent.misspelt.clone_from(&entry.questions.misspelt);
        }
    }
    Ok(source)
}
