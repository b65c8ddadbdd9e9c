//! Patterns, outcomes and edits are kept, and come back as they were.

use protocol::answer::Technology;
use protocol::failure::Code;
use protocol::ids::FactId;
use protocol::memory::{Ended, Filter, MAX_TEXT_BYTES, MemoryReply, MemoryRequest};
use protocol::records::{Edit, Namespace, Outcome, Pattern, Provenance, Role, Score};
use protocol::time::Timestamp;

use super::{pattern, scored};
use crate::device::{Device, MORNING, folder};

#[test]
fn a_pattern_comes_back_as_it_was_also_after_a_restart() {
    let dir = folder();
    let device = Device::open(dir.path());
    let whole = Pattern {
        task: "Too late handovers towards one neighbour".into(),
        category: "mobility".into(),
        strategy: "Shorten time to trigger by two steps".into(),
        title: "Shorten the wait".into(),
        description: "When most late handovers leave towards one cell.".into(),
        content: "Cut timeToTrigger from 640 ms to 480 ms.\nKeep hysteresis.".into(),
        tags: vec!["A3".into(), "NR".into()],
        technology: Some(Technology::Nr),
        namespace: Namespace::User,
        provenance: Provenance::Model,
        role: Role::Strategy,
        evidence: vec!["trajectory-7".into()],
        made: Some(Timestamp(MORNING.0 - 5)),
        outcome: Some(Outcome {
            score: Score::from_unit(0.75).unwrap(),
            duration_micros: Some(90_000_000),
            notes: "after one busy day".into(),
            evidence: vec!["kpi-3".into()],
        }),
    };
    let stored = device.store(whole.clone());
    assert_eq!(stored.pattern, whole);
    drop(device);

    let later = Device::open(dir.path()).get(stored.id);
    assert_eq!(later, stored);
    assert_eq!(later.outcomes.len(), 1);
    assert_eq!(later.standing.mean_micro, 583_333); // Beta(1.75, 1.25)
}

#[test]
fn a_score_of_nothing_stays_nothing() {
    let dir = folder();
    let device = Device::open(dir.path());
    let mut failed = pattern("Drops at the cell edge", "Raise power by 3 dB");
    failed.outcome = Some(scored(0.0));
    let id = device.store(failed).id;
    let view = Device::open(dir.path()).get(id);
    assert_eq!(view.outcomes[0].outcome.score, Score::FAILED);
    assert_eq!((view.standing.n, view.standing.sum_micro), (1, 0));
    assert_eq!(device.names(failing()).len(), 1);
}

fn failing() -> Filter {
    Filter {
        outcome: Some(Ended::Failed),
        ..Filter::default()
    }
}

#[test]
fn outcomes_add_up_and_can_be_taken_back() {
    let dir = folder();
    let device = Device::open(dir.path());
    let id = device
        .store(pattern(
            "Ping-pong between two cells",
            "Raise hysteresis by 1 dB",
        ))
        .id;
    assert_eq!(device.get(id).standing.mean_micro, 500_000);
    for score in [1.0, 1.0, 0.0] {
        device.add_outcome(id, scored(score));
    }
    let view = device.get(id);
    assert_eq!((view.standing.n, view.standing.sum_micro), (3, 2_000_000));
    assert_eq!(view.standing.mean_micro, 600_000);
    assert!(view.standing.lower_micro < 600_000 && view.standing.upper_micro > 600_000);
    let bad = view
        .outcomes
        .iter()
        .find(|one| !one.outcome.score.is_success())
        .unwrap();

    let withdraw = |withdrawn| {
        let request = MemoryRequest::WithdrawOutcome {
            outcome: bad.id,
            withdrawn,
        };
        match device.memory(request) {
            MemoryReply::WithdrawOutcome(view) => view.standing.n,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(withdraw(true), 2);
    assert_eq!(Device::open(dir.path()).get(id).standing.n, 2);
    assert_eq!(withdraw(false), 3);
    let nobody = MemoryRequest::WithdrawOutcome {
        outcome: FactId::of(b"nobody"),
        withdrawn: true,
    };
    assert_eq!(device.memory_failure(nobody).code, Code::PatternUnknown);
}

#[test]
fn edits_change_fields_and_what_is_found() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let id = device.store(pattern("Handover fails", "Do something")).id;
    let edits = vec![
        Edit::Strategy("Shorten the time to trigger".into()),
        Edit::Title("Shorter wait".into()),
        Edit::Technology(Some(Technology::Lte)),
        Edit::Category("  tuning ".into()),
    ];
    let request = MemoryRequest::Edit { pattern: id, edits };
    let MemoryReply::Edit(view) = device.memory(request) else {
        panic!("not edited");
    };
    assert_eq!(view.pattern.title, "Shorter wait");
    assert_eq!(view.pattern.category, "tuning");
    assert_eq!(view.edited, Some(MORNING));
    assert_eq!(
        device.find("shorter wait", Filter::default()).hits[0]
            .line
            .id,
        id
    );
    assert_eq!(*view, Device::open(dir.path()).get(id));

    let nr = Filter {
        technology: Some(Technology::Nr),
        ..Filter::default()
    };
    assert!(device.names(nr).is_empty());
}

#[test]
fn what_is_forgotten_is_neither_listed_nor_found_and_comes_back() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let id = device
        .store(pattern("Sleeping cell", "Reset the radio unit"))
        .id;
    let forget = |forgotten| {
        device.memory(MemoryRequest::Forget {
            pattern: id,
            forgotten,
        })
    };
    forget(true);
    let restarted = Device::open(dir.path()).with_table();
    for device in [&device, &restarted] {
        assert!(device.names(Filter::default()).is_empty());
        assert!(
            device
                .find("sleeping cell", Filter::default())
                .hits
                .is_empty()
        );
        assert_eq!(device.stats().forgotten, 1);
        assert!(device.get(id).forgotten);
        let forgotten = Filter {
            forgotten: true,
            ..Filter::default()
        };
        assert_eq!(device.names(forgotten.clone()).len(), 1);
        assert_eq!(device.find("sleeping cell", forgotten).hits.len(), 1);
    }
    forget(false);
    assert_eq!(
        device.find("sleeping cell", Filter::default()).hits.len(),
        1
    );
}

