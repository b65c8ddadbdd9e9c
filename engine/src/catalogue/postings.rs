//! Agents by the words about them: the material of BM25 over weighted fields.
//!
//! Each agent is a document with fields. A word's weight in it is the sum over fields of
//! field weight × frequency, each tamed by the field's length (BM25F, Robertson and Zaragoza 2009).

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use protocol::catalogue::{Depth, Table};

use super::agents::{AgentNumber, Agents};
use super::rows::{RowNumber, Rows};
use super::text::{self, Fnv};

/// Where a word stands in what is known of an agent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// Its name, and other names of its subject.
    Name,
    /// Its line.
    What,
    /// Its example questions, and those of its worked entry.
    Ask,
    /// Summary, symptoms and causes of its worked entry, labels of its cards.
    Entry,
    /// Common names and names of the facts its author chose.
    Fact,
    /// Names of the parameters that came with whole groups.
    Grouped,
    /// What its KPIs say.
    Figure,
}

impl Field {
    const COUNT: usize = 7;

    /// Weight of a field. Chosen on the validation half of `engine/catalogue/eval`.
    const fn weight(self) -> f64 {
        match self {
            Self::Name => 3.0,
            Self::What => 1.6,
            Self::Ask => 1.2,
            Self::Entry => 0.8,
            Self::Fact => 0.5,
            Self::Grouped => 0.2,
            Self::Figure => 0.2,
        }
    }
}

/// How strongly the length of a field tames its words: 0 not at all, 1 in full.
const LENGTH: f64 = 0.6;

/// A word in an agent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Posting {
    /// Which agent.
    pub agent: AgentNumber,
    /// How much of the agent is about the word; 0 or more.
    pub weight: f64,
}

/// Words and the agents they stand for.
#[derive(Debug)]
pub struct Postings {
    terms: HashMap<String, u32, BuildHasherDefault<Fnv>>,
    of: Vec<Vec<Posting>>,
    /// Whether a term is part of a row's name.
    technical: Vec<bool>,
    agents: u32,
}

impl core::hash::Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.add(bytes);
    }
}

/// Words counted by field while the index is built.
struct Counting {
    terms: HashMap<String, u32, BuildHasherDefault<Fnv>>,
    /// Term, agent, field and how often, one entry per occurrence.
    seen: Vec<(u32, AgentNumber, Field)>,
    lengths: Vec<[u32; Field::COUNT]>,
}

impl Counting {
    fn add(&mut self, agent: AgentNumber, field: Field, word: &str) {
        let stem = text::stem(word);
        if text::is_empty_word(&stem) {
            return;
        }
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        let term = *self.terms.entry(stem).or_insert(next);
        self.seen.push((term, agent, field));
        if let Some(length) = self.lengths.get_mut(agent as usize) {
            length[field as usize] += 1;
        }
    }

    fn prose(&mut self, agent: AgentNumber, field: Field, prose: &str) {
        for run in text::runs(prose) {
            self.add(
                agent,
                field,
                prose.get(run.start..run.end).unwrap_or_default(),
            );
        }
    }

    /// The pieces of names, each once for the agent.
    fn identifiers<'a>(
        &mut self,
        agent: AgentNumber,
        field: Field,
        names: impl Iterator<Item = &'a str>,
    ) {
        let mut pieces: BTreeMap<String, ()> = BTreeMap::new();
        for name in names {
            for piece in text::pieces(text::without_release(name)) {
                pieces.insert(piece, ());
            }
        }
        for piece in pieces.keys() {
            self.add(agent, field, piece);
        }
    }
}

impl Postings {
    /// Reads everything that is known of the agents.
    #[must_use]
    pub fn build(rows: &Rows, agents: &Agents) -> Self {
        let mut counting = Counting {
            terms: HashMap::default(),
            seen: Vec::new(),
            lengths: vec![[0; Field::COUNT]; agents.count() as usize],
        };
        let common: BTreeMap<RowNumber, &str> = rows.common_names().collect();
        for agent in agents.numbers() {
            read_agent(&mut counting, agent, rows, agents);
            for name in agents.facts(agent).iter().filter_map(|row| common.get(row)) {
                counting.prose(agent, Field::Fact, name);
            }
        }
        let mean = mean_lengths(&counting.lengths);
        counting.seen.sort_unstable();
        let mut of: Vec<Vec<Posting>> = vec![Vec::new(); counting.terms.len()];
        let mut technical = vec![false; counting.terms.len()];
        for (term, agent, field) in counting.seen {
            let length = counting
                .lengths
                .get(agent as usize)
                .map_or(0, |of| of[field as usize]);
            let relative = f64::from(length) / mean[field as usize];
            let weight = field.weight() / (1.0 - LENGTH + LENGTH * relative);
            if let (Field::Fact | Field::Grouped, Some(mark)) =
                (field, technical.get_mut(term as usize))
            {
                *mark = true;
            }
            let Some(list) = of.get_mut(term as usize) else {
                continue;
            };
            match list.last_mut() {
                Some(last) if last.agent == agent => last.weight += weight,
                _ => list.push(Posting { agent, weight }),
            }
        }
        Self {
            terms: counting.terms,
            of,
            technical,
            agents: agents.count(),
        }
    }

