//! Judgements, their criteria, actions and runs in words.

use super::number::micro;
use crate::learning::{
    Action, Change, Criterion, CriterionKind, Ending, Finding, Gap, JudgedBy, Judgement, RunResult,
};

/// How it ended, in a word.
#[must_use]
pub const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Worked => "Worked",
        Ending::Partly => "Partly",
        Ending::DidNotWork => "Did not work",
        Ending::Undecided => "Undecided",
    }
}

/// A judgement as sentences: how it ended and what that rests on.
#[must_use]
pub fn judgement(judgement: &Judgement) -> String {
    let by = match (judgement.by, judgement.score) {
        (JudgedBy::User, _) => "says the user",
        (JudgedBy::Rule, Some(_)) => "by what was measured",
        (JudgedBy::Rule, None) => "by what is known",
    };
    let mut text = format!("{}, {by}.", ending(judgement.ended));
    // The verdict is said already.
    let others = judgement.criteria.iter();
    for one in others.filter(|one| one.kind != CriterionKind::Verdict) {
        text.push(' ');
        text.push_str(&criterion(one));
    }
    text
}

/// A criterion as a sentence.
#[must_use]
pub fn criterion(criterion: &Criterion) -> String {
    let name = &criterion.name;
    match (criterion.kind, criterion.result) {
        (CriterionKind::Verdict, Finding::Met) => "The user says that it worked.".to_owned(),
        (CriterionKind::Verdict, Finding::NotMet) => {
            "The user says that it did not work.".to_owned()
        }
        (CriterionKind::Verdict, _) => "The user says that it worked in part.".to_owned(),
        (CriterionKind::Applied, Finding::Met) => "It was done.".to_owned(),
        (CriterionKind::Applied, _) => {
            "It was not done, so no figure says anything of it.".to_owned()
        }
        (_, Finding::NotComputable(gap)) => format!("{name} cannot be compared: {}.", why(gap)),
        (kind, result) => {
            let Some(change) = &criterion.change else {
                return format!("{name} cannot be compared.");
            };
            let moved = moved(change, &criterion.unit);
            let end = match (kind, result) {
                (CriterionKind::Guard, Finding::Met) => "it did not get worse",
                (CriterionKind::Guard, Finding::NotMet) => "it got worse, which it must not",
                (CriterionKind::Guard, _) => "whether it got worse stays open",
                (_, Finding::Met) => "it got better",
                (_, Finding::NotMet) => "it did not get better",
                _ => "that may be chance",
            };
            format!("{name} {moved}: {end}.")
        }
    }
}

/// `rose from 4 % to 8 %, by 4 points (95 % interval 2.1 to 5.9)`.
fn moved(change: &Change, unit: &str) -> String {
    let of = |value: i64| {
        if change.is_share {
            format!("{} %", rounded(value.saturating_mul(100)))
        } else {
            with_unit(&rounded(value), unit)
        }
    };
    let plain = |value: i64| {
        rounded(if change.is_share {
            value.saturating_mul(100)
        } else {
            value
        })
    };
    let by = if change.is_share { "points" } else { unit };
    let (verb, sign) = match change.value_micro {
        0 => {
            let (low, high) = (plain(change.low_micro), plain(change.high_micro));
            return format!(
                "stayed at {} (95 % interval of the change {})",
                of(change.after_micro),
                with_unit(&format!("{low} to {high}"), by),
            );
        }
        value if value > 0 => ("rose", 1),
        _ => ("fell", -1),
    };
    let signed = |value: i64| value.saturating_mul(sign);
    let (one, other) = (signed(change.low_micro), signed(change.high_micro));
    format!(
        "{verb} from {} to {}, by {} (95 % interval {} to {})",
        of(change.before_micro),
        of(change.after_micro),
        with_unit(&plain(signed(change.value_micro)), by),
        plain(one.min(other)),
        plain(one.max(other)),
    )
}

const fn why(gap: Gap) -> &'static str {
    match gap {
        Gap::Missing => "one side was not measured",
        Gap::TooFew => "too few were counted",
        Gap::NoSpread => "all samples are the same, so their spread is not known",
        Gap::Odd => "the two sides do not fit together",
    }
}

/// `time-to-trigger from 160 to 320 ms`, or `time-to-trigger to 320 ms`.
#[must_use]
pub fn action(action: &Action) -> String {
    let new = with_unit(&action.new, &action.unit);
    match &action.old {
        Some(old) => format!("{} from {old} to {new}", action.parameter),
        None => format!("{} to {new}", action.parameter),
    }
}

/// `time-to-trigger 160 → 320 ms`: short, for a title.
#[must_use]
pub fn action_title(action: &Action) -> String {
    let new = with_unit(&action.new, &action.unit);
    match &action.old {
        Some(old) => format!("{} {old} → {new}", action.parameter),
        None => format!("{} → {new}", action.parameter),
    }
}

fn with_unit(text: &str, unit: &str) -> String {
    if unit.is_empty() {
        text.to_owned()
    } else {
        format!("{text} {unit}")
    }
}

/// What the contrast of a run came to.
#[must_use]
pub const fn run(result: RunResult) -> &'static str {
    match result {
        RunResult::Contrasted => "Some tries ended better than others, and did something else.",
        RunResult::AllFailed => "All tries failed: only warnings are kept.",
        RunResult::AllEqual => "All tries ended alike, so there is nothing to contrast.",
        RunResult::SameActions => {
            "The best and the worst try did the same: the difference has another cause."
        }
        RunResult::TooFew => "Fewer than two tries could be judged.",
    }
}

