//! Shares over seeds, and how sure their differences are.

use crate::random::Random;

/// Samples that are drawn for an interval.
const DRAWN: usize = 2_000;

/// A mean with its 95 % interval.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// Of one value per seed, by the percentile bootstrap (Efron 1979).
    pub fn of(values: &[f64]) -> Self {
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let mut random = Random::new(7, "bootstrap");
        let mut drawn: Vec<f64> = (0..DRAWN)
            .map(|_| {
                let sum: f64 = values
                    .iter()
                    .map(|_| values[random.below(values.len())])
                    .sum();
                sum / values.len() as f64
            })
            .collect();
        drawn.sort_by(f64::total_cmp);
        Self {
            mean: mean(values),
            low: drawn[DRAWN / 40],
            high: drawn[DRAWN - 1 - DRAWN / 40],
        }
    }

    /// Of the differences, seed by seed.
    pub fn of_pairs(one: &[f64], other: &[f64]) -> Self {
        let differences: Vec<f64> = one.iter().zip(other).map(|(a, b)| a - b).collect();
        Self::of(&differences)
    }
}

impl std::fmt::Display for Estimate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:+.3} ({:+.3} to {:+.3})",
            self.mean, self.low, self.high
        )
    }
}
