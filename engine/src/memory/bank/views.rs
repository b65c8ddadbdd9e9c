//! Patterns as they are shown: in lists, one by one, and in figures.

use protocol::ids::FactId;
use protocol::memory::{
    CategoryCount, Contradiction, Filter, IndexKind, Lines, MemoryStats, Metric, Named,
    OutcomeView, PatternLine, PatternView,
};
use protocol::records::Role;
use protocol::storage::Adapter;

use super::entry::Entry;
use super::facets::{Place, Sieve};
use super::{Bank, HASHED};
use crate::memory::embed::{DIMENSIONS, Embedder};
use crate::memory::search::{Index, Slot};
use crate::sort;

/// Outcomes that a line shows.
const STRIP: usize = 12;
/// Bytes of the second line.
const LINE_BYTES: usize = 200;

impl Bank {
    /// Patterns that pass, newest first.
    #[must_use]
    pub fn list(&self, filter: &Filter, offset: u32, limit: u32) -> Lines {
        let sieve = Sieve::of(filter, &self.categories);
        let passes = |slot: &&Slot| {
            self.facets
                .get(**slot as usize)
                .is_some_and(|facet| sieve.passes(facet))
        };
        let passing = self.order.iter().rev().filter(passes);
        let lines = passing.skip(offset as usize).take(limit as usize);
        let lines = lines.filter_map(|slot| self.line(*slot)).collect();
        // Side by side in memory, so that counting ten thousand takes microseconds.
        let total = self
            .facets
            .iter()
            .filter(|facet| sieve.passes(facet))
            .count();
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        Lines {
            total,
            offset,
            lines,
        }
    }

    /// A pattern in a list.
    pub(super) fn line(&self, slot: Slot) -> Option<PatternLine> {
        let entry = self.entries.get(slot as usize)?;
        let pattern = entry.pattern.as_deref()?;
        let said = self.said(slot);
        let scores: Vec<u32> = said
            .iter()
            .map(|(_, said)| said.outcome.score.micro())
            .collect();
        let worked = said
            .iter()
            .filter(|(_, said)| said.outcome.score.is_success())
            .count();
        let below = [&pattern.description, &pattern.content, &pattern.strategy];
        let below = below.into_iter().find(|text| !text.is_empty());
        Some(PatternLine {
            id: entry.id,
            name: start(pattern.name(), LINE_BYTES),
            line: below.map_or_else(String::new, |text| start(text, LINE_BYTES)),
            category: pattern.category.clone(),
            role: pattern.role,
            technology: pattern.technology,
            namespace: pattern.namespace,
            at: entry.learnt(),
            strip: scores
                .iter()
                .skip(scores.len().saturating_sub(STRIP))
                .copied()
                .collect(),
            worked: u32::try_from(worked).unwrap_or(u32::MAX),
            standing: entry.standing,
        })
    }

    /// A pattern with all that is known of it; `None` when its own fact is not here.
    #[must_use]
    pub fn view(&self, id: FactId) -> Option<PatternView> {
        let entry = self.known(id)?;
        let slot = *self.slots.get(&id)?;
        let (mut n, mut sum_micro) = (0, 0);
        let outcome = |(of, said): (Slot, &super::entry::Said)| {
            n += 1;
            sum_micro += u64::from(said.outcome.score.micro());
            let of = self.entries.get(of as usize).map(|entry| entry.id);
            OutcomeView {
                id: said.id,
                of: of.filter(|of| *of != id),
                at: said.at.wall(),
                outcome: said.outcome.clone(),
                standing: self.standing_of(n, sum_micro),
            }
        };
        let outcomes = self.said(slot).into_iter().map(outcome).collect();
        let parts = entry
            .parts
            .iter()
            .filter_map(|part| self.entries.get(*part as usize))
            .filter(|part| part.id != id);
        let mut merged_from: Vec<Named> = parts.filter_map(named).collect();
        sort::by_key(&mut merged_from, |one| one.id);
        let merged = entry.merged_into().filter(|_| self.root(slot) != slot);
        Some(PatternView {
            id,
            pattern: entry.pattern.as_deref()?.clone(),
            at: entry.learnt(),
            edited: entry.edited(),
            outcomes,
            standing: self.standing_of(n, sum_micro),
            used: self.used_by_all(slot),
            forgotten: entry.is_forgotten(),
            merged_into: merged.and_then(|id| self.known(id)).and_then(named),
            merged_from,
            contradicts: self.contradictions(id),
        })
    }

