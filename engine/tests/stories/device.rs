//! A device of the tests: a driver over a SQLite file, with a clock that the test moves.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::mem::replace;
use std::path::PathBuf;
use std::rc::Rc;
use std::task::Poll;

use engine::driver::{Driver, Platform};
use engine::ports::{Calculators, CatalogueSource, Clock, EmbeddingSource, SettingsStore};
use engine::storage::adapters::sqlite::{self, Sqlite};
use protocol::answer::{Body as AnswerBody, Given, Overrides};
use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::{Code, Failure};
use protocol::ids::{FactId, ReplicaId, RequestId};
use protocol::message::{
    Body, Call, Conversation, Envelope, Event, Exchange, Part, Reply, Request,
};
use protocol::records::Verdict;
use protocol::settings::Settings;
use protocol::time::Timestamp;

/// A moment at which stories begin: 2026-11-22T08:00:00Z.
pub const MORNING: Timestamp = Timestamp(1_795_334_400_000_000);

/// A clock that stands still until it is moved; the stop watch gains 1,000 µs per look.
#[derive(Clone)]
pub struct TestClock {
    pub now: Rc<Cell<Timestamp>>,
    watch: Rc<Cell<u64>>,
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.now.get()
    }
    fn micros(&self) -> u64 {
        self.watch.set(self.watch.get() + 1_000);
        self.watch.get()
    }
    async fn pause(&self) {}
}

/// The catalogue as the generator packs it and the embedding table, with switches to take them away or
/// cut them short.
#[derive(Clone, Default)]
pub struct TestAssets {
    /// What is wrong with the catalogue.
    pub broken: Rc<RefCell<Option<Broken>>>,
    /// What is wrong with the embedding table.
    pub table: Rc<RefCell<Option<BrokenTable>>>,
    /// How often the table was asked for.
    pub table_asked: Rc<Cell<usize>>,
    /// Why the calculators cannot be asked.
    pub no_calculators: Rc<RefCell<Option<Failure>>>,
    /// What the calculators were asked, in order.
    pub tasks: Rc<RefCell<Vec<Task>>>,
    /// What agents say does not come as long as this is set.
    pub entries_held: Rc<Cell<bool>>,
    /// The parts of the catalogue that were asked for, in order.
    pub parts_asked: Rc<RefCell<Vec<PartName>>>,
}

/// What is wrong with the embedding table.
#[derive(Clone, Copy)]
pub enum BrokenTable {
    Missing,
    Short,
    Altered,
}

static TABLE: &[u8] = include_bytes!("../../embedding/table.elv");
/// In how many pieces the table arrives.
const PIECES: usize = 500;

impl EmbeddingSource for TestAssets {
    async fn table(
        &self,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Cow<'static, [u8]>, Failure> {
        self.table_asked.set(self.table_asked.get() + 1);
        let broken = *self.table.borrow();
        if let Some(BrokenTable::Missing) = broken {
            return Err(Failure::new(Code::EmbeddingMissing, "no network"));
        }
        for piece in 1..=PIECES {
            let done = TABLE.len() * piece / PIECES;
            progress(done as u64, Some(TABLE.len() as u64));
        }
        Ok(match broken {
            Some(BrokenTable::Short) => TABLE[..TABLE.len() / 2].into(),
            Some(BrokenTable::Altered) => {
                let mut bytes = TABLE.to_vec();
                bytes[TABLE.len() / 2] ^= 1;
                bytes.into()
            }
            _ => TABLE.into(),
        })
    }
}

/// What is wrong with the catalogue.
#[derive(Clone, Copy)]
pub enum Broken {
    Missing,
    /// Only what agents say is missing.
    EntriesMissing,
    Short,
    /// Each part comes only when somebody has looked for it once in vain.
    Late,
}

