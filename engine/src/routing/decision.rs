//! From scores to a choice: who comes first, how likely that is right, and whether to answer.
//!
//! An agent's strength is a weighted sum of the root of its BM25 score and of how alike the question
//! and the agent are in meaning. The softmax of all strengths is put right by steps that were read
//! off questions whose agent is known, so that the first agent's probability is calibrated. The
//! others share what is left. Those of a refused question are times that it is ours.

use protocol::answer::RoutedBy;

use super::fitted::{self, Fitted};
use super::scope;
use super::score::{Scores, micro};
use crate::catalogue::AgentNumber;

/// Candidates that are kept.
const KEPT: usize = 8;
/// Share of the softmax in a probability: it tells agents of one step apart.
const TELLS_APART: f64 = 0.01;

/// What routing found.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// Agents, best first; at most eight. By words alone, none of which the question says nothing.
    pub best: Vec<Scored>,
    /// How likely the question belongs to the catalogue, 0 … 1 in micro-units. Calibrated on sets
    /// with as many questions of ours as others.
    pub scope_micro: i64,
    /// Whether it is answered.
    pub in_scope: bool,
    /// By what agents were found.
    pub by: RoutedBy,
}

/// An agent with its score.
#[derive(Clone, PartialEq, Debug)]
pub struct Scored {
    /// Which agent.
    pub agent: AgentNumber,
    /// BM25 in micro-units, comparable within one question only.
    pub score_micro: i64,
    /// How alike question and agent are in meaning, -1 … 1 in micro-units.
    pub alike_micro: Option<i64>,
    /// How likely this is the right agent, 0 … 1 in micro-units; `None` where nobody worked it out.
    pub probability_micro: Option<i64>,
}

/// Questions below this score are refused, unless they name a row, an agent or a clause.
#[must_use]
pub const fn threshold_micro(by: RoutedBy) -> i64 {
    fitted(by).threshold_micro
}

const fn fitted(by: RoutedBy) -> &'static Fitted {
    match by {
        RoutedBy::Words => &fitted::BY_WORDS,
        RoutedBy::WordsAndVectors => &fitted::BY_BOTH,
    }
}

/// Chooses; `likeness` is that of all agents, see [`super::AgentVectors::likeness`].
pub fn decide(scores: &Scores<'_>, likeness: Option<&[f32]>) -> Decision {
    let by = match likeness {
        Some(_) => RoutedBy::WordsAndVectors,
        None => RoutedBy::Words,
    };
    let fitted = fitted(by);
    let words = scores.all();
    let alike = |agent: AgentNumber| {
        let alike = likeness.and_then(|all| all.get(agent as usize));
        alike.map(|alike| f64::from(*alike))
    };
    let numbered = (0..).zip(&words);
    let strengths = numbered.map(|(agent, score)| {
        fitted.words * score.sqrt() + fitted.alike * alike(agent).unwrap_or_default()
    });
    let strengths: Vec<f64> = strengths.collect();
    let first = strongest(&strengths);
    let top = first.first().map_or(0.0, |(strength, _)| *strength);
    let all: f64 = strengths.iter().map(|one| (one - top).exp()).sum();
    let nearest = likeness.map(|all| all.iter().copied().fold(0.0, f32::max));
    let scope = scope::probability(&fitted.scope, &scores.signs(&words, nearest));
    let in_scope = scores.names_something() || micro(scope) >= fitted.threshold_micro;
    let (soft, likely) = (1.0 / all, calibrated(fitted, 1.0 / all));
    // Steps were read off questions of ours: of one that is refused nobody may be likely.
    let ours = if in_scope { 1.0 } else { scope };
    let scored = first.iter().enumerate().map(|(place, (strength, agent))| {
        let share = (strength - top).exp() * soft;
        let probability = if place == 0 {
            likely
        } else {
            // At least a rounding error is left for them.
            share * (1.0 - likely) / (1.0 - soft).max(f64::EPSILON)
        };
        Scored {
            agent: *agent,
            score_micro: micro(words.get(*agent as usize).copied().unwrap_or_default()),
            alike_micro: alike(*agent).map(micro),
            probability_micro: Some(micro(ours * probability.min(likely))),
        }
    });
    let says_something = |one: &Scored| one.score_micro > 0 || likeness.is_some();
    let best = scored.filter(says_something).collect();
    Decision {
        best,
        scope_micro: micro(scope),
        in_scope,
        by,
    }
}

/// The strongest agents, best first; of equals the one that the plan names first.
fn strongest(strengths: &[f64]) -> Vec<(f64, AgentNumber)> {
    let mut first: Vec<(f64, AgentNumber)> = Vec::with_capacity(KEPT + 1);
    for (agent, strength) in (0..).zip(strengths) {
        let stronger = first.iter().rposition(|(other, _)| other >= strength);
        let place = stronger.map_or(0, |place| place + 1);
        if place < KEPT {
            first.insert(place, (*strength, agent));
            first.truncate(KEPT);
        }
    }
    first
}

/// The first agent's probability by its share of the softmax.
fn calibrated(fitted: &Fitted, soft: f64) -> f64 {
    let step = fitted.steps.iter().find(|(upto, _)| soft <= *upto);
    let step = step.or(fitted.steps.last());
    let likely = step.map_or(soft, |(_, likely)| *likely);
    // A question that says nothing gives all agents the same share: no step was read off for it.
    let likely = likely * (soft / fitted.least).min(1.0);
    likely + TELLS_APART * (soft - likely)
}