#[test]
fn what_cannot_be_kept_is_refused_with_its_reason_and_nothing_is_written() {
    let dir = folder();
    let device = Device::open(dir.path());
    let long = "x".repeat(1_000_000);
    let cases = [
        (pattern("", "s"), Code::PatternIncomplete, "task"),
        (pattern("t", " \n"), Code::PatternIncomplete, "strategy"),
        (pattern(&long, "s"), Code::PatternTooLong, "task"),
        (
            Pattern {
                category: long.clone(),
                ..pattern("t", "s")
            },
            Code::PatternTooLong,
            "category",
        ),
        (
            Pattern {
                tags: vec![String::new(); 101],
                ..pattern("t", "s")
            },
            Code::PatternTooLong,
            "tags",
        ),
        (
            Pattern {
                made: Some(Timestamp(MORNING.0 + 2 * 86_400_000_000)),
                ..pattern("t", "s")
            },
            Code::PatternFuture,
            "2026-11-24",
        ),
    ];
    for (pattern, code, detail) in cases {
        let failure = device.memory_failure(MemoryRequest::Store(Box::new(pattern)));
        assert_eq!(failure.code, code, "{failure:?}");
        assert!(failure.detail.contains(detail), "{failure:?}");
    }
    assert_eq!(device.stats().total_patterns, 0);
    let largest = pattern(&"x".repeat(MAX_TEXT_BYTES), "s");
    device.store(largest);
    assert_eq!(device.stats().total_patterns, 1);

    let nobody = FactId::of(b"nobody");
    for request in [
        MemoryRequest::Get { pattern: nobody },
        MemoryRequest::Forget {
            pattern: nobody,
            forgotten: true,
        },
        MemoryRequest::AddOutcome {
            pattern: nobody,
            outcome: scored(1.0),
        },
    ] {
        assert_eq!(device.memory_failure(request).code, Code::PatternUnknown);
    }
}

#[test]
fn lists_are_newest_first_and_come_in_pieces() {
    let dir = folder();
    let device = Device::open(dir.path());
    for n in 0..30 {
        device.clock.now.set(Timestamp(MORNING.0 + n * 1_000_000));
        let mut one = pattern(&format!("task {n}"), "s");
        one.category = if n % 3 == 0 { "a" } else { "b" }.to_owned();
        device.store(one);
    }
    for device in [device, Device::open(dir.path())] {
        assert_eq!(device.names(Filter::default())[..2], ["task 29", "task 28"]);
        let of_a = Filter {
            category: Some("a".into()),
            ..Filter::default()
        };
        let request = MemoryRequest::List {
            filter: of_a,
            offset: 8,
            limit: 5,
        };
        let MemoryReply::List(lines) = device.memory(request) else {
            panic!("no list");
        };
        assert_eq!((lines.total, lines.offset), (10, 8));
        let names: Vec<&str> = lines.lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["task 3", "task 0"]);
        let nowhere = Filter {
            category: Some("c".into()),
            ..Filter::default()
        };
        assert_eq!(device.list(nowhere).total, 0);
        let stats = device.stats();
        assert_eq!((stats.total_patterns, stats.total_categories), (30, 2));
        assert_eq!(stats.categories[0].category, "b");
        assert_eq!(stats.mean_score_micro, None);
    }
}
