//! One pattern with all rows that speak of it.

use protocol::cbor::Value;
use protocol::data::{Cell, Register};
use protocol::ids::{FactId, ReplicaId};
use protocol::memory::Standing;
use protocol::records::{Edit, MERGED_INTO, Outcome, Pattern, WITHDRAWN};
use protocol::time::{Hlc, Timestamp};

use super::beta;
use crate::memory::search::Slot;

/// An outcome with the fact that holds it.
#[derive(Clone, Debug)]
pub struct Said {
    pub id: FactId,
    pub at: Hlc,
    pub outcome: Outcome,
}

/// All that is known of a pattern, whether its own fact is here yet or not.
#[derive(Debug)]
pub struct Entry {
    pub id: FactId,
    /// With its edits; `None` until the fact is here.
    pub pattern: Option<Box<Pattern>>,
    /// When the fact was written.
    pub at: Hlc,
    /// Its settings by field.
    pub registers: Vec<(u16, Register)>,
    /// By (clock, id), each once.
    pub outcomes: Vec<Said>,
    /// How often each replica used it.
    pub cells: Vec<(ReplicaId, Cell)>,
    /// Those that were merged into it.
    pub parts: Vec<Slot>,
    /// Of it and its parts.
    pub standing: Standing,
    /// When it worked last, or was learnt.
    pub confirmed: Option<Timestamp>,
    /// Whether it waits to be settled.
    pub is_dirty: bool,
    /// Whether its texts are in the index as they are now.
    pub is_indexed: bool,
    /// Whether it is among those in order.
    pub is_placed: bool,
}

impl Entry {
    pub fn new(id: FactId) -> Self {
        Self {
            id,
            pattern: None,
            at: Hlc::default(),
            registers: Vec::new(),
            outcomes: Vec::new(),
            cells: Vec::new(),
            parts: Vec::new(),
            standing: beta::UNKNOWN,
            confirmed: None,
            is_dirty: false,
            is_indexed: false,
            is_placed: false,
        }
    }

    /// Takes in the pattern's own fact; false when it is here already.
    pub fn put(&mut self, mut pattern: Pattern, at: Hlc) -> bool {
        if self.pattern.is_some() {
            return false;
        }
        for (field, register) in &self.registers {
            if let Some(edit) = Edit::read(*field, register) {
                pattern.edit(edit);
            }
        }
        self.at = at;
        if let Some(outcome) = &pattern.outcome {
            let said = Said {
                id: self.id,
                at: pattern.made.map_or(at, Hlc::at),
                outcome: outcome.clone(),
            };
            self.hear(said);
        }
        self.pattern = Some(Box::new(pattern));
        true
    }

    /// Takes in an outcome.
    pub fn hear(&mut self, said: Said) {
        let place = |one: &Said| (one.at, one.id);
        if let Err(at) = self.outcomes.binary_search_by_key(&place(&said), place) {
            self.outcomes.insert(at, said);
        }
    }

    /// Takes in a setting; false when a later one is here.
    pub fn set(&mut self, field: u16, register: Register) -> bool {
        if let (Some(pattern), Some(edit)) = (&mut self.pattern, Edit::read(field, &register))
            && self
                .registers
                .iter()
                .all(|(known, one)| *known != field || one.rank() < register.rank())
        {
            pattern.edit(edit);
            self.is_indexed = false;
        }
        match self.registers.iter_mut().find(|(known, _)| *known == field) {
            Some((_, known)) if known.rank() >= register.rank() => return false,
            Some((_, known)) => *known = register,
            None => self.registers.push((field, register)),
        }
        true
    }

    /// Takes in what a replica counted.
    pub fn count(&mut self, replica: ReplicaId, cell: Cell) {
        match self.cells.iter_mut().find(|(known, _)| *known == replica) {
            Some((_, known)) if known.version >= cell.version => {}
            Some((_, known)) => *known = cell,
            None => self.cells.push((replica, cell)),
        }
    }

    /// Whether the user forgot it.
    pub fn is_forgotten(&self) -> bool {
        self.register(WITHDRAWN) == Some(&Value::Bool(true))
    }

    /// Into which it was merged.
    pub fn merged_into(&self) -> Option<FactId> {
        match self.register(MERGED_INTO) {
            Some(Value::Bytes(bytes)) => FactId::from_slice(bytes),
            _ => None,
        }
    }

    /// When it was edited last.
    pub fn edited(&self) -> Option<Timestamp> {
        let edits = self
            .registers
            .iter()
            .filter(|(field, register)| Edit::read(*field, register).is_some());
        edits.map(|(_, register)| register.at).max().map(Hlc::wall)
    }

    /// When it was learnt; `None` where nobody said.
    pub fn learnt(&self) -> Option<Timestamp> {
        let made = self.pattern.as_ref().and_then(|pattern| pattern.made);
        made.or_else(|| (self.at != Hlc::default()).then(|| self.at.wall()))
    }

    /// How often it was used.
    pub fn used(&self) -> u64 {
        self.cells.iter().map(|(_, cell)| cell.count.n).sum()
    }

    fn register(&self, field: u16) -> Option<&Value> {
        let register = self.registers.iter().find(|(known, _)| *known == field);
        register.map(|(_, register)| &register.value)
    }
}
