//! The one message type between page, worker, command line, tools and tests.
//!
//! A client sends a [`Call`]; the engine answers each request with any number of [`Body::Part`],
//! then exactly one [`Body::Reply`] or [`Body::Failed`], and says [`Body::Event`] without being
//! asked. Between page and worker an envelope is postcard bytes (both are built together); on the
//! command line a reply is JSON. The two directions are two types, so that neither binary carries
//! the code to read what it only writes.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::agents::{AgentList, AgentView};
use crate::answer::{Answer, Given, Overrides, Routing};
use crate::calculator::{Calculated, Calculation, Description};
use crate::failure::Failure;
use crate::ids::{AgentId, FactId, RequestId};
use crate::memory::{Evidence, MemoryReply, MemoryRequest};
use crate::records::Verdict;
use crate::settings::Settings;
use crate::storage::{OpenReport, StorageStats};
use crate::telemetry::{Event as TelemetryEvent, Snapshot, Window};
use crate::time::Timestamp;

/// Version of this message type. Page and worker come from one build and must agree.
pub const VERSION: u16 = 1;
/// The longest question, in bytes of UTF-8.
pub const MAX_QUESTION_BYTES: usize = 8 * 1024;
/// The most exchanges of a conversation that are read at once.
pub const LONGEST_CONVERSATION: usize = 50;
/// The longest note on an answer, in bytes of UTF-8.
pub const MAX_NOTE_BYTES: usize = 8 * 1024;

/// What travels: a [`Call`] to the engine, a [`Body`] from it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Envelope<M = Body> {
    /// [`VERSION`] of the sender.
    pub v: u16,
    /// Which request this belongs to; 0 for events.
    pub id: RequestId,
    /// The message.
    pub body: M,
}

/// The closed set of messages to the engine.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Call {
    /// A client asks.
    Request(Request),
    /// A client no longer wants the reply to this id.
    Cancel,
}

/// The closed set of messages from the engine.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Body {
    /// A piece of a reply that comes in pieces, counted from 0.
    Part(u32, Part),
    /// The reply.
    Reply(Reply),
    /// Something happened that nobody asked for, or after the reply.
    Event(Event),
    /// There is no reply, and why.
    Failed(Failure),
}

/// Every use case, once.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Request {
    /// A question.
    Ask {
        /// As typed.
        question: String,
        /// Figures and settings that come with it, beside those in its text.
        given: Vec<Given>,
        /// What stands in the place of what would be recognised.
        overrides: Overrides,
        /// The exchange that it follows; one that is not known here (yet) is kept all the same.
        follows: Option<FactId>,
    },
    /// The latest exchanges before a moment (`None`: now).
    History {
        /// Exchanges older than this.
        before: Option<Timestamp>,
        /// At most so many, 1 … 500.
        limit: u32,
    },
    /// One exchange again.
    Reopen {
        /// Which.
        response: FactId,
    },
    /// The exchanges up to one, each following the one before.
    Conversation {
        /// The last of them.
        response: FactId,
    },
    /// A verdict on an answer; a later one takes the place of an earlier one.
    Feedback {
        /// Which answer.
        response: FactId,
        /// The verdict.
        verdict: Verdict,
        /// What the user adds, may be empty.
        note: String,
    },
    /// The page says when an answer was drawn.
    Drawn {
        /// Which answer.
        response: FactId,
        /// From click to drawn answer.
        page_micros: u64,
    },
    /// What is in the catalogue.
    Catalogue,
    /// The agents that fit some words: names, fields or a symptom; all of them where there are none.
    Agents {
        /// As typed.
        search: String,
    },
    /// One agent with all that it holds.
    Agent {
        /// Which.
        agent: AgentId,
    },
    /// Recorded use, summed up.
    Telemetry(Window),
    /// Recorded use, event by event.
    ExportTelemetry(Window),
    /// How the store is doing.
    Storage,
    /// The settings.
    Settings,
    /// Other settings.
    ChangeSettings(Settings),
    /// Everything that is stored, as JSON Lines in parts.
    Export,
    /// Deletes everything that is stored on this device.
    DeleteAll,
    /// The reasoning memory.
    Memory(MemoryRequest),
    /// All calculators with their inputs.
    Calculators,
    /// A calculation. Inputs may be texts as they were typed into a form: `14,5 km`.
    Calculate(Calculation),
}

/// The replies, in the order of [`Request`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The answer; [`Event::Saved`] follows.
    Ask(Box<Exchange>),
    /// Newest first.
    History(Vec<ExchangeLine>),
    /// The exchange with its present feedback.
    Reopen(Box<Exchange>),
    /// At most [`LONGEST_CONVERSATION`] of them.
    Conversation(Conversation),
    /// The feedback as it is stored now.
    Feedback(Option<FeedbackView>),
    /// Noted.
    Drawn,
    /// Counts, from the catalogue itself.
    Catalogue(CatalogueCounts),
    /// Those that fit.
    Agents(AgentList),
    /// The agent.
    Agent(Box<AgentView>),
    /// The sums.
    Telemetry(Box<Snapshot>),
    /// The recorded events of the window, oldest first.
    ExportTelemetry(Vec<TelemetryEvent>),
    /// The report and the figures.
    Storage(StorageView),
    /// The settings.
    Settings(Settings),
    /// The settings as stored.
    ChangeSettings(Settings),
    /// All parts were sent: so many rows.
    Export {
        /// Rows in the file.
        rows: u64,
    },
    /// Everything is gone.
    DeleteAll,
    /// What the memory says.
    Memory(MemoryReply),
    /// Subject by subject.
    Calculators(Vec<Description>),
    /// The result, or why there is none.
    Calculation(Box<Calculated>),
}