impl CatalogueSource for TestAssets {
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure> {
        self.parts_asked.borrow_mut().push(name);
        let bytes = packed(name);
        let of_entries = PartName::ENTRIES.contains(&name);
        poll_fn(|_| match self.entries_held.get() && of_entries {
            true => Poll::Pending,
            false => Poll::Ready(()),
        })
        .await;
        let broken = *self.broken.borrow();
        match broken {
            Some(Broken::EntriesMissing) if of_entries => {
                Err(Failure::new(Code::CatalogueMissing, name.name()))
            }
            Some(Broken::Missing) => Err(Failure::new(Code::CatalogueMissing, name.name())),
            Some(Broken::Short) => Ok(bytes[..bytes.len() / 2].to_vec()),
            Some(Broken::Late) => {
                let mut looked = false;
                poll_fn(|_| {
                    if replace(&mut looked, true) {
                        Poll::Ready(())
                    } else {
                        Poll::Pending
                    }
                })
                .await;
                Ok(bytes)
            }
            Some(Broken::EntriesMissing) | None => Ok(bytes),
        }
    }
}

impl Calculators for TestAssets {
    async fn calculate(&self, task: &Task) -> Result<Said, Failure> {
        self.tasks.borrow_mut().push(task.clone());
        if let Some(failure) = self.no_calculators.borrow().clone() {
            return Err(failure);
        }
        let tables = calculators::Tables::open(&packed(PartName::Calculators))?;
        Ok(calculators::take(&tables, task))
    }
}

fn packed(name: PartName) -> Vec<u8> {
    use std::sync::OnceLock;
    static PACKED: OnceLock<catalogue::Packed> = OnceLock::new();
    let packed = PACKED.get_or_init(|| {
        let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("catalogue");
        catalogue::pack(&dir).unwrap_or_else(|problems| panic!("{problems}"))
    });
    packed
        .parts
        .iter()
        .find(|part| part.name == name.name())
        .expect("all parts are packed")
        .bytes
        .clone()
}

/// Settings in memory.
#[derive(Clone, Default)]
pub struct TestSettings(Rc<Cell<Option<Settings>>>);

impl SettingsStore for TestSettings {
    async fn load(&self) -> Result<Settings, Failure> {
        Ok(self.0.get().unwrap_or_default())
    }
    async fn save(&self, settings: &Settings) -> Result<(), Failure> {
        self.0.set(Some(*settings));
        Ok(())
    }
    async fn clear(&self) -> Result<(), Failure> {
        self.0.set(None);
        Ok(())
    }
}

/// A directory that is gone with the test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

/// A driver, its clock, and everything it said.
pub struct Device {
    pub driver: Driver<Sqlite, TestAssets, TestSettings, TestClock>,
    pub clock: TestClock,
    pub assets: TestAssets,
    pub said: Rc<RefCell<Vec<Envelope>>>,
    next: Cell<u32>,
}

impl Device {
    /// Opens the store in this directory.
    pub fn open(dir: &std::path::Path) -> Self {
        Self::open_at(dir, MORNING)
    }

    /// The same with another time of day.
    pub fn open_at(dir: &std::path::Path, now: Timestamp) -> Self {
        let fresh = ReplicaId::from_bytes([7; 16]);
        let opened = pollster::block_on(sqlite::open(&dir.join("elex.db"), fresh));
        let opened = opened.expect("the store opens");
        let clock = TestClock {
            now: Rc::new(Cell::new(now)),
            watch: Rc::default(),
        };
        let assets = TestAssets::default();
        let said = Rc::new(RefCell::new(Vec::new()));
        let platform = Platform {
            backend: opened.backend,
            assets: assets.clone(),
            settings: TestSettings::default(),
            clock: clock.clone(),
        };
        let sink = {
            let said = said.clone();
            move |envelope| said.borrow_mut().push(envelope)
        };
        let driver = pollster::block_on(Driver::open(
            platform,
            opened.replica,
            opened.report,
            "test",
            &sink,
        ));
        Self {
            driver,
            clock,
            assets,
            said,
            next: Cell::new(1),
        }
    }

