//! A worked agent: settings with joint limits, rules, actions and what to watch.
//!
//! Conditions are trees ([`super::expression`]), so that nothing that judges by them has to parse. The
//! generator first holds them as the text of their source: `Model<String>`.

use serde::{Deserialize, Serialize};

use super::Limits;
use super::expression::Condition;
use crate::ids::{AgentId, RowId};

/// What is worked out of an agent of full or light depth.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Model<C = Condition> {
    /// The agent it belongs to.
    pub id: AgentId,
    /// First release, such as `Rel-15`.
    pub since: String,
    /// What the subject is and how its settings act together.
    pub summary: String,
    /// Where it holds.
    pub applies: Limits,
    /// What it sets.
    pub parameters: Vec<Settable>,
    /// What it reads and does not set.
    pub context: Vec<Context>,
    /// Limits over several settings together.
    pub joints: Vec<Joint<C>>,
    /// Document and clause.
    pub clauses: Vec<(String, String)>,
    /// Figures without a standard name.
    pub gaps: Vec<Gap>,
    /// Only the first rule that holds after its predecessor is the main cause.
    pub chain: bool,
    /// Faults and what to do.
    pub rules: Vec<Rule<C>>,
}

impl<C> Model<C> {
    /// Whether it sets or reads a card: a row on an object.
    #[must_use]
    pub fn names(&self, row: &RowId, on: &str) -> bool {
        let is = |(id, object): &(RowId, String)| id == row && object == on;
        self.parameters.iter().any(|one| is(&one.card))
            || self.context.iter().any(|one| match &one.source {
                Source::Card(id, object) => id == row && object == on,
                Source::Words(_) => false,
            })
    }

    /// The rows that it sets or reads, one for each mention.
    pub fn rows(&self) -> impl Iterator<Item = &RowId> {
        let sets = self.parameters.iter().map(|one| &one.card.0);
        let reads = self.context.iter().filter_map(|one| match &one.source {
            Source::Card(row, _) => Some(row),
            Source::Words(_) => None,
        });
        sets.chain(reads)
    }
}

/// A setting under its short name in expressions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Settable {
    /// Name in expressions, without `$`.
    pub var: String,
    /// Card by row and object.
    pub card: (RowId, String),
    /// `reverse`: of the neighbour, pointing back.
    pub at: Option<String>,
    /// Safe literals of this agent, tighter than the card's, and why.
    pub safe: Option<super::Safe>,
}

/// Something an agent reads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Context {
    /// Name in expressions, without `$`.
    pub var: String,
    /// Where it is read.
    pub source: Source,
    /// `reverse`: of the neighbour, pointing back.
    pub at: Option<String>,
    /// Value taken when it is not given, as text.
    pub assume: Option<String>,
}

/// Where a context value is read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Source {
    /// A setting, by card.
    Card(RowId, String),
    /// A fact about the network, in words.
    Words(String),
}

/// A limit over several settings together; ours.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Joint<C = Condition> {
    /// Short name.
    pub name: String,
    /// The condition over physical values.
    pub expression: C,
    /// Why it holds.
    pub reason: String,
    /// What is said when it does not.
    pub broken: String,
}

/// A figure without a standard name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// Name in expressions, without `?`.
    pub id: String,
    /// What it would count.
    pub what: String,
    /// Its unit.
    pub unit: String,
    /// What to use meanwhile.
    pub instead: String,
}

/// A fault: when it is there, why, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rule<C = Condition> {
    /// Short name inside the agent.
    pub id: String,
    /// What is seen.
    pub symptom: String,
    /// The condition over figures.
    pub when: C,
    /// `cell`, `relation` or `node`.
    pub scope: String,
    /// The evidence proves no cause.
    pub suspicion: bool,
    /// What may be behind it.
    pub causes: Vec<String>,
    /// What to do, first choice first, one at a time.
    pub actions: Vec<Action>,
    /// How a change is judged.
    pub watch: Option<Watch<C>>,
}

/// A step of a rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Action {
    /// Something to look at before going on.
    Check {
        /// What to look at.
        text: String,
        /// The agent that knows more.
        see: Option<AgentId>,
    },
    /// A change of one setting, with others that go along.
    Change {
        /// What is changed.
        change: Move,
        /// Never past this value.
        stop: String,
        /// Changes made in the same set.
        with: Vec<Move>,
        /// `cluster`: the neighbours too.
        scope: Option<String>,
    },
}

/// A setting and the direction in which it moves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Move {
    /// Short name of the setting.
    pub var: String,
    /// `up`, `down` or `set`.
    pub direction: String,
    /// Physical step or "one value".
    pub step: String,
}

/// How a change is judged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Watch<C = Condition> {
    /// Named set of guards.
    pub preset: String,
    /// The condition that must become true.
    pub improve: C,
    /// Conditions that must stay false; where the conditions are trees those of the preset, too.
    pub guard: Vec<C>,
    /// Hours until it is judged; `None` is the preset's, and never so where conditions are trees.
    pub window_h: Option<u16>,
    /// Least sample of the improvement; `None` is the format's default.
    pub least: Option<u32>,
}
