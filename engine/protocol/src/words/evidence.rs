//! What the memory adds to an answer, in words.

use super::pattern::{LEAST_FOR_SHARE, interval};
use super::{grouped, hundredths};
use crate::memory::{Evidence, Fit, Looked, PatternLine, Recalled, Since};

/// The heading.
pub const HEADING: &str = "From your memory";

/// By what the patterns were found, or when they were shown: beside the heading.
#[must_use]
pub const fn found_by(evidence: &Evidence) -> &'static str {
    match (evidence.looked, evidence.hashed) {
        (Looked::Then, _) => "shown when you asked, with the outcomes of today",
        (_, true) => "found by words alone, without their meaning",
        (_, false) => "found by words and meaning",
    }
}

/// What is said where no pattern is shown; nothing where there is no memory to speak of.
#[must_use]
pub fn none(evidence: &Evidence) -> Option<String> {
    if !evidence.is_empty() {
        return None;
    }
    Some(match evidence.looked {
        Looked::Not => return None,
        Looked::Now => {
            let patterns = match evidence.among {
                1 => "1 pattern".to_owned(),
                among => format!("{} patterns", grouped(u64::from(among))),
            };
            format!("Nothing in your memory fits, among {patterns}.")
        }
        Looked::Then => "Nothing in your memory fitted when you asked.".to_owned(),
        Looked::Late => {
            "Your memory was still being opened. Ask again to see what it knows.".to_owned()
        }
        Looked::Unreadable => {
            "Your memory could not be read, so this answer is without it.".to_owned()
        }
    })
}

/// How it ended so far: `worked 9 of 11`, of a warning `failed 3 of 4`, or that nobody said.
#[must_use]
pub fn ended(line: &PatternLine) -> String {
    let n = line.standing.n;
    match (n, line.warns()) {
        (0, _) => "not tried yet".to_owned(),
        (n, false) => format!("worked {} of {n}", line.worked),
        (n, true) => format!("failed {} of {n}", n.saturating_sub(line.worked)),
    }
}

/// How sure that is; nothing without outcomes. A share of few outcomes is noise: only its interval is
/// shown.
#[must_use]
pub fn sure(line: &PatternLine) -> Option<String> {
    let standing = &line.standing;
    match standing.n {
        0 => None,
        LEAST_FOR_SHARE.. => Some(format!(
            "{}, {}",
            hundredths(i64::from(standing.mean_micro)),
            interval(standing)
        )),
        _ => Some(format!("{}: too few for a share", interval(standing))),
    }
}

/// How alike it is to the question.
#[must_use]
pub fn alike(fit: &Fit) -> String {
    let part = |micro: i32| hundredths(i64::from(micro));
    let parts = &fit.parts;
    format!(
        "alike {}: meaning {}, words {}, contrast {}",
        part(fit.likeness_micro),
        part(parts.similarity_micro),
        part(parts.lexical_micro),
        part(parts.contrast_micro),
    )
}

/// What became of it since; nothing while it is there.
#[must_use]
pub fn since(since: &Since) -> Option<String> {
    match since {
        Since::Here => None,
        Since::Forgotten => Some("You have forgotten it since.".to_owned()),
        Since::Merged(into) => Some(format!(
            "Merged since into “{}”, whose outcomes count here.",
            into.name
        )),
    }
}

/// Where it is from: `pattern 0f3a…`.
#[must_use]
pub fn source(recalled: &Recalled) -> String {
    format!("pattern {}", recalled.line.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::FactId;
    use crate::memory::Standing;
    use crate::records::{Namespace, Role};

    fn line(role: Role, worked: u32, n: u32) -> PatternLine {
        PatternLine {
            id: FactId::of(b"pattern"),
            name: "Cut the wait".to_owned(),
            line: String::new(),
            category: "mobility".to_owned(),
            role,
            technology: None,
            namespace: Namespace::Project,
            at: None,
            strip: Vec::new(),
            worked,
            standing: Standing {
                n,
                sum_micro: u64::from(worked) * 1_000_000,
                mean_micro: 769_231,
                lower_micro: 516_000,
                upper_micro: 945_000,
            },
        }
    }

    #[test]
    fn how_it_ended_is_said_as_advice_or_as_a_warning() {
        assert_eq!(ended(&line(Role::Strategy, 9, 11)), "worked 9 of 11");
        assert_eq!(ended(&line(Role::Strategy, 1, 4)), "failed 3 of 4");
        assert_eq!(ended(&line(Role::Pitfall, 1, 2)), "failed 1 of 2");
        assert_eq!(ended(&line(Role::Strategy, 0, 0)), "not tried yet");
    }

    #[test]
    fn a_share_is_shown_from_ten_outcomes_on() {
        let said = |n| sure(&line(Role::Strategy, n, n));
        assert_eq!(said(0), None);
        assert_eq!(
            said(9).as_deref(),
            Some("95 %: 0.52–0.95, n 9: too few for a share")
        );
        assert_eq!(said(11).as_deref(), Some("0.77, 95 %: 0.52–0.95, n 11"));
    }

    #[test]
    fn nothing_is_said_of_a_memory_without_patterns() {
        let check = |looked, said: Option<&str>| {
            let evidence = Evidence {
                looked,
                among: 1_040,
                ..Evidence::default()
            };
            assert_eq!(none(&evidence).as_deref(), said, "{looked:?}");
        };
        check(Looked::Not, None);
        check(
            Looked::Now,
            Some("Nothing in your memory fits, among 1,040 patterns."),
        );
    }
}
