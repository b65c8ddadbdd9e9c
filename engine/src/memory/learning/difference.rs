//! Whether two sides differ by more than chance: 95 % intervals of a difference.
//!
//! Trials and samples are taken as independent. Counters of one cell from hour to hour are not
//! quite, so a true interval is somewhat wider than the one computed here.

/// The quantile of the normal distribution that leaves 2.5 % on each side.
const Z: f64 = 1.959_963_984_540_054;
/// Of fewer samples on a side, the variance says next to nothing, and [`t_quantile`] is not exact.
pub const LEAST_SAMPLES: u64 = 5;

/// A difference with its 95 % interval: `low <= value <= high`, all finite.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The difference as measured.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A share: `events` of `trials`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// At most `trials`.
    pub events: u64,
    /// At least 1.
    pub trials: u64,
}

impl Share {
    /// As a number of 0 to 1.
    #[must_use]
    pub fn unit(self) -> f64 {
        self.events as f64 / self.trials as f64
    }

    /// Wilson's 95 % interval of the share, without a correction for continuity (Wilson 1927).
    #[must_use]
    pub fn wilson(self) -> (f64, f64) {
        let (share, n) = (self.unit(), self.trials as f64);
        let square = Z * Z;
        let middle = share + square / (2.0 * n);
        let half = Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
        let whole = 1.0 + square / n;
        // At the ends the exact value is the share itself, whatever rounding says.
        let low = if self.events == 0 {
            0.0
        } else {
            (middle - half) / whole
        };
        let high = if self.events == self.trials {
            1.0
        } else {
            (middle + half) / whole
        };
        (low.min(share), high.max(share))
    }
}

/// The difference `after - before` of two independent shares, -1 to 1: Newcombe's hybrid of two
/// Wilson intervals, method 10 (Newcombe 1998, Statistics in Medicine 17, 873-890). `None` without
/// trials or with more events than trials.
#[must_use]
pub fn of_shares(before: Share, after: Share) -> Option<Interval> {
    let is_sound = |share: Share| share.trials > 0 && share.events <= share.trials;
    if !is_sound(before) || !is_sound(after) {
        return None;
    }
    let (a, (a_low, a_high)) = (after.unit(), after.wilson());
    let (b, (b_low, b_high)) = (before.unit(), before.wilson());
    let value = a - b;
    let below = ((a - a_low) * (a - a_low) + (b_high - b) * (b_high - b)).sqrt();
    let above = ((a_high - a) * (a_high - a) + (b - b_low) * (b - b_low)).sqrt();
    Some(Interval {
        value,
        low: value - below,
        high: value + above,
    })
}

/// A mean of samples.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// The standard deviation of the samples, not of the mean; not below 0.
    pub deviation: f64,
    /// How many samples.
    pub n: u64,
}

/// The difference `after - before` of two means whose variances may differ (Welch 1947, Biometrika
/// 34, 28-35), with Satterthwaite's degrees of freedom. `None` with fewer than [`LEAST_SAMPLES`] on
/// a side, or where neither side spreads.
#[must_use]
pub fn of_means(before: Mean, after: Mean) -> Option<Interval> {
    if before.n < LEAST_SAMPLES || after.n < LEAST_SAMPLES {
        return None;
    }
    let variance = |of: Mean| of.deviation * of.deviation / of.n as f64;
    let (a, b) = (variance(after), variance(before));
    let sum = a + b;
    if !sum.is_finite() || sum <= 0.0 {
        return None;
    }
    // As shares of the sum, so that no square runs out of range.
    let (a, b) = (a / sum, b / sum);
    let freedom = 1.0 / (a * a / (after.n - 1) as f64 + b * b / (before.n - 1) as f64);
    let value = after.mean - before.mean;
    let half = t_quantile(freedom) * sum.sqrt();
    let interval = Interval {
        value,
        low: value - half,
        high: value + half,
    };
    (interval.low.is_finite() && interval.high.is_finite()).then_some(interval)
}

