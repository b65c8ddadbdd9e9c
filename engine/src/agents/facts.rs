//! Cards of the rows that a question names.

use protocol::answer::{FactCard, Technology};
use protocol::catalogue::{Row, Table};
use protocol::ids::RowId;

use super::parameters::Choice;
use super::{asked, figures, interfaces, parameters};
use crate::catalogue::{Catalogue, RowNumber};
use crate::routing::{Mentioned, Query};

/// Cards of one answer.
const MOST: usize = 6;
/// Cards of one name.
const MOST_OF_NAME: usize = 3;

/// The cards of all names that are meant, in the order of the question.
pub fn named(catalogue: &Catalogue, query: &Query<'_>) -> Vec<FactCard> {
    let mut cards: Vec<FactCard> = Vec::new();
    for mention in query.asked() {
        for row in chosen(catalogue, query, mention) {
            let Some(mut card) = card(catalogue, row, mention.cause.as_deref()) else {
                continue;
            };
            asked::put(query, mention, &mut card);
            if cards.len() < MOST && !cards.iter().any(|other| other.row() == card.row()) {
                cards.push(card);
            }
        }
    }
    cards
}

/// The cards of rows that history kept, by id.
pub fn again(catalogue: &Catalogue, query: &Query<'_>, ids: &[RowId]) -> Vec<FactCard> {
    let cause = |row: RowNumber| {
        let mut mentions = query
            .mentions
            .iter()
            .filter(move |one| one.rows.contains(&row));
        mentions.find_map(|mention| mention.cause.as_deref())
    };
    let card_of = |id: &RowId| match catalogue.rows.number(id.as_str()) {
        Some(row) => card(catalogue, row, cause(row)),
        None => {
            let choice = Choice::named(catalogue, id)?;
            Some(FactCard::Parameter(Box::new(parameters::choice_card(
                catalogue, &choice,
            )?)))
        }
    };
    // A choice is no row: its alternatives are.
    let means = |mention: &&Mentioned, id: &RowId| {
        mention.rows.iter().any(|row| {
            let row = catalogue.rows.id(*row);
            let rest = row.as_str().strip_prefix(id.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let with_value = |id: &RowId| {
        let mut card = card_of(id)?;
        if let Some(mention) = query.asked().find(|mention| means(mention, id)) {
            asked::put(query, mention, &mut card);
        }
        Some(card)
    };
    ids.iter().filter_map(with_value).collect()
}

/// The card of a row. A row that is one alternative of a choice gets the card of the choice.
pub fn card(catalogue: &Catalogue, row: RowNumber, cause: Option<&str>) -> Option<FactCard> {
    if let Some(choice) = Choice::of(catalogue, row) {
        return Some(FactCard::Parameter(Box::new(parameters::choice_card(
            catalogue, &choice,
        )?)));
    }
    Some(match catalogue.rows.row(row)? {
        Row::Parameter(of) => FactCard::Parameter(Box::new(parameters::card(catalogue, row, of))),
        Row::Counter(of) => FactCard::Counter(Box::new(figures::counter(catalogue, row, of))),
        Row::Kpi(of) => FactCard::Kpi(Box::new(figures::kpi(catalogue, row, of))),
        Row::Procedure(of) => {
            FactCard::Procedure(Box::new(interfaces::procedure(catalogue, row, of)))
        }
        Row::Causes(of) => FactCard::Cause(Box::new(interfaces::causes(catalogue, row, of, cause))),
    })
}

/// The rows of a name that are worth a card of their own: the likeliest one, then those of
/// another technology or protocol, or with another range, of which agents make as much.
fn chosen(catalogue: &Catalogue, query: &Query<'_>, mention: &Mentioned) -> Vec<RowNumber> {
    let Some(first) = mention.rows.first().copied() else {
        return Vec::new();
    };
    let mut chosen = vec![first];
    for row in mention.rows.iter().copied().skip(1) {
        if chosen.len() == MOST_OF_NAME {
            break;
        }
        let tech = technology(catalogue, row);
        let fits = query.technologies.is_empty()
            || tech.is_none_or(|tech| query.technologies.contains(&tech));
        if fits
            && chosen
                .iter()
                .all(|other| tells_more(catalogue, *other, row))
        {
            chosen.push(row);
        }
    }
    chosen
}

/// Whether a row of the same name deserves a card beside one that has its card already.
fn tells_more(catalogue: &Catalogue, one: RowNumber, other: RowNumber) -> bool {
    let rows = &catalogue.rows;
    let rank = |row: RowNumber| {
        catalogue
            .ranks
            .get(row as usize)
            .copied()
            .unwrap_or_default()
    };
    let (Some(a), Some(b)) = (rows.row(one), rows.row(other)) else {
        return false;
    };
    match (a, b) {
        (Row::Parameter(a), Row::Parameter(b)) => {
            let rrc = |table| matches!(table, Table::RrcNr | Table::RrcLte);
            let same_level = a.table == b.table || (rrc(a.table) && rrc(b.table));
            let same_use = rows.standing(one).configurable == rows.standing(other).configurable;
            let is_extension = b.name.contains("-v") && !a.name.contains("-v");
            let other_technology = a.table != b.table && rank(other) >= 3.min(rank(one));
            let worked = rank(other) > 5;
            same_level
                && same_use
                && !is_extension
                && (other_technology || worked)
                && !rows.same_range(one, other)
        }
        (Row::Parameter(_), _) | (_, Row::Parameter(_)) => false,
        _ => true,
    }
}

/// The technology that a row is about.
pub fn technology(catalogue: &Catalogue, row: RowNumber) -> Option<Technology> {
    match catalogue.rows.row(row)? {
        Row::Parameter(row) => parameters::technology(row.table),
        Row::Counter(row) => Some(row.tech),
        Row::Kpi(row) => Some(row.tech),
        Row::Procedure(row) => Some(row.tech),
        Row::Causes(_) => None,
    }
}
