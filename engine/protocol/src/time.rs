//! Moments: wall-clock time in microseconds, and the hybrid logical clock that orders writes.

use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z. Negative values are before 1970.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Whole milliseconds since 1970, never negative.
    #[must_use]
    pub fn millis(self) -> u64 {
        u64::try_from(self.0 / 1_000).unwrap_or(0)
    }

    /// A moment from milliseconds since 1970.
    #[must_use]
    pub fn from_millis(millis: u64) -> Self {
        Self(
            i64::try_from(millis)
                .unwrap_or(i64::MAX / 1_000)
                .saturating_mul(1_000),
        )
    }
}

const MICROS_A_SECOND: i64 = 1_000_000;
const SECONDS_A_DAY: i64 = 86_400;

impl Timestamp {
    /// Reads a date, `2026-11-20`, or a moment in UTC, `2026-11-20T08:30:00Z` with or without a
    /// fraction of a second (RFC 3339 §5.6, years 1970 to 9999); `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once(['T', 't', ' ']) {
            Some((date, time)) => (date, Some(time.strip_suffix(['Z', 'z'])?)),
            None => (text, None),
        };
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let days_of_month = if month == 2 {
            28 + i64::from(is_leap(year))
        } else {
            30 + (month + month / 8) % 2
        };
        if year < 1970 || !(1..=12).contains(&month) || !(1..=days_of_month).contains(&day) {
            return None;
        }
        let (mut seconds, mut micros) = (0, 0);
        if let Some(time) = time {
            let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
            let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
            if hour > 23 || minute > 59 || second > 59 {
                return None;
            }
            seconds = hour * 3_600 + minute * 60 + second;
            if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let six: String = fraction.chars().chain("000000".chars()).take(6).collect();
            micros = six.parse().ok()?;
        }
        let seconds = days_before(year, month, day) * SECONDS_A_DAY + seconds;
        Some(Self(seconds * MICROS_A_SECOND + micros))
    }

    /// The moment in UTC as [`Timestamp::read`] reads it, to the microsecond where there are any.
    #[must_use]
    pub fn written(self) -> String {
        let (seconds, micros) = (
            self.0.div_euclid(MICROS_A_SECOND),
            self.0.rem_euclid(MICROS_A_SECOND),
        );
        let (days, second) = (
            seconds.div_euclid(SECONDS_A_DAY),
            seconds.rem_euclid(SECONDS_A_DAY),
        );
        // The year that has the day, found from the mean length of one.
        let mut year = 1970 + days.div_euclid(365);
        while days_before(year, 1, 1) > days {
            year -= 1;
        }
        let mut month = 12;
        while days_before(year, month, 1) > days {
            month -= 1;
        }
        let day = days - days_before(year, month, 1) + 1;
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if micros > 0 {
            text.push_str(&format!(".{micros:06}"));
        }
        text.push('Z');
        text
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to a day of the Gregorian calendar.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) - 477;
    let of_months = (month * 367 - 362) / 12;
    let february = if month <= 2 {
        0
    } else if is_leap(year) {
        -1
    } else {
        -2
    };
    (year - 1970) * 365 + leap_days + of_months + february + day - 1
}

/// Numbers of fixed lengths with a sign between them.
fn numbers(text: &str, sign: char, lengths: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(sign);
    let mut numbers = [0; 3];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// A moment of the hybrid logical clock: 48 bits of milliseconds since 1970, then a 16-bit
/// counter. Compared as a number. Later writes of one replica always compare greater, and a
/// replica that has seen a moment never stamps an earlier one, however wrong its wall clock is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hlc(pub u64);

const COUNTER_BITS: u32 = 16;
/// The largest wall-clock part: the year 10889. Beyond it only the counter moves on.
const MAX_MILLIS: u64 = (1 << 48) - 1;

impl Hlc {
    /// The first stamp of a wall-clock moment.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self(now.millis().min(MAX_MILLIS) << COUNTER_BITS)
    }

    /// The wall-clock part.
    #[must_use]
    pub fn wall(self) -> Timestamp {
        Timestamp::from_millis(self.0 >> COUNTER_BITS)
    }
}

/// The last stamp that is believed: 2200-01-01T00:00:00Z.
pub const LATEST: Hlc = Hlc(7_258_118_400_000 << COUNTER_BITS);

/// Hands out rising stamps.
#[derive(Clone, Copy, Debug, Default)]
pub struct HlcClock {
    last: Hlc,
}

impl HlcClock {
    /// A stamp greater than every stamp that this clock gave or saw.
    pub fn stamp(&mut self, now: Timestamp) -> Hlc {
        let next = Hlc(self.last.0.saturating_add(1));
        self.last = Hlc::at(now).max(next);
        self.last
    }

    /// Notes a stamp made elsewhere, so that the next one of ours is greater. A stamp after
    /// [`LATEST`] is no working clock's and is passed over: following it would use up the range.
    pub fn observe(&mut self, seen: Hlc) {
        if seen <= LATEST {
            self.last = self.last.max(seen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written() {
        let day = |text: &str| Timestamp::read(text).map(|at| at.0 / 1_000_000);
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2026-11-27T09:37:05Z"), Some(1_795_772_225));
        assert_eq!(day("2000-02-29"), Some(951_782_400));
        assert_eq!(day("2100-03-01"), Some(4_107_542_400));
        let exact = "2026-11-27T09:37:05.000250Z";
        assert_eq!(
            Timestamp::read(exact).map(Timestamp::written).as_deref(),
            Some(exact)
        );
        for wrong in [
            "",
            "2026-13-01",
            "2026-02-29",
            "2026-11-31",
            "26-11-27",
            "2026-11-27T24:00:00Z",
            "2026-11-27T09:37:05",
            "2026-11-27T09:37Z",
            "1969-12-31",
            "yesterday",
            "2026-11-27T09:37:05.Z",
        ] {
            assert_eq!(Timestamp::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_day_of_two_centuries_comes_back() {
        let mut last = None;
        for day in 0..73_000 {
            let at = Timestamp(day * 86_400_000_000);
            let text = at.written();
            assert_eq!(Timestamp::read(&text), Some(at), "{text}");
            assert!(last.as_ref().is_none_or(|last| *last < text), "{text}");
            last = Some(text);
        }
    }

    #[test]
    fn stamps_rise_even_when_the_wall_clock_falls() {
        let mut clock = HlcClock::default();
        let noon = Timestamp(1_700_000_000_000_000);
        let first = clock.stamp(noon);
        let second = clock.stamp(Timestamp(noon.0 - 3_600_000_000));
        assert!(second > first);
        assert_eq!(first.wall(), noon);
    }

    #[test]
    fn a_full_counter_moves_into_the_next_millisecond() {
        let mut clock = HlcClock::default();
        let now = Timestamp::from_millis(5);
        clock.observe(Hlc((5 << 16) | 0xffff));
        assert_eq!(clock.stamp(now), Hlc(6 << 16));
    }

    #[test]
    fn a_stamp_of_no_working_clock_is_not_followed() {
        let mut clock = HlcClock::default();
        clock.observe(Hlc(u64::MAX));
        let now = Timestamp::from_millis(1_800_000_000_000);
        let first = clock.stamp(now);
        assert_eq!(first.wall(), now);
        assert!(clock.stamp(now) > first);
    }

    #[test]
    fn a_seen_stamp_is_never_repeated_or_preceded() {
        let mut clock = HlcClock::default();
        let ahead = Hlc::at(Timestamp::from_millis(99_000));
        clock.observe(ahead);
        assert!(clock.stamp(Timestamp::from_millis(1)) > ahead);
    }
}
