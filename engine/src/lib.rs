//! All behaviour of Elex, natively and in the browser alike.
//!
//! The [`Engine`] is a synchronous machine: [`Engine::handle`] takes one [`Input`] and leaves
//! messages and [`Effect`]s in an [`Outlet`]. It does no I/O, never waits and reads no clock; the
//! [`driver`] carries the effects out and feeds the results back in. The same `handle` serves the
//! page's worker, the command line and the tests.
//!
//! Rooms, in reading order: [`catalogue`] reads the packed radio knowledge; [`routing`] finds the
//! agents for a question; [`agents`] compose the answer; [`memory`] finds patterns;
//! [`records`] and [`telemetry`] fold stored rows; [`storage`] keeps rows; [`ports`] is the outside
//! as traits, the calculators too: what is not looked up is computed by a crate that is not linked
//! here. The handlers in `requests` are the only place that knows the order route → answer → record.
//! `json` lies below all rooms, and so does the crate `ground`: what the standard library and
//! serde_json do at a multiple of their size in wasm.

pub mod agents;
pub mod catalogue;
pub mod driver;
pub mod memory;
pub mod ports;
pub mod records;
pub mod routing;
pub mod storage;
pub mod telemetry;

mod embedding;
mod json;
mod outlet;
mod requests;
mod shelf;
mod table;
mod work;

use std::borrow::Cow;

use protocol::catalogue::packed::PartName;
use protocol::data::{Change, Fact, Key, KeyRange, Kind};
use protocol::failure::{Code, Failure};
use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{Body, Envelope, Event, Ready, Reply, Request};
use protocol::settings::Settings;
use protocol::storage::OpenReport;
use protocol::time::{HlcClock, Timestamp};

use embedding::Embedding;
pub use embedding::TableState;
use ground::sort;
pub use outlet::{Commit, Effect, Loaded, Outlet, Ticket};
use records::FeedbackFold;
use requests::Remembered;
use shelf::Shelf;
use storage::{Row, StorageError};
use table::Table;
pub use work::Load;
use work::{After, Done, Need, Stop, Waiting, Waits, Work};

/// What reaches the engine.
#[derive(Debug)]
pub enum Input {
    /// The store is open: reads what every request needs.
    Start,
    /// Loads what routes questions and answers them with facts, before anybody asks.
    Warm,
    /// Makes the memory ready before anybody asks.
    WarmMemory,
    /// Loads what agents say in words besides, once that is here.
    WarmEntries,
    /// A client asks.
    Request(RequestId, Request),
    /// A client no longer wants the reply.
    Cancel(RequestId),
    /// How long the worker took to the reply of a request, µs.
    Answered(RequestId, u64),
    /// An [`Effect::Load`] is done.
    Loaded(Ticket, Result<Loaded, StorageError>),
    /// An [`Effect::Commit`] is done, after so many microseconds.
    Committed(Ticket, Result<(), Failure>, u64),
    /// An [`Effect::Fetch`] is done.
    Fetched(PartName, Result<Vec<u8>, Failure>),
    /// Loads the embedding table before anybody needs it.
    WantTable,
    /// So many bytes of the embedding table are here, of so many. Only says it to the clients.
    TableComing(u64, Option<u64>),
    /// An [`Effect::FetchTable`] is done.
    TableFetched(Result<Cow<'static, [u8]>, Failure>),
    /// An [`Effect::Pause`] is over.
    Resumed(Ticket),
    /// Rows that somebody else wrote.
    Changed(Vec<Row>),
}

/// With what the engine starts.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Build of the host.
    pub build: String,
    /// Under which id this copy of the data writes.
    pub replica: ReplicaId,
    /// How the store was opened.
    pub report: OpenReport,
    /// The settings.
    pub settings: Settings,
}

/// The machine.
pub struct Engine {
    identity: Identity,
    clock: HlcClock,
    shelf: Shelf,
    embedding: Embedding,
    memory: Remembered,
    feedback: Option<FeedbackFold>,
    measured: requests::Measured,
    pending: Table<RequestId, Work>,
    tickets: Table<Ticket, Waiting>,
    last_ticket: u64,
    /// When the input that is handled now came.
    now: Timestamp,
}

impl Engine {
    /// An engine over an opened store.
    #[must_use]
    pub fn new(identity: Identity) -> Self {
        Self {
            identity,
            clock: HlcClock::default(),
            shelf: Shelf::default(),
            embedding: Embedding::default(),
            memory: Remembered::default(),
            feedback: None,
            measured: requests::Measured::default(),
            pending: Table::default(),
            tickets: Table::default(),
            last_ticket: 0,
            now: Timestamp(0),
        }
    }

