//! From evidence to a judgement: what the user said, or what the figures show beyond chance.

use protocol::learning::{
    Better, Change, Criterion, CriterionKind, Ending, Finding, Gap, JudgeRequest, JudgedBy,
    Judgement, Kpi, Measured,
};
use protocol::records::{Score, Verdict};

use super::difference::{Interval, LEAST_SAMPLES, Mean, Share, of_means, of_shares};

/// The most that is scored when a guard got worse, in millionths: below half, so that it is never
/// taken as a success, however much was gained.
pub const GUARD_CAP: u32 = 250_000;

/// Judges how something ended.
///
/// A verdict of the user is the score. Else, of what was really done, the score is the share of the
/// goals, by weight, that were shown to be met; it is never a confidence. A goal counts as met only
/// when the 95 % interval of its change lies wholly on the good side of zero and the change is at
/// least the margin. What could not be compared counts as not shown. There is no score when no goal
/// was decided, or when a success would rest on a guard of which nothing is known.
///
/// Each interval leaves 2.5 % of chance on each side: of forty goals that did not change, one will
/// seem met.
#[must_use]
pub fn judge(request: &JudgeRequest) -> Judgement {
    let said = request.verdict.and_then(said);
    let mut criteria = Vec::new();
    if let Some((_, result)) = said {
        criteria.push(plain(CriterionKind::Verdict, result));
    }
    let applied = if request.applied {
        Finding::Met
    } else {
        Finding::NotMet
    };
    criteria.push(plain(CriterionKind::Applied, applied));
    criteria.extend(request.kpis.iter().map(criterion));
    let (score, by) = match said {
        Some((score, _)) => (Some(score), JudgedBy::User),
        None if request.applied => (by_rule(&criteria), JudgedBy::Rule),
        None => (None, JudgedBy::Rule),
    };
    Judgement {
        score,
        ended: Ending::of(score),
        by,
        criteria,
    }
}

const fn said(verdict: Verdict) -> Option<(Score, Finding)> {
    match verdict {
        Verdict::Worked => Some((Score::WORKED, Finding::Met)),
        Verdict::Partly => Some((Score::PARTLY, Finding::Unclear)),
        Verdict::DidNotWork => Some((Score::FAILED, Finding::NotMet)),
        Verdict::Withdrawn => None,
    }
}

const fn plain(kind: CriterionKind, result: Finding) -> Criterion {
    Criterion {
        kind,
        name: String::new(),
        unit: String::new(),
        weight_micro: 0,
        result,
        change: None,
    }
}

fn by_rule(criteria: &[Criterion]) -> Option<Score> {
    let of = |kind| criteria.iter().filter(move |one| one.kind == kind);
    let goals = || of(CriterionKind::Goal).filter(|goal| goal.weight_micro > 0);
    let weight = |met: bool| -> u128 {
        goals()
            .filter(|goal| !met || goal.result == Finding::Met)
            .map(|goal| u128::from(goal.weight_micro))
            .sum()
    };
    let share = (weight(true) * 1_000_000)
        .checked_div(weight(false))
        .and_then(|share| Score::from_micro(u32::try_from(share).ok()?));
    let is_decided = goals().any(|goal| matches!(goal.result, Finding::Met | Finding::NotMet));
    let guards =
        |result: fn(Finding) -> bool| of(CriterionKind::Guard).any(|guard| result(guard.result));
    if guards(|result| result == Finding::NotMet) {
        let cap = Score::from_micro(GUARD_CAP)?;
        return Some(share.unwrap_or(Score::FAILED).min(cap));
    }
    let share = share.filter(|_| is_decided)?;
    let is_open = share.is_success() && guards(|result| result != Finding::Met);
    (!is_open).then_some(share)
}

fn criterion(kpi: &Kpi) -> Criterion {
    let compared = compare(kpi);
    let kind = if kpi.guard {
        CriterionKind::Guard
    } else {
        CriterionKind::Goal
    };
    Criterion {
        kind,
        name: kpi.name.clone(),
        unit: kpi.unit.clone(),
        weight_micro: if kpi.guard { 0 } else { kpi.weight_micro },
        result: match compared {
            Ok((interval, _)) => finding(kpi, interval),
            Err(gap) => Finding::NotComputable(gap),
        },
        change: compared.ok().map(|(_, change)| change),
    }
}

fn finding(kpi: &Kpi, change: Interval) -> Finding {
    // Turned so that more is better.
    let gain = match kpi.better {
        Better::Higher => change,
        Better::Lower => Interval {
            value: -change.value,
            low: -change.high,
            high: -change.low,
        },
    };
    let margin = kpi.margin_micro as f64;
    if kpi.guard {
        return match gain {
            _ if gain.high < 0.0 && -gain.value >= margin => Finding::NotMet,
            // Without a margin, what is not shown to be worse is let pass.
            _ if margin == 0.0 || -gain.low < margin => Finding::Met,
            _ => Finding::Unclear,
        };
    }
    match gain {
        _ if gain.low > 0.0 && gain.value >= margin => Finding::Met,
        _ if gain.high < 0.0 || gain.high < margin => Finding::NotMet,
        _ => Finding::Unclear,
    }
}

