//! BM25 over agents, with reasons.

use protocol::answer::{Candidate, QueryKind, Reason, Technology};
use protocol::catalogue::{Depth, Kind};

use super::decision::{self, Decision, Scored};
use super::followed::PRIOR;
use super::mentions::{Mentioned, Strength};
use super::query::Query;
use super::scope::{self, Signs};
use super::terms::{Looked, Term, look_up};
use crate::catalogue::{AgentNumber, Catalogue};
use crate::sort;

/// How soon further occurrences of a word stop counting.
const SATURATION: f64 = 1.4;
/// What an agent gets that holds a row which is named for sure; half of it when perhaps.
const HOLDS_ROW: f64 = 4.0;
/// More of it where the agent's worked entry sets the row.
const SETS_ROW: f64 = 1.5;
/// Less of it where the row only came with a group.
const GROUP_HOLDS_ROW: f64 = 0.5;
/// Agents are compared with this factor when the question names only other technologies.
const OTHER_TECHNOLOGY: f64 = 0.45;
/// What agents that look for faults get when something is wrong.
const FINDS_FAULTS: f64 = 1.15;
/// What agents of NR get when no technology is named.
const NEWER: f64 = 1.03;
/// What an agent gets that is named by its id.
const IS_NAMED: f64 = 40.0;

/// A question against all agents.
pub struct Scores<'a> {
    catalogue: &'a Catalogue,
    query: &'a Query<'a>,
    words: Vec<Looked<'a>>,
    /// For each mention the agents that hold its likeliest row, and what they gain.
    holders: Vec<Vec<(AgentNumber, f64)>>,
}

impl<'a> Scores<'a> {
    /// Looks the words and names of a question up.
    #[must_use]
    pub fn of(catalogue: &'a Catalogue, query: &'a Query<'a>) -> Self {
        let words = look_up(catalogue, query);
        let holders = query
            .mentions
            .iter()
            .map(|mention| holders(catalogue, mention))
            .collect();
        Self {
            catalogue,
            query,
            words,
            holders,
        }
    }

    /// What each agent scores, by its number; 0 where nothing of the question is about it.
    #[must_use]
    pub fn all(&self) -> Vec<f64> {
        let agents = &self.catalogue.agents;
        let mut scores = vec![0.0; agents.count() as usize];
        let mut add = |agent: AgentNumber, gain: f64| {
            if let Some(score) = scores.get_mut(agent as usize) {
                *score += gain;
            }
        };
        for term in self.words.iter().flat_map(|looked| &looked.terms) {
            let rarity = self.catalogue.postings.rarity(term.number);
            for posting in self.catalogue.postings.of(term.number) {
                add(posting.agent, gain(term, rarity, posting.weight));
            }
        }
        for (agent, gain) in self.holders.iter().flatten() {
            add(*agent, *gain);
        }
        for agent in &self.query.agents {
            add(*agent, IS_NAMED);
        }
        if let Some(prior) = self.prior() {
            add(prior, PRIOR);
        }
        for (agent, score) in agents.numbers().zip(&mut scores) {
            if *score > 0.0 {
                *score *= self.factor(agent);
            }
        }
        scores
    }

    /// Chooses among all agents; with how alike each is in meaning, where vectors are here.
    #[must_use]
    pub fn decide(&self, likeness: Option<&[f32]>) -> Decision {
        decision::decide(self, likeness)
    }

    /// The signs that the question belongs to the catalogue. `words` is what [`Scores::all`] gave,
    /// `nearest` the likeness of the nearest agent.
    pub(super) fn signs(&self, words: &[f64], nearest: Option<f32>) -> Signs {
        let mut best = (0, 0.0);
        for (agent, score) in (0..).zip(words) {
            if *score > best.1 {
                best = (agent, *score);
            }
        }
        Signs {
            language: scope::language(self.catalogue, &self.words, best),
            words: best.1.sqrt(),
            alike: nearest.map_or(0.0, f64::from),
            named: self.names_something(),
            technology: !self.query.technologies.is_empty(),
        }
    }

    /// The agent that came first for the question that this one leans on.
    fn prior(&self) -> Option<AgentNumber> {
        self.query.followed.as_ref().and_then(|one| one.prior)
    }

    /// Whether the question names a row or an agent for sure.
    pub(super) fn names_something(&self) -> bool {
        self.query.asked().next().is_some() || !self.query.agents.is_empty()
    }

