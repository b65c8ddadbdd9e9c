//! What the text of a token says beside its letters: numbers glued to names, values as the ASN.1
//! spells them, units that are said once for two numbers.

use super::reading::{Apart, Number, Token};
use super::units;

/// Takes the last token apart, and puts it right by those before it.
pub fn mend(tokens: &mut Vec<Token>, question: &str) {
    split_glued(tokens, question);
    document(tokens);
    same_unit(tokens);
}

/// The number of a document is none to compute with.
fn document(tokens: &mut [Token]) {
    // `38.331` is one by its digits.
    if let Some(last) = tokens.last_mut()
        && last.key.len() == 5
        && (last.number).is_some_and(|n| n.unit.is_none() && (36.0..39.0).contains(&n.value))
    {
        last.number = None;
    }
    if let [.., before, last] = tokens
        && matches!(before.key.as_str(), "ts" | "tr")
    {
        last.number = None;
    }
}

/// `-95 and -84 dBm` are two levels.
fn same_unit(tokens: &mut [Token]) {
    if let [.., one, _, other] = tokens
        && let (Some(one), Some(other)) = (&mut one.number, &other.number)
        && one.unit.is_none()
        && one.value < 0.0
        && other
            .unit
            .is_some_and(|unit| units::level_name(unit) == Some("dBm"))
    {
        one.unit = other.unit;
    }
}

/// Names that numbers are glued to: `PCI503`.
const GLUED: [&str; 28] = [
    "pci", "rsrp", "rsrq", "sinr", "ta", "mcs", "cqi", "phr", "earfcn", "arfcn", "gscn", "zcz",
    "ncs", "scs", "dbm", "rb", "prb", "k", "fc", "khz", "level", "sfn", "ttt", "rxlev", "sa",
    "ssp", "ssf", "rsi",
];
/// Beginnings of values as the ASN.1 spells them, and the unit that they say.
const SPELT: [(&str, &str); 4] = [("ms", "ms"), ("db", "db"), ("rf", "rf"), ("s", "slots")];

/// Takes the last token apart where a number is glued to a name, or is spelt as in the ASN.1.
fn split_glued(tokens: &mut Vec<Token>, question: &str) {
    let Some(last) = tokens.last() else {
        return;
    };
    let digits = last.key.len()
        - last
            .key
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .len();
    let Some((letters, number)) = last
        .key
        .len()
        .checked_sub(digits)
        .and_then(|at| last.key.split_at_checked(at))
    else {
        return;
    };
    if last.number.is_some() || letters.is_empty() || number.is_empty() {
        return;
    }
    // `ms2p5`: a point may be no part of a name.
    let whole = letters.strip_suffix('p').unwrap_or_default();
    let letters = match whole.trim_end_matches(|c: char| c.is_ascii_digit()) {
        begin if begin.len() < whole.len() => begin,
        _ => letters,
    };
    let is_fraction = letters.len() < last.key.len() - digits;
    let written = last.key.get(letters.len()..).unwrap_or_default();
    let Ok(value) = written.replace('p', ".").parse::<f64>() else {
        return;
    };
    let (start, end) = (last.start, last.end);
    let middle = end.saturating_sub(digits);
    if GLUED.contains(&letters) && !is_fraction {
        let (word, digits) = (letters.to_owned(), number.to_owned());
        let (apart, unit) = (last.apart, units::named(letters));
        tokens.pop();
        tokens.push(Token {
            start,
            end: middle,
            key: word,
            number: None,
            apart,
        });
        let number = Some(Number {
            value,
            unit,
            inside: false,
        });
        tokens.push(Token {
            start: middle,
            end,
            key: digits,
            number,
            apart: Apart::Joined,
        });
        return;
    }
    let spelt = SPELT.iter().find(|(spelt, _)| *spelt == letters);
    let unit = spelt.and_then(|(_, unit)| units::named(unit));
    let minus = question
        .get(start..end)
        .is_some_and(|text| text.contains('-'));
    let value = if minus { -value } else { value };
    let inside = spelt.is_none() && !is_fraction;
    if let Some(last) = tokens.last_mut() {
        last.number = Some(Number {
            value,
            unit,
            inside,
        });
    }
}
