//! From characters to words: names, numbers and marks with their places.

use super::Reason;

/// A piece of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    /// As it stands in the text, without `$`, `?` and quotes.
    pub text: &'a str,
    /// Bytes before it.
    pub at: usize,
    /// Bytes of the text up to its end.
    pub end: usize,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Digits, perhaps with a point and more digits.
    Number,
    /// `$name`
    Variable,
    /// `?name`, perhaps with `@end`.
    Gap,
    /// `'text'`
    Quoted,
    /// Technology and name, perhaps with labels and `@end`.
    Figure,
    /// A keyword, a function, a label or a literal.
    Word,
    /// An operator or a bracket.
    Mark,
}

/// Marks, longer ones before their beginnings.
const MARKS: [&str; 15] = [
    "<=", ">=", "==", "!=", "..", "<", ">", "+", "*", "/", "(", ")", ",", "%", "-",
];

/// All pieces of a text.
pub fn tokens(text: &str) -> Result<Vec<Token<'_>>, Reason> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let blanks = rest.len() - rest.trim_start().len();
        at += blanks;
        let rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let (kind, before, inner, after) = piece(rest).ok_or_else(|| {
            let found = rest.split_whitespace().next().unwrap_or_default();
            reason(text, at, found, "cannot be read")
        })?;
        let start = at + before;
        let end = start + inner;
        tokens.push(Token {
            kind,
            text: text.get(start..end).unwrap_or_default(),
            at,
            end: end + after,
        });
        at = end + after;
    }
    Ok(tokens)
}

/// A reason at so many bytes.
pub fn reason(text: &str, at: usize, found: &str, what: &str) -> Reason {
    Reason {
        at: text.get(..at).unwrap_or(text).chars().count(),
        found: found.to_owned(),
        what: what.to_owned(),
    }
}

/// Kind of the first piece, and bytes before its text, of its text and after it.
fn piece(rest: &str) -> Option<(Kind, usize, usize, usize)> {
    let first = rest.chars().next()?;
    if first.is_ascii_digit() {
        return Some((Kind::Number, 0, number(rest), 0));
    }
    match first {
        '$' => Some((Kind::Variable, 1, name(rest.get(1..)?)?, 0)),
        '?' => {
            let name = name(rest.get(1..)?)?;
            let end = end(rest.get(1 + name..)?);
            Some((Kind::Gap, 1, name + end, 0))
        }
        '\'' => {
            let inner = rest.get(1..)?.find('\'').filter(|inner| *inner > 0)?;
            Some((Kind::Quoted, 1, inner, 1))
        }
        _ if first.is_ascii_alphabetic() => match figure(rest) {
            Some(length) => Some((Kind::Figure, 0, length, 0)),
            None => Some((Kind::Word, 0, run(rest, is_word), 0)),
        },
        _ => {
            let mark = MARKS.into_iter().find(|mark| rest.starts_with(mark))?;
            Some((Kind::Mark, 0, mark.len(), 0))
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// Bytes of the characters at the beginning that fit.
fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

fn number(text: &str) -> usize {
    let digits = |text: &str| run(text, |c| c.is_ascii_digit());
    let whole = digits(text);
    let fraction = text.get(whole..).and_then(|rest| rest.strip_prefix('.'));
    // The first of two points belongs to an interval: `0..6`.
    match fraction.map(digits) {
        Some(digits) if digits > 0 => whole + 1 + digits,
        _ => whole,
    }
}

/// A short name: a small letter, then small letters, digits and `_`.
fn name(text: &str) -> Option<usize> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.starts_with(|c: char| c.is_ascii_lowercase())
        .then(|| run(text, fits))
}

/// `@` and the word after it.
fn end(text: &str) -> usize {
    let word = text
        .strip_prefix('@')
        .map(|word| run(word, |c| c.is_ascii_lowercase()));
    word.filter(|word| *word > 0).map_or(0, |word| 1 + word)
}

/// Technology, name, labels in brackets and end.
fn figure(text: &str) -> Option<usize> {
    let name = ["NR.", "LTE."]
        .into_iter()
        .find_map(|technology| text.strip_prefix(technology))?;
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let before = text.len() - name.len();
    let mut length = before + run(name, |c| is_word(c) || c == '.');
    let labels = text.get(length..)?;
    if labels.starts_with('[') {
        length += labels.find(']')? + 1;
    }
    Some(length + end(text.get(length..)?))
}
