//! Texts to words, words to rows: BERT's uncased WordPiece, as far as an ASCII vocabulary goes.
//!
//! A text is lower-cased and loses its accents; runs of ASCII letters and digits are words, every
//! ASCII sign is a word of its own, and anything else ends a word and is not seen at all. Where
//! BERT would put `[UNK]` for a word there is nothing, and no word is too long: this is how the
//! table was fitted. The reference is `engine/embedding/scripts/wordpiece.py`.

use super::letters::{LETTERS, MARKS};
use super::vocabulary::Vocabulary;

/// What lower-casing and dropping accents make of a character.
enum Folded {
    /// A letter or digit.
    Letter(u8),
    /// A sign.
    Sign(u8),
    /// Nothing: what stands beside it is joined.
    Joint,
    /// Ends a word.
    Gap,
}

/// By tables of our own and not a crate for Unicode normalisation: the vocabulary is ASCII, so 5 kB
/// say all that can matter, where a crate brings every decomposition of every script.
fn fold(char: char) -> Folded {
    let ascii = match u8::try_from(char) {
        Ok(byte) if byte.is_ascii() => byte.to_ascii_lowercase(),
        _ => match letter(char) {
            Some(byte) => byte,
            None if is_mark(char) => return Folded::Joint,
            None => return Folded::Gap,
        },
    };
    match ascii {
        b'a'..=b'z' | b'0'..=b'9' => Folded::Letter(ascii),
        b'!'..=b'~' => Folded::Sign(ascii),
        _ => Folded::Gap,
    }
}

fn letter(char: char) -> Option<u8> {
    let code = u16::try_from(u32::from(char)).ok()?;
    let at = LETTERS
        .binary_search_by_key(&code, |&(code, _)| code)
        .ok()?;
    LETTERS.get(at).map(|&(_, ascii)| ascii)
}

fn is_mark(char: char) -> bool {
    let code = u32::from(char);
    let after = MARKS.partition_point(|&(first, _)| first <= code);
    let run = after.checked_sub(1).and_then(|at| MARKS.get(at));
    run.is_some_and(|&(_, last)| code <= last)
}

/// Calls `word` with each word of the text, in order.
pub fn words(text: &str, mut word: impl FnMut(&[u8])) {
    let mut letters: Vec<u8> = Vec::new();
    for char in text.chars() {
        let folded = fold(char);
        match folded {
            Folded::Letter(letter) => letters.push(letter),
            Folded::Joint => {}
            Folded::Sign(_) | Folded::Gap => {
                if !letters.is_empty() {
                    word(&letters);
                    letters.clear();
                }
            }
        }
        if let Folded::Sign(sign) = folded {
            word(&[sign]);
        }
    }
    if !letters.is_empty() {
        word(&letters);
    }
}

/// Adds the rows of a word, the longest piece first; none when the word cannot be spelled.
pub fn spell(word: &[u8], vocabulary: &Vocabulary, rows: &mut Vec<u16>) {
    let before = rows.len();
    let mut rest = word;
    while !rest.is_empty() {
        let is_start = rest.len() == word.len();
        let Some((row, length)) = vocabulary.longest(rest, is_start) else {
            rows.truncate(before);
            return;
        };
        rows.push(row);
        rest = rest.get(length..).unwrap_or_default();
    }
}
