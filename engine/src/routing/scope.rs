//! Whether a question belongs to the catalogue at all.
//!
//! The score asks how much of the question is radio language. Each word weighs as much as it is
//! rare among agents. What the best agent explains counts most, what any agent explains counts,
//! too, and a word that is in no name of a row counts less; the whole is tamed where the best
//! agent's own score is small. A question like "handover notes for nurses" has one radio word of
//! three and stays low.

use super::cues;
use super::score::{Scored, micro};
use super::terms::{By, Looked};
use crate::catalogue::Catalogue;

/// Questions below this score are refused, unless they name a row, an agent or a clause.
///
/// Chosen on 2026-11-27 with `cargo test -p engine routing -- --nocapture`, which prints the table:
/// on the validation half of `engine/catalogue/eval` (275 questions of ours, 450 off topic) the
/// lowest hundredth at which at most 5 % of the off-topic questions are answered. The constants
/// below were tried out on an older, smaller part of that half. The test half was only measured.
pub const THRESHOLD_MICRO: i64 = 260_000;

/// Share of the score that any agent may explain; the rest must be the best agent's.
const ANYBODY: f64 = 0.4;
/// What an explained word counts for that is in no name of a row.
const PLAIN: f64 = 0.4;
/// What a word counts for that was found by correcting it.
const GUESSED: f64 = 0.5;
/// The weight of a word that nobody knows, as part of that of the rarest.
const UNKNOWN: f64 = 0.7;
/// The best agent's score at which the whole is halved.
const SMALL: f64 = 10.0;

/// How strongly a question belongs to the catalogue, 0 … 1 in micro-units.
pub fn score(catalogue: &Catalogue, words: &[Looked<'_>], best: Option<&Scored>) -> i64 {
    let Some(best) = best else {
        return 0;
    };
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
            .any(|term| postings.weight(term.number, best.agent) > 0.0)
        {
            by_best += counts;
        }
    }
    if all <= 0.0 {
        return 0;
    }
    let explained = ((1.0 - ANYBODY) * by_best + ANYBODY * by_any) / all;
    micro(explained * tamed(best.score_micro))
}

/// 0 … 1: one half at [`SMALL`].
fn tamed(score_micro: i64) -> f64 {
    let score = i32::try_from(score_micro / 1_000).map_or(f64::from(i32::MAX), f64::from) / 1_000.0;
    score / (score + SMALL)
}
