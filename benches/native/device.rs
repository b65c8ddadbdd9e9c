//! A device: a driver over a SQLite file, as a host natively has it, with the embedding table at hand.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use engine::driver::{Driver, Platform};
use engine::ports::{Calculators, CatalogueSource, Clock, EmbeddingSource, SettingsStore};
use engine::storage::adapters::sqlite::{self, Sqlite};
use pollster::block_on;
use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::{Code, Failure};
use protocol::ids::{ReplicaId, RequestId};
use protocol::memory::{ImportReport, ImportStep, MemoryReply, MemoryRequest};
use protocol::message::{Body, Call, Envelope, Reply, Request};
use protocol::settings::Settings;
use protocol::time::Timestamp;

use crate::asking::Timed;

/// The table, compiled in as into `elex`.
pub static TABLE: &[u8] = include_bytes!("../../engine/embedding/table.elv");

/// Who writes.
pub const ME: ReplicaId = ReplicaId::from_bytes([7; 16]);

/// An engine with its store.
pub struct Device {
    driver: Driver<Sqlite, Assets, Unchanged, Steady>,
    next: Cell<u32>,
}

impl Device {
    /// Opens the store in this file; nothing of the memory is read yet.
    pub fn open(file: &Path) -> Self {
        let opened = block_on(sqlite::open(file, ME)).expect("the store opens");
        let platform = Platform {
            backend: opened.backend,
            assets: Assets,
            settings: Unchanged,
            clock: Steady(Instant::now()),
        };
        let (replica, report) = (opened.replica, opened.report);
        let driver = block_on(Driver::open(platform, replica, report, "bench", &|_| ()));
        block_on(driver.want_table(&|_| ()));
        Self {
            driver,
            next: Cell::new(1),
        }
    }

    /// Sends a request and gives its reply once everything that follows from it is done.
    pub fn ask(&self, request: Request) -> Reply {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        let last = RefCell::new(None);
        let sink = |envelope: Envelope| {
            if matches!(envelope.body, Body::Reply(_) | Body::Failed(_)) {
                last.replace(Some(envelope.body));
            }
        };
        let call = Envelope::new(id, Call::Request(request));
        block_on(self.driver.take(call, &sink));
        match last.take() {
            Some(Body::Reply(reply)) => reply,
            other => panic!("no reply, but {other:?}"),
        }
    }

    /// The same, with the time until the reply and until the end.
    pub fn timed(&self, request: Request) -> Timed {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        let last = RefCell::new(None);
        let start = Instant::now();
        let sink = |envelope: Envelope| {
            if let Body::Reply(reply) = envelope.body {
                last.replace(Some((reply, start.elapsed())));
            }
        };
        let call = Envelope::new(id, Call::Request(request));
        block_on(self.driver.take(call, &sink));
        let (reply, replied) = last.take().expect("a reply");
        Timed {
            reply,
            replied,
            ended: start.elapsed(),
        }
    }

    /// Loads the catalogue before a question.
    pub fn warm(&self) {
        block_on(self.driver.warm(&|_| ()));
    }

    /// The same of the memory.
    pub fn memory(&self, request: MemoryRequest) -> MemoryReply {
        match self.ask(Request::Memory(request)) {
            Reply::Memory(reply) => reply,
            other => panic!("not of the memory: {other:?}"),
        }
    }

    /// A step of an import.
    pub fn import(&self, step: ImportStep) -> ImportReport {
        match self.memory(MemoryRequest::Import(step)) {
            MemoryReply::Import(report) => report,
            other => panic!("no report: {other:?}"),
        }
    }
}

struct Assets;

impl CatalogueSource for Assets {
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure> {
        static PACKED: OnceLock<catalogue::Packed> = OnceLock::new();
        let packed = PACKED.get_or_init(|| {
            let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../engine/catalogue"));
            catalogue::pack(folder).expect("the catalogue is sound")
        });
        let part = packed.parts.iter().find(|part| part.name == name.name());
        let missing = || Failure::new(Code::CatalogueMissing, name.name());
        part.map(|part| part.bytes.clone()).ok_or_else(missing)
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
        Ok(TABLE.into())
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

struct Steady(Instant);

impl Clock for Steady {
    fn now(&self) -> Timestamp {
        crate::wall_clock()
    }
    fn micros(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
    async fn pause(&self) {}
}
