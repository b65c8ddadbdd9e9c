//! From a judged trajectory to what it teaches.

use protocol::learning::{
    Action, CriterionKind, DistilRequest, Finding, Judgement, MAX_ITEMS, MAX_STEPS, Step,
};
use protocol::memory::{MAX_LABEL_BYTES, MAX_LABELS, MAX_TEXT_BYTES};
use protocol::records::{Outcome, Pattern, Provenance, Role, Score};
use protocol::words;

use super::scrub;
use crate::sort;

/// Actions that a title names.
const IN_TITLE: usize = 2;

/// The patterns of a trajectory, at most [`MAX_ITEMS`]; none when its judgement is undecided.
///
/// The first is about the whole: a strategy when at least half of what was wanted was shown, else a
/// pitfall. Then come steps that were judged on their own and ended the other way: the detour of a
/// success is a pitfall, the step of a failure that helped is a strategy. Texts are filled in from
/// the trajectory and the criteria, free text is scrubbed, evidence is kept.
#[must_use]
pub fn distil(request: &DistilRequest) -> Vec<Pattern> {
    let (steps, whole) = (&request.trajectory.steps, &request.judgement);
    let Some(score) = whole.score else {
        return Vec::new();
    };
    let is_success = score.is_success();
    let differs = |step: &&Step| {
        let own = step.judgement.as_ref().and_then(|own| own.score);
        own.is_some_and(|own| own.is_success() != is_success)
    };
    // What a success is told by is what led to it, without its detours; a failure likewise.
    let told: Vec<&Step> = steps.iter().filter(|step| !differs(step)).collect();
    let mut patterns = Vec::new();
    patterns.extend(pattern(request, &told, whole));
    for step in steps.iter().filter(differs) {
        if let Some(own) = &step.judgement {
            patterns.extend(pattern(request, &[step], own));
        }
    }
    patterns.truncate(MAX_ITEMS);
    patterns
}

/// One pattern about these steps that ended so; `None` without steps or score.
pub(super) fn pattern(
    request: &DistilRequest,
    steps: &[&Step],
    judgement: &Judgement,
) -> Option<Pattern> {
    let trajectory = &request.trajectory;
    let score = judgement.score.filter(|_| !steps.is_empty())?;
    let role = if score.is_success() {
        Role::Strategy
    } else {
        Role::Pitfall
    };
    let actions: Vec<&Action> = steps.iter().map(|step| &step.action).collect();
    let task = clean(&trajectory.task, MAX_TEXT_BYTES);
    let evidence = evidence([request].into_iter());
    Some(Pattern {
        title: clean(&title(role, &actions), MAX_TEXT_BYTES),
        description: clean(&description(&task, judgement), MAX_TEXT_BYTES),
        content: clean(&content(role, steps, judgement), MAX_TEXT_BYTES),
        strategy: clean(&strategy(&actions), MAX_TEXT_BYTES),
        category: clean(&trajectory.category, MAX_LABEL_BYTES),
        tags: tags(&actions),
        technology: trajectory.technology,
        provenance: Provenance::Rule,
        role,
        outcome: Some(outcome(score, &evidence)),
        evidence,
        task,
        ..Pattern::default()
    })
}

fn outcome(score: Score, evidence: &[String]) -> Outcome {
    Outcome {
        evidence: evidence.to_vec(),
        ..Outcome::scored(score)
    }
}

/// Ids of the trajectories and of what shows them, each once, in order.
pub(super) fn evidence<'a>(requests: impl Iterator<Item = &'a DistilRequest>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for request in requests {
        let trajectory = &request.trajectory;
        for id in [&trajectory.id].into_iter().chain(&trajectory.evidence) {
            if !id.is_empty() && !ids.contains(id) && ids.len() < MAX_LABELS {
                ids.push(id.clone());
            }
        }
    }
    ids
}

/// Without words such as "not": search would take them for part of the task.
pub(super) fn title(role: Role, actions: &[&Action]) -> String {
    let named: Vec<String> = actions
        .iter()
        .take(IN_TITLE)
        .map(|action| words::learning::action_title(action))
        .collect();
    let more = match actions.len().saturating_sub(IN_TITLE) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let warning = match role {
        Role::Strategy => "",
        Role::Pitfall => "Warning: ",
    };
    format!("{warning}{}{more}", named.join(", "))
}

