//! Rows on their way in: each is put where it belongs, and what has to be derived again is marked.

use protocol::data::{Cell, CellKey, Delta, Fact, Key, Kind, Register, RegisterKey};
use protocol::ids::FactId;
use protocol::records::{Link, MERGED_INTO, OutcomeOf, Pattern, WITHDRAWN};

use super::Bank;
use super::entry::Said;
use crate::memory::search::Slot;

impl Bank {
    /// Takes in a stored row. Rows of other kinds are passed over; one that cannot be read (of a
    /// newer version, or damaged) is counted.
    pub fn take_in(&mut self, key: &Key, body: &[u8]) {
        let done = match key {
            Key::Fact(Kind::PATTERN, id) => self.take_pattern(*id, body),
            Key::Fact(Kind::OUTCOME, id) => self.take_outcome(*id, body),
            Key::Fact(Kind::LINK, id) => self.take_link(*id, body),
            Key::Register(register) => self.take_register(register, body),
            Key::Cell(cell) if cell.kind == Kind::USAGE => self.take_cell(cell, body),
            _ => return,
        };
        match done {
            Some(bytes) => self.stored_bytes += bytes,
            None => self.unreadable += 1,
        }
    }

    /// Whether a row that is no fact is here, or a later one in its place.
    #[must_use]
    pub fn knows(&self, key: &Key, body: &[u8]) -> bool {
        let entry = |id: &[u8]| {
            let slot = self.slots.get(&FactId::from_slice(id)?)?;
            self.entries.get(*slot as usize)
        };
        match key {
            Key::Register(key) if key.kind == Kind::PATTERN => {
                entry(&key.key).is_some_and(|entry| {
                    let mine = entry
                        .registers
                        .iter()
                        .find(|(field, _)| *field == key.field);
                    let given = Register::decode(body);
                    mine.zip(given.ok())
                        .is_some_and(|((_, mine), given)| mine.rank() >= given.rank())
                })
            }
            Key::Register(key) => FactId::from_slice(&key.key).is_some_and(|id| {
                let mine = self.withdrawn.get(&id);
                let given = Register::decode(body);
                mine.zip(given.ok())
                    .is_some_and(|(mine, given)| mine.rank() >= given.rank())
            }),
            Key::Cell(key) => entry(&key.key).is_some_and(|entry| {
                let mine = entry
                    .cells
                    .iter()
                    .find(|(replica, _)| *replica == key.replica);
                let given = Cell::decode(body);
                mine.zip(given.ok())
                    .is_some_and(|((_, mine), given)| mine.version >= given.version)
            }),
            Key::Fact(..) | Key::Local(_) => false,
        }
    }

    /// Adds to what this replica counted, as the store just did.
    pub fn bump(&mut self, key: &CellKey, delta: Delta) {
        if let (Kind::USAGE, Some(id)) = (key.kind, FactId::from_slice(&key.key)) {
            let slot = self.slot(id);
            if let Some(entry) = self.entries.get_mut(slot as usize) {
                let mine = entry.cells.iter().find(|(known, _)| *known == key.replica);
                let cell = mine.map(|(_, cell)| cell.clone()).unwrap_or_default();
                entry.count(key.replica, cell.bumped(delta));
            }
        }
    }

    fn take_pattern(&mut self, id: FactId, body: &[u8]) -> Option<u64> {
        let (fact, fields) = Fact::read(body.to_vec()).ok()?;
        let pattern = Pattern::read(fields).ok()?;
        let slot = self.slot(id);
        if pattern.outcome.is_some() {
            self.outcomes.insert(id, slot);
        }
        let entry = self.entries.get_mut(slot as usize)?;
        if !entry.put(pattern, fact.at()) {
            return Some(0);
        }
        // What was merged into it leads somewhere only now.
        self.touch_group(slot);
        Some(size(body))
    }

    fn take_outcome(&mut self, id: FactId, body: &[u8]) -> Option<u64> {
        let (fact, fields) = Fact::read(body.to_vec()).ok()?;
        let OutcomeOf { pattern, outcome } = OutcomeOf::read(fields).ok()?;
        let slot = self.slot(pattern);
        if self.outcomes.insert(id, slot).is_some() {
            return Some(0);
        }
        let entry = self.entries.get_mut(slot as usize)?;
        entry.hear(Said {
            id,
            at: fact.at(),
            outcome,
        });
        self.touch(self.root(slot));
        Some(size(body))
    }

    fn take_link(&mut self, id: FactId, body: &[u8]) -> Option<u64> {
        if self.links.iter().any(|(known, _)| *known == id) {
            return Some(0);
        }
        let link = Link::open(&Fact::open(body.to_vec()).ok()?).ok()?;
        self.links.push((id, link));
        Some(size(body))
    }

    fn take_register(&mut self, key: &RegisterKey, body: &[u8]) -> Option<u64> {
        if !matches!(key.kind, Kind::PATTERN | Kind::OUTCOME | Kind::LINK) {
            return Some(0);
        }
        let register = Register::decode(body).ok()?;
        let id = FactId::from_slice(&key.key)?;
        if key.kind != Kind::PATTERN {
            if key.field == WITHDRAWN {
                self.take_withdrawal(id, register);
            }
            return Some(size(body));
        }
        let slot = self.slot(id);
        let before = self.entries.get(slot as usize)?.merged_into();
        self.touch_group(slot);
        if !self
            .entries
            .get_mut(slot as usize)?
            .set(key.field, register)
        {
            return Some(0);
        }
        if key.field == MERGED_INTO {
            let after = self.entries.get(slot as usize)?.merged_into();
            self.rehang(slot, before, after);
        }
        self.touch_group(slot);
        Some(size(body))
    }

    fn take_withdrawal(&mut self, id: FactId, register: Register) {
        let is_later = |known: &Register| known.rank() < register.rank();
        if self.withdrawn.get(&id).is_none_or(is_later) {
            self.withdrawn.insert(id, register);
            if let Some(slot) = self.outcomes.get(&id).copied() {
                self.touch(self.root(slot));
            }
        }
    }

    fn take_cell(&mut self, key: &CellKey, body: &[u8]) -> Option<u64> {
        let cell = Cell::decode(body).ok()?;
        let slot = self.slot(FactId::from_slice(&key.key)?);
        self.entries
            .get_mut(slot as usize)?
            .count(key.replica, cell);
        Some(size(body))
    }

    /// Hangs a pattern under another one than before.
    fn rehang(&mut self, slot: Slot, before: Option<FactId>, after: Option<FactId>) {
        if let Some(before) = before {
            let parent = self.slot(before);
            if let Some(parent) = self.entries.get_mut(parent as usize) {
                parent.parts.retain(|part| *part != slot);
            }
        }
        if let Some(after) = after {
            let parent = self.slot(after);
            if let Some(parent) = self.entries.get_mut(parent as usize) {
                parent.parts.push(slot);
                parent.parts.sort_unstable();
                parent.parts.dedup();
            }
        }
    }
}

fn size(body: &[u8]) -> u64 {
    body.len() as u64
}
