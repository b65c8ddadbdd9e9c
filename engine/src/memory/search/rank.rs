//! Orders bare texts by how well they fit a query.

use super::contrast::{Purpose, Reading};
use super::index::{BODY, CONTRASTED, Fields, Hit, order};
use super::lexical::Lexical;
use super::rows::Slot;
use super::score::{Parts, Standing};
use crate::memory::embed::Embedder;

/// The candidates, best first, by their places: every one of them, once. Texts without outcomes,
/// so only meaning, words and contrast count.
#[must_use]
pub fn rank(embedder: &Embedder, query: &str, candidates: &[&str]) -> Vec<usize> {
    let scored = score(embedder, query, candidates, true);
    scored.into_iter().map(|hit| hit.slot as usize).collect()
}

/// The candidates as hits whose slots are their places, best first.
pub(super) fn score(
    embedder: &Embedder,
    query: &str,
    candidates: &[&str],
    contrast: bool,
) -> Vec<Hit> {
    let mut lexical = Lexical::default();
    for (slot, text) in (0..).zip(candidates) {
        let Fields { lead, body } = Fields::of(text);
        lexical.insert(slot, &[(lead, 1.0), (body, BODY)]);
    }
    let words = lexical.scores(query);
    let (vector, asked) = (embedder.embed(query), Reading::of(query));
    let hit = |(slot, text): (Slot, &&str)| {
        let similarity = Fields::of(text).embed(embedder).cosine(&vector);
        let lexical = words.of(slot);
        let parts = Parts::of(similarity, lexical, Standing::default());
        Hit {
            slot,
            score: parts.total(),
            parts,
            why: Vec::new(),
        }
    };
    let mut hits: Vec<Hit> = (0..).zip(candidates).map(hit).collect();
    order(&mut hits);
    if contrast {
        let first = hits.len().min(CONTRASTED.1);
        let (first, _) = hits.split_at_mut(first);
        for hit in &mut *first {
            if let Some(text) = candidates.get(hit.slot as usize) {
                hit.contrast(&asked, &Reading::of(text), Purpose::Sameness);
            }
        }
        order(first);
    }
    hits
}
