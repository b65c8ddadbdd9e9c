//! What happened is judged, distilled and kept; what repeats or contradicts itself is pointed out.

use protocol::answer::Technology;
use protocol::learning::{
    Action, Better, DistilRequest, Ending, JudgeRequest, Kpi, Measured, Proposals, RunRequest,
    Step, Trajectory,
};
use protocol::memory::{Filter, MemoryReply, MemoryRequest};
use protocol::records::{Provenance, Role, Verdict};

use super::pattern;
use crate::device::{Device, folder};

fn failures(before: u64, after: u64) -> JudgeRequest {
    let share = |events| Measured::Share {
        events,
        trials: 1_000,
    };
    JudgeRequest {
        verdict: None,
        applied: true,
        kpis: vec![Kpi {
            name: "handover failures".into(),
            unit: String::new(),
            better: Better::Lower,
            before: share(before),
            after: share(after),
            least_n: 30,
            margin_micro: 0,
            guard: false,
            weight_micro: 1_000_000,
        }],
    }
}

fn attempt(device: &Device, new: &str, judged: JudgeRequest) -> DistilRequest {
    let MemoryReply::Judge(judgement) = device.memory(MemoryRequest::Judge(judged)) else {
        panic!("not judged");
    };
    DistilRequest {
        trajectory: Trajectory {
            id: format!("trajectory-{new}"),
            task: "Too late handovers towards one neighbour".into(),
            category: "mobility".into(),
            technology: Some(Technology::Nr),
            steps: vec![Step {
                state: "Most late handovers leave towards one cell.".into(),
                action: Action {
                    parameter: "timeToTrigger".into(),
                    old: Some("640".into()),
                    new: new.into(),
                    unit: "ms".into(),
                },
                effect: String::new(),
                judgement: None,
            }],
            evidence: vec!["answer-1".into()],
        },
        judgement,
    }
}

fn distil(device: &Device, request: DistilRequest) -> protocol::memory::Learnt {
    let request = MemoryRequest::Distil {
        of: Box::new(request),
        keep: true,
    };
    match device.memory(request) {
        MemoryReply::Distil(learnt) => learnt,
        other => panic!("not distilled: {other:?}"),
    }
}

#[test]
fn a_success_becomes_advice_a_failure_a_warning_and_chance_nothing() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let worked = attempt(&device, "480", failures(80, 30));
    assert_eq!(worked.judgement.ended, Ending::Worked);
    let failed = attempt(&device, "5120", failures(80, 190));
    assert_eq!(failed.judgement.ended, Ending::DidNotWork);
    let chance = attempt(&device, "512", failures(80, 78));
    assert_eq!(chance.judgement.score, None);
    let learnt: Vec<_> = [worked, failed, chance]
        .map(|one| distil(&device, one))
        .into();
    assert_eq!(learnt[2].ids.len(), 0);

    for device in [&device, &Device::open(dir.path()).with_table()] {
        let advice = device.get(learnt[0].ids[0]);
        assert_eq!(advice.pattern.role, Role::Strategy);
        assert_eq!(advice.pattern.provenance, Provenance::Rule);
        assert!(
            advice
                .pattern
                .evidence
                .contains(&"trajectory-480".to_owned())
        );
        assert_eq!(advice.standing.n, 1);
        let warnings = Filter {
            role: Some(Role::Pitfall),
            ..Filter::default()
        };
        let found = device.find("handovers come too late", warnings);
        assert_eq!(found.hits[0].line.id, learnt[1].ids[0]);
    }
}

#[test]
fn the_users_word_wins_over_figures() {
    let dir = folder();
    let device = Device::open(dir.path());
    let mut judged = failures(80, 30);
    judged.verdict = Some(Verdict::DidNotWork);
    let attempt = attempt(&device, "480", judged);
    assert_eq!(attempt.judgement.ended, Ending::DidNotWork);
}

#[test]
fn several_tries_are_contrasted_and_the_run_is_whole() {
    let dir = folder();
    let device = Device::open(dir.path());
    let attempts = vec![
        attempt(&device, "480", failures(80, 30)),
        attempt(&device, "5120", failures(80, 190)),
    ];
    let run = RunRequest {
        task: "Too late handovers towards one neighbour".into(),
        k: 2,
        attempts,
    };
    let request = MemoryRequest::Contrast {
        run: Box::new(run),
        keep: true,
    };
    let MemoryReply::Contrast { run, learnt } = device.memory(request) else {
        panic!("not contrasted");
    };
    assert_eq!(run.attempts.len(), 2);
    assert_eq!(learnt.ids.len(), 2);
    assert_eq!(Device::open(dir.path()).stats().total_patterns, 2);
}

#[test]
fn near_copies_and_contradictions_are_proposed_and_nothing_is_done() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let task = "Handovers towards the neighbour come too late";
    let one = device
        .store(pattern(task, "Shorten the time to trigger by two steps"))
        .id;
    let copy = device
        .store(pattern(
            &format!("{task}."),
            "Shorten the time to trigger by two steps",
        ))
        .id;
    let other = device
        .store(pattern(task, "Lengthen the time to trigger by two steps"))
        .id;
    // More than one slice.
    for n in 0..60 {
        device.store(pattern(
            &format!("Bread number {n} does not rise"),
            "Use fresh yeast",
        ));
    }
    let MemoryReply::Propose(Proposals {
        merges,
        contradictions,
        ..
    }) = device.memory(MemoryRequest::Propose)
    else {
        panic!("nothing proposed");
    };
    let pair = |merge: &protocol::learning::MergeProposal| [merge.into, merge.from];
    assert!(
        merges
            .iter()
            .map(pair)
            .any(|pair| pair.contains(&one) && pair.contains(&copy)),
        "{merges:?}"
    );
    assert!(merges.iter().map(pair).all(|pair| !pair.contains(&other)));
    assert!(
        contradictions
            .iter()
            .any(|found| found.one == other || found.other == other)
    );
    assert_eq!(device.stats().merged, 0);
}
