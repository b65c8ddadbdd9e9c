//! The words of a question as the terms under which agents may know them.

use super::cues;
use super::query::{Query, Word};
use crate::catalogue::expand;
use crate::catalogue::{Catalogue, TermNumber, text};

/// What a word of an abbreviation's meaning counts for, beside the abbreviation itself.
const MEANING: f64 = 0.45;
/// The same when no agent knows the abbreviation itself.
const ONLY_MEANING: f64 = 0.75;
/// What a corrected word counts for.
const CORRECTED: f64 = 0.7;

/// A word that counts, with its terms; none when no agent knows it.
pub struct Looked<'q> {
    /// The word.
    pub word: &'q Word<'q>,
    /// Its terms.
    pub terms: Vec<Term>,
}

/// A term that a word stands for.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Which.
    pub number: TermNumber,
    /// What it counts for, 0 … 1.
    pub factor: f64,
    /// How the word came to it.
    pub by: By,
}

/// How a word came to a term.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// It is the term.
    Itself,
    /// It is an abbreviation of it, or an identifier with it inside.
    Meaning,
    /// It is misspelt.
    Correction,
}

/// The words of a question that count, each once. Numbers, bands and empty words do not.
pub fn look_up<'q>(catalogue: &Catalogue, query: &'q Query<'_>) -> Vec<Looked<'q>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut looked = Vec::new();
    for word in &query.words {
        let stem = word.stem.as_str();
        let number = stem.bytes().all(|b| b.is_ascii_digit());
        if number || text::is_empty_word(stem) || seen.contains(&stem) {
            continue;
        }
        seen.push(stem);
        let known = catalogue.postings.number(stem);
        if known.is_some() || cues::technology(word.typed).is_none() {
            looked.push(Looked {
                word,
                terms: terms(catalogue, word, known),
            });
        }
    }
    looked
}

fn terms(catalogue: &Catalogue, word: &Word<'_>, known: Option<TermNumber>) -> Vec<Term> {
    let postings = &catalogue.postings;
    let factor = if known.is_some() {
        MEANING
    } else {
        ONLY_MEANING
    };
    let meanings = expand(word.typed).filter(|stem| *stem != word.stem);
    let mut terms: Vec<Term> = meanings
        .filter_map(|stem| postings.number(&stem))
        .map(|number| Term {
            number,
            factor,
            by: By::Meaning,
        })
        .collect();
    if let Some(number) = known {
        terms.push(Term {
            number,
            factor: 1.0,
            by: By::Itself,
        });
        return terms;
    }
    let pieces = text::pieces(word.typed);
    if pieces.len() > 1 {
        let stems = pieces.iter().map(|piece| text::stem(piece));
        let numbers = stems.filter_map(|stem| postings.number(&stem));
        terms.extend(numbers.map(|number| Term {
            number,
            factor: MEANING,
            by: By::Meaning,
        }));
    }
    if terms.is_empty() {
        let number = postings.misspelt(&word.stem);
        terms.extend(number.map(|number| Term {
            number,
            factor: CORRECTED,
            by: By::Correction,
        }));
    }
    terms
}
