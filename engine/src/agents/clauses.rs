//! Clauses of a document that a question names, by number or by words of their titles.

use protocol::answer::{Clause as ShownClause, FactCard};
use protocol::catalogue::Clause;

use crate::catalogue::{Catalogue, text};
use crate::routing::Query;
use crate::sort;

/// Clauses shown.
const MOST: usize = 4;

/// The clauses asked for; none when no document is named, or a row besides.
pub fn asked(catalogue: &Catalogue, query: &Query<'_>) -> Vec<FactCard> {
    if query.documents.is_empty() || query.asked().next().is_some() {
        return Vec::new();
    }
    let is_asked = |clause: &Clause| query.documents.contains(&clause.spec);
    let clauses: Vec<Clause> = catalogue.rows.clauses().filter(is_asked).collect();
    let numbers: Vec<&str> = query.text.split_whitespace().map(trimmed).collect();
    let by_number = clauses
        .iter()
        .filter(|clause| numbers.contains(&clause.number.as_str()));
    let found: Vec<&Clause> = by_number.collect();
    let found = if found.is_empty() {
        by_title(&clauses, query)
    } else {
        found
    };
    let card = |clause: &&Clause| {
        FactCard::Clause(ShownClause {
            spec: clause.spec.clone(),
            clause: clause.number.clone(),
            title: clause.title.clone(),
        })
    };
    found.iter().take(MOST).map(card).collect()
}

/// The clauses whose titles share most words with the question, if they share any.
fn by_title<'a>(clauses: &'a [Clause], query: &Query<'_>) -> Vec<&'a Clause> {
    let shared = |clause: &Clause| {
        let stems: Vec<String> = text::pieces(&clause.title)
            .iter()
            .map(|w| text::stem(w))
            .collect();
        let words = query
            .words
            .iter()
            .filter(|word| !text::is_empty_word(&word.stem));
        words.filter(|word| stems.contains(&word.stem)).count()
    };
    let mut scored: Vec<(usize, &Clause)> = clauses
        .iter()
        .map(|clause| (shared(clause), clause))
        .filter(|(n, _)| *n > 0)
        .collect();
    sort::by_key(&mut scored, |(n, clause)| {
        (core::cmp::Reverse(*n), clause.title.len())
    });
    let most = scored.first().map_or(0, |(n, _)| *n);
    scored
        .into_iter()
        .filter(|(n, _)| *n == most)
        .map(|(_, clause)| clause)
        .collect()
}

/// A word without the punctuation around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