/// What was tried, the same words for a strategy and for a warning of it.
pub(super) fn strategy(actions: &[&Action]) -> String {
    let each: Vec<String> = actions
        .iter()
        .take(MAX_STEPS)
        .map(|action| words::learning::action(action))
        .collect();
    format!("Set {}.", each.join(", then "))
}

fn tags(actions: &[&Action]) -> Vec<String> {
    let names = actions
        .iter()
        .map(|action| clean(&action.parameter, MAX_LABEL_BYTES))
        .filter(|name| !name.is_empty());
    let mut names: Vec<String> = names.collect();
    sort::by(&mut names, Ord::cmp);
    names.dedup();
    names.truncate(MAX_LABELS);
    names
}

/// How it ended for the task, by the criteria that decided it.
fn description(task: &str, judgement: &Judgement) -> String {
    let ended = words::learning::ending(judgement.ended);
    let deciding = judgement.criteria.iter().filter(|criterion| {
        let is_figure = matches!(criterion.kind, CriterionKind::Goal | CriterionKind::Guard);
        match criterion.result {
            Finding::Met => criterion.kind == CriterionKind::Goal,
            Finding::NotMet => is_figure,
            _ => false,
        }
    });
    let mut text = format!("{ended} for: {}.", task.trim_end_matches('.'));
    for criterion in deciding {
        text.push(' ');
        text.push_str(&words::learning::criterion(criterion));
    }
    text
}

