//! What agents say: a question becomes an answer made of facts.
//!
//! [`Routed`] routes, then composes as far as it can without the agents' entries, and the whole with
//! them; [`reopen`] composes again what history kept. Both are pure: the same catalogue and question
//! give the same answer. Sentences are made elsewhere, from these data.
//! [`rules`] says whether a rule's condition holds for what is known of the network.

mod advice;
mod asked;
mod calculation;
mod clauses;
mod described;
mod facts;
mod figures;
mod followed;
mod guidance;
mod interfaces;
mod lacking;
mod legal;
mod ours;
mod parameters;
mod profile;
mod routed;
pub mod rules;
#[cfg(test)]
mod tests;

pub use asked::wants_verdict;
pub use calculation::calculation;
pub use followed::subject;
pub use profile::{held, list, view};
use protocol::answer::{
    Answer, Body, Candidate, Given, Mention, Overrides, QueryKind, Related, Route, Understood,
};
use protocol::records::Exchange;
pub use routed::{Asked, Routed};

use crate::catalogue::{AgentNumber, Catalogue, Entries, RowNumber};
use crate::routing::{Query, Scored, Scores, complexity, threshold_micro, whole_text};
use crate::sort;
use advice::Facts;

/// Candidates that an answer shows.
const SHOWN: usize = 3;
/// Agents that a card names.
const USERS: usize = 4;

/// The answer to a question and the figures that came with it. Empty or endless questions get one,
/// too: outside what is known.
#[must_use]
pub fn answer(catalogue: &Catalogue, entries: &Entries, question: &str, given: &[Given]) -> Answer {
    let overrides = Overrides::default();
    Routed::of(catalogue, None, question.into(), given, &overrides).answer(entries)
}

/// An answer of history, composed again from the rows and agents it showed.
///
/// The text, what it was taken for, scores and rows are those of then; what is said about them is
/// what the catalogue holds now. Rows and agents that it no longer holds are left out. `None` when
/// the entries are needed for it.
#[must_use]
pub fn reopen(
    catalogue: &Catalogue,
    entries: Option<&Entries>,
    record: &Exchange,
) -> Option<Answer> {
    let taken = followed::taken(catalogue, record);
    let text = whole_text(&record.question, taken.as_ref());
    let question = Asked::after(&text, &record.question, taken.as_ref());
    let query = question.read(catalogue, &Overrides::default());
    let kept = record.candidates.iter().enumerate();
    let known = kept.filter_map(|(place, (id, score_micro))| {
        Some(Scored {
            agent: catalogue.agents.number(id)?,
            score_micro: *score_micro,
            alike_micro: None,
            probability_micro: record.probabilities.get(place).copied(),
        })
    });
    let best: Vec<Scored> = known.collect();
    let asked = clauses::asked(catalogue, &query);
    let body = match best.first() {
        _ if !record.answered => Body::OutOfScope,
        _ if record.rows.is_empty() && !asked.is_empty() => Body::Facts(asked),
        _ if !record.rows.is_empty() => Body::Facts(facts::again(catalogue, &query, &record.rows)),
        Some(_) => {
            let facts = Facts::of(catalogue, question.figures(), &record.given);
            let speaker = speaker(catalogue, entries, &best, &facts)?;
            guidance_of(catalogue, entries, &query, speaker, &facts)?
        }
        None => Body::OutOfScope,
    };
    let route = Route {
        candidates: candidates(&Scores::of(catalogue, &query), &best),
        scope_micro: record.scope_micro,
        threshold_micro: threshold_micro(record.by),
        by: record.by,
    };
    let mut answer = shown(catalogue, &query, record.kind, route, body);
    answer.understood.taken = taken;
    Some(answer)
}

fn shown(
    catalogue: &Catalogue,
    query: &Query<'_>,
    kind: QueryKind,
    route: Route,
    body: Body,
) -> Answer {
    Answer {
        question: query.typed().to_owned(),
        understood: understood(catalogue, query, kind),
        route,
        body,
        catalogue: catalogue.version().to_owned(),
    }
}

fn understood(catalogue: &Catalogue, query: &Query<'_>, kind: QueryKind) -> Understood {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let typed = query.asked().filter(|mention| mention.end <= query.own);
    let mentions = typed.filter_map(|mention| {
        let row = mention.rows.first()?;
        Some(Mention {
            start: place(mention.start),
            end: place(mention.end),
            row: catalogue.rows.id(*row),
        })
    });
    let own = place(query.own);
    let entities = query.entities.iter().filter(|one| one.end <= own);
    Understood {
        kind,
        complexity: complexity(query, kind),
        technologies: query.technologies.clone(),
        mentions: mentions.collect(),
        entities: entities.cloned().collect(),
        lacking: lacking::of(catalogue, query),
        taken: None,
    }
}

/// The agent that speaks: the best one, or with figures the best of those shown whose rules read any.
/// `None` while that cannot be told without their entries. `best` is not empty.
fn speaker(
    catalogue: &Catalogue,
    entries: Option<&Entries>,
    best: &[Scored],
    facts: &Facts,
) -> Option<AgentNumber> {
    let first = best.first().map(|scored| scored.agent);
    let mut able = best.iter().take(SHOWN).map(|scored| scored.agent);
    match entries {
        Some(entries) => {
            let reads = |agent: &AgentNumber| {
                let model = entries.model(*agent);
                model.is_some_and(|model| facts.are_read_by(model))
            };
            able.find(reads).or(first)
        }
        // Who has no entry has no rules.
        None if !facts.has_figures() || !able.any(|agent| catalogue.agents.is_worked(agent)) => {
            first
        }
        None => None,
    }
}

/// What an agent says; `None` while its entry is not here.
fn guidance_of(
    catalogue: &Catalogue,
    entries: Option<&Entries>,
    query: &Query<'_>,
    agent: AgentNumber,
    facts: &Facts,
) -> Option<Body> {
    let model = match entries {
        Some(entries) => entries.model(agent),
        None if catalogue.agents.is_worked(agent) => return None,
        None => None,
    };
    Some(guidance::body(catalogue, query, agent, model, facts))
}

fn candidates(scores: &Scores<'_>, best: &[Scored]) -> Vec<Candidate> {
    best.iter()
        .take(SHOWN)
        .map(|scored| scores.candidate(scored))
        .collect()
}

/// An agent by id and name.
fn related(catalogue: &Catalogue, agent: AgentNumber) -> Related {
    Related {
        agent: catalogue.agents.id(agent),
        name: catalogue.agents.name(agent).to_owned(),
    }
}

/// The agents that use a row, those that know most about it first.
fn users(catalogue: &Catalogue, row: RowNumber) -> Vec<Related> {
    let agents = &catalogue.agents;
    let mut users: Vec<(bool, protocol::catalogue::Depth, AgentNumber)> = agents
        .numbers()
        .filter_map(|agent| {
            let own = agents.facts(agent).contains(&row);
            (own || agents.grouped(agent).contains(&row))
                .then(|| (!own, agents.depth(agent), agent))
        })
        .collect();
    sort::by_key(&mut users, |user| *user);
    users
        .into_iter()
        .take(USERS)
        .map(|(.., agent)| related(catalogue, agent))
        .collect()
}
