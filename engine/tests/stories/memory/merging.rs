//! Patterns that say the same are merged, keep where they come from, and come apart again.

use protocol::failure::Code;
use protocol::ids::FactId;
use protocol::memory::{Filter, MemoryReply, MemoryRequest, PatternView};

use super::{pattern, scored};
use crate::device::{Device, folder};

fn merge(device: &Device, into: FactId, from: FactId) -> PatternView {
    let request = MemoryRequest::Merge {
        into,
        from: vec![from],
    };
    match device.memory(request) {
        MemoryReply::Merge(view) => *view,
        other => panic!("not merged: {other:?}"),
    }
}

#[test]
fn merged_patterns_count_together_and_come_apart_again() {
    let dir = folder();
    let device = Device::open(dir.path()).with_table();
    let one = device
        .store(pattern("Late handovers", "Shorten the wait"))
        .id;
    let two = device
        .store(pattern("Handovers come late", "Make the wait shorter"))
        .id;
    let three = device
        .store(pattern("Handovers that are late", "Cut the wait"))
        .id;
    for id in [one, two, two, three] {
        device.add_outcome(id, scored(1.0));
    }
    merge(&device, two, three);
    let whole = merge(&device, one, two);
    assert_eq!(whole.standing.n, 4);
    assert_eq!(whole.merged_from.len(), 1);
    assert_eq!(
        whole
            .outcomes
            .iter()
            .filter(|said| said.of == Some(two))
            .count(),
        2
    );

    for device in [&device, &Device::open(dir.path()).with_table()] {
        assert_eq!(device.names(Filter::default()), ["Late handovers"]);
        assert_eq!(
            device.find("late handovers", Filter::default()).hits.len(),
            1
        );
        assert_eq!(device.stats().merged, 2);
        assert_eq!(device.get(three).merged_into.map(|into| into.id), Some(two));
    }

    device.memory(MemoryRequest::Unmerge { pattern: two });
    assert_eq!(device.names(Filter::default()).len(), 2);
    assert_eq!(device.get(one).standing.n, 1);
    assert_eq!(device.get(two).standing.n, 3);
}

#[test]
fn no_pattern_is_merged_into_itself() {
    let dir = folder();
    let device = Device::open(dir.path());
    let one = device.store(pattern("a", "s")).id;
    let two = device.store(pattern("b", "s")).id;
    merge(&device, one, two);
    for (into, from) in [(one, one), (two, one)] {
        let request = MemoryRequest::Merge {
            into,
            from: vec![from],
        };
        assert_eq!(device.memory_failure(request).code, Code::MergeCircular);
    }
}

#[test]
fn two_devices_that_merge_crosswise_agree_on_one() {
    let dir = folder();
    let here = Device::open(dir.path());
    let one = here.store(pattern("a", "s")).id;
    let two = here.store(pattern("b", "s")).id;
    let there = Device::open(dir.path());
    assert_eq!(there.names(Filter::default()).len(), 2);
    merge(&here, one, two);
    // There nothing is known of it yet, so it is allowed.
    merge(&there, two, one);
    let stays = Device::open(dir.path()).list(Filter::default());
    assert_eq!(stays.total, 1);
    assert_eq!(stays.lines[0].id, one.min(two));
}

#[test]
fn a_contradiction_shows_on_both_sides() {
    let dir = folder();
    let device = Device::open(dir.path());
    let one = device.store(pattern("a", "shorten")).id;
    let two = device.store(pattern("b", "lengthen")).id;
    device.memory(MemoryRequest::Contradict {
        one,
        other: two,
        why: "shorten, lengthen".into(),
    });
    for device in [&device, &Device::open(dir.path())] {
        assert_eq!(device.get(one).contradicts[0].other.id, two);
        assert_eq!(device.get(two).contradicts[0].other.id, one);
        assert_eq!(device.get(two).contradicts[0].why, "shorten, lengthen");
    }
}
