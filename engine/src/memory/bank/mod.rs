//! All patterns of this device, as their rows add up.
//!
//! A fold over facts, registers and cells: what comes out does not depend on the order in which
//! they are taken in, nor on how often. Vectors, words and standings are derived from it and never
//! stored; taking rows in only marks what has to be derived again, a slice at a time where there is
//! much: [`Bank::settle`] derives what lists and figures need, [`Bank::prepare`] what searching needs
//! besides, which costs several times as much.
//!
//! In reading order: `entry` is one pattern, [`beta`] what its outcomes come to, `facets` what it is
//! filtered by; `views`, `finding` and `recalling` answer.

pub mod beta;
mod entry;
mod facets;
mod finding;
mod recalling;
mod taking;
mod tidying;
mod views;

#[cfg(test)]
mod tests;

use protocol::cbor::Value;
use protocol::data::Register;
use protocol::ids::FactId;
use protocol::memory::Standing;
use protocol::records::{Link, Pattern, Provenance};

use self::entry::{Entry, Said};
use self::facets::{Categories, Facet, Place};
pub use self::finding::Looking;
use super::embed::{Embedder, EmbedderId};
use super::search::{Fields, Index, Map, Slot};
use crate::sort;

/// All patterns.
#[derive(Debug, Default)]
pub struct Bank {
    entries: Vec<Entry>,
    facets: Vec<Facet>,
    slots: Map<FactId, Slot>,
    /// Of which pattern an outcome is.
    outcomes: Map<FactId, Slot>,
    /// Outcomes and links that were taken back, or were once.
    withdrawn: Map<FactId, Register>,
    /// Each once.
    links: Vec<(FactId, Link)>,
    /// Those whose fact is here, by (clock, id), oldest first.
    order: Vec<Slot>,
    categories: Categories,
    index: Index,
    /// What made the vectors of the index; `None` until the first one is made.
    embedder: Option<EmbedderId>,
    /// How far the vectors of another embedder are.
    fresh: Option<Fresh>,
    dirty: Vec<Slot>,
    /// Settled ones whose texts are not in the index as they are now.
    unindexed: Vec<Slot>,
    standings: Map<(u32, u64), Standing>,
    stored_bytes: u64,
    unreadable: u32,
}

/// Needs no asset, so it is always there.
static HASHED: Embedder = Embedder::Hashed;

/// Vectors of another embedder, on their way.
#[derive(Debug)]
struct Fresh {
    id: EmbedderId,
    index: Index,
    /// The next slot to be embedded.
    next: Slot,
}

impl Bank {
    /// How many patterns wait to be derived again.
    #[must_use]
    pub fn unsettled(&self) -> usize {
        self.dirty.len()
    }

    /// Rows that could not be read.
    #[must_use]
    pub const fn unreadable(&self) -> u32 {
        self.unreadable
    }

    /// Whether a pattern's own fact is here.
    #[must_use]
    pub fn has(&self, id: FactId) -> bool {
        self.known(id).is_some()
    }

    /// Whether a fact of the memory is here: a pattern, an outcome or a link.
    #[must_use]
    pub fn has_fact(&self, id: FactId) -> bool {
        self.has(id)
            || self.outcomes.contains_key(&id)
            || self.links.iter().any(|(known, _)| *known == id)
    }

    /// The pattern of which a fact says how it ended; its own fact counts when it holds an outcome.
    #[must_use]
    pub fn pattern_of_outcome(&self, outcome: FactId) -> Option<FactId> {
        let slot = self.outcomes.get(&outcome)?;
        self.entries.get(*slot as usize).map(|entry| entry.id)
    }

    /// Whether `into` is `from` or was merged into it, directly or not.
    #[must_use]
    pub fn leads_to(&self, into: FactId, from: FactId) -> bool {
        let mut seen = vec![into];
        while let Some(last) = seen.last().copied() {
            if last == from {
                return true;
            }
            let next = self.known(last).and_then(Entry::merged_into);
            match next {
                Some(next) if !seen.contains(&next) => seen.push(next),
                _ => return false,
            }
        }
        false
    }

    /// Derives again at most `most` of those that wait.
    pub fn settle(&mut self, most: usize) {
        let at = self.dirty.len().saturating_sub(most);
        let slice = self.dirty.split_off(at);
        let new = slice
            .into_iter()
            .filter(|slot| self.refresh(*slot))
            .collect();
        self.place_in_order(new);
    }

    /// How many settled patterns are not ready to be searched.
    #[must_use]
    pub fn unprepared(&self) -> usize {
        self.unindexed.len()
    }

    /// Makes at most `most` settled patterns ready to be searched.
    pub fn prepare(&mut self, embedder: &Embedder, most: usize) {
        if self.embedder.is_none() && !self.unindexed.is_empty() {
            self.embedder = Some(embedder.id());
        }
        let at = self.unindexed.len().saturating_sub(most);
        for slot in self.unindexed.split_off(at) {
            self.index_one(slot, embedder);
        }
    }

