//! Words that are numbers, or stand for one.

/// The value of a number word.
#[must_use]
pub fn number_word(word: &str) -> Option<f64> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = [
        "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    if let Some(at) = SMALL.iter().position(|of| *of == word) {
        return Some(at as f64);
    }
    let tens = TENS.iter().position(|of| *of == word);
    tens.map(|at| (at as f64 + 3.0) * 10.0)
}

/// How far apart in time things are that happen so, in seconds.
#[must_use]
pub fn rhythm(word: &str) -> Option<f64> {
    const HOUR: f64 = 3600.0;
    Some(match word {
        "hourly" => HOUR,
        "daily" | "nightly" => 24.0 * HOUR,
        "weekly" => 168.0 * HOUR,
        "fortnightly" => 336.0 * HOUR,
        "monthly" => 730.5 * HOUR,
        "quarterly" => 2191.5 * HOUR,
        "yearly" | "annually" | "annual" => 8766.0 * HOUR,
        _ => return None,
    })
}

/// Which day of the week or month of the year a word names, and which of the two.
#[must_use]
pub fn calendar(word: &str) -> Option<(f64, &'static str)> {
    // "May" and "march" are other words too often.
    const NAMES: [(&str, &[&str]); 2] = [
        (
            "weekday",
            &[
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ],
        ),
        (
            "month",
            &[
                "january",
                "february",
                "",
                "april",
                "",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december",
            ],
        ),
    ];
    let word = word.strip_suffix('s').unwrap_or(word);
    let found = |(kind, names): &(&'static str, &[&str])| {
        let at = names.iter().position(|name| *name == word)?;
        Some((at as f64 + 1.0, *kind))
    };
    NAMES.iter().find_map(found)
}

/// What the number before is multiplied with.
#[must_use]
pub fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// The place that a word names from the second on; as a part, one over it.
#[must_use]
pub fn ordinal(word: &str) -> Option<f64> {
    const ORDINALS: [&str; 9] = [
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let word = word.strip_suffix('s').unwrap_or(word);
    let at = ORDINALS.iter().position(|of| *of == word);
    at.map(|at| at as f64 + 2.0)
}
