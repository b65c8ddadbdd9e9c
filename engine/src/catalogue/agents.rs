//! Agents by number: their lines, facts, cards and worked entries.

use std::collections::HashMap;

use protocol::answer::Technology;
use protocol::catalogue::packed::{AgentsPart, IndexPart, Lists, PartName, QuestionsPart, column};
use protocol::catalogue::{Agent, Card, CatalogueError, Depth, Kind, Model, Techs};
use protocol::ids::AgentId;

use super::lines::Lines;
use super::part::damaged;
use super::rows::{RowNumber, Rows};
use super::sheet::Sheet;

/// The number of an agent, in the order of the plan.
pub type AgentNumber = u32;

/// What agents make of a row that has a card.
const CARDED: u8 = 5;

/// The number of a card.
pub type CardKey = u32;

/// All agents.
#[derive(Debug)]
pub struct Agents {
    lines: Lines,
    index: Sheet,
    asks: Lines,
    /// Where the questions of each agent begin, and where the last one's end.
    ask_starts: Vec<u32>,
    /// How many of them, at the end, have slips of the pen.
    misspelt: Vec<u32>,
    facts: Vec<Vec<u32>>,
    grouped: Vec<Vec<u32>>,
    related: Vec<Vec<u32>>,
    cards: Vec<Card>,
    /// The row of each card; `None` where the card is about a choice of rows.
    card_rows: Vec<Option<RowNumber>>,
    models: Vec<Model>,
    /// The place of each agent's among them.
    model_of: Vec<Option<usize>>,
}

impl Agents {
    /// Opens the parts about agents.
    ///
    /// # Errors
    /// `catalogue-damaged` when lists do not fit together or name rows that are not there.
    pub fn open(
        index: IndexPart,
        part: AgentsPart,
        questions: QuestionsPart,
        rows: &Rows,
    ) -> Result<Self, CatalogueError> {
        let lines = Lines::new(index.lines);
        let index = Sheet::open(index.agents, &lines, &mut 0)
            .ok_or(damaged(PartName::Index, "columns do not fit together"))?;
        let count = index.rows();
        let unfit = damaged(PartName::Agents, "lists do not fit together");
        let facts = lists(part.facts, count, rows.len()).ok_or(unfit.clone())?;
        let grouped = lists(part.grouped, count, rows.len()).ok_or(unfit.clone())?;
        let related = lists(part.related, count, count).ok_or(unfit)?;
        let asks = Lines::new(questions.asks);
        let unfit = damaged(PartName::Questions, "lines do not fit the agents");
        let ask_starts = starts(&questions.counts).ok_or(unfit.clone())?;
        let end = ask_starts.last().copied().unwrap_or_default();
        let mut slips = questions.counts.iter().zip(&questions.misspelt);
        if ask_starts.len() != count as usize + 1
            || asks.len() != end as usize
            || questions.misspelt.len() != questions.counts.len()
            || slips.any(|(all, slips)| slips > all)
        {
            return Err(unfit);
        }
        let card_rows = part
            .cards
            .iter()
            .map(|card| rows.number(card.row.as_str()))
            .collect();
        let (cards, models) = (part.cards, part.models);
        let mut agents = Self {
            lines,
            index,
            asks,
            ask_starts,
            misspelt: questions.misspelt,
            facts,
            grouped,
            related,
            cards,
            card_rows,
            models,
            model_of: vec![None; count as usize],
        };
        for (place, model) in agents.models.iter().enumerate() {
            if let Some(agent) = agents.number(&model.id)
                && let Some(of) = agents.model_of.get_mut(agent as usize)
            {
                *of = Some(place);
            }
        }
        Ok(agents)
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
        self.misspelt
            .get(agent as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Other names of an agent's subject.
    pub fn aliases(&self, agent: AgentNumber) -> impl Iterator<Item = &str> {
        let names = self.cell(agent, column::ALIASES).split('|');
        names.filter(|name| !name.is_empty())
    }

    /// The worked entry of an agent, where there is one.
    #[must_use]
    pub fn model(&self, agent: AgentNumber) -> Option<&Model> {
        let place = self.model_of.get(agent as usize).copied().flatten()?;
        self.models.get(place)
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
        let carded = self.cards.iter().zip(&self.card_rows);
        let carded = carded.filter_map(|(card, row)| Some((card.row.as_str(), (*row)?)));
        let mut entries: HashMap<&str, u8> = HashMap::new();
        for model in &self.models {
            for row in model.rows() {
                let entries = entries.entry(row.as_str()).or_default();
                *entries = entries.saturating_add(1);
            }
        }
        for (id, row) in carded {
            // A card is there because an entry names it.
            let entries = entries.get(id).copied().unwrap_or_default().max(1);
            raise(row, CARDED + entries.ilog2() as u8);
        }
        ranks
    }

    /// All cards.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The cards about a row.
    pub fn cards_of(&self, row: RowNumber) -> impl Iterator<Item = &Card> {
        let about = move |(card, of): (_, &Option<RowNumber>)| (*of == Some(row)).then_some(card);
        self.cards.iter().zip(&self.card_rows).filter_map(about)
    }

    /// The card about a row that most entries set or read: what is meant when nothing else is said.
    #[must_use]
    pub fn main_card(&self, row: RowNumber) -> Option<&Card> {
        let mut main: Option<(usize, &Card)> = None;
        for card in self.cards_of(row) {
            let names = |model: &&Model| model.names(&card.row, &card.on);
            let count = self.models.iter().filter(names).count();
            if main.is_none_or(|(most, _)| count > most) {
                main = Some((count, card));
            }
        }
        main.map(|(_, card)| card)
    }

    /// The rows that have a card.
    pub fn rows_with_card(&self) -> impl Iterator<Item = (RowNumber, &Card)> {
        self.card_rows
            .iter()
            .zip(&self.cards)
            .filter_map(|(row, card)| Some(((*row)?, card)))
    }

    /// A whole agent.
    #[must_use]
    pub fn agent(&self, agent: AgentNumber, rows: &Rows) -> Option<Agent> {
        let ids = |numbers: &[RowNumber]| numbers.iter().map(|row| rows.id(*row)).collect();
        self.numbers().contains(&agent).then(|| Agent {
            id: self.id(agent),
            name: self.name(agent).to_owned(),
            what: self.what(agent).to_owned(),
            kind: self.kind(agent),
            depth: self.depth(agent),
            techs: self.techs(agent),
            domain: self.domain(agent).to_owned(),
            facts: ids(self.facts(agent)),
            grouped: ids(self.grouped(agent)),
            related: self
                .related(agent)
                .iter()
                .map(|other| self.id(*other))
                .collect(),
            aliases: self.aliases(agent).map(str::to_owned).collect(),
            asks: self.asks(agent).map(str::to_owned).collect(),
            misspelt: self.misspelt(agent).map(str::to_owned).collect(),
        })
    }

    fn cell(&self, agent: AgentNumber, key: u8) -> &str {
        self.index
            .row(agent, &self.lines)
            .get(key)
            .unwrap_or_default()
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
