//! Several tries of one task, contrasted: what the best did that the worst did not.

use protocol::learning::{
    Action, DistilRequest, MAX_ATTEMPTS, Run, RunRequest, RunResult, RunStatus, Step,
};
use protocol::records::{Outcome, Pattern, Role, Score};

use super::distil::{evidence, pattern};
use crate::sort;

/// Contrasts the tries of a run: parallel MaTTS (memory-aware test-time scaling, ReasoningBank,
/// arXiv 2509.25140), with a rule where the paper asks a model.
///
/// Tries that did the same are taken together, with the mean of their scores, so one lucky try does
/// not speak for its actions. The best of these groups is a strategy when it worked, told by what it
/// did that the worst did not; the worst is a pitfall when it failed, told the other way round. When
/// all failed there is a pitfall only; when all ended alike, nothing. Undecided tries stay in the
/// record and count for nothing. Every item has the evidence of all tries. Tries beyond
/// [`MAX_ATTEMPTS`] are left out.
#[must_use]
pub fn contrast(request: RunRequest) -> Run {
    let mut attempts = request.attempts;
    attempts.truncate(MAX_ATTEMPTS);
    let decided = attempts
        .iter()
        .filter(|attempt| attempt.judgement.score.is_some())
        .count();
    let is_whole = u32::try_from(decided).is_ok_and(|decided| decided >= request.k)
        && decided == attempts.len();
    let (result, items) = result(&attempts);
    Run {
        task: request.task,
        k: request.k,
        status: if is_whole {
            RunStatus::Completed
        } else {
            RunStatus::Partly
        },
        attempts,
        result,
        items,
    }
}

/// Tries that did the same.
struct Group<'a> {
    actions: Vec<&'a Action>,
    /// With their scores, in the order of the run; never empty.
    of: Vec<(&'a DistilRequest, Score)>,
}

impl Group<'_> {
    fn sum(&self) -> u64 {
        self.of
            .iter()
            .map(|(_, score)| u64::from(score.micro()))
            .sum()
    }

    fn mean(&self) -> Score {
        let mean = self.sum() / (self.of.len() as u64).max(1);
        // The mean of scores is one.
        u32::try_from(mean)
            .ok()
            .and_then(Score::from_micro)
            .unwrap_or(Score::FAILED)
    }

    /// The try that ended nearest to the mean; the first of equals.
    fn typical(&self) -> Option<&DistilRequest> {
        let mean = self.mean().micro();
        let nearest = self
            .of
            .iter()
            .min_by_key(|(_, score)| score.micro().abs_diff(mean));
        nearest.map(|(attempt, _)| *attempt)
    }
}

fn groups(attempts: &[DistilRequest]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for attempt in attempts {
        let Some(score) = attempt.judgement.score else {
            continue;
        };
        let mut actions: Vec<&Action> = Vec::new();
        for step in &attempt.trajectory.steps {
            if !actions.contains(&&step.action) {
                actions.push(&step.action);
            }
        }
        sort::by(&mut actions, Ord::cmp);
        match groups.iter_mut().find(|group| group.actions == actions) {
            Some(group) => group.of.push((attempt, score)),
            None => groups.push(Group {
                actions,
                of: vec![(attempt, score)],
            }),
        }
    }
    // Best first; of equals the one tried more often, then the one tried first.
    sort::by(&mut groups, |a, b| {
        let by_mean = b.mean().cmp(&a.mean());
        by_mean.then(b.of.len().cmp(&a.of.len()))
    });
    groups
}

fn result(attempts: &[DistilRequest]) -> (RunResult, Vec<Pattern>) {
    let groups = groups(attempts);
    let decided: usize = groups.iter().map(|group| group.of.len()).sum();
    let (Some(best), Some(worst)) = (groups.first(), groups.last()) else {
        return (RunResult::TooFew, Vec::new());
    };
    if decided < 2 {
        return (RunResult::TooFew, Vec::new());
    }
    let all_failed = !best.mean().is_success();
    if groups.len() == 1 && !all_failed {
        let is_alike = best.of.iter().all(|(_, score)| *score == best.mean());
        let result = if is_alike {
            RunResult::AllEqual
        } else {
            RunResult::SameActions
        };
        return (result, Vec::new());
    }
    if all_failed {
        let items = item(worst, None, attempts, Role::Pitfall);
        return (RunResult::AllFailed, items.into_iter().collect());
    }
    if best.mean() == worst.mean() {
        return (RunResult::AllEqual, Vec::new());
    }
    let items = [
        item(best, Some(worst), attempts, Role::Strategy),
        item(worst, Some(best), attempts, Role::Pitfall),
    ];
    (RunResult::Contrasted, items.into_iter().flatten().collect())
}

