//! The catalogue's place in the engine: parts arrive one by one, in two waves, and a wave is opened
//! when all of it is in.

use protocol::catalogue::packed::PartName;
use protocol::failure::Failure;
use protocol::message::{Event, Stage};

use crate::catalogue::{Catalogue, Entries};
use crate::memory::embed::Embedder;
use crate::routing::AgentVectors;
use crate::work::{Need, Stop};

/// Parts on their way, then what they hold, opened.
pub(crate) struct Shelf {
    first: Wave,
    second: Wave,
    catalogue: Option<Catalogue>,
    entries: Option<Entries>,
    vectors: Option<AgentVectors>,
}

/// Parts with their bytes.
type Parts = Vec<(PartName, Vec<u8>)>;

/// Parts that are opened together.
struct Wave {
    all: &'static [PartName],
    /// Those that somebody fetches.
    wanted: Vec<PartName>,
    here: Parts,
}

/// How far a wave is after one of its parts came.
pub(crate) enum State {
    Waiting,
    Ready,
    Failed(Failure),
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            first: Wave::of(&PartName::FIRST),
            second: Wave::of(&PartName::ENTRIES),
            catalogue: None,
            entries: None,
            vectors: None,
        }
    }
}

impl Shelf {
    /// The parts of the first wave to fetch that nobody fetches yet.
    pub fn want(&mut self) -> Vec<PartName> {
        match self.catalogue {
            Some(_) => Vec::new(),
            None => self.first.want(),
        }
    }

    /// The same of the second. There are none before the first is here: a first answer does not wait
    /// in line with it.
    pub fn want_entries(&mut self) -> Vec<PartName> {
        match (&self.catalogue, &self.entries) {
            (Some(_), None) => self.second.want(),
            _ => Vec::new(),
        }
    }

    /// Takes a part of either wave in. After a failure all of its wave can be fetched again.
    pub fn put(&mut self, part: PartName, result: Result<Vec<u8>, Failure>) -> State {
        let of_entries = PartName::ENTRIES.contains(&part);
        let wave = if of_entries {
            &mut self.second
        } else {
            &mut self.first
        };
        let parts = match wave.put(part, result) {
            Ok(Some(parts)) => parts,
            Ok(None) => return State::Waiting,
            Err(failure) => return State::Failed(failure),
        };
        let opened = match (&self.catalogue, of_entries) {
            (Some(catalogue), true) => {
                Entries::open(&parts, catalogue).map(|entries| self.entries = Some(entries))
            }
            _ => Catalogue::open(&parts).map(|catalogue| self.catalogue = Some(catalogue)),
        };
        match opened {
            Ok(()) => State::Ready,
            Err(error) => State::Failed(error.into()),
        }
    }

    /// Makes the vectors of the agents once their texts and the embedding table are here. A few
    /// dozen milliseconds, so it is not left to the first question.
    pub fn embed(&mut self, embedder: &Embedder) {
        if let (Some(catalogue), Some(entries), None, Embedder::Table(_)) =
            (&self.catalogue, &self.entries, &self.vectors, embedder)
        {
            self.vectors = Some(AgentVectors::of(catalogue, entries, embedder));
        }
    }

    /// How alike each agent is to a question in meaning; none without vectors.
    pub fn likeness(&self, embedder: &Embedder, question: &str) -> Option<Vec<f32>> {
        let vectors = self.vectors.as_ref()?;
        Some(vectors.likeness(&embedder.embed(question)))
    }

    /// How far loading is, for those who wait for the first wave or for both.
    pub fn progress(&self, entries: bool) -> Event {
        let waves = [
            (&self.first, self.catalogue.is_some()),
            (&self.second, self.entries.is_some()),
        ];
        let (mut done, mut total) = (0, 0);
        for (wave, is_open) in waves.iter().take(if entries { 2 } else { 1 }) {
            let all = wave.all.len();
            done += if *is_open { all } else { wave.here.len() };
            total += all;
        }
        Event::Progress {
            done: done as u64,
            total: Some(total as u64),
            stage: Stage::Catalogue,
        }
    }

    /// The open catalogue, or the need for it.
    pub fn open(&self) -> Result<&Catalogue, Stop> {
        self.catalogue.as_ref().ok_or(Stop::Needs(Need::Catalogue))
    }

    /// What the agents say, if it is here.
    pub const fn entries(&self) -> Option<&Entries> {
        self.entries.as_ref()
    }
}

impl Wave {
    const fn of(all: &'static [PartName]) -> Self {
        Self {
            all,
            wanted: Vec::new(),
            here: Vec::new(),
        }
    }

    fn want(&mut self) -> Vec<PartName> {
        let is_known = |part: &&PartName| {
            self.wanted.contains(part) || self.here.iter().any(|(name, _)| name == *part)
        };
        let missing = self.all.iter().filter(|part| !is_known(part));
        let missing: Vec<PartName> = missing.copied().collect();
        self.wanted.extend(&missing);
        missing
    }

    /// Takes a part in; gives all of them when none is missing.
    fn put(
        &mut self,
        part: PartName,
        result: Result<Vec<u8>, Failure>,
    ) -> Result<Option<Parts>, Failure> {
        self.wanted.retain(|wanted| *wanted != part);
        let bytes = result?;
        self.here.retain(|(name, _)| *name != part);
        self.here.push((part, bytes));
        let is_whole = self.here.len() == self.all.len();
        Ok(is_whole.then(|| core::mem::take(&mut self.here)))
    }
}
