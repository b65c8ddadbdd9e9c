//! BM25 over agents, with reasons.

use protocol::answer::{Candidate, QueryKind, Reason, Technology};
use protocol::catalogue::{Depth, Kind};

use super::abbreviations::expand;
use super::cues;
use super::mentions::{Mentioned, Strength};
use super::query::{Query, Word};
use super::scope;
use crate::catalogue::{AgentNumber, Catalogue, text};

/// How soon further occurrences of a word stop counting.
const SATURATION: f64 = 1.4;
/// What a word of an abbreviation's meaning counts for, beside the abbreviation itself.
const MEANING: f64 = 0.45;
/// The same when no agent knows the abbreviation itself.
const ONLY_MEANING: f64 = 0.75;
/// What agents that look for faults get when something is wrong.
const FINDS_FAULTS: f64 = 1.15;
/// What agents of NR get when no technology is named.
const NEWER: f64 = 1.03;
/// What a corrected word counts for.
const CORRECTED: f64 = 0.7;
/// What an agent gets that holds a row which is named for sure; half of it when perhaps.
const HOLDS_ROW: f64 = 4.0;
/// Agents are compared with this factor when the question names only other technologies.
const OTHER_TECHNOLOGY: f64 = 0.45;
/// Candidates that are kept.
const KEPT: usize = 8;

/// What routing found.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// Agents, best first; at most eight, none without a score.
    pub best: Vec<Scored>,
    /// How strongly the question belongs to the catalogue, 0 … 1 in micro-units.
    pub scope_micro: i64,
    /// Whether it is answered.
    pub in_scope: bool,
}

/// An agent with its score.
#[derive(Clone, PartialEq, Debug)]
pub struct Scored {
    /// Which agent.
    pub agent: AgentNumber,
    /// BM25 in micro-units, comparable within one question only.
    pub score_micro: i64,
}

/// A word of the question as the terms under which agents may know it.
pub struct Term {
    /// Stem.
    pub stem: String,
    /// What it counts for, 0 … 1.
    pub factor: f64,
    /// The word was taken for this one although it is spelt otherwise.
    pub corrected: bool,
}

/// Scores all agents.
#[must_use]
pub fn route(catalogue: &Catalogue, query: &Query<'_>) -> Decision {
    let words = terms(catalogue, query);
    let mut scores = vec![0.0; catalogue.agents.count() as usize];
    for (_, terms) in &words {
        for term in terms {
            for posting in catalogue.postings.of(&term.stem) {
                if let Some(score) = scores.get_mut(posting.agent as usize) {
                    *score += gain(catalogue, term, posting.weight);
                }
            }
        }
    }
    for mention in &query.mentions {
        for (agent, gain) in holders(catalogue, mention) {
            if let Some(score) = scores.get_mut(agent as usize) {
                *score += gain;
            }
        }
    }
    let mut best: Vec<Scored> = catalogue
        .agents
        .numbers()
        .zip(scores)
        .map(|(agent, score)| Scored {
            agent,
            score_micro: micro(score * factor(catalogue, query, agent)),
        })
        .filter(|scored| scored.score_micro > 0)
        .collect();
    best.sort_by_key(|scored| (-scored.score_micro, scored.agent));
    best.truncate(KEPT);
    let scope_micro = scope::score(catalogue, &words, best.first());
    let in_scope = query.asked().next().is_some() || scope_micro >= scope::THRESHOLD_MICRO;
    Decision {
        best,
        scope_micro,
        in_scope,
    }
}

/// A scored agent as it is shown: with its name and the words that made the score.
#[must_use]
pub fn candidate(catalogue: &Catalogue, query: &Query<'_>, scored: &Scored) -> Candidate {
    let factor = factor(catalogue, query, scored.agent);
    let mut why: Vec<Reason> = Vec::new();
    let mut add = |word: &str, weight: f64| {
        let weight_micro = micro(weight * factor);
        match why
            .iter_mut()
            .find(|reason| reason.word.eq_ignore_ascii_case(word))
        {
            Some(reason) => reason.weight_micro += weight_micro,
            None if weight_micro > 0 => {
                why.push(Reason {
                    word: word.to_owned(),
                    weight_micro,
                });
            }
            None => {}
        }
    };
    for mention in &query.mentions {
        let gain = holders(catalogue, mention)
            .into_iter()
            .find(|(agent, _)| *agent == scored.agent);
        if let Some((_, gain)) = gain {
            add(
                query
                    .text
                    .get(mention.start..mention.end)
                    .unwrap_or_default(),
                gain,
            );
        }
    }
    for (word, terms) in terms(catalogue, query) {
        let weights = terms.iter().map(|term| {
            let of = catalogue.postings.of(&term.stem);
            let found = of.binary_search_by_key(&scored.agent, |posting| posting.agent);
            let posting = found.ok().and_then(|at| of.get(at));
            posting.map_or(0.0, |posting| gain(catalogue, term, posting.weight))
        });
        add(word.typed, weights.sum());
    }
    why.sort_by_key(|reason| -reason.weight_micro);
    Candidate {
        agent: catalogue.agents.id(scored.agent),
        name: catalogue.agents.name(scored.agent).to_owned(),
        score_micro: scored.score_micro,
        why,
    }
}

