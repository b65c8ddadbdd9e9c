//! A text as contrast sees it: words with what the tables know of them, numbers, and what is denied.

use core::ops::Range;

use super::amounts::amount;
use super::denials::{CLAUSES, Denial};
use super::lexicon::{Entry, LONGEST, key, look_up, spelled};
use super::quantities::Quantity;
use super::words::{Word, words};
use crate::catalogue::text::is_empty_word;

/// Tokens that are read: of a longer text, the beginning.
const MOST: usize = 96;
/// Words that a denial reaches.
const REACH: usize = 3;
/// Words behind which an object stands: in "lacks the licence" the licence is denied.
const ARTICLES: [&str; 6] = ["a", "an", "any", "its", "the", "their"];
/// What a word without meaning of its own weighs beside one with.
const LIGHT: f32 = 0.25;

/// A word, a phrase of the tables, or a number with its unit.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it is in the text.
    pub at: Range<usize>,
    /// The root, or the roots of a phrase.
    pub key: u64,
    /// What is known of it.
    pub entry: Option<&'static Entry>,
    /// Which number it is.
    pub quantity: Option<Quantity>,
    /// Whether a denial reaches it.
    pub is_denied: bool,
    /// Whether it is said to be missing, which neither says nor denies anything of it.
    pub is_missing: bool,
    /// Whether it denies only in the name of a fault: "missing" in "missing neighbour".
    pub is_name: bool,
    /// How much it says.
    pub weight: f32,
    /// The word of place or order before it, by its token.
    pub relation: Option<usize>,
}

impl Token {
    /// Whether it says something of its own.
    #[must_use]
    pub fn has_meaning(&self) -> bool {
        self.weight >= 1.0
    }

    /// Whether it limits what is said.
    #[must_use]
    pub fn limits(&self) -> bool {
        self.entry.is_some_and(|entry| entry.limits)
    }

    /// Whether it names or tells a fault.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        self.entry.is_some_and(|entry| entry.is_fault)
    }

    /// What it does to what follows.
    #[must_use]
    pub fn denial(&self) -> Option<Denial> {
        self.entry.and_then(|entry| entry.denial)
    }
}

/// A text, read.
#[derive(Clone, Default, Debug)]
pub struct Reading {
    text: Box<str>,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
}

impl Reading {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut reading = Self::default();
        let words = words(text);
        let mut clauses = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at)
            && reading.tokens.len() < MOST
        {
            let (mut token, used) = token(words.get(at..).unwrap_or_default());
            token.at.start = first.at.start;
            if first.begins_sentence || reading.sentences.is_empty() {
                reading
                    .sentences
                    .push(reading.tokens.len()..reading.tokens.len());
            }
            clauses.push(first.begins_clause || CLAUSES.contains(&first.lower.as_str()));
            reading.tokens.push(token);
            if let Some(last) = reading.sentences.last_mut() {
                last.end = reading.tokens.len();
            }
            at += used;
        }
        let end = reading.tokens.last().map_or(0, |token| token.at.end);
        reading.text = text.get(..end).unwrap_or_default().into();
        reading.deny(&clauses);
        reading.relate(&clauses);
        reading
    }

    /// The tokens.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether the whole text was read, and not only the beginning.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.tokens.len() < MOST
    }

    /// The tokens of each sentence.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The words of a token.
    #[must_use]
    pub fn words(&self, token: &Token) -> &str {
        self.text.get(token.at.clone()).unwrap_or_default()
    }

    /// Marks what denials reach; two denials cancel each other. What is missing is not denied.
    fn deny(&mut self, clauses: &[bool]) {
        let begins = |at: &usize| clauses.get(*at).is_some_and(|begins| *begins);
        for at in 0..self.tokens.len() {
            let Some(Denial::Denies | Denial::Fails) = self.tokens.get(at).and_then(Token::denial)
            else {
                continue;
            };
            let start = (0..=at).rev().find(begins).unwrap_or(0);
            let end = (at + 1..self.tokens.len()).find(begins);
            let end = end.unwrap_or(self.tokens.len());
            let fault = self.fault(at, end);
            let (before, behind) = self.tokens.split_at_mut(at + 1);
            let before = before.get_mut(start..at).into_iter().flatten().rev();
            let behind = behind.get_mut(..end - at - 1).into_iter().flatten();
            match fault {
                Some(Fault::Named) => reach(behind, |token| token.is_missing = true),
                Some(Fault::Told) => reach(before, |token| token.is_missing = true),
                None => reach(behind, |token| token.is_denied = !token.is_denied),
            }
            if let Some(token) = self.tokens.get_mut(at) {
                token.is_name = fault == Some(Fault::Named);
            }
        }
    }

    /// Whether a denying word of a clause that ends there names or tells a fault.
    fn fault(&self, at: usize, end: usize) -> Option<Fault> {
        let behind = self.tokens.get(at + 1..end).unwrap_or_default();
        let token = self.tokens.get(at)?;
        let has_meaning = |at: usize| behind.get(at).is_some_and(Token::has_meaning);
        let next = behind.first().map_or("", |next| self.words(next));
        if token.is_fault() {
            return match has_meaning(0) || next == "of" {
                true => Some(Fault::Named),
                false if ARTICLES.contains(&next) => None,
                false => Some(Fault::Told),
            };
        }
        // "No coverage in the cellar" is a heading, "no reports arrive" a sentence.
        let is_first = self.sentences.iter().any(|sentence| sentence.start == at);
        let is_heading = is_first && has_meaning(0) && !has_meaning(1);
        (is_heading && self.words(token).eq_ignore_ascii_case("no")).then_some(Fault::Named)
    }

    /// Binds words to the preposition before them: the cell in `from the northern cell` comes after
    /// `from`.
    fn relate(&mut self, clauses: &[bool]) {
        let (mut relation, mut bound) = (None, 0);
        for (at, (token, begins)) in self.tokens.iter_mut().zip(clauses).enumerate() {
            if *begins {
                relation = None;
            }
            // A number is light nowhere, so what is light and on an axis is a word of place or order.
            if !token.has_meaning() && token.entry.is_some_and(|entry| !entry.axes.is_empty()) {
                (relation, bound) = (Some(at), 0);
                continue;
            }
            if token.has_meaning() && bound < 2 {
                token.relation = relation;
                bound += 1;
            }
        }
    }
}

