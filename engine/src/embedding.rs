//! The embedding table's place in the engine: fetched when its host says that it is wanted. Until it is
//! here, and when it cannot be had, hashed vectors serve.
//!
//! A failure is not for ever: the next time that it is wanted it is fetched again.

use std::borrow::Cow;

use protocol::failure::{Code, Failure};
use protocol::message::{Event, Stage};

use crate::Engine;
use crate::memory::embed::{AssetError, Embedder, EmbedderId};
use crate::outlet::{Effect, Outlet};
use crate::work::{Need, Stop};

/// How it stands with the embedding table.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum TableState {
    /// Nobody has needed it yet.
    #[default]
    NotAsked,
    /// It is being fetched.
    Coming,
    /// It is here, and this names the vectors that are made with it.
    Here(EmbedderId),
    /// It cannot be had, or not be used: `embedding-missing` or `embedding-damaged`.
    Lost(Failure),
}

/// The table on its way, then the embedder over it.
#[derive(Debug)]
pub(crate) struct Embedding {
    state: TableState,
    embedder: Embedder,
    /// How many bytes the clients were told are here, while they were not told that it is all.
    said: Option<u64>,
}

impl Default for Embedding {
    fn default() -> Self {
        Self {
            state: TableState::default(),
            embedder: Embedder::Hashed,
            said: None,
        }
    }
}

impl Embedding {
    /// Whether to fetch the table now: it is not here, and nobody fetches it yet.
    pub fn want(&mut self) -> bool {
        let is_wanted = matches!(self.state, TableState::NotAsked | TableState::Lost(_));
        if is_wanted {
            self.state = TableState::Coming;
        }
        is_wanted
    }

    /// Takes the table in, or why it cannot be had. After a failure it can be fetched again.
    pub fn put(&mut self, result: Result<Cow<'static, [u8]>, Failure>) {
        let opened = result.and_then(|bytes| Ok(Embedder::open(bytes)?));
        self.state = match opened {
            Ok(embedder) => {
                self.embedder = embedder;
                TableState::Here(self.embedder.id())
            }
            Err(failure) => TableState::Lost(failure),
        };
    }

    /// Makes vectors with what there is: by the table once it is here.
    pub const fn embedder(&self) -> &Embedder {
        &self.embedder
    }

    /// How it stands.
    pub const fn state(&self) -> &TableState {
        &self.state
    }
}

impl From<AssetError> for Failure {
    fn from(error: AssetError) -> Self {
        Self::new(Code::EmbeddingDamaged, error.to_string())
    }
}

impl Engine {
    /// How it stands with the embedding table.
    #[must_use]
    pub fn table_state(&self) -> TableState {
        self.embedding.state().clone()
    }

    /// What a handler returns after a slice of long work.
    pub(crate) const fn let_others_go_first() -> Stop {
        Stop::Needs(Need::Pause)
    }

    pub(crate) fn want_table(&mut self, outlet: &mut Outlet) {
        if self.embedding.want() {
            outlet.effect(Effect::FetchTable);
        }
    }

    pub(crate) fn table_coming(&mut self, done: u64, total: Option<u64>, outlet: &mut Outlet) {
        self.embedding.said = Some(done).filter(|done| Some(*done) != total);
        say_how_far(done, total, outlet);
    }

    pub(crate) fn table_fetched(
        &mut self,
        result: Result<Cow<'static, [u8]>, Failure>,
        outlet: &mut Outlet,
    ) {
        // It broke off: whoever shows how far it is has to hear that nothing more comes.
        if let Some(done) = self.embedding.said.take() {
            say_how_far(done, Some(done), outlet);
        }
        self.embedding.put(result);
        self.shelf.embed(self.embedding.embedder());
        if self.memory.is_open() && self.memory.bank().embedder().is_none() {
            // Nothing was searched yet: it will be by the table, and the figures say so.
            outlet.event(Event::Changed);
        }
        self.embed_again(outlet);
    }
}

/// To all: nobody waits for the table, words serve until it is here.
fn say_how_far(done: u64, total: Option<u64>, outlet: &mut Outlet) {
    outlet.event(Event::Progress {
        done,
        total,
        stage: Stage::Embedding,
    });
}

#[cfg(test)]
mod tests;
