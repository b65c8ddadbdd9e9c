//! Carries the engine's effects out: the only place that waits.
//!
//! [`Driver::take`] takes one message in and returns when everything that follows from it is
//! done, the commit included. Several calls may be under way at once on one thread: the engine
//! is borrowed only while it handles one input, never across a wait, so a question is answered
//! while an export is being read.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use protocol::data::{Change, KeyRange};
use protocol::failure::Failure;
use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{Body, Call, Envelope, Event, Request};
use protocol::settings::Settings;
use protocol::storage::OpenReport;

use crate::outlet::{Commit, Effect, Loaded, Outlet};
use crate::ports::{CatalogueSource, Clock, SettingsStore};
use crate::storage::{Applied, Durability, Row, Select, Seq, StorageBackend, StorageError};
use crate::table::Table;
use crate::work::Load;
use crate::{Engine, Identity, Input};

/// Rows read at once when all of a run are wanted.
const PAGE: usize = 1_000;

/// Everything the host provides.
pub struct Platform<B, C, S, K> {
    /// The store.
    pub backend: B,
    /// The catalogue's parts.
    pub catalogue: C,
    /// The settings.
    pub settings: S,
    /// The time.
    pub clock: K,
}

/// An engine with its platform.
pub struct Driver<B, C, S, K> {
    engine: RefCell<Engine>,
    platform: Platform<B, C, S, K>,
    /// Up to where the rows of others were read.
    seen: Cell<Seq>,
    /// Our own writes after `seen`.
    own: RefCell<Vec<Seq>>,
    /// Questions that are being answered, and when the stop watch saw them come.
    asked: RefCell<Table<RequestId, u64>>,
}

impl<B, C, S, K> Driver<B, C, S, K>
where
    B: StorageBackend,
    C: CatalogueSource,
    S: SettingsStore,
    K: Clock,
{
    /// Starts an engine over an opened store. The sink gets every message to the clients,
    /// beginning with [`Event::Ready`].
    pub async fn open(
        platform: Platform<B, C, S, K>,
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
        driver.drive(Input::Start, sink).await;
        if let Some(failure) = failed {
            sink(crate::unasked(Event::StorageLost(failure)));
        }
        driver
    }

    /// Loads the catalogue before anybody asks.
    pub async fn warm(&self, sink: &impl Fn(Envelope)) {
        self.drive(Input::Warm, sink).await;
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

    async fn drive(&self, input: Input, sink: &impl Fn(Envelope)) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let mut outlet = Outlet::default();
            self.engine
                .borrow_mut()
                .handle(self.platform.clock.now(), input, &mut outlet);
            let answered: Vec<Input> = outlet
                .messages
                .iter()
                .filter_map(|message| self.took(message))
                .collect();
            outlet.messages.into_iter().for_each(sink);
            for effect in outlet.effects {
                inputs.push_back(self.carry_out(effect).await);
            }
            inputs.extend(answered);
        }
    }

    async fn carry_out(&self, effect: Effect) -> Input {
        match effect {
            Effect::Load(ticket, load) => Input::Loaded(ticket, self.load(load).await),
            Effect::Fetch(part) => Input::Fetched(part, self.platform.catalogue.part(part).await),
            Effect::Commit(ticket, commit) => {
                let start = self.platform.clock.micros();
                let result = self.commit(commit).await;
                let micros = self.platform.clock.micros().saturating_sub(start);
                Input::Committed(ticket, result, micros)
            }
        }
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
