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
