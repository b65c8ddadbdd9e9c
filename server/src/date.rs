//! Moments as dates in UTC, and spans of time. The page leaves dates to the browser; there is none here.

use protocol::time::Timestamp;
use protocol::words::micro;

const DAY_MICROS: i64 = 86_400_000_000;

/// `2026-11-27T09:50:12.000345Z`.
#[must_use]
pub fn iso(at: Timestamp) -> String {
    let (year, month, day) = civil(at.0.div_euclid(DAY_MICROS));
    let rest = at.0.rem_euclid(DAY_MICROS);
    let (seconds, micros) = (rest / 1_000_000, rest % 1_000_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}Z")
}

/// `2026-11-27`.
#[must_use]
pub fn day(at: Timestamp) -> String {
    let (year, month, day) = civil(at.0.div_euclid(DAY_MICROS));
    format!("{year:04}-{month:02}-{day:02}")
}

/// A span of time in its largest unit, with one decimal where that is needed: `1.5 h`.
#[must_use]
pub fn span(micros: u64) -> String {
    const UNITS: [(u64, &str); 4] = [
        (86_400_000_000, "d"),
        (3_600_000_000, "h"),
        (60_000_000, "min"),
        (1_000_000, "s"),
    ];
    let unit = UNITS.iter().find(|(length, _)| micros >= *length);
    let (length, name) = unit.copied().unwrap_or((1_000, "ms"));
    let tenths = u128::from(micros) * 10 / u128::from(length);
    let tenths = i64::try_from(tenths).unwrap_or(i64::MAX / 100_000);
    format!("{} {name}", micro(tenths.saturating_mul(100_000)))
}

/// Year, month and day of a day that is counted from 1970-01-01. The years begin in March, so that
/// the day that some of them have more is the last one.
fn civil(days: i64) -> (i64, i64, i64) {
    const CYCLE: i64 = 146_097; // days of 400 years
    let from_march = days + 719_468; // counted from 0000-03-01
    let (cycle, day) = (from_march.div_euclid(CYCLE), from_march.rem_euclid(CYCLE));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let year = 400 * cycle + year;
    if month < 10 {
        (year, month + 3, day_of_month)
    } else {
        (year + 1, month - 9, day_of_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_right_at_the_edges_of_years() {
        let check = |seconds: i64, text: &str| {
            assert_eq!(iso(Timestamp(seconds * 1_000_000)), text);
        };
        check(0, "1970-01-01T00:00:00.000000Z");
        check(-1, "1969-12-31T23:59:59.000000Z");
        check(951_782_400, "2000-02-29T00:00:00.000000Z");
        check(1_709_164_800, "2024-02-29T00:00:00.000000Z");
        check(1_735_689_599, "2024-12-31T23:59:59.000000Z");
        check(4_107_542_400, "2100-03-01T00:00:00.000000Z");
        assert_eq!(day(Timestamp(1_795_773_012_000_345)), "2026-11-27");
    }

    #[test]
    fn a_span_has_the_unit_that_fits() {
        assert_eq!(span(0), "0 ms");
        assert_eq!(span(250_000), "250 ms");
        assert_eq!(span(90_000_000), "1.5 min");
        assert_eq!(span(5_400_000_000), "1.5 h");
        assert_eq!(span(172_800_000_000), "2 d");
        assert!(span(u64::MAX).ends_with(" d"));
    }
}
