//! The embedding table's place in the engine: fetched when it is needed first. Until it is here, and
//! when it cannot be had, hashed vectors serve.
//!
//! A failure is not for ever: the next request that needs the table has it fetched again.

use std::borrow::Cow;

use protocol::failure::{Code, Failure};
use protocol::ids::RequestId;
use protocol::message::{Body, Event, Stage};

use crate::Engine;
use crate::memory::embed::{AssetError, Embedder, EmbedderId};
use crate::outlet::{Effect, Outlet};
use crate::work::{Need, Stop, TableWait, Work};

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

    /// The embedder for a request: with the table, or with hashed vectors once it is known that the
    /// table cannot be had now. Then [`Engine::table_state`] says why.
    #[allow(dead_code, reason = "for the requests of the memory")]
    pub(crate) fn embedder(&self, work: &Work) -> Result<&Embedder, Stop> {
        let is_here = matches!(self.embedding.state(), TableState::Here(_));
        if is_here || work.table == TableWait::Over {
            Ok(self.embedding.embedder())
        } else {
            Err(Stop::Needs(Need::Table))
        }
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
        self.say_how_far(done, total, outlet);
    }

    /// To those who wait; to all, when it is fetched before anybody needs it.
    fn say_how_far(&self, done: u64, total: Option<u64>, outlet: &mut Outlet) {
        let event = || Event::Progress {
            done,
            total,
            stage: Stage::Embedding,
        };
        let waiting = self.waiting_for_table();
        if waiting.is_empty() {
            outlet.event(event());
        }
        for id in waiting {
            outlet.send(id, Body::Event(event()));
        }
    }

    pub(crate) fn table_fetched(
        &mut self,
        result: Result<Cow<'static, [u8]>, Failure>,
        outlet: &mut Outlet,
    ) {
        // It broke off: whoever shows how far it is has to hear that nothing more comes.
        if let Some(done) = self.embedding.said.take() {
            self.say_how_far(done, Some(done), outlet);
        }
        self.embedding.put(result);
        self.embed_again(outlet);
        for id in self.end_waiting_for_table() {
            self.run(id, outlet);
        }
    }

    /// Those who waited go on, whether the table came or not.
    fn end_waiting_for_table(&mut self) -> Vec<RequestId> {
        let waited = self.waiting_for_table();
        for id in &waited {
            if let Some(work) = self.pending.get_mut(id) {
                work.table = TableWait::Over;
            }
        }
        waited
    }

    fn waiting_for_table(&self) -> Vec<RequestId> {
        let pending = self.pending.iter();
        let waiting = pending.filter(|(_, work)| work.table == TableWait::Waits);
        waiting.map(|(id, _)| *id).collect()
    }
}

#[cfg(test)]
mod tests;
