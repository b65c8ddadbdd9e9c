//! The memory as consolidation looks at it.

use protocol::learning::Proposals;
use protocol::time::Timestamp;

use super::Bank;
use super::facets::Place;
use crate::memory::learning::consolidate::{self, Kept};
use crate::memory::search::Slot;

const MICROS_A_DAY: i64 = 86_400_000_000;

impl Bank {
    /// How many slots there are: patterns and what was only spoken of.
    #[must_use]
    pub fn slots(&self) -> Slot {
        Slot::try_from(self.entries.len()).unwrap_or(Slot::MAX)
    }

    /// Looks at the pattern of a slot beside those of lower slots, for what to propose.
    pub fn look(&self, slot: Slot, now: Timestamp, found: &mut Proposals) {
        consolidate::look(&self.index, slot, &|slot| self.kept(slot, now), found);
    }

    /// A listed pattern.
    fn kept(&self, slot: Slot, now: Timestamp) -> Option<Kept<'_>> {
        let is_listed = self.facets.get(slot as usize)?.place == Place::Listed;
        let entry = self.entries.get(slot as usize).filter(|_| is_listed)?;
        let age = |at: Timestamp| now.0.saturating_sub(at.0) / MICROS_A_DAY;
        Some(Kept {
            id: entry.id,
            pattern: entry.pattern.as_deref()?,
            standing: entry.standing,
            age_days: entry
                .learnt()
                .map_or(u32::MAX, |at| u32::try_from(age(at)).unwrap_or(0)),
            used: self.used_by_all(slot),
        })
    }
}