/// The whole advice or warning: states, actions, effects, and every criterion.
fn content(role: Role, steps: &[&Step], judgement: &Judgement) -> String {
    let mut text = String::new();
    let mut say = |sentence: &str| {
        let sentence = sentence.trim();
        if sentence.is_empty() {
            return;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(sentence);
        if !sentence.ends_with(['.', '!', '?']) {
            text.push('.');
        }
    };
    for step in steps.iter().take(MAX_STEPS) {
        if !step.state.is_empty() {
            say(&format!("Before: {}", step.state));
        }
        let action = words::learning::action(&step.action);
        match role {
            Role::Strategy => say(&format!("Do: set {action}")),
            Role::Pitfall => say(&format!("Avoid: setting {action}")),
        }
        if !step.effect.is_empty() {
            say(&format!("After: {}", step.effect));
        }
    }
    say(&words::learning::judgement(judgement));
    text
}

/// Without personal data, and not longer than may be kept.
pub(super) fn clean(text: &str, most: usize) -> String {
    let mut clean = scrub(text);
    let mut end = most.min(clean.len());
    while !clean.is_char_boundary(end) {
        end -= 1;
    }
    clean.truncate(end);
    clean
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use protocol::answer::Technology;
    use protocol::learning::{Better, JudgeRequest, Kpi, Measured, Trajectory};
    use protocol::records::Verdict;

    use super::super::judge;
    use super::*;

    fn step(parameter: &str, old: &str, new: &str, unit: &str) -> Step {
        Step {
            state: String::new(),
            action: Action {
                parameter: parameter.into(),
                old: Some(old.into()),
                new: new.into(),
                unit: unit.into(),
            },
            effect: String::new(),
            judgement: None,
        }
    }

    fn kpi(name: &str, before: u64, after: u64, guard: bool) -> Kpi {
        let share = |events| Measured::Share {
            events,
            trials: 1000,
        };
        Kpi {
            name: name.into(),
            unit: String::new(),
            better: Better::Lower,
            before: share(before),
            after: share(after),
            least_n: 30,
            margin_micro: 0,
            guard,
            weight_micro: 1_000_000,
        }
    }

    fn judged(kpis: Vec<Kpi>) -> Judgement {
        judge(&JudgeRequest {
            verdict: None,
            applied: true,
            kpis,
        })
    }

    fn said(verdict: Verdict) -> Judgement {
        judge(&JudgeRequest {
            verdict: Some(verdict),
            applied: true,
            kpis: Vec::new(),
        })
    }

    fn request(steps: Vec<Step>, judgement: Judgement) -> DistilRequest {
        DistilRequest {
            trajectory: Trajectory {
                id: "t1".into(),
                task: "Trains lose contact before the handover".into(),
                category: "mobility".into(),
                technology: Some(Technology::Lte),
                steps,
                evidence: vec!["m1".into(), "t1".into()],
            },
            judgement,
        }
    }

    #[test]
    fn a_success_is_a_strategy_with_its_figures() {
        let mut one = step("time-to-trigger", "320", "80", "ms");
        one.state = "reports come late; Bob <bob@x.org> saw it".into();
        let found = distil(&request(
            vec![one],
            judged(vec![kpi("Handover failure rate", 80, 40, false)]),
        ));
        let [pattern] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(
            (pattern.role, pattern.provenance),
            (Role::Strategy, Provenance::Rule)
        );
        assert_eq!(pattern.title, "time-to-trigger 320 → 80 ms");
        assert_eq!(pattern.strategy, "Set time-to-trigger from 320 to 80 ms.");
        assert_eq!(
            pattern.description,
            "Worked for: Trains lose contact before the handover. Handover failure rate fell from \
             8 % to 4 %, by 4 points (95 % interval 1.93 to 6.12): it got better."
        );
        assert!(pattern.content.starts_with(
            "Before: reports come late; Bob <[e-mail]> saw it. Do: set time-to-trigger from 320 to 80 ms. Worked"
        ), "{}", pattern.content);
        assert_eq!(pattern.evidence, ["t1", "m1"]);
        assert_eq!(pattern.tags, ["time-to-trigger"]);
        assert_eq!(pattern.technology, Some(Technology::Lte));
        assert_eq!(
            pattern.outcome.as_ref().map(|outcome| outcome.score),
            Some(Score::WORKED)
        );
    }

    #[test]
    fn a_failure_is_a_pitfall_that_names_the_guard() {
        let kpis = vec![
            kpi("Handover failure rate", 80, 40, false),
            kpi("Ping-pong rate", 30, 90, true),
        ];
        let found = distil(&request(
            vec![step("hysteresis", "3", "0", "dB")],
            judged(kpis),
        ));
        let [pattern] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(pattern.role, Role::Pitfall);
        assert_eq!(pattern.title, "Warning: hysteresis 3 → 0 dB");
        assert!(
            pattern
                .description
                .contains("Ping-pong rate rose from 3 % to 9 %")
        );
        assert!(pattern.description.contains("which it must not"));
        assert!(
            pattern
                .content
                .contains("Avoid: setting hysteresis from 3 to 0 dB.")
        );
    }

    #[test]
    fn undecided_teaches_nothing() {
        let undecided = judged(vec![kpi("Handover failure rate", 80, 79, false)]);
        assert!(distil(&request(vec![step("a", "1", "2", "")], undecided)).is_empty());
        assert!(distil(&request(Vec::new(), said(Verdict::Worked))).is_empty());
    }

    #[test]
    fn the_detour_of_a_success_is_a_pitfall() {
        let mut detour = step("offset", "0", "-3", "dB");
        detour.judgement = Some(said(Verdict::DidNotWork));
        let steps = vec![detour, step("time-to-trigger", "320", "80", "ms")];
        let found = distil(&request(steps, said(Verdict::Worked)));
        let seen: Vec<(Role, &str)> = found
            .iter()
            .map(|one| (one.role, one.title.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                (Role::Strategy, "time-to-trigger 320 → 80 ms"),
                (Role::Pitfall, "Warning: offset 0 → -3 dB")
            ]
        );
    }

    proptest! {
        #[test]
        fn at_most_three_patterns_each_with_the_evidence(
            ends in proptest::collection::vec(0_u8..4, 0..8), whole in 0_u8..3,
        ) {
            let verdict = |end: u8| [Verdict::Worked, Verdict::Partly, Verdict::DidNotWork][usize::from(end)];
            let steps = ends.iter().map(|&end| Step {
                judgement: (end < 3).then(|| said(verdict(end))),
                ..step("p", "1", "2", "")
            });
            let found = distil(&request(steps.collect(), said(verdict(whole))));
            prop_assert!(found.len() <= MAX_ITEMS);
            for pattern in found {
                prop_assert_eq!(pattern.evidence, ["t1", "m1"]);
                let score = pattern.outcome.map(|outcome| outcome.score);
                prop_assert_eq!(score.map(Score::is_success), Some(pattern.role == Role::Strategy));
            }
        }
    }
}
