//! A text as contrast sees it: words with what the tables know of them, numbers, and what is denied.

use core::ops::Range;

use super::denials::{CLAUSES, Denial};
use super::lexicon::{Entry, LONGEST, key, look_up, spelled};
use super::quantities::{Quantity, Unit, magnitude, number_word, ordinal, unit};
use super::words::{Word, number, words};
use crate::catalogue::text::is_empty_word;

/// Tokens that are read: of a longer text, the beginning.
const MOST: usize = 96;
/// Words that a denial reaches.
const REACH: usize = 3;
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

    /// Marks what denials reach; two denials cancel each other.
    fn deny(&mut self, clauses: &[bool]) {
        for at in 0..self.tokens.len() {
            let Some(Denial::Denies | Denial::Fails) = self.tokens.get(at).and_then(Token::denial)
            else {
                continue;
            };
            let mut reached = 0;
            for (token, begins) in self.tokens.iter_mut().zip(clauses).skip(at + 1) {
                if *begins || reached == REACH {
                    break;
                }
                if token.has_meaning() {
                    token.is_denied = !token.is_denied;
                    reached += 1;
                }
            }
        }
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
            weight,
            relation: None,
        };
        (token, count)
    };
    let is_named = found.is_some_and(|(_, entry, count)| count > 1 || !entry.families.is_empty());
    if !is_named && let Some((quantity, count)) = quantity(words) {
        return made(key(None, "#"), None, Some(quantity), 1.0, count);
    }
    let root = words
        .first()
        .map(|word| spelled(&word.lower))
        .unwrap_or_default();
    let Some((of_phrase, entry, count)) = found else {
        let weight = if is_empty_word(&root) || root.len() < 2 {
            LIGHT
        } else {
            1.0
        };
        return made(key(None, &root), None, None, weight, 1);
    };
    // Prepositions point, but say little.
    let is_light = count == 1 && is_empty_word(&root) && entry.denial.is_none();
    made(
        of_phrase,
        Some(entry),
        None,
        if is_light { LIGHT } else { 1.0 },
        count,
    )
}

/// The number that these words begin with, and how many of them it is.
fn quantity(words: &[Word]) -> Option<(Quantity, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let (sign, from) = match lower(0) {
        "minus" | "negative" => (-1.0, 1),
        "plus" | "positive" => (1.0, 1),
        _ => (1.0, 0),
    };
    let first = lower(from);
    if let Some((hours, minutes)) = first.split_once(':') {
        let (hours, minutes): (f64, f64) = (hours.parse().ok()?, minutes.parse().ok()?);
        return Some((
            Quantity::new(hours * 60.0 + minutes, Unit::Clock, 1.0),
            from + 1,
        ));
    }
    if let Some((value, letters)) = number(first) {
        let value = if from == 1 { sign * value } else { value };
        if !letters.is_empty() {
            let (unit, factor) = unit(letters)?;
            return Some((Quantity::new(value, unit, factor), from + 1));
        }
        return Some(with_unit(value, from + 1, words));
    }
    if let Some((value, used)) = spoken(words.get(from..)?) {
        // "one" alone is a pronoun as often as a number.
        let (quantity, used) = with_unit(sign * value, from + used, words);
        let is_pronoun = first == "one" && quantity.unit == Unit::Plain && from == 0;
        return (!is_pronoun).then_some((quantity, used));
    }
    let clock = match first {
        "noon" | "midday" => Some(720.0),
        "midnight" => Some(0.0),
        _ => None,
    };
    if let Some(minutes) = clock {
        return Some((Quantity::new(minutes, Unit::Clock, 1.0), 1));
    }
    if first == "half" || first == "quarter" {
        let part = if first == "half" { 0.5 } else { 0.25 };
        return Some((Quantity::new(part, Unit::Ratio, 1.0), 1));
    }
    if let (Some(place), "a" | "an") = (ordinal(lower(1)), first) {
        return Some((Quantity::new(1.0 / place, Unit::Ratio, 1.0), 2));
    }
    match first {
        "twice" => Some((Quantity::new(2.0, Unit::Repeats, 1.0), 1)),
        "thrice" => Some((Quantity::new(3.0, Unit::Repeats, 1.0), 1)),
        _ => ordinal(first)
            .filter(|_| !first.ends_with('s'))
            .map(|place| (Quantity::new(place, Unit::Plain, 1.0), 1))
            .or_else(|| name(first)),
    }
}