    /// Takes one input in. Never waits, never fails: what goes wrong is a message.
    pub fn handle(&mut self, now: Timestamp, input: Input, outlet: &mut Outlet) {
        self.now = now;
        match input {
            Input::Start => self.start(now, outlet),
            Input::Warm => self.warm(outlet),
            Input::WarmMemory => self.warm_memory(outlet),
            Input::WarmEntries => self.warm_entries(outlet),
            Input::Request(id, request) => {
                self.pending.insert(id, Work::new(id, request, now));
                self.run(id, outlet);
            }
            Input::Cancel(id) => self.cancel(id, outlet),
            Input::Answered(id, micros) => {
                let change = self
                    .measured
                    .answered(id, micros, self.identity.settings.recording);
                self.record(change, outlet);
            }
            Input::Loaded(ticket, loaded) => self.loaded(now, ticket, loaded, outlet),
            Input::Committed(ticket, result, micros) => {
                self.committed(ticket, result, micros, outlet);
            }
            Input::Fetched(part, result) => self.fetched(part, result, outlet),
            Input::WantTable => self.want_table(outlet),
            Input::TableComing(done, total) => self.table_coming(done, total, outlet),
            Input::TableFetched(result) => self.table_fetched(result, outlet),
            Input::Resumed(ticket) => self.resumed(ticket, outlet),
            Input::Changed(rows) => self.changed(&rows, outlet),
        }
    }

    fn start(&mut self, now: Timestamp, outlet: &mut Outlet) {
        for kind in [Kind::EXCHANGE, Kind::FEEDBACK, Kind::PATTERN, Kind::OUTCOME] {
            let load = Load::Rows(storage::Select::Newest(kind, None), 1);
            self.load(load, Waiting::Clock(kind), outlet);
        }
        self.load(requests::outdated(now), Waiting::Prune, outlet);
        let Identity {
            build,
            report,
            settings,
            ..
        } = self.identity.clone();
        outlet.event(Event::Ready(Box::new(Ready {
            build,
            storage: report,
            settings,
        })));
    }

    fn warm(&mut self, outlet: &mut Outlet) {
        for part in self.shelf.want() {
            outlet.effect(Effect::Fetch(part));
        }
    }

    fn warm_entries(&mut self, outlet: &mut Outlet) {
        for part in self.shelf.want_entries() {
            outlet.effect(Effect::Fetch(part));
        }
    }

    /// Runs a request from its start; it ends, or waits for what it found missing.
    fn run(&mut self, id: RequestId, outlet: &mut Outlet) {
        let Some(work) = self.pending.remove(&id) else {
            return;
        };
        match self.answer(&work) {
            Ok(done) => self.finish(id, done, outlet),
            Err(Stop::Failed(failure)) => {
                self.measured.failed(&work, &failure);
                outlet.send(id, Body::Failed(failure));
            }
            Err(Stop::Needs(need)) => self.wait(id, work, need, outlet),
            Err(Stop::SoFar(so_far, need)) => {
                let mut work = work;
                for (number, part) in work.news(so_far) {
                    outlet.send(id, Body::Part(number, part));
                }
                self.wait(id, work, need, outlet);
            }
            Err(Stop::Export(job)) => {
                outlet.send(id, requests::first_part(&job, &self.identity, work.now));
                self.load(Load::Stats, Waiting::Export(job), outlet);
            }
        }
    }

    fn wait(&mut self, id: RequestId, mut work: Work, need: Need, outlet: &mut Outlet) {
        work.waits = Waits::from(&need);
        self.pending.insert(id, work);
        match need {
            Need::Load(load) => self.load(load.clone(), Waiting::Request(id, load), outlet),
            Need::Catalogue => {
                outlet.send(id, Body::Event(self.shelf.progress(false)));
                self.warm(outlet);
            }
            Need::Entries => {
                outlet.send(id, Body::Event(self.shelf.progress(true)));
                self.warm_entries(outlet);
            }
            Need::Memory => self.open_memory(outlet),
            Need::Evidence => self.warm_memory(outlet),
            Need::Pause => {
                let ticket = self.ticket(Waiting::Pause(id));
                outlet.effect(Effect::Pause(ticket));
            }
        }
    }

    fn resumed(&mut self, ticket: Ticket, outlet: &mut Outlet) {
        match self.tickets.remove(&ticket) {
            Some(Waiting::Pause(id)) => self.run(id, outlet),
            Some(Waiting::EmbedAgain) => self.embed_slice(outlet),
            Some(Waiting::Warming) => self.warm_slice(outlet),
            _ => {} // cancelled meanwhile
        }
    }

