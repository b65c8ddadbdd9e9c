//! One pattern as words and numbers of a page: how it ended, how sure that is, how old it is.

use super::hundredths;
use crate::memory::Standing;
use crate::records::{Role, Score};

/// A share of fewer outcomes is noise: only their number is shown.
pub const LEAST_FOR_SHARE: u32 = 10;

/// How an outcome is shown: it worked, in part, or not. What counts as worked in counts is the
/// first two, see [`Score::is_success`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shade {
    /// From three quarters on.
    Worked,
    /// From a half on.
    Partly,
    /// Below that.
    DidNot,
}

/// How a score is shown.
#[must_use]
pub const fn shade(score_micro: u32) -> Shade {
    match score_micro {
        750_000.. => Shade::Worked,
        500_000.. => Shade::Partly,
        _ => Shade::DidNot,
    }
}

/// The word of a shade.
#[must_use]
pub const fn shade_word(shade: Shade) -> &'static str {
    match shade {
        Shade::Worked => "worked",
        Shade::Partly => "partly",
        Shade::DidNot => "did not",
    }
}

/// How often it worked: `9 of 11`, of a pitfall `3 of 4 failed`, or that nobody tried.
#[must_use]
pub fn worked(role: Role, worked: u32, n: u32) -> String {
    match (role, n) {
        (_, 0) => "not tried".to_owned(),
        (Role::Strategy, n) => format!("{worked} of {n}"),
        (Role::Pitfall, n) => format!("{} of {n} failed", n.saturating_sub(worked)),
    }
}

/// The interval of a standing: `95 %: 0.52–0.95, n 11`.
#[must_use]
pub fn interval(standing: &Standing) -> String {
    let Standing {
        n,
        lower_micro,
        upper_micro,
        ..
    } = *standing;
    let end = |micro: u32| hundredths(i64::from(micro));
    format!("95 %: {}–{}, n {n}", end(lower_micro), end(upper_micro))
}

/// How many days ago, or that it is not known.
#[must_use]
pub fn age(days: Option<i64>) -> String {
    match days {
        None => "date not known".to_owned(),
        Some(..=0) => "today".to_owned(),
        Some(1) => "1 day old".to_owned(),
        Some(days) => format!("{days} days old"),
    }
}

/// A score as typed, from 0 to 1, with a point or a comma.
///
/// # Errors
/// What is wrong with it, in words.
pub fn read_score(text: &str) -> Result<Option<Score>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let Some(micro) = micro_of(text) else {
        return Err(format!("{text} is no number of 0 to 1."));
    };
    let score = u32::try_from(micro).ok().and_then(Score::from_micro);
    score.map(Some).ok_or_else(|| {
        let side = if micro < 0 { "below 0" } else { "above 1" };
        format!("{text} is {side}. 0 is a failure, 1 a full success.")
    })
}

/// Read by hand: the page carries no code for floating point numbers.
fn micro_of(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let number = |text: &str| {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 6;
        (plain && !text.is_empty()).then(|| text.parse::<i64>().ok())?
    };
    let whole = if whole.is_empty() && !part.is_empty() {
        0
    } else {
        number(whole)?
    };
    let part = if part.is_empty() {
        0
    } else {
        number(&format!("{part:0<6}"))?
    };
    Some(sign * (whole * 1_000_000 + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_say_of_what() {
        assert_eq!(worked(Role::Strategy, 9, 11), "9 of 11");
        assert_eq!(worked(Role::Pitfall, 1, 4), "3 of 4 failed");
        assert_eq!(worked(Role::Strategy, 0, 0), "not tried");
    }

    #[test]
    fn a_typed_score_is_read_or_explained() {
        let check = |text: &str, micro: u32| {
            assert_eq!(read_score(text), Ok(Score::from_micro(micro)), "{text}");
        };
        check("1", 1_000_000);
        check("0", 0);
        check(" 0.85 ", 850_000);
        check("0,5", 500_000);
        check(".25", 250_000);
        assert_eq!(read_score(""), Ok(None));
        assert_eq!(
            read_score("1.4"),
            Err("1.4 is above 1. 0 is a failure, 1 a full success.".into())
        );
        assert!(read_score("-0.1").is_err_and(|words| words.contains("below 0")));
        for wrong in ["one", "1e-3", "NaN", ".", "0.1234567", "0.1.2"] {
            assert!(read_score(wrong).is_err(), "{wrong}");
        }
    }
}
