//! The text of a question as words and numbers with their units, and every run of them as one key.

use super::glued;
use super::synonyms::one_word;
use super::units::{self, Unit};
use super::written::{grouped, power, value};
use ground::text;

/// Words and numbers that are read; a calculation is asked for in fewer.
const MOST_TOKENS: usize = 60;
/// Words of the longest name that is looked for.
const LONGEST: usize = 6;

/// A word or a number.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// First byte in the question.
    pub start: usize,
    /// Byte after the last, that of its unit included.
    pub end: usize,
    /// Letters and digits in lower case; of a number without its unit.
    pub key: String,
    /// Its value, when it is a number.
    pub number: Option<Number>,
    /// How much parts it from the token before.
    pub apart: Apart,
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Apart {
    /// Blanks and what is inside of names.
    #[default]
    Joined,
    /// A colon, a bracket.
    Beside,
    /// A comma, the end of a sentence.
    Parted,
}

/// A number as it was said.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Number {
    /// The value.
    pub value: f64,
    /// Its unit, where one is said.
    pub unit: Option<Unit>,
    /// It is inside of a name such as `n78`: a number only where one is wanted.
    pub inside: bool,
}

/// A run of one or more tokens under one key: `zero correlation zone` is `zerocorrelationzone`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The key.
    pub key: String,
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub next: usize,
}

/// A question, read.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// Words and numbers in order.
    pub tokens: Vec<Token>,
    /// All runs of them.
    pub runs: Vec<Run>,
    /// The runs that the phrases know, with a slip of the pen forgiven.
    known: Vec<Run>,
}

impl Reading {
    /// Reads a question. `vocabulary` has the words of the phrases, sorted.
    pub fn of(question: &str, vocabulary: &[&str]) -> Self {
        let tokens = tokens(question);
        let runs = runs(&tokens);
        let known = runs.iter().filter_map(|run| {
            let key = match vocabulary.binary_search(&run.key.as_str()) {
                Ok(_) => run.key.clone(),
                // Short words side by side are no word with a slip.
                Err(_) if run.next - run.first > 1 && run.key.len() < 10 => return None,
                Err(_) => slip(&run.key, vocabulary)?.to_owned(),
            };
            Some(Run { key, ..*run })
        });
        let known = known.collect();
        Self {
            tokens,
            runs,
            known,
        }
    }

    /// The first run with a key, one of the vocabulary.
    pub fn find(&self, key: &str) -> Option<&Run> {
        self.known.iter().find(|run| run.key == key)
    }

    /// Whether a number only says which one of several something is: `band 20`, `site 1`.
    pub fn is_aside(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let (Some(before), Some(token)) = (before, self.tokens.get(at)) else {
            return false;
        };
        let plain = |number: &Number| number.unit.is_none() && !number.inside;
        let Some(number) = token.number.filter(plain) else {
            return false;
        };
        let is_small = (0.0..10.0).contains(&number.value);
        token.apart == Apart::Joined
            && (ASIDE.contains(&before.key.as_str())
                || is_small && ASIDE_SMALL.contains(&before.key.as_str()))
    }

    /// Whether a run is no part of a longer name: `failure` is one of `radio link failure`.
    pub fn stands_alone(&self, run: &Run) -> bool {
        let holds = |other: &Run| {
            let longer = other.next - other.first > run.next - run.first;
            longer && other.first <= run.first && run.next <= other.next
        };
        !self.known.iter().any(holds)
    }

    /// All runs with a key, one of the vocabulary.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Run> {
        self.known.iter().filter(move |run| run.key == key)
    }
}

/// The word that somebody may have meant; only of long ones.
fn slip<'a>(typed: &str, vocabulary: &[&'a str]) -> Option<&'a str> {
    let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    if typed.len() < 5 || !is_plain(typed) {
        return None;
    }
    let first = typed.get(..1)?;
    let from = vocabulary.partition_point(|word| *word < first);
    let near = vocabulary
        .iter()
        .skip(from)
        .take_while(|word| word.starts_with(first));
    let mut near =
        near.filter(|word| word.len() >= 5 && is_plain(word) && text::one_slip(typed, word));
    near.next().copied()
}