/// The words of a question that count, each once, with the terms under which they are looked up.
fn terms<'q>(catalogue: &Catalogue, query: &'q Query<'_>) -> Vec<(&'q Word<'q>, Vec<Term>)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut counted = Vec::new();
    for word in &query.words {
        let number = word.stem.bytes().all(|b| b.is_ascii_digit());
        let band = cues::technology(word.typed).is_some() && !catalogue.postings.knows(&word.stem);
        if number || band || text::is_empty_word(&word.stem) || seen.contains(&word.stem.as_str()) {
            continue;
        }
        seen.push(&word.stem);
        counted.push((word, terms_of(catalogue, word)));
    }
    counted
}

fn terms_of(catalogue: &Catalogue, word: &Word<'_>) -> Vec<Term> {
    let known = |stem: &String| catalogue.postings.knows(stem);
    let factor = if known(&word.stem) {
        MEANING
    } else {
        ONLY_MEANING
    };
    let mut terms: Vec<Term> = expand(word.typed)
        .filter(|stem| *stem != word.stem)
        .map(|stem| Term {
            stem,
            factor,
            corrected: false,
        })
        .collect();
    if known(&word.stem) {
        terms.push(Term {
            stem: word.stem.clone(),
            factor: 1.0,
            corrected: false,
        });
        return terms;
    }
    let pieces = text::pieces(word.typed);
    if pieces.len() > 1 {
        let stems = pieces.iter().map(|piece| text::stem(piece));
        let stems = stems.filter(|stem| !text::is_empty_word(stem) && known(stem));
        terms.extend(stems.map(|stem| Term {
            stem,
            factor: MEANING,
            corrected: false,
        }));
    }
    if terms.is_empty()
        && let Some(stem) = catalogue.postings.misspelt(&word.stem)
    {
        terms.push(Term {
            stem: stem.to_owned(),
            factor: CORRECTED,
            corrected: true,
        });
    }
    terms
}

/// The agents that hold one of the likeliest rows of a mention, and what they get for it.
fn holders(catalogue: &Catalogue, mention: &Mentioned) -> Vec<(AgentNumber, f64)> {
    let Some(first) = mention.rows.first() else {
        return Vec::new();
    };
    let gain = if mention.strength == Strength::Sure {
        HOLDS_ROW
    } else {
        HOLDS_ROW / 2.0
    };
    let held = catalogue.agents.numbers().filter_map(|agent| {
        let own = catalogue.agents.facts(agent).contains(first);
        let grouped = !own && catalogue.agents.grouped(agent).contains(first);
        let has_card = (own || grouped)
            && catalogue.agents.model(agent).is_some_and(|model| {
                let id = catalogue.rows.id(*first);
                model
                    .parameters
                    .iter()
                    .any(|settable| settable.card.0 == id)
            });
        match (has_card, own, grouped) {
            (true, ..) => Some((agent, gain * 1.5)),
            (_, true, _) => Some((agent, gain)),
            (.., true) => Some((agent, gain / 2.0)),
            _ => None,
        }
    });
    held.collect()
}

/// What an agent gains from a term.
fn gain(catalogue: &Catalogue, term: &Term, weight: f64) -> f64 {
    let rarity = rarity(catalogue, &term.stem);
    term.factor * rarity * weight * (SATURATION + 1.0) / (weight + SATURATION)
}

/// How rare a stem is among agents: `ln(1 + (N - n + 0.5) / (n + 0.5))`.
pub fn rarity(catalogue: &Catalogue, stem: &str) -> f64 {
    let all = f64::from(catalogue.postings.agents());
    let with = u32::try_from(catalogue.postings.of(stem).len()).map_or(all, f64::from);
    natural_log(1.0 + (all - with + 0.5) / (with + 0.5))
}

/// What all gains of an agent are multiplied with: its depth, and whether the question names its
/// technology.
fn factor(catalogue: &Catalogue, query: &Query<'_>, agent: AgentNumber) -> f64 {
    let techs = catalogue.agents.techs(agent);
    let other =
        !query.technologies.is_empty() && !query.technologies.iter().any(|tech| techs.has(*tech));
    let depth = match catalogue.agents.depth(agent) {
        Depth::Full => 1.15,
        Depth::Light => 1.0,
        Depth::Group => 0.85,
    };
    let faults = query.kind == QueryKind::Troubleshoot
        && catalogue.agents.kind(agent) == Kind::Troubleshooting;
    let newer = query.technologies.is_empty() && techs.has(Technology::Nr);
    let mut factor = depth;
    for (holds, by) in [
        (other, OTHER_TECHNOLOGY),
        (faults, FINDS_FAULTS),
        (newer, NEWER),
    ] {
        factor *= if holds { by } else { 1.0 };
    }
    factor
}

/// A score in micro-units.
#[expect(
    clippy::cast_possible_truncation,
    reason = "scores are sums of a few hundred at most"
)]
pub fn micro(score: f64) -> i64 {
    (score * 1_000_000.0) as i64
}

/// The natural logarithm by its own series, so that every platform gives the same last digit.
fn natural_log(x: f64) -> f64 {
    const LN_2: f64 = core::f64::consts::LN_2;
    let mut mantissa = x;
    let mut halvings = 0.0;
    while mantissa > 1.5 {
        mantissa /= 2.0;
        halvings += 1.0;
    }
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let mut power = ratio;
    let mut sum = 0.0;
    for odd in [1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0] {
        sum += power / odd;
        power *= square;
    }
    2.0 * sum + halvings * LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for x in [1.0, 1.4, 2.0, 10.0, 677.0, 1e6] {
            assert!((natural_log(x) - x.ln()).abs() < 1e-9, "{x}");
        }
    }
}
