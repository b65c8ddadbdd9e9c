//! What an answer brings of the memory: only patterns that surely fit, advice and warnings apart.

use protocol::answer::Technology;
use protocol::ids::FactId;
use protocol::memory::{Evidence, Filter, Looked, MAX_EXCERPT_BYTES, PatternLine, Recalled, Since};
use protocol::records::Pattern;
use protocol::time::Timestamp;

use super::facets::{Facet, Place};
use super::views::named;
use super::{Bank, Looking};
use crate::memory::embed::Embedder;
use crate::memory::search::least;

/// Hits that are looked at: contrast looks at twice as many anyway.
const LOOKED_AT: usize = 32;

impl Bank {
    /// The patterns that fit a question, as of now; of a technology, if the question names one.
    ///
    /// Neither the category nor the agent of the route is asked for: users file patterns under words of
    /// their own.
    #[must_use]
    pub fn recall(
        &self,
        question: &str,
        technology: Option<Technology>,
        best: &Embedder,
        now: Timestamp,
    ) -> Evidence {
        let filter = Filter {
            technology,
            ..Filter::default()
        };
        let looking = Looking {
            text: question,
            filter: &filter,
            count: LOOKED_AT,
            spread: None,
        };
        let found = self.find(&looking, best, now);
        let least = (least(found.total as usize, found.hashed) * 1e6).round() as i32;
        let mut evidence = Evidence {
            looked: Looked::Now,
            among: self.listed(),
            hashed: found.hashed,
            least_micro: least,
            ..Evidence::default()
        };
        for hit in found.hits {
            let fit = hit.fit();
            let is_full = evidence.is_full(&hit.line);
            if fit.likeness_micro < least || is_full {
                continue;
            }
            if let Some(mut recalled) = self.recalled(hit.line) {
                recalled.fit = Some(fit);
                evidence.put(recalled);
            }
        }
        evidence
    }

    /// Patterns that were shown before, with what is known of them today. One whose fact is not here is
    /// left out.
    #[must_use]
    pub fn recall_again(&self, patterns: &[FactId]) -> Evidence {
        let mut evidence = Evidence {
            looked: Looked::Then,
            among: self.listed(),
            ..Evidence::default()
        };
        for id in patterns {
            let slot = self.slots.get(id).copied();
            let line = slot.and_then(|slot| self.line(slot));
            if let Some(recalled) = line.and_then(|line| self.recalled(line)) {
                evidence.put(recalled);
            }
        }
        evidence
    }

    fn recalled(&self, mut line: PatternLine) -> Option<Recalled> {
        let entry = self.known(line.id)?;
        let slot = *self.slots.get(&line.id)?;
        let root = self.root(slot);
        let since = if root != slot {
            let into = self.line(root)?;
            // Merged patterns count together under the one that stays.
            line.strip = into.strip;
            line.worked = into.worked;
            line.standing = into.standing;
            Since::Merged(named(self.entries.get(root as usize)?)?)
        } else if entry.is_forgotten() {
            Since::Forgotten
        } else {
            Since::Here
        };
        let pattern: &Pattern = entry.pattern.as_deref()?;
        let more = [&pattern.content, &pattern.description];
        let more = more.into_iter().find(|text| !text.is_empty());
        Some(Recalled {
            tried: excerpt(&pattern.strategy),
            teaches: more.map_or_else(String::new, |text| excerpt(text)),
            fit: None,
            since,
            line,
        })
    }

    /// How many patterns are listed.
    fn listed(&self) -> u32 {
        let is_listed = |facet: &&Facet| facet.place == Place::Listed;
        let count = self.facets.iter().filter(is_listed).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// The start of a text, cut between letters, with a sign that it goes on.
fn excerpt(text: &str) -> String {
    const MORE: &str = " …";
    if text.len() <= MAX_EXCERPT_BYTES {
        return text.to_owned();
    }
    let most = MAX_EXCERPT_BYTES - MORE.len();
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    let start = text.get(..end.unwrap_or(0)).unwrap_or_default();
    format!("{}{MORE}", start.trim_end())
}