    /// A scored agent as it is shown: with its name and the words that made the score.
    #[must_use]
    pub fn candidate(&self, scored: &Scored) -> Candidate {
        let factor = self.factor(scored.agent);
        let mut why: Vec<Reason> = Vec::new();
        let mut add = |word: &str, gain: f64| {
            let weight_micro = micro(gain * factor);
            if weight_micro <= 0 {
                return;
            }
            match why
                .iter_mut()
                .find(|reason| reason.word.eq_ignore_ascii_case(word))
            {
                Some(reason) => reason.weight_micro += weight_micro,
                None => why.push(Reason {
                    word: word.to_owned(),
                    weight_micro,
                }),
            }
        };
        for (mention, holders) in self.query.mentions.iter().zip(&self.holders) {
            if let Some((_, gain)) = holders.iter().find(|(agent, _)| *agent == scored.agent) {
                add(
                    self.query
                        .text
                        .get(mention.start..mention.end)
                        .unwrap_or_default(),
                    *gain,
                );
            }
        }
        if self.query.agents.contains(&scored.agent) {
            add(self.catalogue.agents.id(scored.agent).as_str(), IS_NAMED);
        }
        if self.prior() == Some(scored.agent) {
            add("asked before", PRIOR);
        }
        let postings = &self.catalogue.postings;
        for looked in &self.words {
            let gains = looked.terms.iter().map(|term| {
                let weight = postings.weight(term.number, scored.agent);
                gain(term, postings.rarity(term.number), weight)
            });
            add(looked.word.typed, gains.sum());
        }
        sort::by_key(&mut why, |reason| -reason.weight_micro);
        Candidate {
            agent: self.catalogue.agents.id(scored.agent),
            name: self.catalogue.agents.name(scored.agent).to_owned(),
            score_micro: scored.score_micro,
            alike_micro: scored.alike_micro,
            probability_micro: scored.probability_micro,
            why,
        }
    }

    /// What all gains of an agent are multiplied with: its depth, and how it fits what is asked.
    fn factor(&self, agent: AgentNumber) -> f64 {
        let techs = self.catalogue.agents.techs(agent);
        let named = &self.query.technologies;
        let other = !named.is_empty() && !named.iter().any(|tech| techs.has(*tech));
        let faults = self.query.kind == QueryKind::Troubleshoot
            && self.catalogue.agents.kind(agent) == Kind::Troubleshooting;
        let newer = named.is_empty() && techs.has(Technology::Nr);
        let depth = match self.catalogue.agents.depth(agent) {
            Depth::Full => 1.15,
            Depth::Light => 1.0,
            Depth::Group => 0.85,
        };
        let fits = [
            (other, OTHER_TECHNOLOGY),
            (faults, FINDS_FAULTS),
            (newer, NEWER),
        ];
        fits.into_iter()
            .filter(|(holds, _)| *holds)
            .fold(depth, |factor, (_, by)| factor * by)
    }
}

/// Chooses among all agents by words alone.
#[must_use]
pub fn route(catalogue: &Catalogue, query: &Query<'_>) -> Decision {
    Scores::of(catalogue, query).decide(None)
}

/// The agents that hold the likeliest row of a mention, and what they gain by it.
fn holders(catalogue: &Catalogue, mention: &Mentioned) -> Vec<(AgentNumber, f64)> {
    let Some(row) = mention.rows.first() else {
        return Vec::new();
    };
    let gain = if mention.strength == Strength::Sure {
        HOLDS_ROW
    } else {
        HOLDS_ROW / 2.0
    };
    let held = catalogue.agents.numbers().filter_map(|agent| {
        let own = catalogue.agents.facts(agent).contains(row);
        if !own && !catalogue.agents.grouped(agent).contains(row) {
            return None;
        }
        let by = match (catalogue.agents.sets_row(agent, *row), own) {
            (true, _) => SETS_ROW,
            (false, true) => 1.0,
            (false, false) => GROUP_HOLDS_ROW,
        };
        Some((agent, gain * by))
    });
    held.collect()
}

/// What an agent gains from a term of this rarity.
fn gain(term: &Term, rarity: f64, weight: f64) -> f64 {
    term.factor * rarity * weight * (SATURATION + 1.0) / (weight + SATURATION)
}

/// A score in micro-units.
#[expect(
    clippy::cast_possible_truncation,
    reason = "scores are sums of a few hundred at most"
)]
pub fn micro(score: f64) -> i64 {
    (score * 1_000_000.0) as i64
}
