//! Numbers as text.

/// A number in micro-units, with as many decimals as it needs and a true minus sign.
#[must_use]
pub fn micro(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let whole = value.unsigned_abs() / 1_000_000;
    let rest = value.unsigned_abs() % 1_000_000;
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let decimals = format!("{rest:06}");
    format!("{sign}{whole}.{}", decimals.trim_end_matches('0'))
}

/// A probability in micro-units as a whole percentage; never 0 or 100 unless it is.
#[must_use]
pub fn percent(micro: i64) -> String {
    match micro {
        1..10_000 => "< 1 %".to_owned(),
        990_001..1_000_000 => "> 99 %".to_owned(),
        _ => format!("{} %", micro.saturating_add(5_000) / 10_000),
    }
}

/// An amount of memory in decimal units, three digits.
#[must_use]
pub fn bytes(count: u64) -> (String, &'static str) {
    let (divisor, unit) = match count {
        0..1_000 => return (count.to_string(), "B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = count * 10 / divisor;
    if tenths >= 1_000 {
        ((tenths / 10).to_string(), unit)
    } else {
        (format!("{}.{}", tenths / 10, tenths % 10), unit)
    }
}

/// A count with thousands set apart: `12,366`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(640), "640");
        assert_eq!(grouped(12_366), "12,366");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }

    #[test]
    fn micro_units_lose_no_digit_and_show_no_idle_zero() {
        assert_eq!(micro(500_000), "0.5");
        assert_eq!(micro(-15_000_000), "−15");
        assert_eq!(micro(31_250), "0.03125");
        assert_eq!(micro(0), "0");
    }

    #[test]
    fn a_probability_is_whole_and_never_certain_without_being_so() {
        for (micro, said) in [
            (0, "0 %"),
            (1, "< 1 %"),
            (14_999, "1 %"),
            (825_000, "83 %"),
            (999_000, "> 99 %"),
            (1_000_000, "100 %"),
        ] {
            assert_eq!(percent(micro), said);
        }
    }

    #[test]
    fn bytes_have_a_unit_that_fits() {
        assert_eq!(bytes(999), ("999".into(), "B"));
        assert_eq!(bytes(17_200_000), ("17.2".into(), "MB"));
        assert_eq!(bytes(2_048_000_000), ("2.0".into(), "GB"));
    }
}