    fn finish(&mut self, id: RequestId, done: Done, outlet: &mut Outlet) {
        let (commit, after) = match done {
            Done::Reply(reply) => return outlet.send(id, Body::Reply(reply)),
            Done::Before(reply, commit) => {
                outlet.send(id, Body::Reply(reply));
                (commit, After::Saved)
            }
            Done::After(commit, reply) => (commit, After::Reply(Box::new(reply))),
            Done::Shown(commit, show, pattern) => (commit, After::Shown(show, pattern)),
            Done::Imported(commit, reply) => (commit, After::Imported(Box::new(reply))),
        };
        self.commit(id, commit, after, outlet);
    }

    fn commit(&mut self, id: RequestId, commit: Commit, after: After, outlet: &mut Outlet) {
        let changes = match (&commit, &after) {
            // They are read again, rather than kept in memory twice.
            (_, After::Imported(_)) => Vec::new(),
            (Commit::Rows(changes, _), _) => changes.clone(),
            (Commit::Settings(_) | Commit::Destroy, _) => Vec::new(),
        };
        let ticket = self.ticket(Waiting::Commit(id, changes, after));
        outlet.effect(Effect::Commit(ticket, commit));
    }

    /// Writes a row that nobody waits for.
    fn record(&mut self, change: Option<Change>, outlet: &mut Outlet) {
        if let Some(change) = change {
            let commit = Commit::Rows(vec![change], storage::Durability::Relaxed);
            self.commit(RequestId::default(), commit, After::Nothing, outlet);
        }
    }

    fn load(&mut self, load: Load, waiting: Waiting, outlet: &mut Outlet) {
        let ticket = self.ticket(waiting);
        outlet.effect(Effect::Load(ticket, load));
    }

    fn ticket(&mut self, waiting: Waiting) -> Ticket {
        self.last_ticket += 1;
        let ticket = Ticket(self.last_ticket);
        self.tickets.insert(ticket, waiting);
        ticket
    }

    fn cancel(&mut self, id: RequestId, outlet: &mut Outlet) {
        let waiting = self.pending.remove(&id).is_some();
        let exports = self.tickets.len();
        self.tickets
            .retain(|waiting| !matches!(waiting, Waiting::Export(job) if job.id == id));
        if waiting || self.tickets.len() < exports {
            outlet.send(id, Body::Failed(Failure::new(Code::Cancelled, "")));
        }
    }

    fn loaded(
        &mut self,
        now: Timestamp,
        ticket: Ticket,
        loaded: Result<Loaded, StorageError>,
        outlet: &mut Outlet,
    ) {
        let Some(waiting) = self.tickets.remove(&ticket) else {
            return; // cancelled meanwhile
        };
        match (waiting, loaded) {
            (Waiting::Clock(kind), Ok(loaded)) => {
                self.memory.looked(kind, !loaded.rows().is_empty());
                self.observe(loaded.rows());
            }
            (Waiting::Prune, Ok(loaded)) => {
                let old: Vec<Change> = requests::prune(loaded.rows());
                if !old.is_empty() {
                    let commit = Commit::Rows(old, storage::Durability::Relaxed);
                    self.commit(RequestId::default(), commit, After::Nothing, outlet);
                }
            }
            (Waiting::Request(id, load), Ok(loaded)) => {
                if let Some(work) = self.pending.get_mut(&id) {
                    work.put(load, loaded);
                    self.run(id, outlet);
                }
            }
            (Waiting::Export(job), Ok(loaded)) => self.export_page(now, job, &loaded, outlet),
            (Waiting::Request(id, _), Err(error)) => {
                self.pending.remove(&id);
                outlet.send(id, Body::Failed(error.into()));
            }
            (Waiting::Memory(opening), Ok(loaded)) => {
                self.memory_page(opening, loaded.rows(), outlet);
            }
            (Waiting::Memory(_), Err(error)) => self.memory_lost(&error.into(), outlet),
            (Waiting::Export(job), Err(error)) => outlet.send(job.id, Body::Failed(error.into())),
            (Waiting::Clock(_) | Waiting::Prune, Err(error)) => {
                outlet.event(Event::StorageLost(error.into()));
            }
            (
                Waiting::Commit(..) | Waiting::Pause(_) | Waiting::EmbedAgain | Waiting::Warming,
                _,
            ) => {}
        }
    }

