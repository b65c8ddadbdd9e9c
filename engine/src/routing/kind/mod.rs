//! What a question asks for, told by weights that were learnt from example questions.
//!
//! [`kind`] adds up what the features of a question say for each kind (multinomial logistic
//! regression, weights in eight bits from the catalogue). The examples and the weights are in
//! `engine/catalogue/kinds`; `tests/` makes the ones from the others.

mod features;
#[cfg(test)]
mod tests;

use protocol::answer::QueryKind;

use super::cues::{self, Cues};
use super::decision::Scored;
use super::query::Query;
use crate::catalogue::{Catalogue, text};
use crate::sort;

/// The kinds in the order of the weights.
const KINDS: [QueryKind; 6] = [
    QueryKind::Parameter,
    QueryKind::Counter,
    QueryKind::Kpi,
    QueryKind::Procedure,
    QueryKind::Troubleshoot,
    QueryKind::General,
];

/// What a question asks for, when it is known which agents know most about it.
#[must_use]
pub fn kind(catalogue: &Catalogue, query: &Query<'_>, best: &[Scored]) -> QueryKind {
    if only_asks(query) {
        return query.kind;
    }
    let mut numbers: Vec<u32> = Vec::new();
    features::each(catalogue, query, best, &mut |feature| {
        numbers.extend(catalogue.kinds.number(feature));
    });
    sort::numbers(&mut numbers);
    let mut sums = [0_i32; KINDS.len()];
    for number in numbers {
        for (sum, weight) in sums.iter_mut().zip(catalogue.kinds.weights(number)) {
            *sum += i32::from(*weight);
        }
    }
    most(&sums)
}

/// The kind for which most was said, the first of equal ones.
fn most(sums: &[i32; KINDS.len()]) -> QueryKind {
    let mut most = (i32::MIN, QueryKind::General);
    for (sum, kind) in sums.iter().zip(KINDS) {
        if *sum > most.0 {
            most = (*sum, kind);
        }
    }
    most.1
}

/// Words of a question that is no more than the name of a figure or message.
const FEW: usize = 4;

/// Whether a question names a row or describes a figure and says nothing else but what it wants of it:
/// then cues decide, whatever was learnt.
fn only_asks(query: &Query<'_>) -> bool {
    use QueryKind::{Counter, Kpi, Procedure};
    if query.words.len() <= FEW && matches!(query.kind, Counter | Kpi | Procedure) {
        return true;
    }
    let names = &query.mentions;
    let inside = |at: usize| names.iter().any(|one| one.start <= at && at < one.end);
    let around = query.words.iter().filter(|word| !inside(word.start));
    let cues = Cues::of(around.clone().map(|word| word.stem.as_str()));
    let says_no_more = |stem: &str| text::is_empty_word(stem) || cues::says_kind(stem);
    query.asked().next().is_some()
        && !cues.symptom
        && !cues.action
        && around
            .into_iter()
            .all(|word| says_no_more(&word.stem) || cues::technology(word.typed).is_some())
}
