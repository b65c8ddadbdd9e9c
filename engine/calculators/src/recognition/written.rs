//! Numbers as people write them: with a comma or a point, with blanks between groups of three.

use super::units::{self, Unit};

/// `2 350 000 kHz`: three groups, or two before a unit of frequency. Its length goes to the end of the
/// unit.
pub fn grouped(rest: &str) -> Option<(f64, usize, Option<Unit>)> {
    let digits = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let mut end = digits(rest);
    if !(1..=3).contains(&end) {
        return None;
    }
    let mut groups = 1;
    while let Some(next) = rest.get(end..).and_then(|rest| rest.strip_prefix(' ')) {
        if digits(next) != 3 {
            break;
        }
        end += 4;
        groups += 1;
    }
    let (unit, length) = units::after(rest.get(end..)?);
    let is_frequency = unit.is_some_and(|unit| unit.dimension == units::Dimension::Frequency);
    if groups < 2 || (groups == 2 && !is_frequency) {
        return None;
    }
    let number: String = rest
        .get(..end)?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    Some((number.parse().ok()?, end + length, unit))
}

/// `2^20`, and its length.
pub fn power(rest: &str) -> Option<(f64, usize)> {
    let (base, after) = rest.split_once('^')?;
    let end = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    let value = base
        .parse::<u32>()
        .ok()?
        .checked_pow(after.get(..end)?.parse().ok()?)?;
    Some((f64::from(value), base.len() + 1 + end))
}

/// The value of digits with a point or a comma: `1,25` is 1.25, `632,628` is 632628.
pub fn value(written: &str, unit: Option<Unit>) -> Option<f64> {
    let small = unit.is_some_and(Unit::is_small);
    let parts: Vec<&str> = written.split(',').collect();
    let thousands = parts.len() > 1
        && parts
            .iter()
            .skip(1)
            .all(|part| part.split('.').next().is_some_and(|part| part.len() == 3))
        && parts
            .first()
            .is_some_and(|first| (1..=3).contains(&first.len()) && *first != "0")
        && !(small && parts.len() == 2);
    let points = written.matches('.').count();
    let plain = if thousands {
        written.replace(',', "")
    } else {
        written.replace(',', ".")
    };
    if points > 1 || plain.matches('.').count() > 1 {
        // A version or a date; its first part is better than nothing.
        return plain.split('.').next()?.parse().ok();
    }
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_are_those_of_fractions_or_of_thousands() {
        let mhz = units::named("MHz");
        for (written, unit, expected) in [
            ("1,25", None, 1.25),
            ("14,5", units::named("km"), 14.5),
            ("632,628", None, 632_628.0),
            ("3,500", mhz, 3_500.0),
            ("2,655", units::named("GHz"), 2.655),
            ("714,06", None, 714.06),
            ("3489.42", mhz, 3_489.42),
        ] {
            assert_eq!(value(written, unit), Some(expected), "{written}");
        }
    }

    #[test]
    fn powers_are_numbers() {
        assert_eq!(power("2^20 (1048576)"), Some((1_048_576.0, 4)));
        assert_eq!(power("2 ^20"), None);
        assert_eq!(power("9^99"), None);
    }

    #[test]
    fn groups_of_three_are_one_number() {
        let number = |text| grouped(text).map(|(number, ..)| number);
        assert_eq!(number("2 350 000 kHz"), Some(2_350_000.0));
        assert_eq!(number("3 500 MHz"), Some(3_500.0));
        assert_eq!(number("100 103"), None);
        assert_eq!(number("100 PRB"), None);
    }
}
