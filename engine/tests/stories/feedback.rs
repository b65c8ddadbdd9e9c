//! A verdict belongs to exactly one answer, can be changed and taken back, and what is derived
//! from it follows.

use protocol::failure::Code;
use protocol::ids::FactId;
use protocol::message::{Reply, Request};
use protocol::records::Verdict;

use crate::device::{Device, folder};

#[test]
fn a_verdict_is_kept_changed_and_withdrawn() {
    let dir = folder();
    let device = Device::open(dir.path());
    let one = device.ask("range of a3-Offset?").response;
    let other = device.ask("what is timeToTrigger?").response;
    let Reply::Feedback(Some(view)) = device.say(one, Verdict::Worked, "at 3 dB") else {
        panic!("no feedback");
    };
    assert_eq!(
        (view.verdict, view.note.as_str()),
        (Verdict::Worked, "at 3 dB")
    );
    assert_eq!(device.reopen(other).feedback, None);

    device.say(one, Verdict::DidNotWork, "");
    drop(device);
    let again = Device::open(dir.path());
    assert_eq!(
        again.reopen(one).feedback.map(|view| view.verdict),
        Some(Verdict::DidNotWork)
    );

    assert_eq!(
        again.say(one, Verdict::Withdrawn, ""),
        Reply::Feedback(None)
    );
    assert_eq!(again.reopen(one).feedback, None);
    drop(again);
    assert_eq!(Device::open(dir.path()).reopen(one).feedback, None);
}

#[test]
fn feedback_on_an_unknown_answer_is_refused() {
    let dir = folder();
    let device = Device::open(dir.path());
    let failure = device.failure(Request::Feedback {
        response: FactId::of(b"nothing"),
        verdict: Verdict::Worked,
        note: String::new(),
    });
    assert_eq!(failure.code, Code::ResponseUnknown);
}
