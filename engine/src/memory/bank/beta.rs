//! How much outcomes tell: the Beta distribution that they lead to from a flat start.

use protocol::memory::Standing;

/// The chance on either side that the interval leaves out.
const TAIL: f64 = 0.025;
/// Halvings of the interval in which a bound is looked for: finer than a millionth.
const HALVINGS: u32 = 30;

/// The standing of a pattern of which nobody said how it ended: the flat distribution.
pub const UNKNOWN: Standing = Standing {
    n: 0,
    sum_micro: 0,
    mean_micro: 500_000,
    lower_micro: 25_000,
    upper_micro: 975_000,
};

/// The standing after `n` outcomes whose scores add up to `sum_micro` millionths.
#[must_use]
pub fn standing(n: u32, sum_micro: u64) -> Standing {
    let most = u64::from(n) * 1_000_000;
    let good = sum_micro.min(most) as f64 / 1e6;
    let (a, b) = (1.0 + good, 1.0 + f64::from(n) - good);
    Standing {
        n,
        sum_micro: sum_micro.min(most),
        mean_micro: micro(a / (a + b)),
        lower_micro: micro(quantile(a, b, TAIL)),
        upper_micro: micro(quantile(a, b, 1.0 - TAIL)),
    }
}

fn micro(unit: f64) -> u32 {
    // Within 0 to 1 by construction.
    (unit * 1e6).round() as u32
}

/// Where the distribution function reaches `p`.
fn quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let scale = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if distribution(a, b, middle, scale) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun
/// 26.5.8), on the side where that converges quickly.
fn distribution(a: f64, b: f64, x: f64, scale: f64) -> f64 {
    let front = (scale + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

/// The continued fraction, by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let safe = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / safe(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for step in 1..300 {
        let m = f64::from(step);
        for term in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / safe(1.0 + term * d);
            c = safe(1.0 + term / c);
            result *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-9 {
            break;
        }
    }
    result
}

/// The logarithm of the gamma function for values of 1 and more: Stirling's series (Abramowitz and
/// Stegun 6.1.41), taken far enough out by the recurrence.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut product) = (x, 1.0);
    while x < 10.0 {
        product *= x;
        x += 1.0;
    }
    let inverse = 1.0 / (x * x);
    let series =
        (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse / 1680.0))) / x;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * core::f64::consts::PI).ln() + series - product.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The distribution function by adding up the density: slow, plain, and another way.
    fn summed(a: f64, b: f64, x: f64) -> f64 {
        let steps = 200_000;
        let density = |t: f64| t.powf(a - 1.0) * (1.0 - t).powf(b - 1.0);
        let area = |to: f64| {
            let width = to / f64::from(steps);
            (0..steps)
                .map(|i| density((f64::from(i) + 0.5) * width))
                .sum::<f64>()
                * width
        };
        area(x) / area(1.0)
    }

    #[test]
    fn the_bounds_leave_out_what_they_should() {
        for (n, sum_micro) in [
            (0, 0),
            (1, 0),
            (1, 1_000_000),
            (3, 1_250_000),
            (11, 9_000_000),
            (400, 390_500_000),
        ] {
            let standing = standing(n, sum_micro);
            let good = sum_micro as f64 / 1e6;
            let (a, b) = (1.0 + good, 1.0 + f64::from(n) - good);
            let below = summed(a, b, f64::from(standing.lower_micro) / 1e6);
            let above = 1.0 - summed(a, b, f64::from(standing.upper_micro) / 1e6);
            assert!((below - TAIL).abs() < 1e-4, "n {n}: {below} below");
            assert!((above - TAIL).abs() < 1e-4, "n {n}: {above} above");
        }
    }

    #[test]
    fn nine_of_eleven() {
        let standing = standing(11, 9_000_000);
        assert_eq!(standing.mean_micro, 769_231);
        assert_eq!(standing.lower_micro / 10_000, 51);
        assert_eq!(standing.upper_micro / 10_000, 94);
    }

    #[test]
    fn nothing_known_is_even_and_wide() {
        assert_eq!(standing(0, 0), UNKNOWN);
    }

    #[test]
    fn more_of_the_same_is_surer_and_a_million_still_computes() {
        let lower = |n: u32| standing(n, u64::from(n) * 800_000).lower_micro;
        assert!(lower(10) < lower(100) && lower(100) < lower(1_000_000));
        assert!(lower(1_000_000) < 800_000);
    }
}