/// Every run of up to [`LONGEST`] tokens, each also without the `s` at its end and with words that
/// stand for others.
fn runs(tokens: &[Token]) -> Vec<Run> {
    let mut runs = Vec::new();
    for first in 0..tokens.len() {
        let (mut typed, mut same) = (String::new(), String::new());
        for (next, token) in tokens.iter().enumerate().skip(first).take(LONGEST) {
            if token.apart != Apart::Joined && next > first {
                break;
            }
            typed.push_str(&token.key);
            same.push_str(one_word(&token.key));
            let mut add = |key: &str| {
                let (key, next) = (key.to_owned(), next + 1);
                runs.push(Run { key, first, next });
            };
            // `pls` says please.
            let one = typed.strip_suffix('s').filter(|one| one.len() > 1);
            if let Some(one) = one.filter(|one| *one != "pl") {
                add(one);
            }
            add(&typed);
            if same != typed {
                add(&same);
            }
        }
    }
    runs
}

fn tokens(question: &str) -> Vec<Token> {
    let mut reader = Reader {
        question,
        at: 0,
        apart: Apart::Joined,
    };
    let mut tokens: Vec<Token> = Vec::new();
    while tokens.len() < MOST_TOKENS {
        match reader.next() {
            Some(token) => tokens.push(token),
            None => break,
        }
        glued::mend(&mut tokens, question);
    }
    tokens
}

