//! Values on the command line that are more than text: scores, durations, words of a closed list.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use protocol::answer::{QueryKind, Technology};
use protocol::ids::FactId;
use protocol::memory::Ended;
use protocol::records::{Namespace, Role, Score};

/// The technology of a pattern; `None` is both. A type of its own, since clap gives a meaning to an
/// `Option` in an `Option`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Radio(pub Option<Technology>);

/// `lte`, `nr` or `both`.
pub fn radio() -> impl TypedValueParser<Value = Radio> {
    words(&[
        ("lte", Radio(Some(Technology::Lte))),
        ("nr", Radio(Some(Technology::Nr))),
        ("both", Radio(None)),
    ])
}

/// `lte` or `nr`.
pub fn technology() -> impl TypedValueParser<Value = Technology> {
    words(&[("lte", Technology::Lte), ("nr", Technology::Nr)])
}

/// The kinds of questions.
pub fn query_kind() -> impl TypedValueParser<Value = QueryKind> {
    words(&KINDS)
}

/// The kinds of questions as they are typed.
pub const KINDS: [(&str, QueryKind); 6] = [
    ("parameter", QueryKind::Parameter),
    ("counter", QueryKind::Counter),
    ("kpi", QueryKind::Kpi),
    ("procedure", QueryKind::Procedure),
    ("troubleshoot", QueryKind::Troubleshoot),
    ("general", QueryKind::General),
];

/// `project` or `user`.
pub fn namespace() -> impl TypedValueParser<Value = Namespace> {
    words(&[("project", Namespace::Project), ("user", Namespace::User)])
}

/// `strategy` or `pitfall`.
pub fn role() -> impl TypedValueParser<Value = Role> {
    words(&[("strategy", Role::Strategy), ("pitfall", Role::Pitfall)])
}

/// `worked`, `failed` or `untried`.
pub fn ended() -> impl TypedValueParser<Value = Ended> {
    words(&[
        ("worked", Ended::Worked),
        ("failed", Ended::Failed),
        ("untried", Ended::Untried),
    ])
}

/// One word of a list, in small or capital letters; the error names the list.
fn words<T: Copy + Send + Sync + 'static>(
    list: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(list.iter().map(|(word, _)| *word)).try_map(move |given| {
        let known = list
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(&given));
        known.map(|(_, value)| *value).ok_or("no such word")
    })
}

/// Reads the id of a pattern or outcome.
pub fn id(text: &str) -> Result<FactId, String> {
    text.parse()
        .map_err(|_| "an id looks like 0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b".to_owned())
}

/// Reads how well something worked.
pub fn score(text: &str) -> Result<Score, String> {
    let number = text.parse().ok().and_then(Score::from_unit);
    number.ok_or_else(|| "a score is a number from 0 (did not work) to 1 (worked)".to_owned())
}

/// Reads how far hits are spread, as a share; the engine counts the other way round in percent.
pub fn spread(text: &str) -> Result<u8, String> {
    let share = text.parse().ok().and_then(Score::from_unit);
    share
        .and_then(|share| u8::try_from(100 - share.micro().div_ceil(10_000)).ok())
        .ok_or_else(|| "write a number from 0 (best first) to 1 (as varied as can be)".to_owned())
}

/// Reads a duration into microseconds: `90`, `90s`, `1.5h`.
pub fn duration(text: &str) -> Result<u64, String> {
    const UNITS: [(&str, f64); 6] = [
        ("ms", 1e3),
        ("s", 1e6),
        ("m", 60e6),
        ("min", 60e6),
        ("h", 3_600e6),
        ("d", 86_400e6),
    ];
    // Up to here every microsecond is a number of its own: 285 years.
    const MOST_MICROS: f64 = 9_007_199_254_740_992.0;
    let at = text.find(|sign: char| sign.is_ascii_alphabetic());
    let (number, unit) = text.split_at(at.unwrap_or(text.len()));
    let unit = if unit.is_empty() { "s" } else { unit };
    let factor = UNITS.iter().find(|(name, _)| *name == unit);
    let micros = number
        .trim()
        .parse::<f64>()
        .ok()
        .zip(factor)
        .map(|(number, (_, factor))| (number * factor).round())
        .filter(|micros| (0.0..=MOST_MICROS).contains(micros));
    // Within the range that was just checked, so the conversion is exact.
    micros
        .map(|micros| micros as u64)
        .ok_or_else(|| "write a duration as 90s, 5m, 2h, 1d or as a number of seconds".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_from_0_to_1_and_0_is_one() {
        assert_eq!(score("0"), Ok(Score::FAILED));
        assert_eq!(score("1.0"), Ok(Score::WORKED));
        assert_eq!(score("0.25").map(Score::micro), Ok(250_000));
        for wrong in ["", "NaN", "nan", "inf", "1.5", "-1", "0,5", "half"] {
            assert!(score(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_duration_has_a_unit_or_is_in_seconds() {
        let check = |text: &str, seconds: f64| {
            assert_eq!(duration(text), Ok((seconds * 1e6) as u64), "{text}");
        };
        check("90", 90.0);
        check("90s", 90.0);
        check("5m", 300.0);
        check("1.5h", 5_400.0);
        check("250ms", 0.25);
        check("2 d", 172_800.0);
        check("0", 0.0);
        for wrong in ["", "s", "-5s", "5 weeks", "NaN", "inf", "1e300", "5S"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn spread_counts_the_other_way_round() {
        assert_eq!(spread("0"), Ok(100));
        assert_eq!(spread("1"), Ok(0));
        assert_eq!(spread("0.3"), Ok(70));
        assert!(spread("30").is_err());
    }

    #[test]
    fn an_id_is_a_uuid() {
        assert!(id("0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b").is_ok());
        assert!(id("7").is_err());
    }
}
