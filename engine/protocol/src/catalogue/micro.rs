//! Numbers with a fraction, kept exactly: millionths in a 64-bit integer.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A number in millionths, so that 0.5 dB, -43.5 dB and 1/32 ms are exact and compare as integers.
/// Range: about -9.2e12 to 9.2e12 in whole units.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Micro(pub i64);

/// Millionths in one.
const ONE: i64 = 1_000_000;

impl Micro {
    /// A whole number; `None` when it is out of range.
    #[must_use]
    pub const fn whole(number: i64) -> Option<Self> {
        match number.checked_mul(ONE) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// The integer this is; `None` when it has a fraction.
    #[must_use]
    pub const fn as_whole(self) -> Option<i64> {
        if self.0 % ONE == 0 {
            Some(self.0 / ONE)
        } else {
            None
        }
    }

    /// `scale * self + offset`; `None` when the result is out of range or finer than a millionth.
    #[must_use]
    pub fn scaled(self, scale: Self, offset: Self) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(scale.0);
        if product % i128::from(ONE) != 0 {
            return None;
        }
        let sum = product / i128::from(ONE) + i128::from(offset.0);
        i64::try_from(sum).ok().map(Self)
    }
}

impl fmt::Display for Micro {
    /// Decimal text without trailing zeros: `-43.5`, `160`, `0.03125`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs() / ONE.unsigned_abs();
        let mut rest = self.0.unsigned_abs() % ONE.unsigned_abs();
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let mut width = 6;
        while rest.is_multiple_of(10) {
            rest /= 10;
            width -= 1;
        }
        write!(f, "{sign}{whole}.{rest:0width$}")
    }
}

/// Text that is no decimal number with at most six digits after the point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a decimal number with at most six digits after the point")]
pub struct NoNumber;

impl FromStr for Micro {
    type Err = NoNumber;

    /// Reads `-43.5`, `160`, `0.03125`; an exponent or a seventh digit is refused.
    fn from_str(text: &str) -> Result<Self, NoNumber> {
        let (minus, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let fraction = fraction.trim_end_matches('0');
        if !all_digits(whole) || !fraction.bytes().all(|b| b.is_ascii_digit()) || fraction.len() > 6
        {
            return Err(NoNumber);
        }
        let mut micros = whole.parse::<i64>().ok().and_then(|n| n.checked_mul(ONE));
        let mut place = ONE / 10;
        for digit in fraction.bytes() {
            micros = micros.and_then(|sum| sum.checked_add(i64::from(digit - b'0') * place));
            place /= 10;
        }
        let micros = micros.ok_or(NoNumber)?;
        Ok(Self(if minus { -micros } else { micros }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_number_agree() {
        for text in [
            "0",
            "1",
            "-43.5",
            "0.03125",
            "549755813887",
            "-0.5",
            "0.000001",
        ] {
            assert_eq!(
                text.parse::<Micro>().map(|n| n.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "1e3",
            "0.0000001",
            "99999999999999",
            "1,5",
        ] {
            let read = text.parse::<Micro>();
            assert!(text == "1." || read.is_err(), "{text} was read as {read:?}");
        }
    }

    #[test]
    fn a_field_becomes_a_physical_value() {
        let half = Micro(500_000);
        let field = Micro::whole(-30).and_then(|n| n.scaled(half, Micro(0)));
        assert_eq!(field, Micro::whole(-15));
        assert_eq!(Micro::whole(i64::MAX), None);
    }
}
