//! Agents by number: their lines, facts and cards.

use std::collections::HashMap;

use protocol::answer::Technology;
use protocol::catalogue::packed::{AgentsPart, IndexPart, Lists, PartName, column};
use protocol::catalogue::{Card, CatalogueError, Depth, Kind, Techs};
use protocol::ids::AgentId;

use super::cards::{CardKey, Cards};
use super::lines::Lines;
use super::part::damaged;
use super::rows::{RowNumber, Rows};
use super::sheet::Sheet;

/// The number of an agent, in the order of the plan.
pub type AgentNumber = u32;

/// What agents make of a row that has a card.
const CARDED: u8 = 5;

/// All agents.
#[derive(Debug)]
pub struct Agents {
    lines: Lines,
    index: Sheet,
    facts: Vec<Vec<u32>>,
    grouped: Vec<Vec<u32>>,
    related: Vec<Vec<u32>>,
    cards: Cards,
    /// Whether each has a worked entry.
    worked: Vec<bool>,
    /// The cards that its entry sets and reads, once per mention.
    sets: Vec<Vec<CardKey>>,
    reads: Vec<Vec<CardKey>>,
}

impl Agents {
    /// Opens the parts about agents.
    ///
    /// # Errors
    /// `catalogue-damaged` when lists do not fit together or name rows that are not there.
    pub fn open(index: IndexPart, part: AgentsPart, rows: &Rows) -> Result<Self, CatalogueError> {
        let lines = Lines::new(index.lines);
        let index = Sheet::open(index.agents, &lines, &mut 0)
            .ok_or(damaged(PartName::Index, "columns do not fit together"))?;
        let count = index.rows();
        let unfit = damaged(PartName::Agents, "lists do not fit together");
        let facts = lists(part.facts, count, rows.len()).ok_or(unfit.clone())?;
        let grouped = lists(part.grouped, count, rows.len()).ok_or(unfit.clone())?;
        let related = lists(part.related, count, count).ok_or(unfit)?;
        let unfit = damaged(PartName::Agents, "cards do not fit together");
        let cards = Cards::open(part.lines, part.cards, &part.card_rows, rows);
        let cards = cards.ok_or(unfit.clone())?;
        let most = cards.all().len() as u32;
        let sets = lists(part.sets, count, most).ok_or(unfit.clone())?;
        let reads = lists(part.reads, count, most).ok_or(unfit.clone())?;
        if part.worked.len() != count as usize {
            return Err(unfit);
        }
        Ok(Self {
            lines,
            index,
            facts,
            grouped,
            related,
            cards,
            worked: part.worked,
            sets,
            reads,
        })
    }

