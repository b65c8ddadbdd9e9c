//! The memory as the page knows it: its figures, what is being written, and the ways to ask it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::memory::{
    Filter, Found, ImportReport, ImportStep, Lines, MemoryReply, MemoryRequest, MemoryStats,
    PatternView,
};
use protocol::message::{Reply, Request, Stage};

use super::{Notice, Session};
use crate::client::other_reply;
use crate::components::Progress;
use crate::reply_of;

/// What of the memory more than its page needs.
#[derive(Clone, Copy, Default)]
pub struct Memory {
    /// Its figures; none until they were asked for.
    pub stats: RwSignal<Option<MemoryStats>>,
    /// What is being written.
    pub form: RwSignal<Option<Form>>,
}

/// What is being written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A new pattern.
    Add,
    /// Other fields of this one.
    Edit(FactId),
}

/// Where a pattern is shown.
#[must_use]
pub fn pattern_address(pattern: FactId) -> String {
    format!("/memory/{pattern}")
}

impl Session {
    /// Asks the memory.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn ask_memory(self, request: MemoryRequest) -> Result<MemoryReply, Failure> {
        let reply = self.client.ask(Request::Memory(request)).await;
        // Reading and loading are over once there is a reply; nothing says so by itself.
        let over = |it: &Progress| {
            it.is_some_and(|(stage, ..)| matches!(stage, Stage::Memory | Stage::Embedding))
        };
        if self.progress.with_untracked(over) {
            self.progress.set(None);
        }
        reply_of!(reply, Reply::Memory)
    }

    /// Asks what is answered by a pattern.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn ask_pattern(self, request: MemoryRequest) -> Result<PatternView, Failure> {
        match self.ask_memory(request).await? {
            MemoryReply::Store(view)
            | MemoryReply::Get(view)
            | MemoryReply::Edit(view)
            | MemoryReply::Forget(view)
            | MemoryReply::AddOutcome(view)
            | MemoryReply::WithdrawOutcome(view)
            | MemoryReply::Merge(view)
            | MemoryReply::Unmerge(view) => Ok(*view),
            _ => Err(other_reply()),
        }
    }

    /// Asks for a piece of the list.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn ask_lines(self, request: MemoryRequest) -> Result<Lines, Failure> {
        reply_of!(self.ask_memory(request).await, MemoryReply::List)
    }

    /// Asks for what helps with a question.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn ask_found(self, request: MemoryRequest) -> Result<Found, Failure> {
        reply_of!(self.ask_memory(request).await, MemoryReply::Find)
    }

    /// Takes a step of an import.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn import(self, step: ImportStep) -> Result<ImportReport, Failure> {
        reply_of!(
            self.ask_memory(MemoryRequest::Import(step)).await,
            MemoryReply::Import
        )
    }

    /// Asks for the figures again.
    pub fn refresh_memory(self) {
        spawn_local(async move {
            let reply = self.ask_memory(MemoryRequest::Stats).await;
            // A failure keeps what is shown; the page of the memory says what is wrong.
            if let Ok(stats) = reply_of!(reply, MemoryReply::Stats) {
                let hashed = stats.hashed;
                let stats = Some(*stats);
                if self.memory.stats.with_untracked(|shown| *shown != stats) {
                    self.memory.stats.try_set(stats);
                }
                if !hashed {
                    self.make_ready_to_search().await;
                }
            }
        });
    }

    /// Has the patterns made ready to be searched, so that the first search does not wait for it: once
    /// the table of meanings is here, or the work would be done twice.
    async fn make_ready_to_search(self) {
        let request = MemoryRequest::Find {
            text: String::new(),
            filter: Filter::default(),
            limit: 0,
            spread_percent: None,
            counts: false,
        };
        // Whoever searches hears what is wrong.
        let _found = self.ask_memory(request).await;
    }

    /// Forgets a pattern, with the way back.
    pub fn forget(self, pattern: FactId, forgotten: bool) {
        spawn_local(async move {
            let request = MemoryRequest::Forget { pattern, forgotten };
            match self.ask_pattern(request).await {
                Ok(_) => {
                    self.refresh();
                    let undo = Callback::new(move |()| self.forget(pattern, !forgotten));
                    let words = if forgotten {
                        "Pattern forgotten"
                    } else {
                        "Pattern brought back"
                    };
                    self.say(words, forgotten.then_some(undo));
                }
                Err(failure) => self.notify(Notice::Failed(failure)),
            }
        });
    }
}
