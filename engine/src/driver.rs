//! Carries the engine's effects out: the only place that waits.
//!
//! [`Driver::take`] takes one message in and returns when everything that follows from it is
//! done, the commit included. Several calls may be under way at once on one thread: the engine
//! is borrowed only while it handles one input, never across a wait, so a question is answered
//! while an export is being read.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use protocol::data::{Change, KeyRange};
use protocol::failure::Failure;
use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{Body, Call, Envelope, Event, Request};
use protocol::settings::Settings;
use protocol::storage::OpenReport;

use crate::outlet::{Commit, Effect, Loaded, Outlet, Ticket};
use crate::ports::{Calculators, CatalogueSource, Clock, EmbeddingSource, SettingsStore};
use crate::storage::{Applied, Durability, Row, Select, Seq, StorageBackend, StorageError};
use crate::table::Table;
use crate::work::Load;
use crate::{Engine, Identity, Input, TableState};

/// Rows read at once when all of a run are wanted.
const PAGE: usize = 1_000;
/// How long the clients hear nothing more of how far a download is.
const BETWEEN_PROGRESS_MICROS: u64 = 100_000;

/// Everything the host provides.
pub struct Platform<B, A, S, K> {
    /// The store.
    pub backend: B,
    /// What comes with the program and never changes: the catalogue's parts, the embedding table and the
    /// calculators.
    pub assets: A,
    /// The settings.
    pub settings: S,
    /// The time.
    pub clock: K,
}

/// An engine with its platform.
pub struct Driver<B, A, S, K> {
    engine: RefCell<Engine>,
    platform: Platform<B, A, S, K>,
    /// Up to where the rows of others were read.
    seen: Cell<Seq>,
    /// Our own writes after `seen`.
    own: RefCell<Vec<Seq>>,
    /// Questions that are being answered, and when the stop watch saw them come.
    asked: RefCell<Table<RequestId, u64>>,
}

