//! Numbers: exact parts, roundings, and the constants that all calculators share.

/// Speed of light, m/s: exact by definition of the metre.
pub const LIGHT_MPS: f64 = 299_792_458.0;

/// Samples of LTE in a microsecond: Ts = 1/30.72 µs. TS 36.211 4.
pub const TS_PER_US: f64 = 30.72;

/// Samples of NR in a microsecond: Tc = 1/(480 kHz · 4096). TS 38.211 4.1.
pub const TC_PER_US: f64 = 1_966.08;

/// A number in whole parts of 1/`per`; `None` when it lies between two, or is too large to be exact.
pub fn parts(number: f64, per: f64) -> Option<i64> {
    let scaled = number * per;
    let whole = scaled.round();
    // What a decimal number loses in binary is far below a thousandth of a part.
    ((scaled - whole).abs() < 1e-3 && whole.abs() < 9e15).then_some(whole as i64)
}

/// Rounded to so many digits after the point.
pub fn round(number: f64, digits: i32) -> f64 {
    let unit = 10_f64.powi(digits);
    let rounded = (number * unit).round() / unit;
    if rounded.is_finite() { rounded } else { number }
}

/// 10 lg of a ratio.
pub fn decibel(ratio: f64) -> f64 {
    10.0 * ratio.log10()
}

/// Subcarrier spacings and their numerology μ. TS 38.211 4.2.
pub fn numerology(spacing_khz: f64) -> Option<u32> {
    [15.0, 30.0, 60.0, 120.0, 240.0]
        .iter()
        .position(|known| *known == spacing_khz)
        .and_then(|mu| u32::try_from(mu).ok())
}

/// Half the distance that light goes in so many microseconds, in metres: there and back.
pub fn half_way_m(us: f64) -> f64 {
    LIGHT_MPS * us / 2e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_numbers_are_whole_parts() {
        assert_eq!(parts(3_489.42, 1e6), Some(3_489_420_000));
        assert_eq!(parts(437.964_8, 1e6), Some(437_964_800));
        assert_eq!(parts(0.000_000_1, 1e6), None);
        assert_eq!(parts(1e300, 1e6), None);
        assert_eq!(parts(f64::NAN, 1.0), None);
    }

    #[test]
    fn rounding_never_turns_a_number_into_none() {
        assert_eq!(round(0.742_857, 4), 0.742_9);
        assert_eq!(round(1e308, 4), 1e308);
    }
}