/// How a word is about a fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is part of its name: "missing neighbour".
    Named,
    /// It says it of something: "the neighbour is missing".
    Told,
}

/// Does it to the first words with meaning.
fn reach<'a>(tokens: impl Iterator<Item = &'a mut Token>, mark: impl Fn(&mut Token)) {
    tokens
        .filter(|token| token.has_meaning())
        .take(REACH)
        .for_each(mark);
}

/// The token that these words begin with, and how many of them it is.
fn token(words: &[Word]) -> (Token, usize) {
    let mut phrase = None;
    let mut found = None;
    for (count, word) in (1..).zip(words.iter().take(LONGEST)) {
        if count > 1 && word.begins_clause {
            break;
        }
        let of_phrase = key(phrase, &spelled(&word.lower));
        phrase = Some(of_phrase);
        if let Some(entry) = look_up(of_phrase) {
            found = Some((of_phrase, entry, count));
        }
    }
    let end = |count: usize| words.get(count - 1).map_or(0, |word| word.at.end);
    let made = |key, entry: Option<&'static Entry>, quantity, weight, count| {
        let token = Token {
            at: 0..end(count),
            key,
            entry,
            quantity,
            is_denied: false,
            is_missing: false,
            is_name: false,
            weight,
            relation: None,
        };
        (token, count)
    };
    let is_named = found.is_some_and(|(_, entry, count)| count > 1 || !entry.families.is_empty());
    if !is_named && let Some((quantity, count)) = amount(words) {
        // "one" alone is a pronoun as often as a number.
        let is_one = count == 1 && words.first().is_some_and(|word| word.lower == "one");
        let weight = if is_one { LIGHT } else { 1.0 };
        return made(key(None, "#"), None, Some(quantity), weight, count);
    }
    let root = words
        .first()
        .map(|word| spelled(&word.lower))
        .unwrap_or_default();
    let Some((of_phrase, entry, count)) = found else {
        let is_label = words.first().is_some_and(|word| word.is_label);
        let weight = if is_light(&root) && !is_label {
            LIGHT
        } else {
            1.0
        };
        return made(key(None, &root), None, None, weight, 1);
    };
    // Prepositions point, but say little.
    let is_light = count == 1 && is_light(&root) && entry.denial.is_none();
    made(
        of_phrase,
        Some(entry),
        None,
        if is_light { LIGHT } else { 1.0 },
        count,
    )
}

/// Words of place, time and order that `is_empty_word` does not know, by their roots. Sorted.
const RELATING: &[&str] = &[
    "above",
    "across",
    "against",
    "along",
    "among",
    "around",
    "behind",
    "below",
    "beneath",
    "between",
    "beyond",
    "dur",
    "during",
    "inside",
    "near",
    "onto",
    "outside",
    "past",
    "per",
    "sinc",
    "through",
    "throughout",
    "till",
    "toward",
    "towards",
    "under",
    "via",
    "within",
];

/// Whether a word says little by itself.
pub fn is_light(root: &str) -> bool {
    root.len() < 2 || is_empty_word(root) || RELATING.binary_search(&root).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denials_reach_to_the_end_of_the_clause() {
        let denied = |text: &str| -> Vec<String> {
            let reading = Reading::of(text);
            let tokens = reading.tokens().iter().filter(|token| token.is_denied);
            tokens
                .map(|token| reading.words(token).to_owned())
                .collect()
        };
        assert_eq!(
            denied("no handover starts, reports arrive"),
            ["handover", "starts"]
        );
        assert_eq!(
            denied("restart it without losing sessions"),
            ["losing", "sessions"]
        );
        assert!(denied("reports arrive").is_empty());
        assert!(denied("it never fails to close").len() < 3);
    }
}
