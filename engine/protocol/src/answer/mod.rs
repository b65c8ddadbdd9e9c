//! What an agent says: which agents were asked and why, and facts with their sources.
//!
//! Everything here is data. Sentences are made from it in [`crate::words`]. Figures with
//! fractions are micro-units: 0.5 dB is 500,000.

mod advice;
mod asked;
mod cards;
mod given;
mod understood;

use serde::{Deserialize, Serialize};

pub use advice::*;
pub use asked::*;
pub use cards::*;
pub use given::*;
pub use understood::*;

use crate::calculator::Calculated;
use crate::ids::{AgentId, RowId};

/// The reply to a question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The question as it was typed.
    pub question: String,
    /// What was recognised in it.
    pub understood: Understood,
    /// Which agents were considered.
    pub route: Route,
    /// The answer itself.
    pub body: Body,
    /// Version of the catalogue that the facts are from.
    pub catalogue: String,
}

/// What a question asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryKind {
    /// A parameter's range, unit, start value.
    Parameter,
    /// What a counter counts.
    Counter,
    /// How a KPI is computed.
    Kpi,
    /// A procedure or a cause value.
    Procedure,
    /// Something is wrong: what to look at.
    Troubleshoot,
    /// Anything else.
    General,
}

/// A radio technology.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Technology {
    /// 4G.
    Lte,
    /// 5G.
    Nr,
}

/// A recognised name in the question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// First byte in the question's UTF-8.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The row that is meant (the first one where several carry the name).
    pub row: RowId,
}

/// Which agents were considered, best first, and whether the question is ours at all.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Route {
    /// At most three are shown.
    pub candidates: Vec<Candidate>,
    /// How likely the question belongs to the catalogue, 0 … 1 in micro-units; calibrated on sets
    /// with as many questions of ours as others.
    pub scope_micro: i64,
    /// Questions below this score are refused, unless they name a row.
    pub threshold_micro: i64,
    /// By what the agents were found.
    pub by: RoutedBy,
}

/// What is known of an answer as soon as its question is routed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Routing {
    /// What was recognised in the question.
    pub understood: Understood,
    /// Which agents were considered.
    pub route: Route,
}

/// By what agents are found for a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutedBy {
    /// Its words alone: the embedding table is not here.
    #[default]
    Words,
    /// Its words and its meaning.
    WordsAndVectors,
}

/// An agent that could answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// Which agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// BM25 score in micro-units; comparable within one question only.
    pub score_micro: i64,
    /// How alike the question and the agent's example questions are in meaning, -1 … 1 in
    /// micro-units; none by words alone, and in history.
    pub alike_micro: Option<i64>,
    /// How likely this is the right agent, 0 … 1 in micro-units. Calibrated for the first; the
    /// others share the rest. Of a refused question it is times the likelihood that the question is
    /// ours. None in history of before it was kept.
    pub probability_micro: Option<i64>,
    /// The words that made the score, heaviest first.
    pub why: Vec<Reason>,
}

/// A word of the question and what it added to a score.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reason {
    /// The word as it was typed, or the row's name.
    pub word: String,
    /// What it added, micro-units.
    pub weight_micro: i64,
}

/// The answer itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The rows that the question names.
    Facts(Vec<FactCard>),
    /// What the best agent has to say.
    Guidance(Box<Guidance>),
    /// Nothing in the catalogue is close.
    OutOfScope,
    /// What was asked for was computed, or cannot be.
    Calculation(Box<Calculated>),
}

/// What an agent says to a fault or a general question: where to look, and what its rules say of the
/// figures that came with the question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Guidance {
    /// Which agent speaks.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// What it is about, in our words.
    pub summary: String,
    /// What its rules say; `None` for an agent without rules.
    pub advice: Option<Box<Advice>>,
    /// The KPIs to look at.
    pub kpis: Vec<KpiCard>,
    /// Its parameters with their effects, most telling first.
    pub parameters: Vec<ParameterCard>,
    /// Its counters.
    pub counters: Vec<CounterCard>,
    /// Its procedures.
    pub procedures: Vec<ProcedureCard>,
    /// Lists of causes.
    pub causes: Vec<CauseCard>,
    /// Clauses to read.
    pub clauses: Vec<Clause>,
    /// Figures that have no standard counter, said as such.
    pub gaps: Vec<Gap>,
    /// Agents to ask next.
    pub related: Vec<Related>,
}

/// A figure without a standard name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// What is wanted.
    pub what: String,
    /// What to use instead.
    pub instead: String,
}

/// Another agent.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Related {
    /// Which.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
}

impl Body {
    /// The rows that this body shows, in order: what history keeps to show it again.
    #[must_use]
    pub fn rows(&self) -> Vec<RowId> {
        match self {
            Self::Facts(cards) => cards.iter().filter_map(FactCard::row).collect(),
            Self::Guidance(_) | Self::OutOfScope | Self::Calculation(_) => Vec::new(),
        }
    }
}