    fn committed(
        &mut self,
        ticket: Ticket,
        result: Result<(), Failure>,
        micros: u64,
        outlet: &mut Outlet,
    ) {
        let Some(Waiting::Commit(id, changes, after)) = self.tickets.remove(&ticket) else {
            return;
        };
        if result.is_ok() {
            for change in &changes {
                if let Change::AddFact(fact) = change {
                    self.take_in(fact);
                }
                self.memory.take_in(change);
            }
        }
        match (after, result) {
            (After::Reply(reply), Ok(())) => {
                if matches!(*reply, Reply::DeleteAll) {
                    self.close_memory(outlet);
                    self.feedback = None;
                }
                if let Reply::ChangeSettings(settings) = *reply {
                    self.identity.settings = settings;
                }
                outlet.send(id, Body::Reply(*reply));
            }
            (After::Shown(show, pattern), Ok(())) => {
                let body = match self.after_change(pattern, &changes) {
                    Some(view) => Body::Reply(Reply::Memory(show(Box::new(view)))),
                    None => Body::Failed(Failure::new(Code::PatternUnknown, pattern.to_string())),
                };
                outlet.send(id, body);
            }
            (After::Imported(reply), Ok(())) => {
                self.close_memory(outlet);
                outlet.send(id, Body::Reply(*reply));
            }
            (After::Reply(_) | After::Shown(..) | After::Imported(_), Err(failure)) => {
                outlet.send(id, Body::Failed(failure));
            }
            (After::Saved, Ok(())) => {
                self.measured.saved(id, micros);
                outlet.send(id, Body::Event(Event::Saved));
            }
            (After::Saved, Err(failure)) => {
                outlet.send(id, Body::Event(Event::NotSaved(failure)));
            }
            // A telemetry row that could not be kept is not worth a user's attention: what is
            // shown on the Telemetry page is what was recorded, and says so.
            (After::Nothing, _) => {}
        }
    }

    fn fetched(&mut self, part: PartName, result: Result<Vec<u8>, Failure>, outlet: &mut Outlet) {
        let of_entries = PartName::ENTRIES.contains(&part);
        let waits = if of_entries {
            Waits::Entries
        } else {
            Waits::Catalogue
        };
        let state = self.shelf.put(part, result);
        if matches!(state, shelf::State::Ready) {
            self.shelf.embed(self.embedding.embedder());
        }
        for id in self.waiting_for(waits) {
            if let shelf::State::Failed(failure) = &state {
                self.fail(id, failure, outlet);
                continue;
            }
            outlet.send(id, Body::Event(self.shelf.progress(of_entries)));
            if matches!(state, shelf::State::Ready) {
                self.run(id, outlet);
            }
        }
    }

    /// Ends a request that waited in vain.
    fn fail(&mut self, id: RequestId, failure: &Failure, outlet: &mut Outlet) {
        if let Some(work) = self.pending.remove(&id) {
            self.measured.failed(&work, failure);
        }
        outlet.send(id, Body::Failed(failure.clone()));
    }

    fn waiting_for(&self, what: Waits) -> Vec<RequestId> {
        let waiting = self.pending.iter().filter(|(_, work)| work.waits == what);
        waiting.map(|(id, _)| *id).collect()
    }

    fn changed(&mut self, rows: &[Row], outlet: &mut Outlet) {
        self.observe(rows);
        let facts: Vec<Fact> = rows.iter().filter_map(fact_of).collect();
        facts.iter().for_each(|fact| self.take_in(fact));
        rows.iter().for_each(|row| self.memory.take_in_row(row));
        if rows.iter().any(|row| !matches!(row.key, Key::Local(_))) {
            outlet.event(Event::Changed);
        }
    }

    fn observe(&mut self, rows: &[Row]) {
        for fact in rows.iter().filter_map(fact_of) {
            self.clock.observe(fact.at());
        }
    }

    /// Brings what is derived from facts up to date.
    fn take_in(&mut self, fact: &Fact) {
        if let (Kind::FEEDBACK, Some(fold)) = (fact.kind(), &mut self.feedback) {
            fold.take_in(fact);
        }
    }

    /// The fold of all feedback; read from the store at first need.
    fn feedback(&mut self, work: &Work) -> Result<&FeedbackFold, Stop> {
        if self.feedback.is_none() {
            let load = Load::All(KeyRange::facts(Kind::FEEDBACK));
            let facts = work.load(load)?.rows().iter().filter_map(fact_of);
            self.feedback = Some(FeedbackFold::of(facts));
        }
        Ok(self.feedback.get_or_insert_default())
    }
}

/// The fact of a row; rows that cannot be read are passed over here and reported where shown.
fn fact_of(row: &Row) -> Option<Fact> {
    match row.key {
        Key::Fact(..) => Fact::open(row.body.clone()).ok(),
        _ => None,
    }
}

/// An envelope for something that nobody asked for.
fn unasked(event: Event) -> Envelope {
    Envelope::new(RequestId::default(), Body::Event(event))
}
