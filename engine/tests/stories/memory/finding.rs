//! What helps is found by meaning, and what contradicts is said to.

use engine::memory::embed::Embedder;
use protocol::answer::Technology;
use protocol::memory::{ContrastKind, Ended, Filter, MemoryReply, MemoryRequest};
use protocol::message::{Body, Event, Stage};
use protocol::records::Role;

use super::{pattern, scored};
use crate::device::{BrokenTable, Device, folder};

fn filled(device: &Device) {
    for (task, strategy) in [
        (
            "Calls drop because the phone changes cell too late",
            "Shorten time to trigger",
        ),
        (
            "Calls drop because the phone changes cell too early",
            "Lengthen time to trigger",
        ),
        ("Bread does not rise in the oven", "Use fresher yeast"),
        (
            "Uplink noise rises at noon",
            "Look for a broken repeater nearby",
        ),
    ] {
        device.store(pattern(task, strategy));
    }
}

#[test]
fn a_paraphrase_is_found_and_the_opposite_is_behind_it_and_says_so() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    filled(&device);
    let found = device.find(
        "calls drop since the phone changes the cell too late",
        Filter::default(),
    );
    assert!(!found.hashed);
    assert_eq!(found.total, 4);
    assert!(found.hits[0].line.name.contains("too late"), "{found:?}");
    let opposite = found
        .hits
        .iter()
        .find(|hit| hit.line.name.contains("too early"));
    let opposite = opposite.expect("it is alike, so it is found as well");
    assert!(opposite.parts.contrast_micro < 0);
    assert!(
        opposite
            .contrasts
            .iter()
            .any(|one| one.kind == ContrastKind::Opposite),
        "{opposite:?}"
    );
    let bread = found
        .hits
        .iter()
        .position(|hit| hit.line.name.contains("Bread"));
    assert!(bread.is_none_or(|place| place >= 2), "{found:?}");
    for hit in &found.hits {
        let parts = hit.parts;
        let sum = parts.similarity_micro
            + parts.lexical_micro
            + parts.contrast_micro
            + parts.confidence_micro
            + parts.recency_micro;
        assert!((sum - hit.score_micro).abs() <= 5, "{hit:?}");
    }
}

#[test]
fn the_opposite_is_behind_in_other_words_too_and_says_so() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    filled(&device);
    for (asked, right, wrong) in [
        ("late", "too late", "too early"),
        ("early", "too early", "too late"),
    ] {
        let asked = format!("a mobile moves to its neighbour cell too {asked}");
        let found = device.find(&asked, Filter::default());
        assert!(found.hits[0].line.name.contains(right), "{found:?}");
        let opposite = found.hits.iter().find(|hit| hit.line.name.contains(wrong));
        let opposite = opposite.expect("it is alike, so it is found as well");
        assert!(
            opposite
                .contrasts
                .iter()
                .any(|one| one.kind == ContrastKind::Opposite),
            "{opposite:?}"
        );
    }
}

#[test]
fn outcomes_decide_between_patterns_that_fit_alike() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let task = "Too many ping-pong handovers";
    let good = device.store(pattern(task, "Raise hysteresis")).id;
    let bad = device.store(pattern(task, "Lower hysteresis")).id;
    for _ in 0..6 {
        device.add_outcome(good, scored(1.0));
        device.add_outcome(bad, scored(0.0));
    }
    let found = device.find(task, Filter::default());
    let first: Vec<_> = found.hits.iter().map(|hit| hit.line.id).collect();
    assert_eq!(first, [good, bad]);
    let worked = Filter {
        outcome: Some(Ended::Worked),
        ..Filter::default()
    };
    assert_eq!(device.find(task, worked).hits.len(), 1);
}

#[test]
fn filters_hold_for_what_is_found() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let mut lte = pattern("Handover fails on LTE", "s");
    lte.technology = Some(Technology::Lte);
    let mut nr = pattern("Handover fails on NR", "s");
    nr.technology = Some(Technology::Nr);
    nr.role = Role::Pitfall;
    let both = pattern("Handover fails everywhere", "s");
    for one in [lte, nr, both] {
        device.store(one);
    }
    let on = |technology, role| {
        let filter = Filter {
            technology,
            role,
            ..Filter::default()
        };
        device.find("handover fails", filter).hits.len()
    };
    assert_eq!(on(None, None), 3);
    assert_eq!(on(Some(Technology::Lte), None), 2);
    assert_eq!(on(Some(Technology::Nr), Some(Role::Pitfall)), 1);
    assert_eq!(on(Some(Technology::Lte), Some(Role::Pitfall)), 0);
}

