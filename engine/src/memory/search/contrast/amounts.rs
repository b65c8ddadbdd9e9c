//! Reads a number with its unit from words: in digits, in words, in the names of days.

use super::lexicon::{key, spelled};
use super::numerals::{calendar, magnitude, number_word, ordinal, rhythm};
use super::quantities::{Quantity, Unit, unit};
use super::reading::is_light;
use super::words::{Word, number};

/// The number that these words begin with, and how many of them it is.
pub fn amount(words: &[Word]) -> Option<(Quantity, usize)> {
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
        return Some(with_unit(sign * value, from + used, words));
    }
    if let Some(seconds) = rhythm(first) {
        return Some((Quantity::new(seconds, Unit::Time, 1.0), 1));
    }
    if let Some((at, kind)) = calendar(first) {
        return Some((Quantity::new(at, Unit::Name(key(None, kind)), 1.0), 1));
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
    let plain = |unit| (Quantity::new(value, unit, 1.0), used);
    let Some(next) = words.get(used).filter(|word| !word.begins_clause) else {
        return plain(Unit::Plain);
    };
    if let "am" | "pm" = next.lower.as_str() {
        let noon = if next.lower == "pm" { 12.0 } else { 0.0 };
        return (
            Quantity::new((value % 12.0 + noon) * 60.0, Unit::Clock, 1.0),
            used + 1,
        );
    }
    let Some((kind, factor)) = unit(&next.lower) else {
        // Three cells are not three of whatever is left out.
        let is_counted = !is_light(&spelled(&next.lower));
        return plain(if is_counted { Unit::Count } else { Unit::Plain });
    };
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
    use super::super::reading::Reading;
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
        assert_eq!(quantities("every Monday"), quantities("on Mondays"));
        assert_eq!(quantities("daily"), quantities("one day"));
        assert_eq!(quantities("event A3").len(), 1);
    }
}