/// Numbers in words, from two on: `one` is said of too much.
const NUMERALS: [&str; 15] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen",
];
/// Numbers behind these name something: `band 20`. Those behind the second ones do so when they are small.
const ASIDE: [&str; 8] = [
    "band", "sib", "rel", "release", "type", "version", "page", "floor",
];
const ASIDE_SMALL: [&str; 6] = ["site", "cell", "sector", "gnb", "enb", "ue"];
struct Reader<'a> {
    question: &'a str,
    at: usize,
    apart: Apart,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.question.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<Token> {
        let mut minus = false;
        loop {
            let c = self.rest().chars().next()?;
            if c.is_alphanumeric() || (c == '.' && self.digit_after(1)) {
                break;
            }
            let before = self
                .question
                .get(..self.at)
                .and_then(|text| text.chars().next_back());
            let after_word = before.is_some_and(|c| c.is_alphanumeric() || c == ')');
            minus = matches!(c, '-' | '−' | '–') && !after_word;
            self.apart = self.apart.max(match c {
                ',' | ';' | '?' | '!' | '.' => Apart::Parted,
                ':' | '(' | ')' => Apart::Beside,
                _ => Apart::Joined,
            });
            self.at += c.len_utf8();
        }
        let apart = std::mem::take(&mut self.apart);
        let start = self.at;
        if self
            .rest()
            .starts_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            return self.number(start, minus, apart);
        }
        self.word(start, apart)
    }

    fn digit_after(&self, bytes: usize) -> bool {
        let next = self.rest().as_bytes().get(bytes);
        next.is_some_and(u8::is_ascii_digit)
    }

    fn word(&mut self, start: usize, apart: Apart) -> Option<Token> {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let length = hump(rest.get(..length)?);
        let key = text::lower(rest.get(..length)?);
        self.at += length;
        let numeral = NUMERALS.iter().position(|word| *word == key);
        let number = numeral.map(|place| {
            let (unit, length) = units::after(self.rest());
            // `ten dB` is a number like any other, `two slots` may be none.
            let unit = unit.filter(|unit| unit.dimension != units::Dimension::Slots);
            self.at += if unit.is_some() { length } else { 0 };
            Number {
                value: (place + 2) as f64,
                unit,
                inside: unit.is_none(),
            }
        });
        Some(Token {
            start,
            end: self.at,
            key,
            number,
            apart,
        })
    }

    /// A number with what is glued to it or stands behind it as its unit.
    fn number(&mut self, start: usize, minus: bool, apart: Apart) -> Option<Token> {
        let rest = self.rest();
        if let Some(hex) = rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X")) {
            let length = hex
                .find(|c: char| !c.is_ascii_hexdigit())
                .unwrap_or(hex.len());
            let value = u64::from_str_radix(hex.get(..length)?, 16).unwrap_or_default() as f64;
            let key = text::lower(rest.get(..length + 2)?);
            self.at += length + 2;
            let number = Some(Number {
                value,
                unit: None,
                inside: false,
            });
            return Some(Token {
                start,
                end: self.at,
                key,
                number,
                apart,
            });
        }
        let plain = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(rest.len());
        let written = rest.get(..plain)?.trim_end_matches(['.', ',']);
        if let Some((value, length)) = power(rest) {
            let key = rest.get(..length)?.replace('^', "");
            self.at += length;
            let number = Some(Number {
                value,
                unit: None,
                inside: false,
            });
            let end = self.at;
            return Some(Token {
                start,
                end,
                key,
                number,
                apart,
            });
        }
        if let Some((value, length, unit)) = grouped(rest) {
            let key = rest
                .get(..length)?
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            self.at += length;
            let number = Some(Number {
                value,
                unit,
                inside: false,
            });
            return Some(Token {
                start,
                end: self.at,
                key,
                number,
                apart,
            });
        }
        let glued = rest.get(written.len()..)?;
        let letters = glued
            .find(|c: char| !c.is_alphanumeric() && c != '°' && c != '%')
            .unwrap_or(glued.len());
        let glued = glued.get(..letters)?;
        // Names that begin with a digit: `256QAM`, `64qamLowSE`, `5G`, `7D`, `7D1S2U`, `4th`.
        let (unit, length) = units::after(rest.get(written.len()..)?);
        let letters = text::lower(glued);
        let is_name = unit.is_none()
            && (letters.starts_with("qam")
                || matches!(
                    letters.as_str(),
                    "d" | "u" | "s" | "f" | "th" | "st" | "nd" | "rd"
                )
                || (letters.starts_with(['d', 'u', 's']) && slots_follow(&letters)));
        let generation = letters == "gpp" && written == "3"
            || matches!(glued, "G" | "g") && matches!(written, "2" | "3" | "4" | "5");
        if is_name || generation {
            let all = written.len() + glued.len();
            let key = text::lower(rest.get(..all)?);
            let value: f64 = written.parse().unwrap_or_default();
            self.at += all;
            let number = (!generation).then_some(Number {
                value,
                unit: None,
                inside: true,
            });
            return Some(Token {
                start,
                end: self.at,
                key,
                number,
                apart,
            });
        }
        let value = value(written, unit)?;
        let mut key: String = written.chars().filter(char::is_ascii_digit).collect();
        // `T/8` is another thing than `T=8`.
        let before = self.question.get(..start).unwrap_or_default();
        let divided = before.trim_end().strip_suffix('/').map(str::trim_end);
        let is_part = divided.is_some_and(|text| text.ends_with(['t', 'T']));
        if is_part {
            key.insert_str(0, "over");
        }
        let size = written.len();
        self.at += size + length;
        let value = if minus || self.said_minus(start, unit) {
            -value
        } else {
            value
        };
        let number = Some(Number {
            value,
            unit,
            inside: false,
        });
        let start = if minus {
            start.saturating_sub(1)
        } else {
            start
        };
        Some(Token {
            start,
            end: self.at,
            key,
            number,
            apart,
        })
    }

    /// `minus 79`; `428 us minus 17 us` is a difference.
    fn said_minus(&self, start: usize, unit: Option<Unit>) -> bool {
        let is_level = |unit: Unit| units::level_name(unit).is_some();
        if !unit.is_none_or(is_level) {
            return false;
        }
        let before = self.question.get(..start).unwrap_or_default().trim_end();
        before.ends_with("minus")
    }
}

/// Whether counts and letters of slots follow: `d1s2u`.
fn slots_follow(letters: &str) -> bool {
    letters.len() > 1
        && letters
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'd' | 's' | 'u' | 'f'))
}

/// Where the first part of `rsrpResult` ends. Short beginnings stay: `gNB`, `dBm`.
fn hump(word: &str) -> usize {
    let mut small = 0;
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && small >= 3 {
            return at;
        }
        small = if c.is_lowercase() { small + 1 } else { 0 };
    }
    word.len()
}
