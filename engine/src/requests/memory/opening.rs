//! The bank of patterns: opened when it is needed first, page by page, so that other requests go on
//! meanwhile.

use protocol::data::{Change, Key, KeyRange, Kind, Register};
use protocol::failure::Failure;
use protocol::ids::{FactId, RequestId};
use protocol::memory::PatternView;
use protocol::message::{Body, Event, Stage};

use super::import::ImportJob;
use super::learning::Tidying;
use super::recalling::brings_evidence;
use crate::memory::bank::Bank;
use crate::outlet::{Effect, Outlet};
use crate::storage::{Row, Select};
use crate::work::{Load, Need, Stop, Waits};
use crate::{Engine, TableState, Waiting};

/// Rows that are read at once.
const PAGE: usize = 1_000;
/// Patterns that are made ready to be searched before others have their turn: some ten milliseconds.
pub(super) const SLICE: usize = 500;
/// The same for what lists and figures need.
pub(super) const SETTLED: usize = 4_000;

/// The memory's place in the engine.
#[derive(Default)]
pub(crate) struct Remembered {
    pub(super) bank: Bank,
    state: State,
    /// Whether there are patterns in the store at all; `None` while nobody knows.
    has_patterns: Option<bool>,
    /// Whether it is being made ready before somebody needs it.
    pub warms: bool,
    /// Whether vectors of another embedder are under way.
    embeds_again: bool,
    /// The look through it that is under way.
    pub tidying: Option<Tidying>,
    /// The import under way.
    pub import: Option<ImportJob>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Closed,
    /// Its rows are being read.
    Opening,
    Open,
}

/// How far opening is.
#[derive(Debug)]
pub(crate) struct Opening {
    /// Where the next page begins.
    select: Select,
    /// What comes after this range.
    rest: Vec<KeyRange>,
    rows: u64,
}

/// All rows of the memory, in the order in which they are read and exported.
pub(crate) fn ranges() -> Vec<KeyRange> {
    vec![
        KeyRange::facts(Kind::PATTERN),
        KeyRange::facts(Kind::OUTCOME),
        KeyRange::facts(Kind::LINK),
        KeyRange::cells(Kind::USAGE),
        KeyRange::registers(Kind::PATTERN),
        KeyRange::registers(Kind::OUTCOME),
        KeyRange::registers(Kind::LINK),
    ]
}

impl Remembered {
    /// Forgets what was read: it is read again when it is needed next.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Whether all rows were read.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The bank; what it holds is of use once it [`Remembered::is_open`].
    pub const fn bank(&self) -> &Bank {
        &self.bank
    }

    /// Whether there surely is no pattern in the store.
    pub fn is_empty(&self) -> bool {
        self.has_patterns == Some(false)
    }

    /// Whether a look at the newest row of a kind found one.
    pub fn looked(&mut self, kind: Kind, found: bool) {
        if kind == Kind::PATTERN {
            self.has_patterns = Some(found || self.has_patterns == Some(true));
        }
    }

    fn heard_of(&mut self, key: &Key) {
        if let Key::Fact(Kind::PATTERN, _) = key {
            self.has_patterns = Some(true);
        }
    }

    /// Takes in what was written here.
    pub fn take_in(&mut self, change: &Change) {
        self.heard_of(&change.key());
        if self.state == State::Closed {
            return; // it is read when it is needed
        }
        match change {
            Change::AddFact(fact) => self.bank.take_in(&change.key(), fact.bytes()),
            Change::Set(_, register) => self.bank.take_in(&change.key(), &register.encode()),
            Change::Join(key, bytes) => self.bank.take_in(key, bytes),
            Change::Bump(key, delta) => self.bank.bump(key, *delta),
            Change::PutLocal(..) => {}
        }
    }

    /// Takes in a row that somebody else wrote.
    pub fn take_in_row(&mut self, row: &Row) {
        self.heard_of(&row.key);
        if self.state != State::Closed {
            self.bank.take_in(&row.key, &row.body);
        }
    }
}

impl Engine {
    /// The bank with everything in it: to be listed and counted, not to be searched.
    pub(super) fn bank(&mut self) -> Result<&Bank, Stop> {
        if !self.memory.is_open() {
            return Err(Stop::Needs(Need::Memory));
        }
        self.memory.bank.settle(SETTLED);
        if self.memory.bank.unsettled() > 0 {
            return Err(Self::let_others_go_first());
        }
        Ok(&self.memory.bank)
    }

    /// The bank, ready to be searched.
    pub(super) fn searchable(&mut self) -> Result<&Bank, Stop> {
        self.bank()?;
        self.memory.bank.prepare(self.embedding.embedder(), SLICE);
        if self.memory.bank.unprepared() > 0 {
            return Err(Self::let_others_go_first());
        }
        Ok(&self.memory.bank)
    }

