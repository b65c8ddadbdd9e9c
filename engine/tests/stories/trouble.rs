//! Bad input and broken surroundings: a clear code, and nothing lost.

use protocol::answer::Overrides;
use protocol::failure::Code;
use protocol::ids::RequestId;
use protocol::message::{Call, Envelope, Request};
use protocol::telemetry::Window;
use protocol::time::Timestamp;

use crate::device::{Broken, Device, folder};

#[test]
fn questions_that_are_none_get_a_code_and_leave_no_trace() {
    let dir = folder();
    let device = Device::open(dir.path());
    for (question, code) in [
        (String::new(), Code::QuestionEmpty),
        (" \n\t ".into(), Code::QuestionEmpty),
        ("x".repeat(100_000), Code::QuestionTooLong),
    ] {
        assert_eq!(
            device
                .failure(Request::Ask {
                    question,
                    given: Vec::new(),
                    overrides: Overrides::default(),
                    follows: None,
                })
                .code,
            code
        );
    }
    assert!(device.questions().is_empty());
}

#[test]
fn odd_text_is_a_question_like_any_other() {
    let dir = folder();
    let device = Device::open(dir.path());
    let odd = [
        "🦀📶",
        "ما هو نطاق a3-Offset؟",
        "<script>alert(1)</script>",
        "a\u{0}b",
        "\u{202e}abc",
    ];
    for question in odd {
        let asked = device.ask(question);
        assert_eq!(device.reopen(asked.response).answer.question, question);
    }
    assert_eq!(device.questions().len(), odd.len());
}

#[test]
fn a_missing_or_cut_catalogue_is_said_and_tried_again() {
    let dir = folder();
    let device = Device::open(dir.path());
    let ask = || Request::Ask {
        question: "range of a3-Offset?".into(),
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
    };
    *device.assets.broken.borrow_mut() = Some(Broken::Missing);
    assert_eq!(device.failure(ask()).code, Code::CatalogueMissing);
    *device.assets.broken.borrow_mut() = Some(Broken::Short);
    assert_eq!(device.failure(ask()).code, Code::CatalogueDamaged);
    *device.assets.broken.borrow_mut() = None;
    device.ask("range of a3-Offset?");
}

#[test]
fn a_window_that_makes_no_sense_is_refused() {
    let dir = folder();
    let device = Device::open(dir.path());
    let window = Window {
        from: Timestamp(2),
        to: Timestamp(1),
        buckets: 1,
    };
    assert_eq!(
        device.failure(Request::Telemetry(window)).code,
        Code::WindowInvalid
    );
}

#[test]
fn cancelling_what_is_done_says_nothing() {
    let dir = folder();
    let device = Device::open(dir.path());
    device.ask("range of a3-Offset?");
    device.said.borrow_mut().clear();
    let said = device.said.clone();
    let sink = move |envelope| said.borrow_mut().push(envelope);
    pollster::block_on(
        device
            .driver
            .take(Envelope::new(RequestId(1), Call::Cancel), &sink),
    );
    assert!(device.said.borrow().is_empty());
}
