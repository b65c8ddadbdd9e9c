//! The memory in a folder, opened for one command or for a server.

use std::ops::ControlFlow;
use std::path::Path;

use protocol::failure::{Code, Failure};
use protocol::memory::{MemoryReply, MemoryRequest};
use protocol::message::{Part, Reply, Request};

use super::MemoryError;
use crate::native::{Carried, Folder, NativeEngine, Place, Running};

/// The memory of a folder.
pub struct Store(Running);

impl Store {
    /// Opens it. A memory that would be gone with the program is none.
    ///
    /// # Errors
    /// When the folder or the database in it cannot be used.
    pub fn open(data: Option<&Path>) -> Result<Self, MemoryError> {
        let place = Place::File(Folder::open(data)?.database());
        let mut running =
            NativeEngine::start(place).map_err(|error| MemoryError::Failed(error.into()))?;
        match running.report.fallback.take() {
            None => Ok(Self(running)),
            Some(failure) => {
                running.stop()?;
                Err(MemoryError::Failed(failure))
            }
        }
    }

    /// To ask it from elsewhere.
    #[must_use]
    pub fn engine(&self) -> NativeEngine {
        self.0.engine.clone()
    }

    /// Asks, and waits until what it wrote is kept.
    ///
    /// # Errors
    /// When the engine or its store says no.
    pub fn ask(&self, request: MemoryRequest) -> Result<MemoryReply, MemoryError> {
        reply(self.0.engine.ask_blocking(Request::Memory(request))?)
    }

    /// Asks for a reply that comes in pieces of text.
    ///
    /// # Errors
    /// When the engine or its store says no.
    pub fn ask_in_parts(
        &self,
        request: MemoryRequest,
        mut take: impl FnMut(&str) -> ControlFlow<()>,
    ) -> Result<MemoryReply, MemoryError> {
        let engine = &self.0.engine;
        let take = |part| match part {
            Part::Text(text) => take(&text),
            // Parts of an answer to a question, which was not asked.
            Part::Route(_) | Part::Answer(_) | Part::Whole(_) => ControlFlow::Continue(()),
        };
        reply(engine.ask_in_parts(Request::Memory(request), take)?)
    }

    /// Closes it.
    ///
    /// # Errors
    /// When the engine's thread ended before.
    pub fn close(self) -> Result<(), MemoryError> {
        Ok(self.0.stop()?)
    }
}

/// What the memory says; what is not kept was not done.
///
/// # Errors
/// When there is no reply, or it is not kept.
pub fn reply(carried: Carried) -> Result<MemoryReply, MemoryError> {
    match (carried.reply, carried.lost) {
        (Err(failure), _) => Err(MemoryError::Failed(failure)),
        (Ok(_), Some(failure)) => Err(MemoryError::NotKept(failure)),
        (Ok(Reply::Memory(reply)), None) => Ok(reply),
        (Ok(_), None) => Err(MemoryError::Failed(Failure::new(
            Code::EngineCrashed,
            "the reply to another request",
        ))),
    }
}