    /// How many.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.index.rows()
    }

    /// All numbers.
    #[must_use]
    pub const fn numbers(&self) -> core::ops::Range<AgentNumber> {
        0..self.count()
    }

    /// The id of an agent.
    #[must_use]
    pub fn id(&self, agent: AgentNumber) -> AgentId {
        AgentId::from(self.cell(agent, column::ID))
    }

    /// The agent of an id.
    #[must_use]
    pub fn number(&self, id: &AgentId) -> Option<AgentNumber> {
        let mut ids = self.index.column(column::ID, &self.lines);
        ids.find(|(_, other)| *other == id.as_str())
            .map(|(agent, _)| agent)
    }

    /// The name of an agent.
    #[must_use]
    pub fn name(&self, agent: AgentNumber) -> &str {
        self.cell(agent, column::NAME)
    }

    /// What an agent is for, one line.
    #[must_use]
    pub fn what(&self, agent: AgentNumber) -> &str {
        self.cell(agent, column::WHAT)
    }

    /// The domain of an agent.
    #[must_use]
    pub fn domain(&self, agent: AgentNumber) -> &str {
        self.cell(agent, column::DOMAIN)
    }

    /// How much of an agent is worked out.
    #[must_use]
    pub fn depth(&self, agent: AgentNumber) -> Depth {
        Depth::from_name(self.cell(agent, column::DEPTH)).unwrap_or(Depth::Group)
    }

    /// What kind of subject an agent has.
    #[must_use]
    pub fn kind(&self, agent: AgentNumber) -> Kind {
        Kind::from_name(self.cell(agent, column::AGENT_KIND)).unwrap_or(Kind::Group)
    }

    /// The technologies of an agent.
    #[must_use]
    pub fn techs(&self, agent: AgentNumber) -> Techs {
        let mut techs = Techs::default();
        for word in self.cell(agent, column::TECHS).split('|') {
            match word {
                "NR" => techs.add(Technology::Nr),
                "LTE" => techs.add(Technology::Lte),
                _ => {}
            }
        }
        techs
    }

    /// The facts that its author named, most useful first.
    #[must_use]
    pub fn facts(&self, agent: AgentNumber) -> &[RowNumber] {
        self.facts.get(agent as usize).map_or(&[], Vec::as_slice)
    }

    /// The parameters that came with whole groups.
    #[must_use]
    pub fn grouped(&self, agent: AgentNumber) -> &[RowNumber] {
        self.grouped.get(agent as usize).map_or(&[], Vec::as_slice)
    }

    /// Neighbouring agents.
    #[must_use]
    pub fn related(&self, agent: AgentNumber) -> &[AgentNumber] {
        self.related.get(agent as usize).map_or(&[], Vec::as_slice)
    }

    /// Other names of an agent's subject.
    pub fn aliases(&self, agent: AgentNumber) -> impl Iterator<Item = &str> {
        let names = self.cell(agent, column::ALIASES).split('|');
        names.filter(|name| !name.is_empty())
    }

    /// Whether an agent has a worked entry (see [`super::Entries`]): without one it says all that it
    /// has to say without them.
    #[must_use]
    pub fn is_worked(&self, agent: AgentNumber) -> bool {
        self.worked
            .get(agent as usize)
            .is_some_and(|worked| *worked)
    }

    /// The cards that the entry of an agent sets, then those that it reads, once per mention.
    pub fn named_cards(&self, agent: AgentNumber) -> impl Iterator<Item = &Card> {
        let lists = [&self.sets, &self.reads].map(|lists| lists.get(agent as usize));
        let numbers = lists.into_iter().flatten().flatten();
        numbers.filter_map(|card| self.cards.all().get(*card as usize))
    }

    /// Whether the entry of an agent sets a row.
    #[must_use]
    pub fn sets_row(&self, agent: AgentNumber, row: RowNumber) -> bool {
        let sets = self.sets.get(agent as usize);
        let mut rows = sets.into_iter().flatten().map(|card| self.cards.row(*card));
        rows.any(|set| set == Some(row))
    }

    /// How much agents make of each row: 0 nothing, 1 in a group, 2 a fact of a group agent, 3 of
    /// a light one, 4 of a full one, 5 it has a card, and one more each time that twice as many
    /// entries set or read it.
    #[must_use]
    pub fn ranks(&self, rows: u32) -> Vec<u8> {
        let mut ranks = vec![0; rows as usize];
        let mut raise = |row: RowNumber, rank: u8| {
            if let Some(old) = ranks.get_mut(row as usize) {
                *old = rank.max(*old);
            }
        };
        for agent in self.numbers() {
            let rank = match self.depth(agent) {
                Depth::Full => 4,
                Depth::Light => 3,
                Depth::Group => 2,
            };
            self.facts(agent).iter().for_each(|row| raise(*row, rank));
            self.grouped(agent).iter().for_each(|row| raise(*row, 1));
        }
        let mut mentions: HashMap<RowNumber, u8> = HashMap::new();
        let named = self.sets.iter().chain(&self.reads).flatten();
        for row in named.filter_map(|card| self.cards.row(*card)) {
            let mentions = mentions.entry(row).or_default();
            *mentions = mentions.saturating_add(1);
        }
        for (row, _) in self.cards.with_rows() {
            // A card is there because an entry names it.
            let mentions = mentions.get(&row).copied().unwrap_or_default().max(1);
            raise(row, CARDED + mentions.ilog2() as u8);
        }
        ranks
    }

    /// All cards.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        self.cards.all()
    }

    /// The cards about a row.
    pub fn cards_of(&self, row: RowNumber) -> impl Iterator<Item = &Card> {
        self.cards.of(row).map(|(_, card)| card)
    }

    /// The card about a row that most entries set or read: what is meant when nothing else is said.
    #[must_use]
    pub fn main_card(&self, row: RowNumber) -> Option<&Card> {
        let mut main: Option<(usize, &Card)> = None;
        for (number, card) in self.cards.of(row) {
            let named = self.sets.iter().zip(&self.reads);
            let naming =
                named.filter(|(sets, reads)| sets.contains(&number) || reads.contains(&number));
            let count = naming.count();
            if main.is_none_or(|(most, _)| count > most) {
                main = Some((count, card));
            }
        }
        main.map(|(_, card)| card)
    }

    /// The rows that have a card.
    pub fn rows_with_card(&self) -> impl Iterator<Item = (RowNumber, &Card)> {
        self.cards.with_rows()
    }

    fn cell(&self, agent: AgentNumber, key: u8) -> &str {
        self.index
            .row(agent, &self.lines)
            .get(key)
            .unwrap_or_default()
    }
}

/// Unpacks `owners` lists of numbers below `limit`.
fn lists(packed: Lists, owners: u32, limit: u32) -> Option<Vec<Vec<u32>>> {
    let mut steps = packed.steps.into_iter();
    let mut lists = Vec::with_capacity(packed.lengths.len());
    for length in packed.lengths {
        let mut list = Vec::new();
        let mut number = 0_i32;
        for _ in 0..length {
            number = number.checked_add(steps.next()?)?;
            list.push(
                u32::try_from(number)
                    .ok()
                    .filter(|number| *number < limit)?,
            );
        }
        lists.push(list);
    }
    (lists.len() == owners as usize && steps.next().is_none()).then_some(lists)
}