/// Why two patterns are to be merged.
#[must_use]
pub fn merge(similarity_micro: i32) -> String {
    let alike = rounded(i64::from(similarity_micro));
    format!("Their texts are alike ({alike} of 1), and nothing that they say differs.")
}

/// Why two patterns contradict each other: the words of both that cannot hold at once.
#[must_use]
pub fn contradiction(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("For the same task, one says “{one}”, the other “{other}”."),
        (true, true) => "For the same task, they advise opposite things.".to_owned(),
        _ => {
            let word = if one.is_empty() { other } else { one };
            format!("For the same task, only one of them says “{word}”.")
        }
    }
}

/// Why a strategy and a pitfall contradict each other.
#[must_use]
pub const fn against() -> &'static str {
    "For the same task, one advises what the other warns of."
}

/// Why a pattern is of no use.
#[must_use]
pub fn prune(upper_micro: u32, n: u32, age_days: u32) -> String {
    let upper = rounded(i64::from(upper_micro).saturating_mul(100));
    format!(
        "It works in at most {upper} % of cases ({n} outcomes), is {age_days} days old and was never used."
    )
}

/// Why a warning is of no use.
#[must_use]
pub fn prune_warning(lower_micro: u32, n: u32, age_days: u32) -> String {
    let lower = rounded(i64::from(lower_micro).saturating_mul(100));
    format!(
        "What it warns of works in at least {lower} % of cases ({n} outcomes); it is {age_days} days old and was never used."
    )
}

/// Millionths as text with three digits that count.
fn rounded(value: i64) -> String {
    let mut step: u64 = 1;
    while value.unsigned_abs() / step >= 1_000 {
        step = step.saturating_mul(10);
    }
    let magnitude = value.unsigned_abs().saturating_add(step / 2) / step * step;
    let magnitude = i64::try_from(magnitude).unwrap_or(i64::MAX);
    // What is a thousand or more keeps its whole digits.
    if value.unsigned_abs() >= 1_000_000_000 {
        return micro(value / 1_000_000 * 1_000_000);
    }
    micro(if value < 0 { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Score;

    fn criterion_of(kind: CriterionKind, result: Finding, change: Change) -> Criterion {
        Criterion {
            kind,
            name: "Handover failure rate".into(),
            unit: if change.is_share { "" } else { "ms" }.into(),
            weight_micro: 1_000_000,
            result,
            change: Some(change),
        }
    }

    #[test]
    fn criteria_are_sentences_with_figures() {
        let share = Change {
            is_share: true,
            before_micro: 82_000,
            after_micro: 41_000,
            value_micro: -41_000,
            low_micro: -62_345,
            high_micro: -20_100,
        };
        let check = |given: &Criterion, words: &str| assert_eq!(criterion(given), words);
        check(
            &criterion_of(CriterionKind::Goal, Finding::Met, share),
            "Handover failure rate fell from 8.2 % to 4.1 %, by 4.1 points (95 % interval 2.01 to \
             6.23): it got better.",
        );
        let mean = Change {
            is_share: false,
            before_micro: 40_000_000,
            after_micro: 52_000_000,
            value_micro: 12_000_000,
            low_micro: -1_500_000,
            high_micro: 25_500_000,
        };
        check(
            &criterion_of(CriterionKind::Guard, Finding::Unclear, mean),
            "Handover failure rate rose from 40 ms to 52 ms, by 12 ms (95 % interval −1.5 to 25.5): \
             whether it got worse stays open.",
        );
        let mut few = criterion_of(CriterionKind::Goal, Finding::Met, share);
        few.result = Finding::NotComputable(Gap::TooFew);
        check(
            &few,
            "Handover failure rate cannot be compared: too few were counted.",
        );
    }

    #[test]
    fn a_judgement_says_who_judged_and_on_what() {
        let applied = Criterion {
            kind: CriterionKind::Applied,
            name: String::new(),
            unit: String::new(),
            weight_micro: 0,
            result: Finding::NotMet,
            change: None,
        };
        let verdict = Criterion {
            kind: CriterionKind::Verdict,
            result: Finding::Met,
            ..applied.clone()
        };
        let open = Judgement {
            score: None,
            ended: Ending::Undecided,
            by: JudgedBy::Rule,
            criteria: vec![applied],
        };
        assert_eq!(
            judgement(&open),
            "Undecided, by what is known. It was not done, so no figure says anything of it."
        );
        let said = Judgement {
            score: Some(Score::WORKED),
            ended: Ending::Worked,
            by: JudgedBy::User,
            criteria: vec![verdict],
        };
        assert_eq!(judgement(&said), "Worked, says the user.");
    }

    #[test]
    fn numbers_keep_three_digits_that_count() {
        let check = |value, text: &str| assert_eq!(rounded(value), text, "{value}");
        check(0, "0");
        check(1_234, "0.00123");
        check(-20_150_000, "−20.2");
        check(999_999, "1");
        check(320_000_000, "320");
        check(2_560_000_000, "2560");
        check(i64::MIN, "−9223372036854");
    }
}
