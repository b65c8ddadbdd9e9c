//! The catalogue's place in the engine: parts arrive one by one, and are opened when all that an
//! answer needs are in.

use protocol::catalogue::packed::PartName;
use protocol::failure::Failure;
use protocol::message::{Event, Stage};

use crate::catalogue::Catalogue;
use crate::memory::embed::Embedder;
use crate::routing::AgentVectors;
use crate::work::{Need, Stop};

/// Parts on their way, then the open catalogue.
#[derive(Default)]
pub(crate) struct Shelf {
    wanted: Vec<PartName>,
    parts: Vec<(PartName, Vec<u8>)>,
    catalogue: Option<Catalogue>,
    vectors: Option<AgentVectors>,
}

/// How far the shelf is after a part came.
pub(crate) enum State {
    Waiting,
    Ready,
    Failed(Failure),
}

impl Shelf {
    /// The parts to fetch that nobody fetches yet.
    pub fn want(&mut self) -> Vec<PartName> {
        if self.catalogue.is_some() {
            return Vec::new();
        }
        let is_known = |part: &PartName| {
            self.wanted.contains(part) || self.parts.iter().any(|(name, _)| name == part)
        };
        let missing = PartName::ANSWERS.into_iter().filter(|part| !is_known(part));
        let missing: Vec<PartName> = missing.collect();
        self.wanted.extend(&missing);
        missing
    }

    /// Takes a part in. After a failure everything can be fetched again.
    pub fn put(&mut self, part: PartName, result: Result<Vec<u8>, Failure>) -> State {
        self.wanted.retain(|wanted| *wanted != part);
        match result {
            Ok(bytes) => {
                self.parts.retain(|(name, _)| *name != part);
                self.parts.push((part, bytes));
            }
            Err(failure) => return State::Failed(failure),
        }
        if self.parts.len() < PartName::ANSWERS.len() {
            return State::Waiting;
        }
        match Catalogue::open(&std::mem::take(&mut self.parts)) {
            Ok(catalogue) => {
                self.catalogue = Some(catalogue);
                State::Ready
            }
            Err(error) => State::Failed(error.into()),
        }
    }

    /// Makes the vectors of the agents once the catalogue and the embedding table are here. A few
    /// dozen milliseconds, so it is not left to the first question.
    pub fn embed(&mut self, embedder: &Embedder) {
        if let (Some(catalogue), None, Embedder::Table(_)) =
            (&self.catalogue, &self.vectors, embedder)
        {
            self.vectors = Some(AgentVectors::of(catalogue, embedder));
        }
    }

    /// How alike each agent is to a question in meaning; none without vectors.
    pub fn likeness(&self, embedder: &Embedder, question: &str) -> Option<Vec<f32>> {
        let vectors = self.vectors.as_ref()?;
        Some(vectors.likeness(&embedder.embed(question)))
    }

    /// How far loading is, for those who wait.
    pub fn progress(&self) -> Event {
        let all = PartName::ANSWERS.len() as u64;
        let here = self.parts.len() as u64;
        Event::Progress {
            done: if self.catalogue.is_some() { all } else { here },
            total: Some(all),
            stage: Stage::Catalogue,
        }
    }

    /// The open catalogue, or the need for it.
    pub fn open(&self) -> Result<&Catalogue, Stop> {
        self.catalogue.as_ref().ok_or(Stop::Needs(Need::Catalogue))
    }
}
