//! A histogram of durations with fixed memory: 32 steps per doubling, so a quantile is at most
//! 1/32 above the exact value.

use protocol::telemetry::Quantiles;

/// Steps per doubling, as a power of two.
const STEP_BITS: u32 = 5;
const STEPS: u64 = 1 << STEP_BITS;
/// Values from 2^40 µs (12.7 days) on share the last bucket.
const MAX: u64 = (1 << 40) - 1;
const BUCKETS: usize = index(MAX) + 1;

/// Counts of durations in microseconds. About 4.6 kB, whatever is recorded.
#[derive(Clone)]
pub struct Histogram {
    counts: Vec<u32>,
    total: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: vec![0; BUCKETS],
            total: 0,
        }
    }
}

impl Histogram {
    /// Counts a duration.
    pub fn record(&mut self, micros: u64) {
        let count = &mut self.counts[index(micros.min(MAX))];
        *count = count.saturating_add(1);
        self.total += 1;
    }

    /// Adds what another histogram counted.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine = mine.saturating_add(*theirs);
        }
        self.total += other.total;
    }

    /// The quantiles; `None` when nothing was recorded.
    #[must_use]
    pub fn quantiles(&self) -> Option<Quantiles> {
        (self.total > 0).then(|| Quantiles {
            n: self.total,
            p50_micros: self.at_most(50),
            p95_micros: self.at_most(95),
            p99_micros: self.at_most(99),
        })
    }

    /// The smallest bucket end below which `percent` of the values lie (nearest rank).
    fn at_most(&self, percent: u64) -> u64 {
        let rank = (self.total * percent).div_ceil(100).max(1);
        let mut seen = 0;
        for (index, count) in self.counts.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= rank {
                return last_of(index);
            }
        }
        MAX
    }
}

/// The bucket of a value: the value itself below 64, then 32 buckets per doubling.
const fn index(value: u64) -> usize {
    if value < 2 * STEPS {
        return value as usize;
    }
    let shift = value.ilog2() - STEP_BITS;
    (shift as usize) * STEPS as usize + (value >> shift) as usize
}

/// The largest value of a bucket.
fn last_of(index: usize) -> u64 {
    let index = index as u64;
    if index < 2 * STEPS {
        return index;
    }
    let shift = index / STEPS - 1;
    let step = index - shift * STEPS;
    ((step + 1) << shift) - 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_quantile_is_the_exact_one_or_at_most_a_32nd_above(
            mut values in prop::collection::vec(0_u64..10_000_000_000, 1..300)
        ) {
            let mut histogram = Histogram::default();
            values.iter().for_each(|value| histogram.record(*value));
            values.sort_unstable();
            let quantiles = histogram.quantiles().expect("values were recorded");
            for (percent, shown) in [
                (50, quantiles.p50_micros),
                (95, quantiles.p95_micros),
                (99, quantiles.p99_micros),
            ] {
                let exact = values[(values.len() * percent).div_ceil(100).max(1) - 1];
                prop_assert!(shown >= exact, "p{percent}: {shown} below {exact}");
                prop_assert!(shown - exact <= exact / 32, "p{percent}: {shown} for {exact}");
            }
        }

        #[test]
        fn every_value_lies_in_its_bucket(value in 0_u64..MAX) {
            let bucket = index(value);
            prop_assert!(value <= last_of(bucket));
            prop_assert!(bucket == 0 || value > last_of(bucket - 1));
        }
    }

    #[test]
    fn merging_is_counting_together() {
        let (mut left, mut right, mut both) = (
            Histogram::default(),
            Histogram::default(),
            Histogram::default(),
        );
        for value in [3, 900, 70_000] {
            left.record(value);
            both.record(value);
        }
        for value in [5, 1_000_000] {
            right.record(value);
            both.record(value);
        }
        left.merge(&right);
        assert_eq!(left.quantiles(), both.quantiles());
        assert_eq!(Histogram::default().quantiles(), None);
    }
}
