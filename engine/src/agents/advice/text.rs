//! Figures and settings written in a question: `NR.MroFailRate = 3.1`, `TTT: 160 ms`, rows of a small
//! pasted table.

use protocol::answer::{Given, GivenValue};
use protocol::catalogue::Micro;

use super::given::{Fact, Meaning, meaning};
use crate::catalogue::Catalogue;
use crate::routing::understand;

/// Marks between name and value.
const MARKS: [char; 4] = ['=', ':', '\t', '|'];
/// Pairs of one question that are read.
const MOST_PAIRS: usize = 60;
/// Places of one question at which a name is looked for.
const MOST_PLACES: usize = 150;
/// Bytes before a mark in which a name is looked for.
const LONGEST_NAME: usize = 100;

/// All of them, in order. Words after which the figures are those of one neighbour: `relation NAME:`,
/// `neighbour NAME:`; `cell:` ends that.
pub fn read(catalogue: &Catalogue, question: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut relation = None;
    let mut from = 0;
    let mut places = 0;
    for (at, mark) in question.char_indices() {
        if at < from || !MARKS.contains(&mark) || facts.len() == MOST_PAIRS {
            continue;
        }
        let left = question.get(from..at).unwrap_or_default();
        if left.rfind('[') > left.rfind(']') {
            continue; // a label of a figure
        }
        if mark == ':'
            && let Some(place) = place(left)
        {
            relation = place;
            from = at + 1;
            continue;
        }
        let right = question.get(at + mark.len_utf8()..).unwrap_or_default();
        let Some((value, length)) = value(right) else {
            continue;
        };
        places += 1;
        if places > MOST_PLACES {
            break;
        }
        let Some((start, name, means)) = named(catalogue, left) else {
            continue;
        };
        let end = at + mark.len_utf8() + length;
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let fact = Fact {
            given: Given {
                fact: name.to_owned(),
                value,
                relation: relation.clone(),
                ..Given::default()
            },
            span: Some((place(from + start), place(end))),
            means,
        };
        from = end;
        if let Some((earlier, length)) = before(question.get(end..).unwrap_or_default()) {
            let mut then = fact.clone();
            then.given.value = earlier;
            then.given.moment.before = true;
            then.span = Some((place(end), place(end + length)));
            facts.push(then);
            from = end + length;
        }
        facts.push(fact);
    }
    facts
}

/// The value before the last change behind a value, and where it ends: ` %, before 2.4`, ` (was 50`.
fn before(text: &str) -> Option<(GivenValue, usize)> {
    let unit = |c: char| c.is_alphabetic() || c == '%' || c == '/';
    let after = text.trim_start_matches(' ').trim_start_matches(unit);
    let after = after.trim_start_matches([' ', ',', '(', '|']);
    let rest = ["before", "was"].iter().find_map(|word| {
        // A unit is no word that says when; where one was taken for it, it stands at the beginning.
        let first = text.trim_start_matches([' ', ',', '(', '|']);
        after
            .strip_prefix(word)
            .or_else(|| first.strip_prefix(word))
    })?;
    let rest = rest.trim_start_matches([' ', ':', '=', '|']);
    let start = text.len() - rest.len();
    let (number, length) = number(rest.split_whitespace().next()?.trim_end_matches([')', ',']))?;
    Some((GivenValue::Number(number.0), start + length))
}

/// Whose figures follow, when the words before a colon say so.
fn place(left: &str) -> Option<Option<String>> {
    let mut words = left.split_whitespace().rev();
    let last = words.next()?;
    let is = |word: &str, all: &[&str]| all.iter().any(|one| word.eq_ignore_ascii_case(one));
    if is(last, &["cell"]) {
        return Some(None);
    }
    let before = words.next()?;
    is(before, &["relation", "neighbour", "neighbor", "towards"]).then(|| Some(last.to_owned()))
}