/// A piece of a reply.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Part {
    /// Text of a file that is being exported.
    Text(String),
    /// Of an answer that has to wait for something: what is understood, and who answers.
    Route(Box<Routing>),
    /// Of such an answer: as far as it is. What is still on its way is empty; nothing that is there
    /// will be another in the reply.
    Answer(Box<Answer>),
    /// All of such an answer but what the memory knows of it.
    Whole(Box<Answer>),
}

/// Said without being asked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Event {
    /// The engine is ready for requests. Nothing may be sent before.
    Ready(Box<Ready>),
    /// How far a long request is; at most ten a second.
    Progress {
        /// Done so far.
        done: u64,
        /// Of so many, where known.
        total: Option<u64>,
        /// What is being done.
        stage: Stage,
    },
    /// What the request with this envelope's id wrote is committed.
    Saved,
    /// What the request with this envelope's id wrote could not be committed.
    NotSaved(Failure),
    /// Rows were changed by somebody else: ask again for what is on screen.
    Changed,
    /// The store was closed under us; a reload opens it again.
    StorageLost(Failure),
}

/// What the engine opened with.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ready {
    /// Build of the worker.
    pub build: String,
    /// The store.
    pub storage: OpenReport,
    /// The settings.
    pub settings: Settings,
}

/// What a long request is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The catalogue is being loaded, counted in parts.
    Catalogue,
    /// The embedding table is being loaded, counted in bytes.
    Embedding,
    /// Rows are being written to a file.
    Export,
    /// Patterns are being read from the store.
    Memory,
}

/// A question with its answer, as shown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Exchange {
    /// Its id.
    pub response: FactId,
    /// When it was asked.
    pub at: Timestamp,
    /// The answer.
    pub answer: Answer,
    /// What the memory knows of the question.
    pub evidence: Evidence,
    /// The present feedback.
    pub feedback: Option<FeedbackView>,
    /// When shown again: the catalogue is another than the one that answered.
    pub catalogue_changed: bool,
    /// The exchange that it follows.
    pub follows: Option<FactId>,
}

/// Exchanges that follow each other.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Conversation {
    /// Oldest first; never empty.
    pub exchanges: Vec<Exchange>,
    /// What comes before the first of them, where there is more.
    pub before: Option<Before>,
}

/// Why a conversation does not begin with its first question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// It is longer than what is read at once; this is the next one.
    More(FactId),
    /// The exchange before is not on this device, or cannot be read.
    Missing(FactId),
}

/// A line of the history.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ExchangeLine {
    /// Its id.
    pub response: FactId,
    /// When it was asked.
    pub at: Timestamp,
    /// The question.
    pub question: String,
    /// False when it was refused.
    pub answered: bool,
    /// The present verdict.
    pub verdict: Option<Verdict>,
    /// The exchange that it follows.
    pub follows: Option<FactId>,
}

/// The feedback that counts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FeedbackView {
    /// The verdict; never `Withdrawn`.
    pub verdict: Verdict,
    /// The note.
    pub note: String,
    /// When it was given.
    pub at: Timestamp,
}

/// What is in the catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CatalogueCounts {
    /// Version of the catalogue.
    pub version: String,
    /// Agents.
    pub agents: u32,
    /// RRC parameters, both technologies.
    pub rrc_parameters: u32,
    /// Attributes of the management model.
    pub attributes: u32,
    /// Parameters of the small-cell model.
    pub small_cell: u32,
    /// Counters.
    pub counters: u32,
    /// KPIs.
    pub kpis: u32,
    /// Procedures.
    pub procedures: u32,
    /// Cause values.
    pub causes: u32,
}

/// How the store is doing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StorageView {
    /// How it was opened.
    pub report: OpenReport,
    /// How much is in it.
    pub stats: StorageStats,
}

impl<M> Envelope<M> {
    /// An envelope of this version.
    #[must_use]
    pub const fn new(id: RequestId, body: M) -> Self {
        Self {
            v: VERSION,
            id,
            body,
        }
    }
}

impl<M: Serialize> Envelope<M> {
    /// The postcard bytes.
    ///
    /// # Errors
    /// Never for our own types; postcard's signature allows it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }
}

impl<M: DeserializeOwned> Envelope<M> {
    /// Reads postcard bytes.
    ///
    /// # Errors
    /// When the bytes are cut short or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        let envelope: Self = postcard::from_bytes(bytes)?;
        if envelope.v == VERSION {
            Ok(envelope)
        } else {
            Err(postcard::Error::WontImplement)
        }
    }
}
