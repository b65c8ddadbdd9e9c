//! Reading agents word by word, once, when the catalogue is opened. Summaries, symptoms and example
//! questions are not here yet: their words were counted when the catalogue was packed.
//!
//! Each agent is a document with fields. A word's weight in it is the sum over fields of
//! field weight × frequency, each tamed by the field's length (BM25F, Robertson and Zaragoza 2009).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use protocol::catalogue::{Depth, Table};

use super::agents::{AgentNumber, Agents};
use super::postings::{Posting, Term, TermNumber};
use super::rows::{RowNumber, Rows};
use super::text::{self, Fnv};
use super::words::Words;
use crate::sort;

/// Where a word stands in what is known of an agent.
#[derive(Clone, Copy, Debug)]
enum Field {
    /// Its name.
    Name,
    /// Its line.
    What,
    /// Its example questions.
    Ask,
    /// Other names, summary, symptoms; labels of its cards.
    Entry,
    /// Names of the facts its author chose.
    Fact,
    /// Names of the parameters that came with whole groups.
    Grouped,
    /// What its KPIs say.
    Figure,
}

impl Field {
    const COUNT: usize = 7;
    const ALL: [Self; Self::COUNT] = [
        Self::Name,
        Self::What,
        Self::Ask,
        Self::Entry,
        Self::Fact,
        Self::Grouped,
        Self::Figure,
    ];

    /// Weight of a field. Chosen on the validation half of `engine/catalogue/eval`.
    const fn weight(self) -> f64 {
        match self {
            Self::Name => 3.0,
            Self::What => 1.6,
            Self::Ask => 1.2,
            Self::Entry => 0.8,
            Self::Fact => 0.5,
            Self::Grouped | Self::Figure => 0.2,
        }
    }
}

/// How strongly the length of a field tames its words: 0 not at all, 1 in full.
const LENGTH: f64 = 0.6;

type Numbers = HashMap<String, TermNumber, BuildHasherDefault<Fnv>>;

/// The number of no term.
const EMPTY: TermNumber = TermNumber::MAX;

/// All terms that were found.
pub(super) struct Terms {
    /// Stems and their numbers.
    pub numbers: Numbers,
    /// Terms by number, without rarity.
    pub terms: Vec<Term>,
}

/// Words counted by field.
pub(super) struct Counting<'a> {
    rows: &'a Rows,
    agents: &'a Agents,
    numbers: Numbers,
    /// One entry per occurrence, see [`occurrence`].
    seen: Vec<u64>,
    lengths: Vec<[u32; Field::COUNT]>,
    /// The terms of words that were read already, or [`EMPTY`]; most words occur many times.
    words: Numbers,
    /// The terms of segments that were read already.
    segments: Vec<Option<Vec<TermNumber>>>,
}

impl<'a> Counting<'a> {
    /// Reads what is here of all agents, and takes in what was counted of the rest.
    pub fn read(rows: &'a Rows, agents: &'a Agents, words: &Words) -> Terms {
        let mut counting = Self::begin(rows, agents);
        counting.packed(words);
        counting.agents();
        counting.weigh()
    }

    fn begin(rows: &'a Rows, agents: &'a Agents) -> Self {
        Self {
            rows,
            agents,
            numbers: HashMap::default(),
            seen: Vec::new(),
            lengths: vec![[0; Field::COUNT]; agents.count() as usize],
            words: HashMap::default(),
            segments: vec![None; rows.segment_count() as usize],
        }
    }

    fn packed(&mut self, words: &Words) {
        for word in words.each() {
            let term = self.number(word.stem.to_owned());
            for (field, counts) in [(Field::Ask, word.asks), (Field::Entry, word.entries)] {
                for (agent, times) in counts {
                    (0..*times).for_each(|_| self.count(*agent, field, term));
                }
            }
        }
    }

    fn agents(&mut self) {
        let (rows, agents) = (self.rows, self.agents);
        let common: Vec<(RowNumber, &str)> = rows.common_names().collect();
        for agent in agents.numbers() {
            self.agent(agent, &common);
        }
    }