#[test]
fn odd_requests_behave() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let find = |text: &str, limit, spread_percent| {
        let request = MemoryRequest::Find {
            text: text.to_owned(),
            filter: Filter::default(),
            limit,
            spread_percent,
            counts: false,
        };
        match device.memory(request) {
            MemoryReply::Find(found) => found.hits.len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(find("handover", 5, None), 0); // an empty memory
    filled(&device);
    assert_eq!(find("calls drop", 0, None), 0);
    assert_eq!(find("", 5, None), 0);
    assert_eq!(find("!?", 5, None), 0);
    assert!(find("calls drop", u32::MAX, None) <= 4);
    assert_eq!(find("calls drop", 2, Some(200)), 2);
}

#[test]
fn what_a_program_was_given_counts_as_used() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let id = device.store(pattern("Sleeping cell", "Reset it")).id;
    for _ in 0..3 {
        device.memory(MemoryRequest::Find {
            text: "sleeping cell".into(),
            filter: Filter::default(),
            limit: 1,
            spread_percent: None,
            counts: true,
        });
    }
    assert_eq!(device.get(id).used, 3);
    assert_eq!(Device::open(dir.path()).get(id).used, 3);
}

#[test]
fn without_the_table_words_serve_and_vectors_are_made_anew_when_it_comes() {
    let dir = folder();
    let device = Device::open(dir.path());
    *device.assets.table.borrow_mut() = Some(BrokenTable::Missing);
    let device = device.with_table();
    for n in 0..1_200 {
        device.store(pattern(&format!("Cell {n} drops calls at noon"), "s"));
    }
    filled(&device);
    let asked = "a mobile moves to its neighbour cell too late";
    let found = device.find("phone changes cell too late", Filter::default());
    assert!(found.hashed);
    assert_eq!(found.embedder, Embedder::Hashed.id().to_string());
    assert!(found.hits[0].line.name.contains("too late"));

    *device.assets.table.borrow_mut() = None;
    device.said.borrow_mut().clear();
    let said = device.said.clone();
    pollster::block_on(
        device
            .driver
            .want_table(&move |envelope| said.borrow_mut().push(envelope)),
    );
    let said = device.said.take();
    let changed = said
        .iter()
        .filter(|envelope| envelope.body == Body::Event(Event::Changed));
    assert_eq!(
        changed.count(),
        1,
        "whoever shows hits hears that they may be others now"
    );
    let found = device.find(asked, Filter::default());
    assert!(!found.hashed);
    assert!(found.hits[0].line.name.contains("too late"), "{found:?}");

    // The same as if the table had been there from the start.
    let fresh = Device::open(dir.path()).with_table();
    assert_eq!(fresh.find(asked, Filter::default()), found);
}

#[test]
fn the_same_in_another_order_of_words_is_no_contradiction() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let right = [
        "Too late handovers towards one neighbour",
        "Handovers leave too late towards one neighbour",
        "A3 handovers come too late",
    ];
    for task in right {
        device.store(pattern(task, "Shorten time to trigger"));
    }
    device.store(pattern(
        "Ping-pong handovers between two cells",
        "Raise hysteresis",
    ));
    device.store(pattern(
        "Too early handovers at a street corner",
        "Lengthen time to trigger",
    ));
    for asked in [
        "handover comes too late",
        "too late handover to one neighbour",
    ] {
        let found = device.find(asked, Filter::default());
        for hit in &found.hits[..right.len()] {
            assert!(
                right.contains(&hit.line.name.as_str()),
                "{asked}: {found:?}"
            );
            assert!(hit.parts.contrast_micro >= 0, "{asked}: {hit:?}");
        }
    }
}

#[test]
fn few_patterns_too_are_looked_for_again_when_the_table_comes() {
    let dir = folder();
    let device = Device::open(dir.path());
    filled(&device);
    assert!(device.find("calls drop", Filter::default()).hashed);
    device.said.borrow_mut().clear();
    let said = device.said.clone();
    let sink = move |envelope| said.borrow_mut().push(envelope);
    pollster::block_on(device.driver.want_table(&sink));
    let said = device.said.take();
    assert!(
        said.iter()
            .any(|envelope| envelope.body == Body::Event(Event::Changed))
    );
    assert!(!device.find("calls drop", Filter::default()).hashed);
}

/// Listing makes no vectors: when the table comes before the first search, none is made twice.
#[test]
fn what_was_listed_is_searched_by_the_table_that_came_meanwhile() {
    let dir = folder();
    filled(&Device::open(dir.path()));
    let device = Device::open(dir.path());
    assert!(device.stats().hashed, "there is no table yet");
    device.said.borrow_mut().clear();
    let said = device.said.clone();
    let sink = move |envelope| said.borrow_mut().push(envelope);
    pollster::block_on(device.driver.want_table(&sink));
    let said = device.said.take();
    assert!(
        said.iter()
            .any(|envelope| envelope.body == Body::Event(Event::Changed)),
        "who shows the figures asks for them again"
    );
    let anew = |body: &Body| match body {
        Body::Event(Event::Progress { stage, .. }) => *stage == Stage::Memory,
        _ => false,
    };
    assert!(!said.iter().any(|envelope| anew(&envelope.body)));
    assert!(!device.stats().hashed);
    assert!(!device.find("calls drop", Filter::default()).hashed);
}
