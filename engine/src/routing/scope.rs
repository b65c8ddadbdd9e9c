//! Whether a question belongs to the catalogue at all.

use super::query::Word;
use super::score::{Scored, Term, micro, rarity};
use crate::catalogue::Catalogue;

/// Questions below this score are refused, unless they name a row.
pub const THRESHOLD_MICRO: i64 = 300_000;

/// The share of a question's weight that the best agent explains, 0 … 1 in micro-units. Each word
/// weighs as much as it is rare; a word that nobody knows weighs most.
pub fn score(
    catalogue: &Catalogue,
    words: &[(&Word<'_>, Vec<Term>)],
    best: Option<&Scored>,
) -> i64 {
    let Some(best) = best else {
        return 0;
    };
    let (mut explained, mut all) = (0.0, 0.0);
    let unknown = rarity(catalogue, "");
    for (_, terms) in words {
        let weight = terms
            .iter()
            .map(|term| rarity(catalogue, &term.stem))
            .reduce(f64::min)
            .unwrap_or(unknown);
        let known = terms.iter().any(|term| {
            let of = catalogue.postings.of(&term.stem);
            of.binary_search_by_key(&best.agent, |posting| posting.agent).is_ok()
        });
        all += weight;
        explained += if known { weight } else { 0.0 };
    }
    
    if all > 0.0 { micro(explained / all) } else { 0 }
}
