//! Finds the patterns that help with what is asked.

use protocol::memory::{Contrast, ContrastKind, Filter, Found, FoundLine, ScoreParts};
use protocol::records::Role;
use protocol::time::Timestamp;

use super::facets::Sieve;
use super::{Bank, HASHED};
use crate::memory::embed::Embedder;
use crate::memory::search::contrast::{Why, Words};
use crate::memory::search::{Hit, Options, Query, Standing};

const MICROS_A_DAY: f32 = 86_400e6;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    /// In words.
    pub text: &'a str,
    /// Among which.
    pub filter: &'a Filter,
    /// At most so many.
    pub count: usize,
    /// Spreads the hits, 0 to 1; see [`Options::spread`].
    pub spread: Option<f32>,
}

impl Bank {
    /// The best patterns for what is asked, as of now. `best` is the best embedder there is; the
    /// vectors may still be of the one that needs no asset, and the reply says so.
    #[must_use]
    pub fn find(&self, looking: &Looking<'_>, best: &Embedder, now: Timestamp) -> Found {
        let embedder = self.own(best);
        let sieve = Sieve::of(looking.filter, &self.categories);
        let admits = |slot| {
            self.facets
                .get(slot as usize)
                .is_some_and(|facet| sieve.passes(facet))
        };
        let standing = |slot| self.trust(slot, now);
        // Signs alone ask for nothing.
        let says_something = looking.text.chars().any(char::is_alphanumeric);
        let options = Options {
            count: if says_something { looking.count } else { 0 },
            admits: &admits,
            standing: &standing,
            contrast: true,
            spread: looking.spread,
        };
        let vector = embedder.embed(looking.text);
        let query = Query {
            text: looking.text,
            vector: &vector,
        };
        let hits = self.index.find(&query, &options);
        let total = self
            .facets
            .iter()
            .filter(|facet| sieve.passes(facet))
            .count();
        Found {
            total: u32::try_from(total).unwrap_or(u32::MAX),
            hits: hits.iter().filter_map(|hit| self.found(hit)).collect(),
            embedder: embedder.id().to_string(),
            hashed: embedder.id() == HASHED.id(),
        }
    }

    fn trust(&self, slot: u32, now: Timestamp) -> Standing {
        let Some(entry) = self.entries.get(slot as usize) else {
            return Standing::default();
        };
        let age = |at: Timestamp| now.0.saturating_sub(at.0) as f32 / MICROS_A_DAY;
        // A warning is the surer the less what it warns of works.
        let is_pitfall = self
            .facets
            .get(slot as usize)
            .is_some_and(|facet| facet.role == Role::Pitfall);
        let sure_micro = if is_pitfall {
            1_000_000 - entry.standing.upper_micro
        } else {
            entry.standing.lower_micro
        };
        Standing {
            confidence: sure_micro as f32 / 1e6,
            age_days: entry.confirmed.map_or(f32::INFINITY, age),
        }
    }

    fn found(&self, hit: &Hit) -> Option<FoundLine> {
        Some(FoundLine {
            line: self.line(hit.slot)?,
            score_micro: micro(hit.score),
            parts: ScoreParts {
                similarity_micro: micro(hit.parts.similarity),
                lexical_micro: micro(hit.parts.lexical),
                contrast_micro: micro(hit.parts.contrast),
                confidence_micro: micro(hit.parts.confidence),
                recency_micro: micro(hit.parts.recency),
            },
            cosine_micro: micro(hit.parts.similarity / crate::memory::search::SIMILARITY),
            contrasts: hit.why.iter().map(contrast).collect(),
        })
    }
}

fn micro(value: f32) -> i32 {
    // Scores are within a few units, far from the ends of the type.
    (value * 1e6).round() as i32
}

fn contrast(why: &Why) -> Contrast {
    let (kind, Words { asked, found }) = match why {
        Why::Opposite(words) => (ContrastKind::Opposite, words),
        Why::Denied(words) => (ContrastKind::Denied, words),
        Why::Number(words) => (ContrastKind::Number, words),
        Why::Technology(words) => (ContrastKind::Technology, words),
        Why::Sense(words) => (ContrastKind::Sense, words),
        Why::Swapped(words) => (ContrastKind::Swapped, words),
        Why::Other(words) => (ContrastKind::Other, words),
        Why::Limited(words) => (ContrastKind::Limited, words),
        Why::More(words) => (ContrastKind::More, words),
        Why::SameNumber(words) => (ContrastKind::SameNumber, words),
        Why::SameTechnology(words) => (ContrastKind::SameTechnology, words),
        Why::Means(words) => (ContrastKind::Means, words),
    };
    Contrast {
        kind,
        asked: asked.clone(),
        found: found.clone(),
    }
}
