//! What was asked is there again after a restart.

use protocol::message::{Reply, Request};
use protocol::time::Timestamp;

use crate::device::{Device, MORNING, folder};

#[test]
fn an_answer_reads_the_same_after_a_restart() {
    let dir = folder();
    let asked = [
        "range of a3-Offset?",
        "how is NR.DrbSetupSR computed?",
        "best pasta recipe",
    ];
    let first = Device::open(dir.path());
    let answers = asked.map(|question| first.ask(question));
    drop(first);
    let again = Device::open(dir.path());
    for answer in answers {
        assert_eq!(again.reopen(answer.response), answer);
    }
    let mut newest_first = again.questions();
    newest_first.reverse();
    assert_eq!(newest_first, asked);
}

#[test]
fn history_comes_in_pages_without_gap_or_repeat() {
    let dir = folder();
    let device = Device::open(dir.path());
    for n in 0..7 {
        device.clock.now.set(Timestamp(MORNING.0 + n * 1_000_000));
        device.ask(&format!("range of a3-Offset {n}?"));
    }
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let Reply::History(lines) = device.reply(Request::History { before, limit: 3 }) else {
            panic!("no history");
        };
        let Some(last) = lines.last() else { break };
        before = Some(last.at);
        seen.extend(lines.into_iter().map(|line| line.question));
    }
    let expected: Vec<String> = (0..7)
        .rev()
        .map(|n| format!("range of a3-Offset {n}?"))
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_wall_clock_that_was_set_back_does_not_reorder_history() {
    let dir = folder();
    Device::open(dir.path()).ask("range of a3-Offset?");
    let yesterday = Timestamp(MORNING.0 - 24 * 3_600 * 1_000_000);
    let device = Device::open_at(dir.path(), yesterday);
    device.ask("what is timeToTrigger?");
    assert_eq!(
        device.questions(),
        ["what is timeToTrigger?", "range of a3-Offset?"]
    );
}

#[test]
fn an_export_holds_every_row_once_and_says_what_it_is() {
    let dir = folder();
    let device = Device::open(dir.path());
    let questions = 3;
    for n in 0..questions {
        device.ask(&format!("what is timeToTrigger {n}?"));
    }
    let lines = device.export();
    assert!(lines[0].contains("\"elex\":\"export/1\""), "{}", lines[0]);
    let rows: std::collections::BTreeSet<&String> = lines[1..].iter().collect();
    assert_eq!(rows.len(), lines.len() - 1);
    let exchanges = lines
        .iter()
        .filter(|line| line.contains("what is timeToTrigger"))
        .count();
    assert_eq!(exchanges, questions);
}

#[test]
fn deleting_everything_leaves_nothing() {
    let dir = folder();
    let device = Device::open(dir.path());
    device.ask("range of a3-Offset?");
    assert_eq!(device.reply(Request::DeleteAll), Reply::DeleteAll);
    drop(device);
    let again = Device::open(dir.path());
    assert!(again.questions().is_empty());
    assert_eq!(again.export().len(), 1);
}