    /// Number of agents.
    #[must_use]
    pub const fn agents(&self) -> u32 {
        self.agents
    }

    /// The agents that a stem stands for, by rising number; empty for an unknown word.
    #[must_use]
    pub fn of(&self, stem: &str) -> &[Posting] {
        let list = self
            .terms
            .get(stem)
            .and_then(|term| self.of.get(*term as usize));
        list.map_or(&[], Vec::as_slice)
    }

    /// Whether a stem is part of the name of some row that agents hold.
    #[must_use]
    pub fn is_technical(&self, stem: &str) -> bool {
        let mark = self
            .terms
            .get(stem)
            .and_then(|term| self.technical.get(*term as usize));
        mark.copied().unwrap_or_default()
    }

    /// Whether a stem occurs at all.
    #[must_use]
    pub fn knows(&self, stem: &str) -> bool {
        self.terms.contains_key(stem)
    }

    /// The known stem with the most agents among those that differ from `stem` by one slip; for
    /// stems of five letters or more.
    #[must_use]
    pub fn misspelt(&self, stem: &str) -> Option<&str> {
        if stem.len() < 5 {
            return None;
        }
        let near = self.terms.iter().filter(|(other, _)| {
            other.len() >= 4 && other.len().abs_diff(stem.len()) <= 1 && text::one_slip(other, stem)
        });
        let count = |term: &u32| self.of.get(*term as usize).map_or(0, Vec::len);
        near.max_by_key(|(other, term)| (count(term), *other))
            .map(|(other, _)| other.as_str())
    }
}

fn mean_lengths(lengths: &[[u32; Field::COUNT]]) -> [f64; Field::COUNT] {
    let mut means = [1.0; Field::COUNT];
    for (field, mean) in means.iter_mut().enumerate() {
        let filled: Vec<u32> = lengths
            .iter()
            .filter_map(|of| of.get(field).copied())
            .filter(|n| *n > 0)
            .collect();
        let sum: u32 = filled.iter().sum();
        if let Ok(count) = u32::try_from(filled.len())
            && count > 0
        {
            *mean = f64::from(sum) / f64::from(count);
        }
    }
    means
}

fn read_agent(counting: &mut Counting, agent: AgentNumber, rows: &Rows, agents: &Agents) {
    counting.prose(agent, Field::Name, agents.name(agent));
    counting.prose(agent, Field::What, agents.what(agent));
    for ask in agents.asks(agent) {
        counting.prose(agent, Field::Ask, ask);
    }
    if let Some(model) = agents.model(agent) {
        for alias in &model.aliases {
            counting.prose(agent, Field::Entry, alias);
        }
        counting.prose(agent, Field::Entry, &model.summary);
        for rule in &model.rules {
            counting.prose(agent, Field::Entry, &rule.symptom);
        }
        let questions = &model.questions;
        for style in [&questions.terse, &questions.long, &questions.plain] {
            for question in style {
                counting.prose(agent, Field::Entry, question);
            }
        }
    }
    let facts = agents.facts(agent);
    counting.identifiers(agent, Field::Fact, names(facts, rows));
    if agents.depth(agent) != Depth::Full {
        counting.identifiers(agent, Field::Grouped, names(agents.grouped(agent), rows));
    }
    for row in facts
        .iter()
        .filter(|row| rows.table(**row) == Some(Table::Kpi))
    {
        counting.prose(agent, Field::Figure, rows.definition(*row));
    }
    for row in facts {
        for card in agents.cards_of(*row) {
            counting.prose(agent, Field::Entry, &card.label);
        }
    }
}

/// The segments of rows' ids, without technology.
fn names<'a>(numbers: &'a [RowNumber], rows: &'a Rows) -> impl Iterator<Item = &'a str> {
    let is_technology = |segment: &&str| !matches!(*segment, "NR" | "LTE" | "NRM" | "TR196");
    numbers
        .iter()
        .flat_map(move |row| rows.segments(*row).filter(is_technology))
}