    /// What made the vectors that are compared now.
    #[must_use]
    pub const fn embedder(&self) -> Option<&EmbedderId> {
        self.embedder.as_ref()
    }

    /// Embeds at most `most` patterns again with another embedder; until all of them are, the old
    /// vectors are compared. Gives how many are done, and of how many, while that is under way;
    /// `None` when the vectors are of this embedder.
    pub fn embed_again(&mut self, embedder: &Embedder, most: usize) -> Option<(u32, u32)> {
        let id = embedder.id();
        if self.embedder.as_ref().is_none_or(|known| *known == id) {
            self.fresh = None;
            return None;
        }
        let all = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let mut fresh = match self.fresh.take() {
            Some(fresh) if fresh.id == id => fresh,
            _ => Fresh {
                id,
                index: Index::default(),
                next: 0,
            },
        };
        let end = all.min(
            fresh
                .next
                .saturating_add(u32::try_from(most).unwrap_or(u32::MAX)),
        );
        for slot in fresh.next..end {
            if let Some(pattern) = self.indexed(slot) {
                insert(&mut fresh.index, slot, pattern, embedder);
            }
        }
        fresh.next = end;
        if end < all {
            self.fresh = Some(fresh);
            return Some((end, all));
        }
        self.index = fresh.index;
        self.embedder = Some(fresh.id);
        None
    }

