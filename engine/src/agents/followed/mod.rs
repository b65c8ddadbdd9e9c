//! Answers to questions that lean on the one before: what there is to take over from an exchange, and
//! the rows that such a question asks for.

#[cfg(test)]
mod tests;

use protocol::answer::{About, Body, FactCard, QueryKind};
use protocol::catalogue::Row;
use protocol::ids::FactId;
use protocol::records::Exchange;

use super::facts;
use crate::catalogue::{Catalogue, RowNumber};
use crate::routing::{Query, taken_row, understand};

/// Cards of one answer.
const MOST: usize = 12;

/// What an exchange was about: what a question after it may take over. `None` of one that says nothing
/// for another: it was refused, or computed.
#[must_use]
pub fn subject(catalogue: &Catalogue, id: FactId, record: &Exchange) -> Option<About> {
    if !record.answered || record.calculation.is_some() {
        return None;
    }
    let before = taken(catalogue, record);
    let own = understand(catalogue, &record.question).technologies;
    let about = About {
        from: id,
        rows: record
            .rows
            .iter()
            .map(|row| taken_row(catalogue, row))
            .collect(),
        words: String::new(),
        technologies: own,
        agent: record.candidates.first().map(|(agent, _)| agent.clone()),
    };
    let Some(before) = before else {
        let words = match about.rows.is_empty() {
            true => record.question.clone(),
            false => String::new(),
        };
        return Some(About { words, ..about });
    };
    // It leant on another itself: what that was about, unless it was answered with rows of its own.
    let technologies = match about.technologies.is_empty() {
        true => before.technologies,
        false => about.technologies.clone(),
    };
    let (rows, words) = match about.rows.is_empty() {
        true => (before.rows, before.words),
        false => (about.rows, String::new()),
    };
    Some(About {
        rows,
        words,
        technologies,
        ..about
    })
}

/// What an exchange of history took over.
#[must_use]
pub fn taken(catalogue: &Catalogue, record: &Exchange) -> Option<About> {
    let follows = record.follows.as_ref()?;
    let taken = follows.taken.as_ref()?;
    Some(About {
        from: taken.from,
        rows: taken
            .rows
            .iter()
            .map(|row| taken_row(catalogue, row))
            .collect(),
        words: taken.words.clone(),
        technologies: taken.technologies.clone(),
        agent: taken.agent.clone(),
    })
}

/// The kind of row that a leaning question asks for ("which counter shows that?"), if any.
pub fn wants_rows(query: &Query<'_>) -> Option<QueryKind> {
    let wants = query.followed.as_ref()?.wants;
    wants.filter(|kind| !matches!(kind, QueryKind::Troubleshoot | QueryKind::General))
}

/// The cards of that kind among the rows that were taken over, or next to them; empty where there are
/// none: then the agent that speaks has them, see [`of_kind`].
pub fn wanted(catalogue: &Catalogue, query: &Query<'_>) -> Vec<FactCard> {
    let Some(kind) = wants_rows(query) else {
        return Vec::new();
    };
    let mut named = facts::named(catalogue, query);
    named.retain(|card| is_of(card, kind));
    if !named.is_empty() {
        return named;
    }
    let near = query.asked().filter_map(|mention| mention.rows.first());
    let near = near.flat_map(|row| next_to(catalogue, *row, kind));
    let near = near.filter_map(|row| facts::card(catalogue, row, None));
    near.take(MOST).collect()
}

/// Of what an agent says to a leaning question: the rows of the kind that is asked for; all of it where
/// no kind is asked for, or the agent has none of it.
pub fn of_kind(query: &Query<'_>, says: Body) -> Body {
    let (Some(kind), Body::Guidance(guidance)) = (wants_rows(query), &says) else {
        return says;
    };
    let cards: Vec<FactCard> = match kind {
        QueryKind::Counter => {
            let counters = guidance.counters.iter().cloned();
            counters.map(Box::new).map(FactCard::Counter).collect()
        }
        QueryKind::Kpi => {
            let kpis = guidance.kpis.iter().cloned();
            kpis.map(Box::new).map(FactCard::Kpi).collect()
        }
        QueryKind::Procedure => {
            let procedures = guidance.procedures.iter().cloned();
            let causes = guidance.causes.iter().cloned();
            let procedures = procedures.map(Box::new).map(FactCard::Procedure);
            procedures
                .chain(causes.map(Box::new).map(FactCard::Cause))
                .collect()
        }
        QueryKind::Parameter => {
            let parameters = guidance.parameters.iter().cloned();
            parameters.map(Box::new).map(FactCard::Parameter).collect()
        }
        QueryKind::Troubleshoot | QueryKind::General => Vec::new(),
    };
    if cards.is_empty() {
        says
    } else {
        Body::Facts(cards.into_iter().take(MOST).collect())
    }
}

fn is_of(card: &FactCard, kind: QueryKind) -> bool {
    match kind {
        QueryKind::Counter => matches!(card, FactCard::Counter(_)),
        QueryKind::Kpi => matches!(card, FactCard::Kpi(_)),
        QueryKind::Procedure => matches!(card, FactCard::Procedure(_) | FactCard::Cause(_)),
        QueryKind::Parameter => matches!(card, FactCard::Parameter(_)),
        QueryKind::Troubleshoot | QueryKind::General => false,
    }
}

/// The KPIs that are computed from a counter, the counters in a KPI.
fn next_to(catalogue: &Catalogue, row: RowNumber, kind: QueryKind) -> Vec<RowNumber> {
    let rows = &catalogue.rows;
    match (rows.row(row), kind) {
        (Some(Row::Counter(_)), QueryKind::Kpi) => rows.kpis_with(row).collect(),
        (Some(Row::Kpi(of)), QueryKind::Counter) => {
            let counters = of.counters.iter();
            counters.filter_map(|id| rows.number(id.as_str())).collect()
        }
        _ => Vec::new(),
    }
}
