//! A text cut into words and the signs that matter.

use core::ops::Range;

/// A word, a number with its point and sign, or one of the signs that are words: `%`, `‰`, `°`.
#[derive(Clone, PartialEq, Debug)]
pub struct Word {
    /// Where it is.
    pub at: Range<usize>,
    /// In lower case.
    pub lower: String,
    /// Whether it is a letter that names something, as in "mode B".
    pub is_label: bool,
    /// Whether a clause ends before it.
    pub begins_clause: bool,
    /// Whether a sentence ends before it.
    pub begins_sentence: bool,
}

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |place: usize| chars.get(place).map(|(_, c)| *c);
    let byte = |place: usize| chars.get(place).map_or(text.len(), |(at, _)| *at);
    let is_digit = |place: usize| at(place).is_some_and(|c| c.is_ascii_digit());
    let is_word = |place: usize| at(place).is_some_and(char::is_alphanumeric);
    let (mut words, mut clause, mut sentence) = (Vec::new(), true, true);
    let mut place = 0;
    while let Some(c) = at(place) {
        let start = place;
        let before = place.checked_sub(1).and_then(at);
        let is_sign = matches!(c, '-' | '+' | '−' | '±')
            && is_digit(place + 1)
            && before.is_none_or(|before| !before.is_alphanumeric());
        if is_sign || c.is_alphanumeric() {
            place += 1;
            let is_number = is_sign || c.is_ascii_digit();
            // A point, comma or colon between digits is part of the number.
            while is_word(place)
                || (is_number
                    && matches!(at(place), Some('.' | ',' | ':'))
                    && is_digit(place + 1)
                    && place.checked_sub(1).is_some_and(is_digit))
            {
                place += 1;
            }
        } else {
            place += 1;
            if !matches!(c, '%' | '‰' | '°') {
                let ends = !matches!(at(place), Some(c) if !c.is_whitespace());
                clause |= matches!(c, ',' | ';' | '(' | ')' | '–' | '—')
                    || (ends && matches!(c, '.' | ':' | '!' | '?'));
                sentence |= ends && matches!(c, '.' | '!' | '?');
                continue;
            }
        }
        let lower = text
            .get(byte(start)..byte(place))
            .unwrap_or_default()
            .to_lowercase();
        // The end of a genitive; what is left of "don't" is a word that denies.
        if lower == "s" && matches!(before, Some('\'' | '’')) {
            continue;
        }
        let is_label = place == start + 1 && c.is_uppercase() && c != 'I' && !(c == 'A' && clause);
        words.push(Word {
            at: byte(start)..byte(place),
            is_label,
            lower,
            begins_clause: core::mem::take(&mut clause),
            begins_sentence: core::mem::take(&mut sentence),
        });
    }
    words
}

/// The value of a word of digits, and the letters glued behind it.
#[must_use]
pub fn number(word: &str) -> Option<(f64, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (negative, rest) = match word.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, word.strip_prefix(['+', '±']).unwrap_or(word)),
    };
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (digits, letters) = rest.split_at_checked(end)?;
    if letters.contains(|c: char| !c.is_alphabetic()) {
        return None;
    }
    let plain = match digits.split_once(',') {
        // 1,000 is a thousand, 0,5 a half.
        Some((_, behind)) if behind.len() == 3 => digits.replace(',', ""),
        _ => digits.replace(',', "."),
    };
    let value: f64 = plain.parse().ok()?;
    Some((if negative { -value } else { value }, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_points_and_signs() {
        let cut = |text: &str| -> Vec<String> {
            words(text).into_iter().map(|word| word.lower).collect()
        };
        assert_eq!(
            cut("CIO of +3 dB, at -110.5dBm."),
            ["cio", "of", "+3", "db", "at", "-110.5dbm"]
        );
        assert_eq!(
            cut("3-5 at 02:30, 50% don't"),
            ["3", "5", "at", "02:30", "50", "%", "don", "t"]
        );
        assert_eq!(cut("the site's A3-offset"), ["the", "site", "a3", "offset"]);
        assert!(cut(" .,; ").is_empty());
    }

    #[test]
    fn digits_are_read_with_what_is_glued_behind() {
        assert_eq!(number("-110.5dbm"), Some((-110.5, "dbm")));
        assert_eq!(number("1,000"), Some((1000.0, "")));
        assert_eq!(number("0,5"), Some((0.5, "")));
        assert_eq!(number("4x4"), None);
        assert_eq!(number("10.0.0.1"), None);
        assert_eq!(number("n78"), None);
    }
}