/// The 97.5 % quantile of Student's t: the first terms of the Cornish-Fisher series (Abramowitz and
/// Stegun 26.7.5). Too small by less than 0.001 from 4 degrees of freedom on, the least that
/// [`LEAST_SAMPLES`] lets through.
#[must_use]
fn t_quantile(freedom: f64) -> f64 {
    let square = Z * Z;
    let one = Z * (square + 1.0) / 4.0;
    let two = Z * ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let three = Z * (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    let four = Z
        * ((((79.0 * square + 776.0) * square + 1482.0) * square - 1920.0) * square - 945.0)
        / 92_160.0;
    let step = 1.0 / freedom;
    Z + step * (one + step * (two + step * (three + step * four)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(events: u64, trials: u64) -> Share {
        Share { events, trials }
    }

    /// The worked examples of Newcombe 1998, table II, method 10.
    #[test]
    fn differences_of_shares_are_those_of_the_paper() {
        let check = |after, before, low: f64, high: f64| {
            let found = of_shares(before, after).unwrap();
            assert!((found.low - low).abs() < 6e-5, "{after:?}: {found:?}");
            assert!((found.high - high).abs() < 6e-5, "{after:?}: {found:?}");
        };
        check(share(56, 70), share(48, 80), 0.0524, 0.3339);
        check(share(9, 10), share(3, 10), 0.1705, 0.8090);
        check(share(6, 7), share(2, 7), 0.0582, 0.8062);
        check(share(5, 56), share(0, 29), -0.0381, 0.1926);
        check(share(0, 10), share(0, 20), -0.1611, 0.2775);
        check(share(10, 10), share(0, 10), 0.6075, 1.0);
    }

    #[test]
    fn what_is_no_share_has_no_interval() {
        assert_eq!(of_shares(share(0, 0), share(1, 2)), None);
        assert_eq!(of_shares(share(3, 2), share(1, 2)), None);
    }

    #[test]
    fn quantiles_of_t_are_those_of_the_tables() {
        let table = [
            (4.0, 2.776_445),
            (5.0, 2.570_582),
            (10.0, 2.228_139),
            (30.0, 2.042_272),
            (1e9, Z),
        ];
        for (freedom, exact) in table {
            let found = t_quantile(freedom);
            assert!((found - exact).abs() < 1e-3, "{freedom}: {found}");
        }
    }

    #[test]
    fn differences_of_means_are_welchs() {
        let of = |mean, deviation, n| Mean { mean, deviation, n };
        // Equal sides of 10: 18 degrees of freedom, t = 2.100922, standard error sqrt(.2).
        let found = of_means(of(10.0, 1.0, 10), of(11.0, 1.0, 10)).unwrap();
        assert!((found.high - found.value - 2.100_922 * 0.2_f64.sqrt()).abs() < 1e-5);
        // One side without spread: as many degrees of freedom as the other has.
        let found = of_means(of(10.0, 0.0, 10), of(11.0, 1.0, 5)).unwrap();
        assert!((found.high - found.value - 2.776_445 * 0.2_f64.sqrt()).abs() < 5e-4);
        assert_eq!(of_means(of(1.0, 0.0, 9), of(2.0, 0.0, 9)), None);
        assert_eq!(of_means(of(1.0, 1.0, 4), of(2.0, 1.0, 9)), None);
        assert_eq!(of_means(of(1.0, f64::NAN, 9), of(2.0, 1.0, 9)), None);
    }

    prop_compose! {
        fn shares()(trials in 1_u64..100_000)(events in 0..=trials, trials in Just(trials)) -> Share {
            Share { events, trials }
        }
    }

    prop_compose! {
        fn means()(mean in -1e9_f64..1e9, deviation in 0.001_f64..1e6, n in 5_u64..1_000_000) -> Mean {
            Mean { mean, deviation, n }
        }
    }

    proptest! {
        #[test]
        fn an_interval_of_shares_holds_its_value_and_stays_in_range(a in shares(), b in shares()) {
            let found = of_shares(a, b).unwrap();
            prop_assert!(found.low <= found.value && found.value <= found.high);
            prop_assert!(found.low >= -1.0 - 1e-12 && found.high <= 1.0 + 1e-12);
        }

        #[test]
        fn turning_time_around_turns_the_sign(a in shares(), b in shares(), c in means(), d in means()) {
            let pairs = [
                (of_shares(a, b).unwrap(), of_shares(b, a).unwrap()),
                (of_means(c, d).unwrap(), of_means(d, c).unwrap()),
            ];
            for (one, other) in pairs {
                let near = |x: f64, y: f64| (x + y).abs() <= 1e-9 * (1.0 + x.abs());
                prop_assert!(near(one.value, other.value), "{one:?} {other:?}");
                prop_assert!(near(one.low, other.high) && near(one.high, other.low), "{one:?} {other:?}");
            }
        }

        #[test]
        fn more_trials_say_more(a in shares(), b in shares()) {
            let tenfold = |of: Share| share(of.events * 10, of.trials * 10);
            let width = |of: Interval| of.high - of.low;
            let (few, many) = (of_shares(a, b).unwrap(), of_shares(tenfold(a), tenfold(b)).unwrap());
            prop_assert!(width(many) < width(few));
        }
    }
}