/// The change of a KPI, in millionths.
fn compare(kpi: &Kpi) -> Result<(Interval, Change), Gap> {
    let (is_share, before, after, interval) = match (kpi.before, kpi.after) {
        (Measured::Missing, _) | (_, Measured::Missing) => return Err(Gap::Missing),
        (
            Measured::Share { events, trials },
            Measured::Share {
                events: events_after,
                trials: trials_after,
            },
        ) => {
            if trials.min(trials_after) < kpi.least_n.max(1) {
                return Err(Gap::TooFew);
            }
            let before = Share { events, trials };
            let after = Share {
                events: events_after,
                trials: trials_after,
            };
            let found = of_shares(before, after).ok_or(Gap::Odd)?;
            let micro = Interval {
                value: found.value * 1e6,
                low: found.low * 1e6,
                high: found.high * 1e6,
            };
            (true, before.unit() * 1e6, after.unit() * 1e6, micro)
        }
        (
            Measured::Mean {
                mean_micro,
                deviation_micro,
                n,
            },
            Measured::Mean {
                mean_micro: mean_after,
                deviation_micro: deviation_after,
                n: n_after,
            },
        ) => {
            if n.min(n_after) < kpi.least_n.max(LEAST_SAMPLES) {
                return Err(Gap::TooFew);
            }
            let before = Mean {
                mean: mean_micro as f64,
                deviation: deviation_micro as f64,
                n,
            };
            let after = Mean {
                mean: mean_after as f64,
                deviation: deviation_after as f64,
                n: n_after,
            };
            let found = of_means(before, after).ok_or(Gap::NoSpread)?;
            (false, before.mean, after.mean, found)
        }
        _ => return Err(Gap::Odd),
    };
    // Rounded, and out of range only for what no KPI is; the conversion saturates.
    let micro = |value: f64| value.round() as i64;
    let change = Change {
        is_share,
        before_micro: micro(before),
        after_micro: micro(after),
        value_micro: micro(interval.value),
        low_micro: micro(interval.low),
        high_micro: micro(interval.high),
    };
    Ok((interval, change))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn failures(before: u64, after: u64, trials: u64) -> Kpi {
        let share = |events| Measured::Share { events, trials };
        Kpi {
            name: "handover failures".into(),
            unit: String::new(),
            better: Better::Lower,
            before: share(before),
            after: share(after),
            least_n: 30,
            margin_micro: 0,
            guard: false,
            weight_micro: 1_000_000,
        }
    }

    fn guard(kpi: Kpi) -> Kpi {
        Kpi { guard: true, ..kpi }
    }

    fn margin(margin_micro: u64, kpi: Kpi) -> Kpi {
        Kpi {
            margin_micro,
            ..kpi
        }
    }

    fn done(kpis: Vec<Kpi>) -> JudgeRequest {
        JudgeRequest {
            verdict: None,
            applied: true,
            kpis,
        }
    }

    #[track_caller]
    fn check(request: &JudgeRequest, score: Option<u32>, ended: Ending) {
        let found = judge(request);
        let micro = found.score.map(Score::micro);
        assert_eq!((micro, found.ended), (score, ended), "{found:?}");
    }

    #[test]
    fn a_difference_counts_when_its_interval_excludes_zero() {
        check(
            &done(vec![failures(80, 40, 1000)]),
            Some(1_000_000),
            Ending::Worked,
        );
        check(
            &done(vec![failures(40, 80, 1000)]),
            Some(0),
            Ending::DidNotWork,
        );
        // The same shares of fewer trials say nothing.
        check(&done(vec![failures(8, 4, 100)]), None, Ending::Undecided);
    }

    #[test]
    fn too_few_samples_are_never_a_success() {
        check(&done(vec![failures(29, 0, 29)]), None, Ending::Undecided);
        check(&done(Vec::new()), None, Ending::Undecided);
        // Beside one that was shown, what was not counts as not shown.
        let both = vec![failures(80, 40, 1000), failures(29, 0, 29)];
        check(&done(both), Some(500_000), Ending::Partly);
    }

    #[test]
    fn a_guard_that_got_worse_caps_the_score() {
        let worse = guard(failures(40, 80, 1000));
        let both = vec![failures(80, 40, 1000), worse.clone()];
        check(&done(both), Some(GUARD_CAP), Ending::DidNotWork);
        check(&done(vec![worse]), Some(0), Ending::DidNotWork);
        let held = vec![failures(80, 40, 1000), guard(failures(50, 52, 1000))];
        check(&done(held), Some(1_000_000), Ending::Worked);
    }

    #[test]
    fn no_success_rests_on_a_guard_of_which_nothing_is_known() {
        let unknown = guard(failures(1, 1, 10));
        let both = vec![failures(80, 40, 1000), unknown.clone()];
        check(&done(both), None, Ending::Undecided);
        // A failure is known all the same.
        let both = vec![failures(40, 80, 1000), unknown];
        check(&done(both), Some(0), Ending::DidNotWork);
        // 100 trials cannot exclude a loss of one point, 100,000 can.
        let goal = failures(80, 40, 1000);
        let short = vec![goal.clone(), margin(10_000, guard(failures(5, 5, 100)))];
        check(&done(short), None, Ending::Undecided);
        let long = vec![goal, margin(10_000, guard(failures(5_000, 5_000, 100_000)))];
        check(&done(long), Some(1_000_000), Ending::Worked);
    }

    #[test]
    fn a_change_below_the_margin_is_no_success() {
        // From 8 % to 7.4 %: real, but less than a point.
        let small = failures(8_000, 7_400, 100_000);
        check(&done(vec![small.clone()]), Some(1_000_000), Ending::Worked);
        check(
            &done(vec![margin(10_000, small)]),
            Some(0),
            Ending::DidNotWork,
        );
        // What may be a point or not stays open.
        let wide = margin(10_000, failures(80, 72, 1000));
        check(&done(vec![wide]), None, Ending::Undecided);
    }

    #[test]
    fn what_was_not_done_is_not_judged_and_what_the_user_says_wins() {
        let mut request = done(vec![failures(80, 40, 1000)]);
        request.applied = false;
        check(&request, None, Ending::Undecided);
        request.verdict = Some(Verdict::DidNotWork);
        check(&request, Some(0), Ending::DidNotWork);
        assert_eq!(judge(&request).by, JudgedBy::User);
        request.verdict = Some(Verdict::Partly);
        check(&request, Some(500_000), Ending::Partly);
        request.verdict = Some(Verdict::Withdrawn);
        check(&request, None, Ending::Undecided);
    }

    #[test]
    fn means_are_compared_with_their_spread() {
        let mean = |mean_micro, deviation_micro, n| Measured::Mean {
            mean_micro,
            deviation_micro,
            n,
        };
        let delay = |after, n| Kpi {
            before: mean(40_000_000, 10_000_000, n),
            after,
            unit: "ms".into(),
            ..failures(0, 0, 0)
        };
        check(
            &done(vec![delay(mean(30_000_000, 12_000_000, 50), 50)]),
            Some(1_000_000),
            Ending::Worked,
        );
        check(
            &done(vec![delay(mean(39_000_000, 12_000_000, 50), 50)]),
            None,
            Ending::Undecided,
        );
        check(
            &done(vec![delay(mean(30_000_000, 12_000_000, 29), 50)]),
            None,
            Ending::Undecided,
        );
        let same = vec![Kpi {
            before: mean(1, 0, 50),
            ..delay(mean(2, 0, 50), 50)
        }];
        assert_eq!(
            judge(&done(same)).criteria[1].result,
            Finding::NotComputable(Gap::NoSpread)
        );
        let odd = vec![delay(
            Measured::Share {
                events: 1,
                trials: 50,
            },
            50,
        )];
        assert_eq!(
            judge(&done(odd)).criteria[1].result,
            Finding::NotComputable(Gap::Odd)
        );
    }

    #[test]
    fn weights_say_what_a_goal_counts() {
        let light = Kpi {
            weight_micro: 250_000,
            ..failures(40, 80, 1000)
        };
        let kpis = vec![failures(80, 40, 1000), light];
        check(&done(kpis), Some(800_000), Ending::Partly);
    }

    fn measured() -> impl Strategy<Value = Measured> {
        prop_oneof![
            Just(Measured::Missing),
            (any::<u64>(), any::<u64>())
                .prop_map(|(events, trials)| Measured::Share { events, trials }),
            (0_u64..200, 0_u64..200)
                .prop_map(|(events, trials)| Measured::Share { events, trials }),
            (any::<i64>(), any::<u64>(), any::<u64>()).prop_map(
                |(mean_micro, deviation_micro, n)| {
                    Measured::Mean {
                        mean_micro,
                        deviation_micro,
                        n,
                    }
                }
            ),
        ]
    }

    prop_compose! {
        fn kpi()(
            before in measured(), after in measured(), least_n in 0_u64..60, margin in any::<u64>(),
            guard in any::<bool>(), higher in any::<bool>(), weight_micro in any::<u32>(),
            has_margin in any::<bool>(),
        ) -> Kpi {
            Kpi {
                name: "k".into(), unit: String::new(), before, after, least_n, guard, weight_micro,
                better: if higher { Better::Higher } else { Better::Lower },
                margin_micro: if has_margin { margin } else { 0 },
            }
        }
    }

    proptest! {
        #[test]
        fn a_success_has_a_goal_that_was_met_and_no_guard_that_was_not(
            kpis in proptest::collection::vec(kpi(), 0..5), applied in any::<bool>(),
        ) {
            let found = judge(&JudgeRequest { verdict: None, applied, kpis });
            let any = |kind, wanted: fn(Finding) -> bool| {
                found.criteria.iter().any(|one| one.kind == kind && wanted(one.result))
            };
            if found.score.is_some_and(Score::is_success) {
                prop_assert!(applied);
                prop_assert!(any(CriterionKind::Goal, |result| result == Finding::Met));
                prop_assert!(!any(CriterionKind::Guard, |result| result != Finding::Met));
            }
            prop_assert_eq!(found.ended, Ending::of(found.score));
        }
    }
}
