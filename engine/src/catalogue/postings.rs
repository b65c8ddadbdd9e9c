//! Agents by the words about them: the material of BM25 over weighted fields.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::agents::{AgentNumber, Agents};
use super::counting::{Counting, Terms};
use super::rows::Rows;
use super::slips::Slips;
use super::text;
use super::words::Words;

/// The number of a term.
pub type TermNumber = u32;

/// A word in an agent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Posting {
    /// Which agent.
    pub agent: AgentNumber,
    /// How much of the agent is about the word; above 0.
    pub weight: f64,
}

/// What is known of a term.
#[derive(Debug, Default)]
pub(super) struct Term {
    /// The agents it stands for, by rising number.
    pub of: Vec<Posting>,
    /// It is part of the name of a row that agents hold.
    pub is_technical: bool,
    /// `ln(1 + (N - n + 0.5) / (n + 0.5))` for n of N agents.
    pub rarity: f64,
}

/// Words and the agents they stand for.
#[derive(Debug)]
pub struct Postings {
    numbers: HashMap<String, TermNumber, BuildHasherDefault<text::Fnv>>,
    terms: Vec<Term>,
    /// Stems by number.
    stems: Vec<String>,
    slips: Slips,
    rarest: f64,
}

impl Postings {
    /// Reads what is known of the agents; `words` are those of the texts that come later.
    #[must_use]
    pub fn build(rows: &Rows, agents: &Agents, words: &Words) -> Self {
        Self::weighing(Counting::read(rows, agents, words), agents)
    }

    /// Weighs the terms that were found.
    pub(super) fn weighing(found: Terms, agents: &Agents) -> Self {
        let Terms { numbers, mut terms } = found;
        let all = f64::from(agents.count());
        for term in &mut terms {
            term.rarity = rarity(u32::try_from(term.of.len()).map_or(all, f64::from), all);
        }
        let mut stems = vec![String::new(); terms.len()];
        for (stem, number) in &numbers {
            if let Some(place) = stems.get_mut(*number as usize) {
                place.clone_from(stem);
            }
        }
        let slips = Slips::new(stems.iter().map(String::as_str).zip(0..));
        Self {
            numbers,
            terms,
            stems,
            slips,
            rarest: rarity(0.0, all),
        }
    }

    /// All stems by their numbers.
    #[cfg(test)]
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// The number of a stem; `None` for a word that no agent knows.
    #[must_use]
    pub fn number(&self, stem: &str) -> Option<TermNumber> {
        self.numbers.get(stem).copied()
    }

    /// The agents that a term stands for, by rising number.
    #[must_use]
    pub fn of(&self, term: TermNumber) -> &[Posting] {
        self.terms
            .get(term as usize)
            .map_or(&[], |term| term.of.as_slice())
    }

    /// What a term weighs in an agent; 0 where the agent does not know it.
    #[must_use]
    pub fn weight(&self, term: TermNumber, agent: AgentNumber) -> f64 {
        let of = self.of(term);
        let found = of.binary_search_by_key(&agent, |posting| posting.agent);
        found
            .ok()
            .and_then(|at| of.get(at))
            .map_or(0.0, |posting| posting.weight)
    }

    /// Whether a term is part of the name of some row that agents hold.
    #[must_use]
    pub fn is_technical(&self, term: TermNumber) -> bool {
        self.terms
            .get(term as usize)
            .is_some_and(|term| term.is_technical)
    }

    /// How rare a term is among agents: `ln(1 + (N - n + 0.5) / (n + 0.5))`.
    #[must_use]
    pub fn rarity(&self, term: TermNumber) -> f64 {
        self.terms
            .get(term as usize)
            .map_or(self.rarest, |term| term.rarity)
    }

    /// The rarity of a word that no agent knows.
    #[must_use]
    pub const fn rarest(&self) -> f64 {
        self.rarest
    }

    /// The term with the most agents among those that differ from `stem` by one slip; for stems
    /// of five letters or more.
    #[must_use]
    pub fn misspelt(&self, stem: &str) -> Option<TermNumber> {
        let stem_of =
            |number: TermNumber| self.stems.get(number as usize).map_or("", String::as_str);
        let near = self.slips.near(stem, stem_of);
        near.into_iter()
            .max_by_key(|term| (self.of(*term).len(), stem_of(*term)))
    }
}

fn rarity(with: f64, all: f64) -> f64 {
    natural_log(1.0 + (all - with + 0.5) / (with + 0.5))
}

/// The natural logarithm of 1 or more by its own series, so that every platform gives the same
/// last digit.
fn natural_log(x: f64) -> f64 {
    let mut mantissa = x;
    let mut halvings = 0.0;
    while mantissa > 1.5 {
        mantissa /= 2.0;
        halvings += 1.0;
    }
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut power = ratio;
    let mut sum = 0.0;
    for odd in [1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0] {
        sum += power / odd;
        power *= square;
    }
    2.0 * sum + halvings * core::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for x in [1.0, 1.4, 2.0, 10.0, 677.0, 1e6] {
            assert!((natural_log(x) - x.ln()).abs() < 1e-9, "{x}");
        }
    }
}
