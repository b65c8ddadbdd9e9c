//! Times and ratios as text, and their places on a line.

use std::f64::consts::LOG2_10;

/// The line begins at 0.1 µs and ends at 10 s: each mark is ten times the one before.
const FIRST_NANOS: u64 = 100;
/// Marks after the first.
pub const DECADES: u32 = 8;

/// A time with its unit, two or three digits.
pub fn time(nanos: u64) -> (String, &'static str) {
    let (divisor, unit) = match nanos {
        0..1_000_000 => (1_000, "µs"),
        1_000_000..1_000_000_000 => (1_000_000, "ms"),
        _ => (1_000_000_000, "s"),
    };
    let tenths = (nanos * 10 + divisor / 2) / divisor;
    let text = if tenths >= 100 {
        ((tenths + 5) / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    (text, unit)
}

/// Thousandths with two decimals.
pub fn ratio(milli: u32) -> String {
    let hundredths = (milli + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Where a time is on the line. Straight within an octave, which is off by a hundredth of a mark at most:
/// a logarithm would bring its tables along.
pub fn place(nanos: u64) -> f64 {
    octaves(nanos.max(FIRST_NANOS)) / LOG2_10 / f64::from(DECADES)
}

fn octaves(nanos: u64) -> f64 {
    let steps = |number: u64| {
        let whole = number.ilog2();
        f64::from(whole) + (number as f64 / (1_u64 << whole) as f64 - 1.0)
    };
    steps(nanos) - steps(FIRST_NANOS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_the_unit_that_fits() {
        assert_eq!(time(3_140), ("3.1".into(), "µs"));
        assert_eq!(time(410_000), ("410".into(), "µs"));
        assert_eq!(time(5_449_999), ("5.4".into(), "ms"));
        assert_eq!(time(1_500_000_000), ("1.5".into(), "s"));
    }

    #[test]
    fn a_ratio_has_two_decimals() {
        assert_eq!(ratio(156), "0.16");
        assert_eq!(ratio(12_345), "12.35");
    }

    #[test]
    fn each_mark_is_ten_times_the_one_before() {
        for (mark, nanos) in (0..=8).map(|mark| (mark, 100 * 10_u64.pow(mark))) {
            let off = place(nanos) * f64::from(DECADES) - f64::from(mark);
            assert!(off.abs() < 0.05, "{mark} {off}");
        }
    }
}