    fn agent(&mut self, agent: AgentNumber, common: &[(RowNumber, &str)]) {
        let (rows, agents) = (self.rows, self.agents);
        self.prose(agent, Field::Name, agents.name(agent));
        self.prose(agent, Field::What, agents.what(agent));
        for alias in agents.aliases(agent) {
            self.prose(agent, Field::Entry, alias);
        }
        let facts = agents.facts(agent);
        self.names(agent, Field::Fact, facts);
        if agents.depth(agent) != Depth::Full {
            self.names(agent, Field::Grouped, agents.grouped(agent));
        }
        for row in facts {
            if rows.table(*row) == Some(Table::Kpi) {
                self.prose(agent, Field::Figure, rows.definition(*row));
            }
            for card in agents.cards_of(*row) {
                self.prose(agent, Field::Entry, &card.label);
            }
            if let Ok(at) = common.binary_search_by_key(row, |(row, _)| *row) {
                self.prose(agent, Field::Fact, common[at].1);
            }
        }
    }

    fn prose(&mut self, agent: AgentNumber, field: Field, prose: &str) {
        for run in text::runs(prose) {
            let word = prose.get(run.start..run.end).unwrap_or_default();
            if let Some(term) = self.term(word) {
                self.count(agent, field, term);
            }
        }
    }

    /// The pieces of the names of rows, each once for the agent.
    fn names(&mut self, agent: AgentNumber, field: Field, numbers: &[RowNumber]) {
        let mut segments: Vec<u32> = Vec::new();
        for row in numbers {
            let path = self.rows.path(*row);
            let first = self.rows.segment(path.first().copied().unwrap_or_default());
            let technology = matches!(first, "NR" | "LTE" | "NRM" | "TR196");
            segments.extend(path.iter().skip(usize::from(technology)));
        }
        sort::numbers(&mut segments);
        let mut terms: Vec<TermNumber> = Vec::new();
        for segment in segments {
            self.segment_terms(segment, &mut terms);
        }
        sort::numbers(&mut terms);
        for term in terms {
            self.count(agent, field, term);
        }
    }

    fn segment_terms(&mut self, segment: u32, into: &mut Vec<TermNumber>) {
        if let Some(Some(known)) = self.segments.get(segment as usize) {
            into.extend(known);
            return;
        }
        let pieces = text::pieces(text::without_release(self.rows.segment(segment)));
        let terms: Vec<TermNumber> = pieces.iter().filter_map(|piece| self.term(piece)).collect();
        into.extend(&terms);
        if let Some(place) = self.segments.get_mut(segment as usize) {
            *place = Some(terms);
        }
    }

    /// The number of a word's stem; `None` for an empty word.
    fn term(&mut self, word: &str) -> Option<TermNumber> {
        if let Some(known) = self.words.get(word) {
            return Some(*known).filter(|term| *term != EMPTY);
        }
        let stem = text::stem(word);
        let term = (!text::is_empty_word(&stem)).then(|| self.number(stem));
        self.words.insert(word.to_owned(), term.unwrap_or(EMPTY));
        term
    }

    /// The number of a stem.
    fn number(&mut self, stem: String) -> TermNumber {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(stem).or_insert(next)
    }

    fn count(&mut self, agent: AgentNumber, field: Field, term: TermNumber) {
        self.seen.push(occurrence(term, agent, field));
        if let Some(length) = self.lengths.get_mut(agent as usize) {
            length[field as usize] += 1;
        }
    }

    /// From occurrences to weights.
    fn weigh(mut self) -> Terms {
        let mean = mean_lengths(&self.lengths);
        self.seen.sort_unstable();
        let mut terms: Vec<Term> = Vec::new();
        terms.resize_with(self.numbers.len(), Term::default);
        for (term, agent, field) in self.seen.into_iter().filter_map(occurring) {
            let Some(term) = terms.get_mut(term as usize) else {
                continue;
            };
            let length = self
                .lengths
                .get(agent as usize)
                .map_or(0, |of| of[field as usize]);
            let relative = f64::from(length) / mean[field as usize];
            let weight = field.weight() / (1.0 - LENGTH + LENGTH * relative);
            term.is_technical |= matches!(field, Field::Fact | Field::Grouped);
            match term.of.last_mut() {
                Some(last) if last.agent == agent => last.weight += weight,
                _ => term.of.push(Posting { agent, weight }),
            }
        }
        Terms {
            numbers: self.numbers,
            terms,
        }
    }
}

