//! Words of entries and example questions, counted when the catalogue was packed.

use protocol::catalogue::CatalogueError;
use protocol::catalogue::packed::{Counted, Lines as Texts, PartName};

use super::agents::AgentNumber;
use super::lines::Lines;
use super::part::damaged;

/// No catalogue of ours has a tenth of it: what asks for more is damaged.
const MOST_OCCURRENCES: u64 = 2_000_000;

/// Stems with the agents whose texts have them.
pub struct Words {
    stems: Lines,
    asks: Vec<Vec<Count>>,
    entries: Vec<Vec<Count>>,
}

/// An agent, and how often its texts have a stem.
type Count = (AgentNumber, u32);

/// A stem with its counts.
pub struct Word<'a> {
    /// The stem.
    pub stem: &'a str,
    /// In example questions, by rising agent.
    pub asks: &'a [Count],
    /// In entries.
    pub entries: &'a [Count],
}

impl Words {
    /// Opens the counts.
    ///
    /// # Errors
    /// `catalogue-damaged` when they do not fit the stems or `agents`.
    pub fn open(
        stems: Texts,
        asks: &Counted,
        entries: &Counted,
        agents: u32,
    ) -> Result<Self, CatalogueError> {
        let stems = Lines::new(stems);
        let counts = |counted| counts(counted, stems.len(), agents);
        let (Some(asks), Some(entries)) = (counts(asks), counts(entries)) else {
            return Err(damaged(
                PartName::Words,
                "counts do not fit stems and agents",
            ));
        };
        Ok(Self {
            stems,
            asks,
            entries,
        })
    }

    /// All of them.
    pub fn each(&self) -> impl Iterator<Item = Word<'_>> {
        let counts = self.asks.iter().zip(&self.entries);
        (0..).zip(counts).map(|(number, (asks, entries))| Word {
            stem: self.stems.get(number),
            asks,
            entries,
        })
    }
}

fn counts(counted: &Counted, stems: usize, agents: u32) -> Option<Vec<Vec<Count>>> {
    let all: u64 = counted.counts.iter().copied().map(u64::from).sum();
    if counted.lengths.len() != stems || all > MOST_OCCURRENCES {
        return None;
    }
    let mut pairs = counted.gaps.iter().zip(&counted.counts);
    let mut lists = Vec::with_capacity(stems);
    for length in &counted.lengths {
        let mut list = Vec::new();
        let mut free = 0_u32;
        for _ in 0..*length {
            let (gap, times) = pairs.next()?;
            let agent = free.checked_add(*gap).filter(|agent| *agent < agents)?;
            list.push((agent, *times));
            free = agent + 1;
        }
        lists.push(list);
    }
    let fits = pairs.next().is_none() && counted.gaps.len() == counted.counts.len();
    fits.then_some(lists)
}
