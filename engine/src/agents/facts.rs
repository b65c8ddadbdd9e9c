//! Cards of the rows that a question names.

use protocol::answer::{FactCard, Technology};
use protocol::catalogue::{Row, Table};
use protocol::ids::RowId;

use super::parameters::Choice;
use super::{figures, interfaces, parameters};
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
            let Some(card) = card(catalogue, row, mention.cause.as_deref()) else {
                continue;
            };
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
        let mut mentions = query.mentions.iter().filter(move |one| one.rows.contains(&row));
        mentions.find_map(|mention| mention.cause.as_deref())
    };
    let card_of = |id: &RowId| match catalogue.rows.number(id.as_str()) {
        Some(row) => card(catalogue, row, cause(row)),
        None => {
            let choice = Choice::named(catalogue, id)?;
            Some(FactCard::Parameter(Box::new(parameters::choice_card(catalogue, &choice)?)))
        }
    };
    ids.iter().filter_map(card_of).collect()
}

/// The card of a row. A row that is one alternative of a choice gets the card of the choice.
pub fn card(catalogue: &Catalogue, row: RowNumber, cause: Option<&str>) -> Option<FactCard> {
    if let Some(choice) = Choice::of(catalogue, row) {
        return Some(FactCard::Parameter(Box::new(parameters::choice_card(catalogue, &choice)?)));
    }
    Some(match catalogue.rows.row(row)? {
        Row::Parameter(of) => {
            FactCard::Parameter(Box::new(parameters::card(catalogue, row, of)))
        }
        Row::Counter(of) => FactCard::Counter(Box::new(figures::counter(catalogue, row, of))),
        Row::Kpi(of) => FactCard::Kpi(Box::new(figures::kpi(catalogue, row, of))),
        Row::Procedure(of) => {
            FactCard::Procedure(Box::new(interfaces::procedure(catalogue, row, of)))
        }
        Row::Causes(of) => {
            FactCard::Cause(Box::new(interfaces::causes(catalogue, row, of, cause)))
        }
    })
}

/// The rows of a name that are worth a card of their own: the likeliest one, then those of
/// another technology or protocol, or with another range, that agents use as well.
fn chosen(catalogue: &Catalogue, query: &Query<'_>, mention: &Mentioned) -> Vec<RowNumber> {
    let Some(first) = mention.rows.first().copied() else {
        return Vec::new();
    };
    let rank = |row: RowNumber| catalogue.ranks.get(row as usize).copied().unwrap_or_default();
    let is_parameter = |row| catalogue.rows.table(row).is_some_and(Table::holds_parameters);
    let mut chosen = vec![first];
    for row in mention.rows.iter().copied().skip(1) {
        if chosen.len() == MOST_OF_NAME {
            break;
        }
        let same_kind = is_parameter(row) == is_parameter(first);
        let used = !is_parameter(row) || rank(row) >= 3.min(rank(first));
        let fits = query.technologies.is_empty()
            || technology(catalogue, row).is_none_or(|tech| query.technologies.contains(&tech));
        let new = chosen.iter().all(|other| tells_apart(catalogue, *other, row));
        if same_kind && used && fits && new {
            chosen.push(row);
        }
    }
    chosen
}

/// Whether two rows of one name say different things.
fn tells_apart(catalogue: &Catalogue, one: RowNumber, other: RowNumber) -> bool {
    let rows = &catalogue.rows;
    match (rows.row(one), rows.row(other)) {
        (Some(Row::Parameter(a)), Some(Row::Parameter(b))) => {
            let standing = (rows.standing(one), rows.standing(other));
            let same_use = standing.0.configurable == standing.1.configurable;
            let model = |table| matches!(table, Table::RrcNr | Table::RrcLte);
            same_use
                && (model(a.table) && model(b.table) || a.table == b.table)
                && !parameters::same_range(&a.legal, &b.legal)
        }
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