/// The name at the end of a text, where it begins and what it means.
fn named<'a>(catalogue: &Catalogue, left: &'a str) -> Option<(usize, &'a str, Meaning)> {
    let left = left.trim_end_matches(|c: char| c.is_whitespace() || "|`\"'*".contains(c));
    let mut first = left.len().saturating_sub(LONGEST_NAME);
    while !left.is_char_boundary(first) {
        first += 1;
    }
    // An id stands without blanks, whatever its labels and end.
    let word = left
        .get(first..)?
        .rfind(|c: char| c.is_whitespace() || "|;,`\"'".contains(c))
        .map_or(first, |at| first + at + 1);
    let token = left.get(word..)?;
    let special = token.starts_with(['$', '?']) && token.len() > 1;
    if special || token.contains(['.', '[', '@']) {
        let means = meaning(catalogue, token);
        if means != Meaning::Nothing {
            return Some((word, token, means));
        }
    }
    let query = understand(catalogue, left.get(first..)?);
    let tail = query
        .mentions
        .iter()
        .find(|mention| first + mention.end == left.len())?;
    let start = first + tail.start;
    let name = left.get(start..)?;
    let means = match meaning(catalogue, name) {
        Meaning::Nothing => return None,
        means => means,
    };
    Some((start, name, means))
}

/// The value at the beginning of a text, and where it ends: a number, or a word of an enumeration.
fn value(right: &str) -> Option<(GivenValue, usize)> {
    let blank = |c: char| c == ' ' || c == '|' || c == '\t' || c == '"' || c == '`';
    let text = right.trim_start_matches(blank);
    let start = right.len() - text.len();
    let end = text
        .find(|c: char| c.is_whitespace() || "|;\"`)".contains(c))
        .unwrap_or(text.len());
    let token = text.get(..end)?.trim_end_matches([',', '.', '?', '!', ':']);
    let length = start + token.len();
    if let Some((number, used)) = number(token) {
        return Some((GivenValue::Number(number.0), start + used));
    }
    let literal = token.starts_with(|c: char| c.is_ascii_alphabetic())
        && token
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    literal.then(|| (GivenValue::Text(token.to_owned()), length))
}

/// The number that a word begins with, and its length. What follows it must be a unit. A comma before
/// three digits parts thousands, any other is a decimal comma.
fn number(token: &str) -> Option<(Micro, usize)> {
    let unsigned = token.trim_start_matches(['-', '−', '+']);
    let sign = token.len() - unsigned.len();
    let digits = unsigned
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(unsigned.len());
    let (body, rest) = unsigned.split_at_checked(digits)?;
    let body = body.trim_end_matches(['.', ',']);
    if !body.starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with(|c: char| c.is_ascii_digit() || "-_.".contains(c))
    {
        return None;
    }
    let thousands = body
        .split(',')
        .skip(1)
        .all(|group| group.split('.').next().is_some_and(|part| part.len() == 3));
    let plain = if thousands {
        body.replace(',', "")
    } else {
        body.replace(',', ".")
    };
    let number: Micro = plain.parse().ok()?;
    let minus = token.starts_with(['-', '−']);
    Some((
        if minus { Micro(-number.0) } else { number },
        sign + body.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_before_the_change_stands_behind_the_value() {
        fn earlier(text: &str) -> Option<(GivenValue, &str)> {
            before(text).map(|(value, length)| (value, &text[..length]))
        }
        let number = |micro| GivenValue::Number(micro);
        for (text, value, read) in [
            (" %, before 2.4.", 2_400_000, " %, before 2.4"),
            (" (was 50 %)", 50_000_000, " (was 50"),
            (", before: 7", 7_000_000, ", before: 7"),
            (" before 7", 7_000_000, " before 7"),
        ] {
            assert_eq!(earlier(text), Some((number(value), read)), "{text}");
        }
        assert_eq!(earlier(" %, NR.B = 3"), None);
        assert_eq!(earlier(" before the weekend"), None);
    }

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, usize)>) {
        let read = number(text).map(|(number, length)| (number.to_string(), length));
        let read = read.as_ref().map(|(text, length)| (text.as_str(), *length));
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_engineers_write_them() {
        check("3.1", Some(("3.1", 3)));
        check("3,1%", Some(("3.1", 3)));
        check("1,200", Some(("1200", 5)));
        check("-103dBm", Some(("-103", 4)));
        check("+2", Some(("2", 2)));
        check("160ms", Some(("160", 3)));
        check("2026-11-27", None);
        check("dB3", None);
        check("", None);
    }
}
