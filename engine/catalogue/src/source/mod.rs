//! The sources as typed rows. Every field of every file is known here; an unknown one is a problem.

mod agents;
mod cards;
mod figures;
mod files;
mod groups;
mod interfaces;
mod models;
mod parameters;

use std::collections::HashMap;
use std::path::Path;

use protocol::catalogue::{
    Agent, Card, CauseList, Clause, Counter, Kpi, Model, Parameter, Procedure, Row,
};

use crate::problem::Problems;

pub use groups::{Group, Members};

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
    /// Worked entries.
    pub models: Vec<Model>,
    /// What worked entries say about themselves beside their content, to be compared with the plan.
    pub headings: Vec<Heading>,
}

/// Name and labels of a worked entry, which repeat those of the plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heading {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Domain.
    pub domain: String,
    /// Technologies.
    pub tech: Vec<String>,
    /// Related agents.
    pub related: Vec<String>,
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
        ..Source::default()
    };
    (source.agents, source.groups_of) = agents::read(dir, &source)?;
    (source.models, source.headings) = models::read(dir)?;
    Ok(source)
}
