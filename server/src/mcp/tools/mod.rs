//! The tools: a closed list. One file each says what a tool takes, what it gives and how.

mod calculate;
mod distil;
mod evidence;
mod find_similar;
mod get_agent;
mod get_pattern;
mod get_stats;
mod judge;
mod list_agents;
mod query;
mod store_pattern;

use protocol::failure::{Code, Failure};
use protocol::memory::{MemoryReply, MemoryRequest};
use protocol::message::{Reply, Request};
use serde_json::{Map, Value};

use super::fields::{Arguments, Field};
use crate::failure::sentences;
use crate::memory::{MemoryError, reply};
use crate::native::NativeEngine;

/// A tool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    /// Keeps a pattern.
    StorePattern,
    /// Shows one.
    GetPattern,
    /// Finds those that help.
    FindSimilar,
    /// The memory in figures.
    GetStats,
    /// Says how something ended.
    Judge,
    /// Says what it teaches.
    Distil,
    /// Asks the radio agents.
    Query,
    /// Lists them.
    ListAgents,
    /// Shows one.
    GetAgent,
    /// Computes.
    Calculate,
}

/// What a client may conclude about a tool before it calls it. None of them destroys anything or
/// talks to anybody else.
#[derive(Clone, Copy, Debug)]
pub struct Hints {
    /// It changes nothing.
    pub reads_only: bool,
    /// The same call again changes nothing more.
    pub idempotent: bool,
}

/// Why a call that was understood was not carried out: sentences for the agent.
#[derive(Debug)]
pub struct Refusal(pub String);

impl Refusal {
    /// The tool has a bug.
    pub fn panicked() -> Self {
        Self(sentences(&Failure::new(Code::EngineCrashed, "")))
    }
}

impl From<MemoryError> for Refusal {
    fn from(error: MemoryError) -> Self {
        Self(error.to_string())
    }
}

impl Tool {
    /// Every tool, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::StorePattern,
        Self::GetPattern,
        Self::FindSimilar,
        Self::GetStats,
        Self::Judge,
        Self::Distil,
        Self::Query,
        Self::ListAgents,
        Self::GetAgent,
        Self::Calculate,
    ];

    /// The tool of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.name() == name)
    }

    /// The name that it is called by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StorePattern => "reasoningbank_store_pattern",
            Self::GetPattern => "reasoningbank_get_pattern",
            Self::FindSimilar => "reasoningbank_find_similar",
            Self::GetStats => "reasoningbank_get_stats",
            Self::Judge => "elex_judge",
            Self::Distil => "elex_distill",
            Self::Query => "elex_query",
            Self::ListAgents => "elex_list_agents",
            Self::GetAgent => "elex_get_agent",
            Self::Calculate => "elex_calculate",
        }
    }

    /// What a person calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::StorePattern => "Store a pattern",
            Self::GetPattern => "Get a pattern",
            Self::FindSimilar => "Find similar patterns",
            Self::GetStats => "Memory in figures",
            Self::Judge => "Judge by evidence",
            Self::Distil => "Distil patterns",
            Self::Query => "Ask the radio agents",
            Self::ListAgents => "List radio agents",
            Self::GetAgent => "Show a radio agent",
            Self::Calculate => "Calculate",
        }
    }

    /// What it does, to the agent that chooses one.
    pub const fn about(self) -> &'static str {
        match self {
            Self::StorePattern => store_pattern::ABOUT,
            Self::GetPattern => get_pattern::ABOUT,
            Self::FindSimilar => find_similar::ABOUT,
            Self::GetStats => get_stats::ABOUT,
            Self::Judge => judge::ABOUT,
            Self::Distil => distil::ABOUT,
            Self::Query => query::ABOUT,
            Self::ListAgents => list_agents::ABOUT,
            Self::GetAgent => get_agent::ABOUT,
            Self::Calculate => calculate::ABOUT,
        }
    }

    /// What it takes.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::StorePattern => store_pattern::FIELDS,
            Self::GetPattern => get_pattern::FIELDS,
            Self::FindSimilar => find_similar::FIELDS,
            Self::GetStats => get_stats::FIELDS,
            Self::Judge => judge::FIELDS,
            Self::Distil => distil::FIELDS,
            Self::Query => query::FIELDS,
            Self::ListAgents => list_agents::FIELDS,
            Self::GetAgent => get_agent::FIELDS,
            Self::Calculate => calculate::FIELDS,
        }
    }

    /// The JSON Schema of what it gives.
    pub fn output(self) -> Map<String, Value> {
        match self {
            Self::StorePattern => store_pattern::output(),
            Self::GetPattern => get_pattern::output(),
            Self::FindSimilar => find_similar::output(),
            Self::GetStats => get_stats::output(),
            Self::Judge => judge::output(),
            Self::Distil => distil::output(),
            Self::Query => query::output(),
            Self::ListAgents => list_agents::output(),
            Self::GetAgent => get_agent::output(),
            Self::Calculate => calculate::output(),
        }
    }

    /// What may be concluded about it.
    pub const fn hints(self) -> Hints {
        match self {
            Self::StorePattern => store_pattern::HINTS,
            Self::GetPattern => get_pattern::HINTS,
            Self::FindSimilar => find_similar::HINTS,
            Self::GetStats => get_stats::HINTS,
            Self::Judge => judge::HINTS,
            Self::Distil => distil::HINTS,
            Self::Query => query::HINTS,
            Self::ListAgents => list_agents::HINTS,
            Self::GetAgent => get_agent::HINTS,
            Self::Calculate => calculate::HINTS,
        }
    }

    /// Carries out a call whose arguments are as declared.
    pub async fn call(
        self,
        engine: &NativeEngine,
        arguments: &Arguments,
    ) -> Result<Value, Refusal> {
        match self {
            Self::StorePattern => store_pattern::call(engine, arguments).await,
            Self::GetPattern => get_pattern::call(engine, arguments).await,
            Self::FindSimilar => find_similar::call(engine, arguments).await,
            Self::GetStats => get_stats::call(engine).await,
            Self::Judge => judge::call(arguments),
            Self::Distil => distil::call(engine, arguments).await,
            Self::Query => query::call(engine, arguments).await,
            Self::ListAgents => list_agents::call(engine, arguments).await,
            Self::GetAgent => get_agent::call(engine, arguments).await,
            Self::Calculate => calculate::call(arguments),
        }
    }
}

/// Asks the memory, and waits until what it wrote is kept.
async fn ask(engine: &NativeEngine, request: MemoryRequest) -> Result<MemoryReply, Refusal> {
    let carried = engine.ask(Request::Memory(request)).await;
    Ok(reply(carried.map_err(MemoryError::from)?)?)
}

/// Asks the engine, and waits until what it wrote is kept.
async fn said(engine: &NativeEngine, request: Request) -> Result<Reply, Refusal> {
    let carried = engine.ask(request).await.map_err(MemoryError::from)?;
    let refused = |failure: Failure| Refusal(sentences(&failure));
    match (carried.reply.map_err(refused)?, carried.lost) {
        (_, Some(failure)) => Err(refused(failure)),
        (reply, None) => Ok(reply),
    }
}

/// The engine replied to something else: a bug, since it has the same list of requests.
fn confused() -> Refusal {
    Refusal(sentences(&Failure::new(
        Code::EngineCrashed,
        "the reply to another request",
    )))
}