    /// How often it or what was merged into it was used.
    pub(super) fn used_by_all(&self, slot: Slot) -> u64 {
        let group = self.group(slot).into_iter();
        group.map(|one| self.used(one)).sum()
    }

    fn used(&self, slot: Slot) -> u64 {
        self.entries.get(slot as usize).map_or(0, Entry::used)
    }

    fn contradictions(&self, id: FactId) -> Vec<Contradiction> {
        let links = self.links.iter().filter(|(link, _)| self.counts(*link));
        let contradiction = |(_, link): &(FactId, protocol::records::Link)| {
            let other = if link.one == id { link.other } else { link.one };
            let is_mine = link.one == id || link.other == id;
            let entry = self
                .known(other)
                .filter(|entry| is_mine && !entry.is_forgotten())?;
            Some(Contradiction {
                other: named(entry)?,
                why: link.why.clone(),
            })
        };
        let mut all: Vec<Contradiction> = links.filter_map(contradiction).collect();
        sort::by_key(&mut all, |one| one.other.id);
        all.dedup_by_key(|one| one.other.id);
        all
    }

    /// The memory in figures. `best` is the best embedder there is.
    #[must_use]
    pub fn stats(&self, backend: Adapter, best: &Embedder) -> MemoryStats {
        let embedder = self.own(best);
        let mut stats = MemoryStats {
            total_patterns: 0,
            strategies: 0,
            pitfalls: 0,
            forgotten: 0,
            merged: 0,
            outcomes: 0,
            mean_score_micro: None,
            categories: Vec::new(),
            total_categories: 0,
            backend,
            index: IndexKind::ExactScan,
            metric: Metric::Cosine,
            embedder: embedder.id().to_string(),
            hashed: embedder.id() == HASHED.id(),
            dimensions: DIMENSIONS as u32,
            stored_bytes: self.stored_bytes,
            vector_bytes: 0,
        };
        let names = self.categories.names();
        let mut counts = vec![0_u32; names.len()];
        let mut sum = 0;
        for (entry, facet) in self.entries.iter().zip(&self.facets) {
            match facet.place {
                Place::Nowhere => stats.merged += u32::from(entry.pattern.is_some()),
                Place::Forgotten => stats.forgotten += 1,
                Place::Listed => {
                    stats.total_patterns += 1;
                    match facet.role {
                        Role::Strategy => stats.strategies += 1,
                        Role::Pitfall => stats.pitfalls += 1,
                    }
                    stats.outcomes += entry.standing.n;
                    sum += entry.standing.sum_micro;
                    if let Some(count) = counts.get_mut(facet.category()) {
                        *count += 1;
                    }
                }
            }
        }
        // As many as there are once all is prepared, which need not be yet.
        let vectors = u64::from(stats.total_patterns + stats.forgotten);
        stats.vector_bytes = vectors * Index::vector_bytes();
        let mean = sum.checked_div(u64::from(stats.outcomes));
        stats.mean_score_micro = mean.and_then(|mean| u32::try_from(mean).ok());
        let counted = names.iter().zip(counts).filter(|(_, count)| *count > 0);
        stats.categories = counted
            .map(|(name, patterns)| CategoryCount {
                category: name.clone(),
                patterns,
            })
            .collect();
        sort::by(&mut stats.categories, |a, b| {
            (b.patterns.cmp(&a.patterns)).then_with(|| a.category.cmp(&b.category))
        });
        stats.total_categories = u32::try_from(stats.categories.len()).unwrap_or(u32::MAX);
        stats
    }
}

pub(super) fn named(entry: &Entry) -> Option<Named> {
    Some(Named {
        id: entry.id,
        name: start(entry.pattern.as_deref()?.name(), LINE_BYTES),
        at: entry.learnt(),
    })
}

/// The start of a text, on one line, cut between letters.
fn start(text: &str, most: usize) -> String {
    let cut = text
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= most)
        .last();
    let text = if text.len() <= most {
        text
    } else {
        text.get(..cut.unwrap_or(0)).unwrap_or_default()
    };
    text.replace(['\n', '\r'], " ")
}