    /// Sends a request and gives every message that came of it, but how far it is.
    pub fn send(&self, request: Request) -> Vec<Body> {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        self.said.borrow_mut().clear();
        let said = self.said.clone();
        let sink = move |envelope| said.borrow_mut().push(envelope);
        pollster::block_on(
            self.driver
                .take(Envelope::new(id, Call::Request(request)), &sink),
        );
        let said = self.said.borrow();
        said.iter()
            .filter(|envelope| envelope.id == id)
            .filter(|envelope| !matches!(envelope.body, Body::Event(Event::Progress { .. })))
            .map(|envelope| envelope.body.clone())
            .collect()
    }

    /// Sends a request that must be replied to.
    pub fn reply(&self, request: Request) -> Reply {
        let bodies = self.send(request);
        bodies
            .iter()
            .find_map(|body| match body {
                Body::Reply(reply) => Some(reply.clone()),
                _ => None,
            })
            .unwrap_or_else(|| panic!("no reply, but {bodies:?}"))
    }

    /// Sends a request that must fail.
    pub fn failure(&self, request: Request) -> Failure {
        let bodies = self.send(request);
        match bodies.as_slice() {
            [Body::Failed(failure)] => failure.clone(),
            other => panic!("no failure, but {other:?}"),
        }
    }

    /// Asks, and expects an answer that is saved.
    pub fn ask(&self, question: &str) -> Exchange {
        self.ask_with(question, Vec::new())
    }

    /// Asks after an exchange.
    pub fn ask_after(&self, follows: FactId, question: &str) -> Exchange {
        self.asked(Request::Ask {
            question: question.to_owned(),
            given: Vec::new(),
            overrides: Overrides::default(),
            follows: Some(follows),
        })
    }

    /// The same with figures and settings.
    pub fn ask_with(&self, question: &str, given: Vec<Given>) -> Exchange {
        self.asked(Request::Ask {
            question: question.to_owned(),
            given,
            overrides: Overrides::default(),
            follows: None,
        })
    }

    /// What a question comes to, answered and saved.
    pub fn asked(&self, question: Request) -> Exchange {
        let bodies = self.send(question);
        let is_part = |body: &Body| matches!(body, Body::Part(..));
        let bodies: Vec<Body> = bodies.into_iter().filter(|body| !is_part(body)).collect();
        match bodies.as_slice() {
            [Body::Reply(Reply::Ask(exchange)), Body::Event(Event::Saved)] => (**exchange).clone(),
            other => panic!("not answered and saved, but {other:?}"),
        }
    }

    /// Gives a verdict.
    pub fn say(&self, response: FactId, verdict: Verdict, note: &str) -> Reply {
        self.reply(Request::Feedback {
            response,
            verdict,
            note: note.to_owned(),
        })
    }

    /// An exchange again.
    pub fn reopen(&self, response: FactId) -> Exchange {
        match self.reply(Request::Reopen { response }) {
            Reply::Reopen(exchange) => *exchange,
            other => panic!("not reopened, but {other:?}"),
        }
    }

    /// The conversation up to an exchange.
    pub fn conversation(&self, response: FactId) -> Conversation {
        match self.reply(Request::Conversation { response }) {
            Reply::Conversation(conversation) => conversation,
            other => panic!("no conversation, but {other:?}"),
        }
    }

    /// The questions of the history, newest first.
    pub fn questions(&self) -> Vec<String> {
        match self.reply(Request::History {
            before: None,
            limit: 500,
        }) {
            Reply::History(lines) => lines.into_iter().map(|line| line.question).collect(),
            other => panic!("no history, but {other:?}"),
        }
    }

    /// The lines of an export.
    pub fn export(&self) -> Vec<String> {
        let bodies = self.send(Request::Export);
        let text: String = bodies
            .iter()
            .filter_map(|body| match body {
                Body::Part(_, Part::Text(text)) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        text.lines().map(str::to_owned).collect()
    }
}

/// Whether an answer was refused as out of scope.
pub fn refused(exchange: &Exchange) -> bool {
    matches!(exchange.answer.body, AnswerBody::OutOfScope)
}
