//! BM25 over the patterns' own words: what finds names and numbers that no vector knows.

use super::rows::{Map, Slot};
use super::scan::{Best, Near};
use crate::catalogue::expand;
use crate::catalogue::text::{Fnv, is_empty_word, runs, stem};
use crate::sort;

/// How soon further occurrences of a word stop counting.
const SATURATION: f32 = 1.2;
/// How much a long text is held against a pattern.
const LENGTH: f32 = 0.5;
/// What a word counts that a short form stands for.
const EXPANDED: f32 = 0.3;

/// A word by the hash of its stem. Of ten thousand words two fall together in one memory of a hundred,
/// and then one of them counts for the other as well.
type Term = u32;

/// What a word comes to: terms, each with its share of what the word counts; none for an empty word.
fn terms_of(word: &str) -> Box<[(Term, f32)]> {
    let stem = stem(word);
    if is_empty_word(&stem) {
        return Box::default();
    }
    let long = expand(word).map(|long| (Fnv::of(&long), EXPANDED));
    core::iter::once((Fnv::of(&stem), 1.0))
        .chain(long)
        .collect()
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    runs(text).map(|run| text.get(run.start..run.end).unwrap_or_default())
}

fn count(terms: &[(Term, f32)], weight: f32, into: &mut Map<Term, f32>) {
    for (term, share) in terms {
        *into.entry(*term).or_default() += weight * share;
    }
}

#[derive(Debug)]
struct Document {
    slot: Slot,
    terms: Box<[Term]>,
    length: f32,
}

/// Where a pattern is among the documents.
type Place = u32;

/// The words of all patterns.
#[derive(Default, Debug)]
pub struct Lexical {
    postings: Map<Term, Vec<(Place, f32)>>,
    /// With gaps, which the next patterns fill.
    documents: Vec<Option<Document>>,
    gaps: Vec<Place>,
    places: Map<Slot, Place>,
    /// What the words of the patterns come to, as they are written: the same few thousand come again
    /// and again.
    known: Map<Box<str>, Box<[(Term, f32)]>>,
    /// Sum of all lengths.
    length: f64,
}

/// The score of every pattern for one query.
#[derive(Debug)]
pub struct Scores<'a> {
    of: &'a Lexical,
    /// By place; 0 for a pattern that shares no word.
    scores: Vec<f32>,
}

impl Lexical {
    /// Puts a pattern's texts in, each with what a word of it counts, in place of what the slot had.
    pub fn insert(&mut self, slot: Slot, fields: &[(&str, f32)]) {
        self.remove(slot);
        let mut counts = Map::default();
        for (text, weight) in fields {
            for word in words(text) {
                if let Some(terms) = self.known.get(word) {
                    count(terms, *weight, &mut counts);
                } else {
                    let terms = terms_of(word);
                    count(&terms, *weight, &mut counts);
                    self.known.insert(word.into(), terms);
                }
            }
        }
        let mut sorted: Vec<(Term, f32)> = counts.into_iter().collect();
        sort::by_number(&mut sorted, |(term, _)| *term);
        let length = sorted.iter().map(|(_, count)| count).sum();
        let place = self.gaps.pop().unwrap_or_else(|| {
            self.documents.push(None);
            Place::try_from(self.documents.len() - 1).unwrap_or(Place::MAX)
        });
        for (term, count) in &sorted {
            let postings = self.postings.entry(*term).or_default();
            postings.push((place, *count));
        }
        self.length += f64::from(length);
        let terms = sorted.into_iter().map(|(term, _)| term).collect();
        self.places.insert(slot, place);
        if let Some(gap) = self.documents.get_mut(place as usize) {
            *gap = Some(Document {
                slot,
                terms,
                length,
            });
        }
    }

    /// Takes a pattern out; false when there was none.
    pub fn remove(&mut self, slot: Slot) -> bool {
        let Some(place) = self.places.remove(&slot) else {
            return false;
        };
        let document = self.documents.get_mut(place as usize);
        let Some(document) = document.and_then(Option::take) else {
            return false;
        };
        self.gaps.push(place);
        self.length -= f64::from(document.length);
        for term in &document.terms {
            let Some(postings) = self.postings.get_mut(term) else {
                continue;
            };
            postings.retain(|(of, _)| *of != place);
            if postings.is_empty() {
                self.postings.remove(term);
            }
        }
        true
    }

    /// The score of every pattern: 0 to 1, where 1 would be one that has each word of the query
    /// many times.
    #[must_use]
    pub fn scores(&self, query: &str) -> Scores<'_> {
        let mut asked = Map::default();
        words(query).for_each(|word| count(&terms_of(word), 1.0, &mut asked));
        let mut asked: Vec<(Term, f32)> = asked.into_iter().collect();
        // Sums of f32 depend on their order; this one is the same everywhere.
        sort::by_number(&mut asked, |(term, _)| *term);
        let all = self.places.len() as f32;
        let mean = (self.length / f64::from(all.max(1.0))).max(1.0) as f32;
        let mut most = 0.0;
        let mut scores = vec![0.0_f32; self.documents.len()];
        for (term, times) in asked {
            let postings = self.postings.get(&term).map_or(&[][..], Vec::as_slice);
            let having = postings.len() as f32;
            let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
            let asked = times.min(1.0) * rarity * (SATURATION + 1.0);
            most += asked;
            for (place, times) in postings {
                let document = self.documents.get(*place as usize).and_then(Option::as_ref);
                let length = document.map_or(mean, |one| one.length);
                let dampened = SATURATION * (1.0 - LENGTH + LENGTH * length / mean);
                if let Some(score) = scores.get_mut(*place as usize) {
                    *score += asked * times / (times + dampened);
                }
            }
        }
        if most > 0.0 {
            scores.iter_mut().for_each(|score| *score /= most);
        }
        Scores { of: self, scores }
    }
}

impl Scores<'_> {
    /// The score of a pattern.
    #[must_use]
    pub fn of(&self, slot: Slot) -> f32 {
        let place = self.of.places.get(&slot);
        let score = place.and_then(|place| self.scores.get(*place as usize));
        score.copied().unwrap_or_default()
    }

    /// The best that share a word, among those that `admits` lets through, best first.
    #[must_use]
    pub fn nearest(&self, count: usize, admits: &dyn Fn(Slot) -> bool) -> Vec<Near> {
        let mut best = Best::of(count);
        for (document, &score) in self.of.documents.iter().zip(&self.scores) {
            if let Some(&Document { slot, .. }) = document.as_ref()
                && score > 0.0
                && best.worst().is_none_or(|worst: &Near| score >= worst.score)
                && admits(slot)
            {
                best.offer(Near { slot, score });
            }
        }
        best.sorted()
    }
}
