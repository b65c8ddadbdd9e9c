//! Two tabs or processes over one store.

use protocol::message::{Body, Event};
use protocol::records::Verdict;

use crate::device::{Device, folder};

fn look(device: &Device) -> bool {
    device.said.borrow_mut().clear();
    let said = device.said.clone();
    let sink = move |envelope| said.borrow_mut().push(envelope);
    pollster::block_on(device.driver.look_for_changes(&sink));
    device
        .said
        .borrow()
        .iter()
        .any(|envelope| envelope.body == Body::Event(Event::Changed))
}

#[test]
fn what_one_writes_the_other_sees() {
    let dir = folder();
    let here = Device::open(dir.path());
    let there = Device::open(dir.path());
    let asked = here.ask("range of a3-Offset?").response;
    there.ask("what is timeToTrigger?");
    assert!(look(&there), "the other's question was not noticed");
    assert_eq!(there.questions().len(), 2);

    // The fold of feedback is in memory by now; it must follow the other's verdict.
    there.say(asked, Verdict::Partly, "");
    assert!(look(&here));
    assert_eq!(
        here.reopen(asked).feedback.map(|view| view.verdict),
        Some(Verdict::Partly)
    );
    here.say(asked, Verdict::Worked, "");
    assert!(look(&there));
    assert_eq!(
        there.reopen(asked).feedback.map(|view| view.verdict),
        Some(Verdict::Worked)
    );
}

#[test]
fn ones_own_writes_are_no_news() {
    let dir = folder();
    let device = Device::open(dir.path());
    device.ask("range of a3-Offset?");
    assert!(!look(&device));
}