    /// A pattern as it is after a change. While the memory is not read yet, the change says it all:
    /// only a new pattern is written then.
    pub(crate) fn after_change(&mut self, id: FactId, changes: &[Change]) -> Option<PatternView> {
        if self.memory.is_open() {
            // Its texts and standing; what else waits is derived when it is needed.
            self.memory.bank.settle(SETTLED);
            return self.memory.bank.view(id);
        }
        let mut alone = Remembered {
            state: State::Open,
            ..Remembered::default()
        };
        changes.iter().for_each(|change| alone.take_in(change));
        alone.bank.view(id)
    }

    /// Begins to read the memory, unless that is under way.
    pub(crate) fn open_memory(&mut self, outlet: &mut Outlet) {
        if self.memory.state != State::Closed {
            return;
        }
        self.memory.state = State::Opening;
        let mut rest = ranges();
        rest.reverse();
        if let Some(first) = rest.pop() {
            let opening = Opening {
                select: Select::Keys(first),
                rest,
                rows: 0,
            };
            self.read_memory(opening, outlet);
        }
    }

    fn read_memory(&mut self, opening: Opening, outlet: &mut Outlet) {
        let load = Load::Rows(opening.select.clone(), PAGE);
        self.load(load, Waiting::Memory(opening), outlet);
    }

    /// A page of the memory's rows is here.
    pub(crate) fn memory_page(&mut self, mut opening: Opening, rows: &[Row], outlet: &mut Outlet) {
        if self.memory.state != State::Opening {
            return; // everything was deleted meanwhile
        }
        for row in rows {
            self.memory.bank.take_in(&row.key, &row.body);
            if let Key::Register(_) = row.key
                && let Ok(register) = Register::decode(&row.body)
            {
                // So that the next setting is later than any that is here.
                self.clock.observe(register.at);
            }
        }
        opening.rows += rows.len() as u64;
        let next = match (rows.last(), opening.select) {
            (Some(last), Select::Keys(range)) if rows.len() == PAGE => Some(range.after(&last.key)),
            _ => opening.rest.pop(),
        };
        let Some(next) = next else {
            self.memory.state = State::Open;
            self.embed_again(outlet);
            self.run_waiting(outlet);
            return self.warm_slice(outlet);
        };
        for id in self.waiting_for_memory() {
            let event = Event::Progress {
                done: opening.rows,
                total: None,
                stage: Stage::Memory,
            };
            outlet.send(id, Body::Event(event));
        }
        opening.select = Select::Keys(next);
        self.read_memory(opening, outlet);
        self.run_overdue(outlet);
    }

    /// The memory could not be read: answers go without it, others who wait hear why, and the next one
    /// tries again.
    pub(crate) fn memory_lost(&mut self, failure: &Failure, outlet: &mut Outlet) {
        self.memory.close();
        for id in self.waiting_for_memory() {
            if let Some(work) = self.pending.get_mut(&id)
                && brings_evidence(&work.request)
            {
                work.goes_without_memory = true;
                self.run_again(id, outlet);
                continue;
            }
            self.pending.remove(&id);
            outlet.send(id, Body::Failed(failure.clone()));
        }
    }

    /// What was read no longer holds: it is read again, at once for those who wait.
    pub(crate) fn close_memory(&mut self, outlet: &mut Outlet) {
        self.memory.close();
        self.run_waiting(outlet);
    }

    /// Runs those who wait for the memory.
    pub(super) fn run_waiting(&mut self, outlet: &mut Outlet) {
        for id in self.waiting_for_memory() {
            self.run_again(id, outlet);
        }
    }

    pub(super) fn run_again(&mut self, id: RequestId, outlet: &mut Outlet) {
        if let Some(work) = self.pending.get_mut(&id) {
            work.waits = Waits::default();
        }
        self.run(id, outlet);
    }

    pub(super) fn waiting_for_memory(&self) -> Vec<RequestId> {
        self.waiting_for(Waits::Memory)
    }

    /// Brings the vectors to the table's when they are of another embedder: a slice now, the rest
    /// when others had their turn.
    pub(crate) fn embed_again(&mut self, outlet: &mut Outlet) {
        let is_here = matches!(self.embedding.state(), TableState::Here(_));
        if !self.memory.is_open() || !is_here || self.memory.embeds_again {
            return;
        }
        self.embed_slice(outlet);
    }

    /// The next slice.
    pub(crate) fn embed_slice(&mut self, outlet: &mut Outlet) {
        let before = self.memory.bank.embedder().cloned();
        match self
            .memory
            .bank
            .embed_again(self.embedding.embedder(), SLICE)
        {
            Some((done, total)) => {
                self.memory.embeds_again = true;
                outlet.event(Event::Progress {
                    done: u64::from(done),
                    total: Some(u64::from(total)),
                    stage: Stage::Memory,
                });
                let ticket = self.ticket(Waiting::EmbedAgain);
                outlet.effect(Effect::Pause(ticket));
            }
            None => {
                self.memory.embeds_again = false;
                if self.memory.bank.embedder() != before.as_ref() {
                    // What was found by hashed words is to be looked for again.
                    outlet.event(Event::Changed);
                }
            }
        }
    }
}