/// The pattern of one group, told by what it did that the other did not; `None` when its mean is not
/// of that role.
fn item(
    group: &Group<'_>,
    other: Option<&Group<'_>>,
    attempts: &[DistilRequest],
    role: Role,
) -> Option<Pattern> {
    if group.mean().is_success() != (role == Role::Strategy) {
        return None;
    }
    let typical = group.typical()?;
    let is_own = |step: &&Step| other.is_none_or(|other| !other.actions.contains(&&step.action));
    let steps = &typical.trajectory.steps;
    let own: Vec<&Step> = steps.iter().filter(is_own).collect();
    // All that the one did, the other did as well: then what it did is told whole.
    let told = if own.is_empty() {
        steps.iter().collect()
    } else {
        own
    };
    let mut judgement = typical.judgement.clone();
    judgement.score = Some(group.mean());
    let mut found = pattern(typical, &told, &judgement)?;
    found.evidence = evidence(attempts.iter());
    found.outcome = Some(Outcome {
        evidence: found.evidence.clone(),
        ..Outcome::scored(group.mean())
    });
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use protocol::learning::{Ending, JudgedBy, Judgement, Trajectory};

    use super::*;

    fn attempt(id: usize, actions: &[&str], score: Option<Score>) -> DistilRequest {
        let step = |name: &&str| Step {
            state: String::new(),
            action: Action {
                parameter: (*name).to_owned(),
                old: None,
                new: "1".into(),
                unit: String::new(),
            },
            effect: String::new(),
            judgement: None,
        };
        DistilRequest {
            trajectory: Trajectory {
                id: format!("t{id}"),
                task: "a task".into(),
                category: String::new(),
                technology: None,
                steps: actions.iter().map(step).collect(),
                evidence: Vec::new(),
            },
            judgement: Judgement {
                score,
                ended: Ending::of(score),
                by: JudgedBy::Rule,
                criteria: Vec::new(),
            },
        }
    }

    fn run(k: u32, attempts: &[(&[&str], Option<Score>)]) -> Run {
        let attempts = attempts.iter().enumerate();
        contrast(RunRequest {
            task: "a task".into(),
            k,
            attempts: attempts
                .map(|(id, (actions, score))| attempt(id, actions, *score))
                .collect(),
        })
    }

    fn seen(run: &Run) -> Vec<(Role, &str)> {
        run.items
            .iter()
            .map(|item| (item.role, item.title.as_str()))
            .collect()
    }

    const WORKED: Option<Score> = Some(Score::WORKED);
    const FAILED: Option<Score> = Some(Score::FAILED);

    #[test]
    fn the_best_and_the_worst_are_told_by_what_they_did_differently() {
        let found = run(
            3,
            &[(&["a", "b"], WORKED), (&["a", "c"], FAILED), (&["a"], None)],
        );
        assert_eq!(
            seen(&found),
            [(Role::Strategy, "b → 1"), (Role::Pitfall, "Warning: c → 1")]
        );
        assert_eq!(found.items[0].evidence, ["t0", "t1", "t2"]);
        assert_eq!(found.attempts.len(), 3);
        assert_eq!(
            (found.status, found.result),
            (RunStatus::Partly, RunResult::Contrasted)
        );
    }

    #[test]
    fn one_lucky_try_does_not_speak_for_its_actions() {
        let tries: [(&[&str], _); 5] = [
            (&["a"], WORKED),
            (&["b"], WORKED),
            (&["a"], FAILED),
            (&["a"], FAILED),
            (&["b"], WORKED),
        ];
        let found = run(5, &tries);
        assert_eq!(
            seen(&found),
            [(Role::Strategy, "b → 1"), (Role::Pitfall, "Warning: a → 1")]
        );
        assert_eq!(found.status, RunStatus::Completed);
    }

    #[test]
    fn when_all_failed_there_are_warnings_only() {
        let found = run(2, &[(&["a"], FAILED), (&["b"], Score::from_micro(250_000))]);
        assert_eq!(found.result, RunResult::AllFailed);
        assert_eq!(seen(&found), [(Role::Pitfall, "Warning: a → 1")]);
    }

    #[test]
    fn what_cannot_be_contrasted_teaches_nothing_and_says_why() {
        let check = |tries: &[(&[&str], Option<Score>)], result| {
            let found = run(2, tries);
            assert_eq!((found.result, found.items.len()), (result, 0));
        };
        check(&[(&["a"], WORKED), (&["b"], WORKED)], RunResult::AllEqual);
        check(&[(&["a"], WORKED), (&["a"], WORKED)], RunResult::AllEqual);
        check(
            &[(&["a"], WORKED), (&["a"], Some(Score::PARTLY))],
            RunResult::SameActions,
        );
        check(&[(&["a"], WORKED), (&["b"], None)], RunResult::TooFew);
        check(&[], RunResult::TooFew);
    }

    #[test]
    fn two_successes_of_which_one_is_better_give_no_warning() {
        let found = run(2, &[(&["a"], WORKED), (&["b"], Some(Score::PARTLY))]);
        assert_eq!(seen(&found), [(Role::Strategy, "a → 1")]);
    }

    proptest! {
        #[test]
        fn a_run_keeps_every_try_and_gives_at_most_two_items(
            tries in proptest::collection::vec((0_usize..4, proptest::option::of(0_u32..=1_000_000)), 0..10),
            k in 0_u32..12,
        ) {
            let sets: [&[&str]; 4] = [&["a"], &["b"], &["a", "b"], &[]];
            let tries: Vec<(&[&str], Option<Score>)> = tries
                .into_iter()
                .map(|(set, micro)| (sets[set], micro.and_then(Score::from_micro)))
                .collect();
            let found = run(k, &tries);
            prop_assert_eq!(found.attempts.len(), tries.len());
            let count = |role| found.items.iter().filter(|item| item.role == role).count();
            prop_assert!(count(Role::Strategy) <= 1 && count(Role::Pitfall) <= 1);
            let is_taught = matches!(found.result, RunResult::Contrasted | RunResult::AllFailed);
            prop_assert!(is_taught || found.items.is_empty());
            for item in &found.items {
                prop_assert_eq!(item.evidence.len(), tries.len());
            }
        }
    }
}
