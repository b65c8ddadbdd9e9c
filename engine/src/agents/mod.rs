//! What agents say: a question becomes an answer made of facts.
//!
//! [`answer`] routes and composes; [`reopen`] composes again what history kept. Both are pure: the
//! same catalogue and question give the same answer. Sentences are made elsewhere, from these data.
//! [`rules`] says whether a rule's condition holds for what is known of the network.

mod advice;
mod asked;
mod calculation;
mod clauses;
mod described;
mod facts;
mod figures;
mod guidance;
mod interfaces;
mod legal;
mod ours;
mod parameters;
mod profile;
pub mod rules;
#[cfg(test)]
mod tests;

pub use asked::wants_verdict;
pub use calculation::calculation;
pub use profile::{held, list, view};
use protocol::answer::{
    Answer, Body, Candidate, Given, Lacking, Mention, Overrides, QueryKind, Related, Route,
    Understood,
};
use protocol::records::Exchange;

use crate::catalogue::{AgentNumber, Catalogue, RowNumber};
use crate::routing::{
    Mentioned, Query, Scored, Scores, complexity, kind, threshold_micro, understand, understand_as,
};
use crate::sort;
use advice::Facts;

/// Candidates that an answer shows.
const SHOWN: usize = 3;
/// Agents that a card names.
const USERS: usize = 4;

/// The answer to a question and the figures that came with it. Empty or endless questions get one,
/// too: outside what is known.
#[must_use]
pub fn answer(catalogue: &Catalogue, question: &str, given: &[Given]) -> Answer {
    answer_by(catalogue, None, question, given, &Overrides::default())
}

/// The same; with how alike each agent is to the question in meaning, where vectors are here, and with
/// what the one who asks says of the question.
#[must_use]
pub fn answer_by(
    catalogue: &Catalogue,
    likeness: Option<&[f32]>,
    question: &str,
    given: &[Given],
    overrides: &Overrides,
) -> Answer {
    let query = understand_as(catalogue, question, overrides);
    let scores = Scores::of(catalogue, &query);
    let decision = scores.decide(likeness);
    let facts = Facts::of(catalogue, question, given);
    let asked = clauses::asked(catalogue, &query);
    let answered = decision.in_scope || !asked.is_empty();
    let learnt = || match answered {
        true => kind(catalogue, &query, &decision.best),
        // What was learnt says nothing of what is none of ours.
        false => QueryKind::General,
    };
    let kind = overrides.kind.unwrap_or_else(learnt);
    let body = if !asked.is_empty() {
        Body::Facts(asked)
    } else if decision.in_scope {
        body(catalogue, &query, kind, &decision.best, &facts)
    } else {
        Body::OutOfScope
    };
    let route = Route {
        candidates: candidates(&scores, &decision.best),
        scope_micro: decision.scope_micro,
        threshold_micro: threshold_micro(decision.by),
        by: decision.by,
    };
    let mut answer = shown(catalogue, &query, kind, route, body);
    if let Some(complexity) = overrides.complexity {
        answer.understood.complexity = complexity;
    }
    answer
}

/// An answer of history, composed again from the rows and agents it showed.
///
/// The text, what it was taken for, scores and rows are those of then; what is said about them is
/// what the catalogue holds now. Rows and agents that it no longer holds are left out.
#[must_use]
pub fn reopen(catalogue: &Catalogue, record: &Exchange) -> Answer {
    let query = understand(catalogue, &record.question);
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
            let facts = Facts::of(catalogue, &record.question, &record.given);
            speaker(catalogue, &best, &facts).map_or(Body::OutOfScope, |agent| {
                guidance::body(catalogue, &query, agent, &facts)
            })
        }
        None => Body::OutOfScope,
    };
    let route = Route {
        candidates: candidates(&Scores::of(catalogue, &query), &best),
        scope_micro: record.scope_micro,
        threshold_micro: threshold_micro(record.by),
        by: record.by,
    };
    shown(catalogue, &query, record.kind, route, body)
}

fn shown(
    catalogue: &Catalogue,
    query: &Query<'_>,
    kind: QueryKind,
    route: Route,
    body: Body,
) -> Answer {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mentions = query.asked().filter_map(|mention| {
        let row = mention.rows.first()?;
        Some(Mention {
            start: place(mention.start),
            end: place(mention.end),
            row: catalogue.rows.id(*row),
        })
    });
    Answer {
        question: query.text.to_owned(),
        understood: Understood {
            kind,
            complexity: complexity(query, kind),
            technologies: query.technologies.clone(),
            mentions: mentions.collect(),
            entities: query.entities.clone(),
            lacking: lacking(catalogue, query),
        },
        route,
        body,
        catalogue: catalogue.version().to_owned(),
    }
}

/// The names of a question that its one technology has no row of.
fn lacking(catalogue: &Catalogue, query: &Query<'_>) -> Vec<Lacking> {
    let [asked] = query.technologies.as_slice() else {
        return Vec::new();
    };
    let lacks = |mention: &Mentioned| {
        let mut rows = mention.rows.iter();
        let found = facts::technology(catalogue, *rows.next()?)?;
        let none = found != *asked
            && rows.all(|row| facts::technology(catalogue, *row).is_some_and(|one| one != *asked));
        none.then(|| Lacking {
            name: query
                .text
                .get(mention.start..mention.end)
                .unwrap_or_default()
                .to_owned(),
            technology: *asked,
            found,
        })
    };
    query.asked().filter_map(lacks).collect()
}

/// Rows that are named are shown, unless figures are to be judged, or something is wrong by its cue words
/// and by what was learnt: either alone takes a lookup for a fault too often. Else the best agent speaks.
fn body(
    catalogue: &Catalogue,
    query: &Query<'_>,
    kind: QueryKind,
    best: &[Scored],
    facts: &Facts,
) -> Body {
    let is_fault = [kind, query.kind] == [QueryKind::Troubleshoot; 2];
    let is_general = [kind, query.kind].contains(&QueryKind::General);
    let is_fault = is_fault && !asked::is_wanted(query);
    let judges = is_fault || facts.has_figures_in_text() || (is_general && facts.has_figures());
    if !judges {
        let mut cards = facts::named(catalogue, query);
        for kind in [kind, query.kind] {
            if cards.is_empty() {
                cards = described::facts(catalogue, query, kind);
            }
        }
        if !cards.is_empty() {
            return Body::Facts(cards);
        }
    }
    match speaker(catalogue, best, facts) {
        Some(agent) => guidance::body(catalogue, query, agent, facts),
        None => Body::Facts(facts::named(catalogue, query)),
    }
}

/// The agent that speaks: the best one, or with figures the best of those shown whose rules read any.
fn speaker(catalogue: &Catalogue, best: &[Scored], facts: &Facts) -> Option<AgentNumber> {
    let reads = |scored: &&Scored| {
        let model = catalogue.agents.model(scored.agent);
        model.is_some_and(|model| facts.are_read_by(model))
    };
    let reader = best.iter().take(SHOWN).find(reads);
    reader.or(best.first()).map(|scored| scored.agent)
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