impl<B, A, S, K> Driver<B, A, S, K>
where
    B: StorageBackend,
    A: CatalogueSource + EmbeddingSource + Calculators,
    S: SettingsStore,
    K: Clock,
{
    /// Starts an engine over an opened store. The sink gets every message to the clients,
    /// beginning with [`Event::Ready`].
    pub async fn open(
        platform: Platform<B, A, S, K>,
        replica: ReplicaId,
        report: OpenReport,
        build: &str,
        sink: &impl Fn(Envelope),
    ) -> Self {
        let loaded = platform.settings.load().await;
        let failed = loaded.as_ref().err().cloned();
        let identity = Identity {
            build: build.to_owned(),
            replica,
            report,
            settings: loaded.unwrap_or_else(|_| Settings::default()),
        };
        let driver = Self {
            engine: RefCell::new(Engine::new(identity)),
            seen: Cell::new(platform.backend.head().await.unwrap_or(0)),
            own: RefCell::default(),
            asked: RefCell::default(),
            platform,
        };
        // Ready is said when all is read that every request needs: a page may be left the moment it hears
        // it, and a store that is left in the midst of a transaction can stay locked in WebKit.
        let said = RefCell::new(Vec::new());
        let hold = |envelope| said.borrow_mut().push(envelope);
        driver.drive(Input::Start, &hold).await;
        said.into_inner().into_iter().for_each(sink);
        if let Some(failure) = failed {
            sink(crate::unasked(Event::StorageLost(failure)));
        }
        driver
    }

    /// Loads the catalogue before anybody asks: what a first answer needs, then what agents say.
    pub async fn warm(&self, sink: &impl Fn(Envelope)) {
        self.drive(Input::Warm, sink).await;
        self.drive(Input::WarmEntries, sink).await;
    }

    /// Makes the memory ready to be searched before anybody asks; nothing is read where it is empty.
    pub async fn warm_memory(&self, sink: &impl Fn(Envelope)) {
        self.drive(Input::WarmMemory, sink).await;
    }

    /// Loads the embedding table before anybody needs it; tries again if it could not be had.
    pub async fn want_table(&self, sink: &impl Fn(Envelope)) {
        self.drive(Input::WantTable, sink).await;
    }

    /// How it stands with the embedding table.
    #[must_use]
    pub fn table_state(&self) -> TableState {
        self.engine.borrow().table_state()
    }

    /// Takes a client's message in and carries out all that follows from it.
    pub async fn take(&self, envelope: Envelope<Call>, sink: &impl Fn(Envelope)) {
        let Envelope { id, body, .. } = envelope;
        match body {
            Call::Request(request) => self.request(id, request, sink).await,
            Call::Cancel => self.drive(Input::Cancel(id), sink).await,
        }
    }

    async fn request(&self, id: RequestId, request: Request, sink: &impl Fn(Envelope)) {
        if matches!(request, Request::Ask { .. }) {
            let start = self.platform.clock.micros();
            self.asked.borrow_mut().insert(id, start);
        }
        self.drive(Input::Request(id, request), sink).await;
    }

    /// How long a question took, when this message is what it came to. It may come out of another
    /// call: of the one that brings the catalogue, for a question that waited for it.
    fn took(&self, envelope: &Envelope) -> Option<Input> {
        if !matches!(envelope.body, Body::Reply(_) | Body::Failed(_)) {
            return None;
        }
        let start = self.asked.borrow_mut().remove(&envelope.id)?;
        let micros = self.platform.clock.micros().saturating_sub(start);
        Some(Input::Answered(envelope.id, micros))
    }

    /// Somebody else wrote: reads what is new and hands it to the engine.
    pub async fn look_for_changes(&self, sink: &impl Fn(Envelope)) {
        let mut rows = Vec::new();
        let mut next = Some(Select::Since(self.seen.get()));
        while let Some(select) = next {
            match self.platform.backend.select(select, PAGE).await {
                Ok(page) => {
                    rows.extend(page.rows);
                    next = page.next;
                }
                Err(error) => {
                    sink(crate::unasked(Event::StorageLost(error.into())));
                    return;
                }
            }
        }
        if let Some(last) = rows.last() {
            self.seen.set(self.seen.get().max(last.seq));
        }
        self.forget_own(&mut rows);
        if !rows.is_empty() {
            self.drive(Input::Changed(rows), sink).await;
        }
    }

    /// Takes out what this driver wrote itself, which is no news.
    fn forget_own(&self, rows: &mut Vec<Row>) {
        let seen = self.seen.get();
        let mut own = self.own.borrow_mut();
        rows.retain(|row| !own.contains(&row.seq));
        own.retain(|seq| *seq > seen);
    }

    /// Lets go of the store.
    pub async fn close(&self) {
        self.platform.backend.close().await;
    }

    /// Takes an input in and carries out all that follows from it. What is written comes first, then
    /// what is read, both one by one; what is fetched comes last and together, so that nothing else
    /// waits for the network.
    async fn drive(&self, input: Input, sink: &impl Fn(Envelope)) {
        let mut inputs = VecDeque::from([input]);
        let mut effects = VecDeque::new();
        let mut fetching = Vec::new();
        loop {
            if let Some(input) = inputs.pop_front() {
                let mut next = self.handle(input, sink);
                let (rows, durability) = together(&mut next);
                if !rows.is_empty() {
                    inputs.extend(self.commit_together(rows, durability).await);
                }
                for effect in next {
                    if matches!(effect, Effect::Fetch(_)) {
                        fetching.push(Box::pin(self.carry_out(effect, sink)));
                    } else {
                        effects.push_back(effect);
                    }
                }
            } else if let Some(effect) = effects.pop_front() {
                inputs.push_back(self.carry_out(effect, sink).await);
            } else if !fetching.is_empty() {
                inputs.push_back(first_of(&mut fetching).await);
            } else {
                return;
            }
        }
    }

    /// Hands one input to the engine and what it says to the clients. What a reply tells the engine
    /// (how long it took) is handed in at once, so that it is written together with the answer.
    fn handle(&self, input: Input, sink: &impl Fn(Envelope)) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut next = vec![input];
        while let Some(input) = next.pop() {
            let mut outlet = Outlet::default();
            self.engine
                .borrow_mut()
                .handle(self.platform.clock.now(), input, &mut outlet);
            let messages = outlet.messages.iter();
            next.extend(messages.filter_map(|message| self.took(message)));
            outlet.messages.into_iter().for_each(sink);
            effects.extend(outlet.effects);
        }
        effects
    }

    async fn carry_out(&self, effect: Effect, sink: &impl Fn(Envelope)) -> Input {
        match effect {
            Effect::Load(ticket, load) => Input::Loaded(ticket, self.load(load).await),
            Effect::Fetch(part) => Input::Fetched(part, self.platform.assets.part(part).await),
            Effect::FetchTable => Input::TableFetched(self.table(sink).await),
            Effect::Pause(ticket) => {
                self.platform.clock.pause().await;
                Input::Resumed(ticket)
            }
            Effect::Commit(ticket, commit) => {
                let start = self.platform.clock.micros();
                let result = self.commit(commit).await;
                Input::Committed(ticket, result, self.since(start))
            }
        }
    }

    /// The embedding table; meanwhile the clients hear how far it is, ten times a second at most,
    /// and at the end.
    async fn table(&self, sink: &impl Fn(Envelope)) -> Result<Cow<'static, [u8]>, Failure> {
        let said = Cell::new(None);
        let progress = |done, total| {
            let now = self.platform.clock.micros();
            let is_due = |said| now.saturating_sub(said) >= BETWEEN_PROGRESS_MICROS;
            if Some(done) == total || said.get().is_none_or(is_due) {
                said.set(Some(now));
                // Nothing but messages come of it.
                self.handle(Input::TableComing(done, total), sink);
            }
        };
        self.platform.assets.table(&progress).await
    }

    /// One transaction for all rows of one step: they are there together or not at all.
    async fn commit_together(
        &self,
        rows: Vec<(Ticket, Vec<Change>)>,
        durability: Durability,
    ) -> Vec<Input> {
        let start = self.platform.clock.micros();
        let (tickets, batches): (Vec<Ticket>, Vec<Vec<Change>>) = rows.into_iter().unzip();
        let batch = batches.into_iter().flatten().collect();
        let result = self.write(batch, durability).await.map_err(Failure::from);
        let micros = self.since(start);
        tickets
            .into_iter()
            .map(|ticket| Input::Committed(ticket, result.clone(), micros))
            .collect()
    }

    fn since(&self, start: u64) -> u64 {
        self.platform.clock.micros().saturating_sub(start)
    }

    async fn commit(&self, commit: Commit) -> Result<(), Failure> {
        match commit {
            Commit::Rows(changes, durability) => self.write(changes, durability).await?,
            Commit::Settings(settings) => self.platform.settings.save(&settings).await?,
            Commit::Destroy => {
                // Settings first: they may be a row of the store, which takes no writes afterwards.
                self.platform.settings.clear().await?;
                self.platform.backend.destroy().await?;
            }
        }
        Ok(())
    }

    async fn write(
        &self,
        changes: Vec<Change>,
        durability: Durability,
    ) -> Result<(), StorageError> {
        let applied = self.platform.backend.apply(changes, durability).await?;
        let written = applied.into_iter().filter_map(|one| match one {
            Applied::Written(seq) => Some(seq),
            Applied::Unchanged => None,
        });
        self.own.borrow_mut().extend(written);
        Ok(())
    }

    async fn load(&self, load: Load) -> Result<Loaded, StorageError> {
        let backend = &self.platform.backend;
        Ok(match load {
            Load::Row(key) => Loaded::Rows(backend.get(&key).await?.into_iter().collect()),
            Load::Rows(select, limit) => Loaded::Rows(backend.select(select, limit).await?.rows),
            Load::All(range) => Loaded::Rows(self.all(range).await?),
            Load::Stats => Loaded::Stats(backend.stats().await?),
            Load::Calculators(task) => {
                Loaded::Calculators(self.platform.assets.calculate(&task).await)
            }
        })
    }

    async fn all(&self, range: KeyRange) -> Result<Vec<Row>, StorageError> {
        let mut rows = Vec::new();
        let mut next = Some(Select::Keys(range));
        while let Some(select) = next {
            let page = self.platform.backend.select(select, PAGE).await?;
            rows.extend(page.rows);
            next = page.next;
        }
        Ok(rows)
    }
}

/// The result of the future that is done first; it is taken out of the list.
async fn first_of<F: Future + Unpin>(futures: &mut Vec<F>) -> F::Output {
    poll_fn(|context| {
        for (place, future) in futures.iter_mut().enumerate() {
            if let Poll::Ready(output) = Pin::new(future).poll(context) {
                drop(futures.remove(place));
                return Poll::Ready(output);
            }
        }
        Poll::Pending
    })
    .await
}

/// Takes the rows to write out of the effects of one step, with the strictest durability of them.
fn together(effects: &mut Vec<Effect>) -> (Vec<(Ticket, Vec<Change>)>, Durability) {
    let (mut rows, mut strictest) = (Vec::new(), Durability::Relaxed);
    let mut rest = Vec::with_capacity(effects.len());
    for effect in effects.drain(..) {
        match effect {
            Effect::Commit(ticket, Commit::Rows(changes, durability)) => {
                if durability == Durability::Strict {
                    strictest = durability;
                }
                rows.push((ticket, changes));
            }
            other => rest.push(other),
        }
    }
    *effects = rest;
    (rows, strictest)
}