    /// The embedder of the index that is searched: the best there is, or the one that needs no
    /// asset while the best has not made all vectors yet.
    fn own<'a>(&self, best: &'a Embedder) -> &'a Embedder {
        match &self.embedder {
            Some(own) if *own != best.id() => &HASHED,
            _ => best,
        }
    }

    /// The pattern of a slot, if it is in the index.
    fn indexed(&self, slot: Slot) -> Option<&Pattern> {
        let entry = self.entries.get(slot as usize)?;
        entry.pattern.as_deref().filter(|_| entry.is_indexed)
    }

    /// The slot of a pattern; one that nobody spoke of before gets one.
    fn slot(&mut self, id: FactId) -> Slot {
        if let Some(slot) = self.slots.get(&id) {
            return *slot;
        }
        let slot = Slot::try_from(self.entries.len()).unwrap_or(Slot::MAX);
        self.entries.push(Entry::new(id));
        self.facets.push(Facet::default());
        self.slots.insert(id, slot);
        slot
    }

    /// A pattern whose own fact is here.
    fn known(&self, id: FactId) -> Option<&Entry> {
        let slot = self.slots.get(&id)?;
        self.entries
            .get(*slot as usize)
            .filter(|entry| entry.pattern.is_some())
    }

    /// Where a pattern leads through its merges: to itself if it was not merged, or only into one
    /// that is not here. Of patterns that were merged in a circle the lowest id stays.
    fn root(&self, slot: Slot) -> Slot {
        let mut seen = vec![slot];
        loop {
            let last = seen.last().copied().unwrap_or(slot);
            let entry = self.entries.get(last as usize);
            let next = entry.and_then(Entry::merged_into).and_then(|id| {
                let slot = *self.slots.get(&id)?;
                self.entries
                    .get(slot as usize)?
                    .pattern
                    .as_ref()
                    .map(|_| slot)
            });
            let Some(next) = next else {
                return last;
            };
            if let Some(at) = seen.iter().position(|one| *one == next) {
                let circle = seen.get(at..).unwrap_or_default();
                let id = |slot: &Slot| self.entries.get(*slot as usize).map(|entry| entry.id);
                return circle
                    .iter()
                    .copied()
                    .min_by_key(|slot| id(slot))
                    .unwrap_or(last);
            }
            seen.push(next);
        }
    }

    /// A pattern and all that lead into it.
    fn group(&self, slot: Slot) -> Vec<Slot> {
        let mut group = vec![slot];
        let mut at = 0;
        while let Some(one) = group.get(at).copied() {
            at += 1;
            for part in self
                .entries
                .get(one as usize)
                .map_or(&[][..], |entry| &entry.parts)
            {
                if !group.contains(part) {
                    group.push(*part);
                }
            }
        }
        group
    }

    /// Marks a pattern, those that lead into it, and where it leads.
    fn touch_group(&mut self, slot: Slot) {
        self.touch(self.root(slot));
        for one in self.group(slot) {
            self.touch(one);
        }
    }

    fn touch(&mut self, slot: Slot) {
        if let Some(entry) = self.entries.get_mut(slot as usize)
            && !entry.is_dirty
        {
            entry.is_dirty = true;
            self.dirty.push(slot);
        }
    }

    /// Whether an outcome or a link counts.
    fn counts(&self, id: FactId) -> bool {
        self.withdrawn
            .get(&id)
            .is_none_or(|register| register.value != Value::Bool(true))
    }

    /// The outcomes of a pattern and of what was merged into it, oldest first.
    fn said(&self, slot: Slot) -> Vec<(Slot, &Said)> {
        let mut all: Vec<(Slot, &Said)> = Vec::new();
        for one in self.group(slot) {
            if let Some(entry) = self.entries.get(one as usize) {
                all.extend(entry.outcomes.iter().map(|said| (one, said)));
            }
        }
        all.retain(|(_, said)| self.counts(said.id));
        sort::by_key(&mut all, |(_, said)| (said.at, said.id));
        all
    }

    /// The standing of so many outcomes; most were worked out before.
    fn standing_of(&self, n: u32, sum_micro: u64) -> Standing {
        let known = self.standings.get(&(n, sum_micro)).copied();
        known.unwrap_or_else(|| beta::standing(n, sum_micro))
    }

    fn standing(&mut self, n: u32, sum_micro: u64) -> Standing {
        *self
            .standings
            .entry((n, sum_micro))
            .or_insert_with(|| beta::standing(n, sum_micro))
    }

    /// Derives one pattern again; true when it is to be put in order for the first time.
    fn refresh(&mut self, slot: Slot) -> bool {
        let root = self.root(slot);
        let said = self.said(slot);
        let n = u32::try_from(said.len()).unwrap_or(u32::MAX);
        let scores = said.iter().map(|(_, said)| said.outcome.score);
        let sum = scores.map(|score| u64::from(score.micro())).sum();
        let last = said
            .iter()
            .rev()
            .find(|(_, said)| said.outcome.score.is_success());
        let worked = last.map(|(_, said)| said.at.wall());
        let standing = self.standing(n, sum);
        let Some(entry) = self.entries.get_mut(slot as usize) else {
            return false;
        };
        entry.is_dirty = false;
        entry.standing = standing;
        entry.confirmed = worked.max(entry.learnt());
        let Some(pattern) = entry.pattern.take() else {
            return false;
        };
        let place = match (root == slot, entry.is_forgotten()) {
            (false, _) => Place::Nowhere,
            (true, true) => Place::Forgotten,
            (true, false) => Place::Listed,
        };
        if let Some(facet) = self.facets.get_mut(slot as usize) {
            *facet = Facet::of(&entry.standing, &pattern, place, &mut self.categories);
        }
        // Forgotten ones are in the index too: one may look among them.
        if place == Place::Nowhere {
            self.index.remove(slot);
            self.fresh.as_mut().map(|fresh| fresh.index.remove(slot));
            entry.is_indexed = false;
        } else if !entry.is_indexed {
            self.unindexed.push(slot);
        }
        entry.pattern = Some(pattern);
        !std::mem::replace(&mut entry.is_placed, true)
    }

    /// Puts a pattern's texts into the index, unless they are there or it was merged meanwhile.
    fn index_one(&mut self, slot: Slot, best: &Embedder) {
        let own = self.own(best);
        let is_somewhere = |facet: &Facet| facet.place != Place::Nowhere;
        let Some(entry) = self.entries.get_mut(slot as usize) else {
            return;
        };
        if entry.is_indexed || !self.facets.get(slot as usize).is_some_and(is_somewhere) {
            return;
        }
        let Some(pattern) = entry.pattern.as_deref() else {
            return;
        };
        insert(&mut self.index, slot, pattern, own);
        if let Some(fresh) = self.fresh.as_mut().filter(|fresh| slot < fresh.next) {
            insert(&mut fresh.index, slot, pattern, best);
        }
        entry.is_indexed = true;
    }

    /// Puts new patterns among those in order: mostly they are the newest.
    fn place_in_order(&mut self, new: Vec<Slot>) {
        let key = |entries: &[Entry], slot: Slot| {
            entries
                .get(slot as usize)
                .map(|entry| (entry.learnt(), entry.id))
        };
        if new.len() > 16 {
            self.order.extend(new);
            let entries = &self.entries;
            sort::by_key(&mut self.order, |slot| key(entries, *slot));
            return;
        }
        for slot in new {
            let mine = key(&self.entries, slot);
            let at = self
                .order
                .partition_point(|one| key(&self.entries, *one) < mine);
            self.order.insert(at, slot);
        }
    }
}

/// Puts a pattern's texts into an index.
fn insert(index: &mut Index, slot: Slot, pattern: &Pattern, embedder: &Embedder) {
    // What a rule distilled repeats itself with the figures of one case in title and content; its
    // task and strategy alone are found better (measured by `engine/tests/learning`).
    if pattern.provenance == Provenance::Rule {
        let fields = Fields {
            lead: &pattern.task,
            body: &pattern.strategy,
        };
        index.insert(slot, &fields, &fields.embed(embedder));
        return;
    }
    let lead = join(&[&pattern.title, &pattern.task]);
    let tags = pattern.tags.join(" ");
    let body = join(&[
        &pattern.strategy,
        &pattern.description,
        &pattern.content,
        &tags,
    ]);
    let fields = Fields {
        lead: &lead,
        body: &body,
    };
    index.insert(slot, &fields, &fields.embed(embedder));
}

/// Texts as sentences of one.
fn join(texts: &[&str]) -> String {
    let mut whole = String::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !whole.is_empty() {
            whole.push_str(". ");
        }
        whole.push_str(text);
    }
    whole
}
