//! The second wave: worked entries, and the texts of example questions.

use protocol::catalogue::packed::{EntriesPart, PartName, QuestionsPart};
use protocol::catalogue::{CatalogueError, Model};

use super::Catalogue;
use super::agents::AgentNumber;
use super::lines::Lines;
use super::part::{Parts, damaged};

/// What agents say in words. Whatever needs it asks for it: an answer without it would be another.
#[derive(Debug)]
pub struct Entries {
    models: Vec<Model>,
    /// The place of each agent's among them.
    model_of: Vec<Option<u32>>,
    asks: Lines,
    /// Where the questions of each agent begin, and where the last one's end.
    ask_starts: Vec<u32>,
    /// How many of them, at the end, have slips of the pen.
    misspelt: Vec<u32>,
}

impl Entries {
    /// Opens the parts of [`PartName::ENTRIES`] beside the opened first wave.
    ///
    /// # Errors
    /// `catalogue-damaged` when a part is missing, cut off, altered or belongs to another catalogue,
    /// `catalogue-newer` when one was packed by a newer build.
    pub fn open(
        parts: &[(PartName, Vec<u8>)],
        catalogue: &Catalogue,
    ) -> Result<Self, CatalogueError> {
        let parts = Parts::check(parts, &PartName::ENTRIES)?;
        if parts.version() != catalogue.version() {
            return Err(CatalogueError::Mixed {
                part: PartName::Entries.name(),
            });
        }
        let EntriesPart { models } = parts.read(PartName::Entries)?;
        let questions: QuestionsPart = parts.read(PartName::Questions)?;
        let agents = &catalogue.agents;
        let mut model_of = vec![None; agents.count() as usize];
        for (place, model) in (0..).zip(&models) {
            let agent = agents.number(&model.id);
            if let Some(of) = agent.and_then(|agent| model_of.get_mut(agent as usize)) {
                *of = Some(place);
            }
        }
        // The first wave decides by this who has to be waited for.
        let is_there =
            |agent: AgentNumber| model_of.get(agent as usize).is_some_and(Option::is_some);
        if agents
            .numbers()
            .any(|agent| agents.is_worked(agent) != is_there(agent))
        {
            return Err(damaged(PartName::Entries, "entries do not fit the agents"));
        }
        let asks = Lines::new(questions.asks);
        let unfit = damaged(PartName::Questions, "lines do not fit the agents");
        let ask_starts = starts(&questions.counts).ok_or(unfit.clone())?;
        let end = ask_starts.last().copied().unwrap_or_default();
        let mut slips = questions.counts.iter().zip(&questions.misspelt);
        if ask_starts.len() != agents.count() as usize + 1
            || asks.len() != end as usize
            || questions.misspelt.len() != questions.counts.len()
            || slips.any(|(all, slips)| slips > all)
        {
            return Err(unfit);
        }
        Ok(Self {
            models,
            model_of,
            asks,
            ask_starts,
            misspelt: questions.misspelt,
        })
    }

    /// The worked entry of an agent, where there is one.
    #[must_use]
    pub fn model(&self, agent: AgentNumber) -> Option<&Model> {
        let place = self.model_of.get(agent as usize).copied().flatten()?;
        self.models.get(place as usize)
    }

    /// Example questions.
    pub fn asks(&self, agent: AgentNumber) -> impl Iterator<Item = &str> {
        let all = self.asked(agent);
        (all.start..all.end.saturating_sub(self.slips(agent))).map(|ask| self.asks.get(ask))
    }

    /// Example questions with slips of the pen.
    pub fn misspelt(&self, agent: AgentNumber) -> impl Iterator<Item = &str> {
        let all = self.asked(agent);
        (all.end.saturating_sub(self.slips(agent))..all.end).map(|ask| self.asks.get(ask))
    }

    fn asked(&self, agent: AgentNumber) -> core::ops::Range<u32> {
        let start = |of: usize| self.ask_starts.get(of).copied().unwrap_or_default();
        start(agent as usize)..start(agent as usize + 1)
    }

    fn slips(&self, agent: AgentNumber) -> u32 {
        let slips = self.misspelt.get(agent as usize);
        slips.copied().unwrap_or_default()
    }
}

/// Where runs of these lengths begin, and where the last one ends.
fn starts(lengths: &[u32]) -> Option<Vec<u32>> {
    let mut starts = vec![0_u32];
    let mut end = 0_u32;
    for length in lengths {
        end = end.checked_add(*length)?;
        starts.push(end);
    }
    Some(starts)
}