/// A term in a field of an agent as one number; rises with term, agent and field in this order.
const fn occurrence(term: TermNumber, agent: AgentNumber, field: Field) -> u64 {
    sort::pair(term, agent << 8 | field as u32)
}

/// What an [`occurrence`] is made of.
fn occurring(occurrence: u64) -> Option<(TermNumber, AgentNumber, Field)> {
    let (term, place) = (sort::first(occurrence), sort::second(occurrence));
    let field = Field::ALL.get((place & 0xff) as usize)?;
    Some((term, place >> 8, *field))
}

/// Mean length of each field over the agents that have it; never 0.
fn mean_lengths(lengths: &[[u32; Field::COUNT]]) -> [f64; Field::COUNT] {
    let mut means = [1.0; Field::COUNT];
    for (field, mean) in means.iter_mut().enumerate() {
        let (mut sum, mut count) = (0, 0);
        for length in lengths
            .iter()
            .filter_map(|of| of.get(field))
            .filter(|length| **length > 0)
        {
            sum += length;
            count += 1;
        }
        if count > 0 {
            *mean = f64::from(sum) / f64::from(count);
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::super::Postings;
    use super::super::sample::{entries, real};
    use super::*;

    /// Everything read from the texts themselves: what the packed counts stand for.
    fn of_texts(rows: &Rows, agents: &Agents) -> Postings {
        let mut counting = Counting::begin(rows, agents);
        counting.agents();
        for agent in agents.numbers() {
            for ask in entries().asks(agent) {
                counting.prose(agent, Field::Ask, ask);
            }
            if let Some(model) = entries().model(agent) {
                counting.prose(agent, Field::Entry, &model.summary);
                for rule in &model.rules {
                    counting.prose(agent, Field::Entry, &rule.symptom);
                }
            }
        }
        // Afterwards: a slip that were known as a word would be corrected no more.
        for agent in agents.numbers() {
            for ask in entries().misspelt(agent) {
                for run in text::runs(ask) {
                    let stem = text::stem(&ask[run.start..run.end]);
                    if let Some(term) = counting.numbers.get(&stem).copied() {
                        counting.count(agent, Field::Ask, term);
                    }
                }
            }
        }
        Postings::weighing(counting.weigh(), agents)
    }

    #[test]
    fn packed_words_weigh_what_their_texts_do() {
        let catalogue = real();
        let (packed, texts) = (
            &catalogue.postings,
            of_texts(&catalogue.rows, &catalogue.agents),
        );
        let stems: Vec<&str> = texts.stems().collect();
        let unknown = packed.stems().find(|stem| texts.number(stem).is_none());
        assert_eq!(unknown, None, "no word is known that is in no text");
        assert!(stems.len() > 3_000);
        for stem in stems {
            let of = |postings: &Postings| {
                let term = postings
                    .number(stem)
                    .unwrap_or_else(|| panic!("{stem} is not known"));
                let rarity = postings.rarity(term);
                (
                    postings.of(term).to_vec(),
                    postings.is_technical(term),
                    rarity,
                )
            };
            // To the last bit: the same questions go to the same agents.
            assert_eq!(of(packed), of(&texts), "{stem}");
        }
        // What is corrected stays so, whatever the terms are numbered.
        for slip in ["hanover", "tresholds", "paginng", "neighbor", "mesurement"] {
            let word = |postings: &Postings| {
                let term = postings.misspelt(&text::stem(slip))?;
                postings.stems().nth(term as usize).map(str::to_owned)
            };
            assert_eq!(word(packed), word(&texts), "{slip}");
        }
    }
}
