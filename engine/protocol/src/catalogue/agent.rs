//! An agent of the catalogue: what it is for and which facts it holds.

use serde::{Deserialize, Serialize};

use crate::answer::Technology;
use crate::ids::{AgentId, RowId};

/// An agent: its line, its facts and its examples.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agent {
    /// Id, such as `NR-MOB-001`.
    pub id: AgentId,
    /// Name in plain words.
    pub name: String,
    /// What it is for, one line.
    pub what: String,
    /// What kind of subject it has.
    pub kind: Kind,
    /// How much is worked out.
    pub depth: Depth,
    /// Technologies it is about.
    pub techs: Techs,
    /// Domain, such as `mobility-meas`.
    pub domain: String,
    /// Facts named by its author, most useful first: parameters, counters, KPIs, procedures, causes.
    pub facts: Vec<RowId>,
    /// Further parameters that came with whole groups of information elements, in table order.
    pub grouped: Vec<RowId>,
    /// Neighbouring agents.
    pub related: Vec<AgentId>,
    /// Other names of the subject.
    pub aliases: Vec<String>,
    /// Example questions: three of the plan, then those of the entry that are spelt right.
    pub asks: Vec<String>,
    /// Example questions with slips of the pen.
    pub misspelt: Vec<String>,
}

/// What kind of subject an agent has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// A feature of the network.
    Feature,
    /// A fault to find.
    Troubleshooting,
    /// A group of parameters without a worked subject.
    Group,
    /// An interface protocol.
    Interface,
    /// A self-organising function.
    SelfOrganising,
    /// A family of counters and KPIs.
    Measurement,
}

impl Kind {
    /// The word used in the plan.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Troubleshooting => "troubleshooting",
            Self::Group => "group",
            Self::Interface => "interface",
            Self::SelfOrganising => "son",
            Self::Measurement => "measurement",
        }
    }

    /// The kind of a word of the plan.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Feature,
            Self::Troubleshooting,
            Self::Group,
            Self::Interface,
            Self::SelfOrganising,
            Self::Measurement,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}

/// How much of an agent is worked out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Depth {
    /// Constraints, rules, actions and what to watch.
    Full,
    /// Facts, questions, and rules where they are sound.
    Light,
    /// A name, one line and three questions.
    Group,
}

impl Depth {
    /// The word used in the plan.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Light => "light",
            Self::Group => "group",
        }
    }

    /// The depth of a word of the plan.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Full, Self::Light, Self::Group]
            .into_iter()
            .find(|depth| depth.name() == name)
    }
}

/// The technologies an agent is about; never empty in a checked catalogue.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Techs {
    /// 4G.
    pub lte: bool,
    /// 5G.
    pub nr: bool,
}

impl Techs {
    /// Whether this technology is among them.
    #[must_use]
    pub const fn has(self, tech: Technology) -> bool {
        match tech {
            Technology::Lte => self.lte,
            Technology::Nr => self.nr,
        }
    }

    /// Adds a technology.
    pub const fn add(&mut self, tech: Technology) {
        match tech {
            Technology::Lte => self.lte = true,
            Technology::Nr => self.nr = true,
        }
    }

    /// Them in a fixed order, LTE first.
    pub fn iter(self) -> impl Iterator<Item = Technology> {
        [Technology::Lte, Technology::Nr]
            .into_iter()
            .filter(move |tech| self.has(*tech))
    }
}
