//! The memory in words: roles, standings, what two texts say differently, what is wrong with a row.

use super::number::micro;
use crate::memory::{Contrast, ContrastKind, Ended, RowError, RowFault, Standing};
use crate::records::{Namespace, Provenance, Role};

/// How a pattern is to be taken.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Strategy => "Strategy",
        Role::Pitfall => "Pitfall",
    }
}

/// Whose a pattern is.
#[must_use]
pub const fn namespace(namespace: Namespace) -> &'static str {
    match namespace {
        Namespace::Project => "Project",
        Namespace::User => "User",
    }
}

/// Who says so.
#[must_use]
pub const fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::User => "written by a user",
        Provenance::Rule => "distilled by a rule",
        Provenance::Import => "imported",
        Provenance::Model => "written by a program",
    }
}

/// How a pattern ended so far.
#[must_use]
pub const fn ended(ended: Ended) -> &'static str {
    match ended {
        Ended::Worked => "Worked",
        Ended::Failed => "Failed",
        Ended::Untried => "Untried",
    }
}

/// How much a pattern can be trusted: `0.75 after 2 outcomes, likely 0.29 to 0.99`.
#[must_use]
pub fn standing(standing: &Standing) -> String {
    if standing.n == 0 {
        return "no outcome yet".to_owned();
    }
    let outcomes = if standing.n == 1 {
        "outcome"
    } else {
        "outcomes"
    };
    format!(
        "{} after {} {outcomes}, likely {} to {}",
        hundredths(i64::from(standing.mean_micro)),
        standing.n,
        hundredths(i64::from(standing.lower_micro)),
        hundredths(i64::from(standing.upper_micro)),
    )
}

/// Millionths with two decimals: more would look like more than it is.
#[must_use]
pub fn hundredths(value: i64) -> String {
    let rounded = (value.saturating_add(5_000 * value.signum())) / 10_000;
    let text = micro(rounded * 10_000);
    match text.split_once('.') {
        None => format!("{text}.00"),
        Some((_, decimals)) if decimals.len() == 1 => format!("{text}0"),
        Some(_) => text,
    }
}

/// What a query and a pattern say alike or differently, with the words of both:
/// `opposite direction: early, you asked late`.
#[must_use]
pub fn contrast(contrast: &Contrast) -> String {
    let Contrast { kind, asked, found } = contrast;
    let what = match kind {
        ContrastKind::Opposite => "opposite direction",
        ContrastKind::Denied => "denies it",
        ContrastKind::Number => "other number",
        ContrastKind::Technology => "other technology",
        ContrastKind::Sense => "other meaning",
        ContrastKind::Swapped => "roles exchanged",
        ContrastKind::Other => "something else",
        ContrastKind::Limited => "limited differently",
        ContrastKind::More => "says more",
        ContrastKind::SameNumber => "same amount",
        ContrastKind::SameTechnology => "same technology",
        ContrastKind::Means => "same meaning",
    };
    let same = matches!(
        kind,
        ContrastKind::SameNumber | ContrastKind::SameTechnology | ContrastKind::Means
    );
    match (asked.is_empty(), found.is_empty()) {
        (true, true) => what.to_owned(),
        (true, false) => format!("{what}: {found}, which you did not ask"),
        (false, true) => format!("{what}: you asked {asked}"),
        (false, false) if same => format!("{what}: {found} = {asked}"),
        (false, false) => format!("{what}: {found}, you asked {asked}"),
    }
}

/// What is wrong with a line of a file whose number stands beside it.
#[must_use]
pub fn row_fault(error: &RowError) -> String {
    let what = match error.fault {
        RowFault::NotUtf8 => "is no UTF-8 text",
        RowFault::NotJson => "is no JSON object",
        RowFault::Missing => "is missing or empty",
        RowFault::WrongType => "is of another type",
        RowFault::TooLong => "is too long",
        RowFault::Score => "is no number of 0 to 1",
        RowFault::Date => "is no date",
        RowFault::Future => "lies in the future",
        RowFault::Unknown => "is none of the words it takes",
        RowFault::Mismatch => "does not match its id",
        RowFault::OtherKind => "is nothing of the memory's",
    };
    if error.detail.is_empty() {
        format!("the line {what}")
    } else {
        format!("{} {what}", error.detail)
    }
}

/// What is wrong with a line of a file: `line 7: strategy is missing or empty`.
#[must_use]
pub fn row_error(error: &RowError) -> String {
    format!("line {}: {}", error.line, row_fault(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_says_how_sure_it_is() {
        let mut given = Standing {
            n: 0,
            sum_micro: 0,
            mean_micro: 500_000,
            lower_micro: 25_000,
            upper_micro: 975_000,
        };
        assert_eq!(standing(&given), "no outcome yet");
        given.n = 1;
        given.mean_micro = 666_667;
        assert_eq!(
            standing(&given),
            "0.67 after 1 outcome, likely 0.03 to 0.98"
        );
    }

    #[test]
    fn two_decimals_are_always_shown() {
        assert_eq!(hundredths(0), "0.00");
        assert_eq!(hundredths(500_000), "0.50");
        assert_eq!(hundredths(994_999), "0.99");
        assert_eq!(hundredths(-55_000), "−0.06");
        assert_eq!(hundredths(1_000_000), "1.00");
    }

    #[test]
    fn a_row_error_names_line_and_field() {
        let error = RowError {
            line: 7,
            fault: RowFault::Missing,
            detail: "strategy".to_owned(),
        };
        assert_eq!(row_error(&error), "line 7: strategy is missing or empty");
    }

    #[test]
    fn a_contrast_quotes_what_there_is() {
        let mut given = Contrast {
            kind: ContrastKind::Opposite,
            asked: "late".to_owned(),
            found: "early".to_owned(),
        };
        assert_eq!(
            contrast(&given),
            "opposite direction: early, you asked late"
        );
        given.asked.clear();
        assert_eq!(
            contrast(&given),
            "opposite direction: early, which you did not ask"
        );
    }
}
