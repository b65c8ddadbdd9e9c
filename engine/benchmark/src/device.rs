//! A device: a driver over a database of its own, as the product's worker has it, with the embedding
//! table at hand.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use engine::driver::{Driver, Platform};
use engine::ports::{Calculators, CatalogueSource, EmbeddingSource, SettingsStore};
use engine::storage::adapters::indexed_db::{self, IndexedDb};
use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::{Code, Failure};
use protocol::ids::{ReplicaId, RequestId};
use protocol::memory::{ImportReport, ImportStep, MemoryReply, MemoryRequest};
use protocol::message::{Body, Call, Envelope, Reply, Request};
use protocol::settings::Settings;
use worker::platform::BrowserClock;

use crate::ended::{Ended, Run};

/// Who writes.
pub const ME: ReplicaId = ReplicaId::from_bytes([7; 16]);

/// The table's bytes.
pub type Table = Rc<Vec<u8>>;

/// An engine with its store.
pub struct Device {
    driver: Driver<IndexedDb, Assets, Unchanged, BrowserClock>,
    next: Cell<u32>,
}

impl Device {
    /// Opens the database of this name; nothing of the memory is read yet.
    pub async fn open(name: &str, table: &Table) -> Run<Self> {
        let opened = indexed_db::open(name, ME).await?;
        let platform = Platform {
            backend: opened.backend,
            assets: Assets(table.clone()),
            settings: Unchanged,
            clock: BrowserClock::default(),
        };
        let (replica, report) = (opened.replica, opened.report);
        let driver = Driver::open(platform, replica, report, "benchmark", &|_| ()).await;
        driver.want_table(&|_| ()).await;
        Ok(Self {
            driver,
            next: Cell::new(1),
        })
    }

    /// Sends a request and gives its reply once everything that follows from it is done.
    pub async fn memory(&self, request: MemoryRequest) -> Run<MemoryReply> {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        let last = RefCell::new(None);
        let sink = |envelope: Envelope| {
            if matches!(envelope.body, Body::Reply(_) | Body::Failed(_)) {
                last.replace(Some(envelope.body));
            }
        };
        let call = Envelope::new(id, Call::Request(Request::Memory(request)));
        self.driver.take(call, &sink).await;
        match last.take() {
            Some(Body::Reply(Reply::Memory(reply))) => Ok(reply),
            Some(Body::Failed(failure)) => Err(failure.into()),
            _ => Err(Ended::Failed("no reply of the memory".to_owned())),
        }
    }

    /// A step of an import.
    pub async fn import(&self, step: ImportStep) -> Run<ImportReport> {
        match self.memory(MemoryRequest::Import(step)).await? {
            MemoryReply::Import(report) => Ok(report),
            _ => Err(Ended::Failed("no report of the import".to_owned())),
        }
    }

    /// Lets go of the database.
    pub async fn close(&self) {
        self.driver.close().await;
    }
}

struct Assets(Table);

impl CatalogueSource for Assets {
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure> {
        // Nobody asks a question here.
        Err(Failure::new(Code::CatalogueMissing, name.name()))
    }
}

impl Calculators for Assets {
    async fn calculate(&self, _task: &Task) -> Result<Said, Failure> {
        // Nobody asks a question here.
        Err(Failure::new(Code::CalculatorsMissing, ""))
    }
}

impl EmbeddingSource for Assets {
    async fn table(
        &self,
        _progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Cow<'static, [u8]>, Failure> {
        Ok(self.0.to_vec().into())
    }
}

struct Unchanged;

impl SettingsStore for Unchanged {
    async fn load(&self) -> Result<Settings, Failure> {
        Ok(Settings::default())
    }
    async fn save(&self, _settings: &Settings) -> Result<(), Failure> {
        Ok(())
    }
    async fn clear(&self) -> Result<(), Failure> {
        Ok(())
    }
}