/// A number with the unit that may come behind it.
fn with_unit(value: f64, used: usize, words: &[Word]) -> (Quantity, usize) {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    if let (name @ ("per" | "in"), "thousand" | "mille" | "million") =
        (lower(used), lower(used + 1))
    {
        let parts = if lower(used + 1) == "million" {
            1e-6
        } else {
            1e-3
        };
        if name == "per" {
            return (Quantity::new(value, Unit::Ratio, parts), used + 2);
        }
    }
    if lower(used) == "per" && lower(used + 1) == "cent" {
        return (Quantity::new(value, Unit::Ratio, 0.01), used + 2);
    }
    if lower(used) == "resource" && lower(used + 1).starts_with("block") {
        return (Quantity::new(value, Unit::Blocks, 1.0), used + 2);
    }
    // Two thirds, four fifths.
    if let Some(place) = ordinal(lower(used))
        .filter(|_| value > 0.0 && lower(used).ends_with('s') && lower(used) != "seconds")
    {
        return (Quantity::new(value / place, Unit::Ratio, 1.0), used + 1);
    }
    let Some((kind, factor)) = unit(lower(used)) else {
        return (Quantity::new(value, Unit::Plain, 1.0), used);
    };
    let glued = words.get(used).is_some_and(|word| word.begins_clause);
    if glued {
        return (Quantity::new(value, Unit::Plain, 1.0), used);
    }
    // The second of "Mbit/s".
    let rate = usize::from(matches!(kind, Unit::Rate | Unit::Size) && lower(used + 1) == "s");
    let kind = if rate == 1 { Unit::Rate } else { kind };
    (Quantity::new(value, kind, factor), used + 1 + rate)
}

/// A number in words: `one hundred and ten`, `two point five`.
fn spoken(words: &[Word]) -> Option<(f64, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let (mut sum, mut used) = (0.0, 0);
    loop {
        let word = lower(used);
        if let Some(value) = number_word(word) {
            sum += value;
        } else if let Some(times) = magnitude(word) {
            sum = f64::max(sum, 1.0) * times;
        } else if word == "and" && sum >= 100.0 && number_word(lower(used + 1)).is_some() {
            // Between the hundreds and the rest.
        } else {
            break;
        }
        used += 1;
    }
    if lower(used) == "point"
        && used > 0
        && let Some(tenths) = number_word(lower(used + 1)).filter(|tenths| *tenths < 10.0)
    {
        return Some((sum + tenths / 10.0, used + 2));
    }
    // "thousands of" names no number.
    (used > 0).then_some((sum, used))
}

/// Letters with a number behind them: A3, T310, SIB5.
fn name(word: &str) -> Option<(Quantity, usize)> {
    let digits = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = word.split_at_checked(digits)?;
    if letters.is_empty() || !letters.chars().all(char::is_alphabetic) {
        return None;
    }
    let value: f64 = number.parse().ok()?;
    Some((Quantity::new(value, Unit::Name(key(None, letters)), 1.0), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn quantities(text: &str) -> Vec<(f64, Unit)> {
        let reading = Reading::of(text);
        let found = reading.tokens().iter().filter_map(|token| token.quantity);
        found.map(|one| (one.value, one.unit)).collect()
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (text, value, unit) in [
            ("640 ms", 0.64, Unit::Time),
            ("640ms", 0.64, Unit::Time),
            ("a tenth of it", 0.1, Unit::Ratio),
            ("four fifths of it", 0.8, Unit::Ratio),
            ("half the cells", 0.5, Unit::Ratio),
            ("five per thousand", 0.005, Unit::Ratio),
            ("minus one hundred and ten", -110.0, Unit::Plain),
            ("plus three decibels", 3.0, Unit::Decibel),
            ("two point five", 2.5, Unit::Plain),
            ("two weeks", 1_209_600.0, Unit::Time),
            ("02:30", 150.0, Unit::Clock),
            ("100 resource blocks", 100.0, Unit::Blocks),
            ("150 Mbit/s", 150e6, Unit::Rate),
            ("-110 dBm", 1e-11, Unit::Power),
        ] {
            let found = quantities(text);
            assert!(
                found.len() == 1
                    && (found[0].0 - value).abs() <= 1e-9 * value.abs()
                    && found[0].1 == unit,
                "{text}: {found:?}"
            );
        }
        assert!(quantities("the one that is at home in LTE").is_empty());
        assert_eq!(quantities("event A3").len(), 1);
    }

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
