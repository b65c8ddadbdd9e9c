//! Whether a question belongs to the catalogue at all.
//!
//! One sign is how much of the question is radio language. Each word weighs as much as it is
//! rare among agents. What the best agent explains counts most, what any agent explains counts,
//! too, and a word that is in no name of a row counts less; the whole is tamed where the best
//! agent's own score is small. A question like "handover notes for nurses" has one radio word of
//! three and stays low. The other signs are that score, how alike the nearest agent is in meaning,
//! and whether a row, an agent or a technology is named; a logistic regression joins them.

use super::cues;
use super::terms::{By, Looked};
use crate::catalogue::{AgentNumber, Catalogue};

/// Share of the language sign that any agent may explain; the rest must be the best agent's.
const ANYBODY: f64 = 0.4;
/// What an explained word counts for that is in no name of a row.
const PLAIN: f64 = 0.4;
/// What a word counts for that was found by correcting it.
const GUESSED: f64 = 0.5;
/// The weight of a word that nobody knows, as part of that of the rarest.
const UNKNOWN: f64 = 0.7;
/// The best agent's score at which the whole is halved.
const SMALL: f64 = 10.0;

/// The signs that a question belongs to the catalogue.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Signs {
    /// How much of it is radio language, 0 … 1.
    pub language: f64,
    /// The root of the best agent's BM25 score.
    pub words: f64,
    /// How alike the nearest agent is in meaning, 0 … 1; 0 without vectors.
    pub alike: f64,
    /// It names a row or an agent.
    pub named: bool,
    /// It names a technology.
    pub technology: bool,
}

impl Signs {
    /// The signs as numbers, in the order of [`Weights::signs`].
    pub fn numbers(&self) -> [f64; 5] {
        let number = |holds| if holds { 1.0 } else { 0.0 };
        [
            self.language,
            self.words,
            self.alike,
            number(self.named),
            number(self.technology),
        ]
    }
}

/// What the signs weigh.
#[derive(Debug)]
pub struct Weights {
    /// The logit without any sign.
    pub base: f64,
    /// Language, words, alike, named, technology.
    pub signs: [f64; 5],
}

/// How likely a question with these signs is one of ours, 0 … 1.
pub fn probability(weights: &Weights, signs: &Signs) -> f64 {
    let products = weights.signs.iter().zip(signs.numbers());
    let logit: f64 = weights.base + products.map(|(weight, sign)| weight * sign).sum::<f64>();
    1.0 / (1.0 + (-logit).exp())
}

/// How much of a question is radio language, 0 … 1; `best` is the agent with the highest BM25 score.
pub fn language(catalogue: &Catalogue, words: &[Looked<'_>], best: (AgentNumber, f64)) -> f64 {
    let (agent, score) = best;
    let postings = &catalogue.postings;
    let (mut by_best, mut by_any, mut all) = (0.0, 0.0, 0.0);
    for Looked { word, terms } in words {
        if cues::is_cue(&word.stem) {
            continue;
        }
        let rarities = terms.iter().map(|term| postings.rarity(term.number));
        let Some(weight) = rarities.reduce(f64::min) else {
            all += postings.rarest() * UNKNOWN;
            continue;
        };
        // A word with a meaning in the table of abbreviations is radio language by itself.
        let technical = terms
            .iter()
            .any(|term| term.by == By::Meaning || postings.is_technical(term.number));
        let mut counts = if technical { weight } else { weight * PLAIN };
        if terms.iter().any(|term| term.by == By::Correction) {
            counts *= GUESSED;
        }
        all += weight;
        by_any += counts;
        if terms
            .iter()
            .any(|term| postings.weight(term.number, agent) > 0.0)
        {
            by_best += counts;
        }
    }
    if all <= 0.0 {
        return 0.0;
    }
    let explained = ((1.0 - ANYBODY) * by_best + ANYBODY * by_any) / all;
    explained * score / (score + SMALL)
}
