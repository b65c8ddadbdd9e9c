//! What is recorded is what happened.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use protocol::answer::Overrides;
use protocol::ids::RequestId;
use protocol::message::{Body, Call, Envelope, Event, Reply, Request, Stage};
use protocol::records::Verdict;
use protocol::settings::Settings;
use protocol::telemetry::{Snapshot, Window};
use protocol::time::Timestamp;

use crate::device::{Broken, Device, MORNING, folder};

fn snapshot(device: &Device) -> Snapshot {
    let hour = 3_600_000_000;
    let window = Window {
        from: Timestamp(MORNING.0 - hour),
        to: Timestamp(MORNING.0 + hour),
        buckets: 2,
    };
    match device.reply(Request::Telemetry(window)) {
        Reply::Telemetry(snapshot) => *snapshot,
        other => panic!("no telemetry, but {other:?}"),
    }
}

#[test]
fn questions_are_counted_with_outcome_latency_and_verdict_after_a_restart() {
    let dir = folder();
    let device = Device::open(dir.path());
    let answered = device.ask("range of a3-Offset?").response;
    device.ask("best pasta recipe");
    device.reply(Request::Drawn {
        response: answered,
        page_micros: 40_000,
    });
    device.say(answered, Verdict::Worked, "");
    device.failure(Request::Ask {
        question: "  ".into(),
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
    });
    drop(device);
    let shown = snapshot(&Device::open(dir.path()));
    assert_eq!(
        (shown.total.asked, shown.total.refused, shown.total.failed),
        (2, 1, 0)
    );
    assert_eq!(
        shown
            .buckets
            .iter()
            .map(|bucket| bucket.tally.asked)
            .collect::<Vec<_>>(),
        [0, 2]
    );
    let page = shown.total.page.expect("one answer was drawn");
    assert_eq!((page.n, page.p50_micros / 1_000), (1, 40));
    assert_eq!(shown.total.worker.map(|worker| worker.n), Some(2));
    assert_eq!((shown.verdicts.worked, shown.verdicts.open), (1, 0));
}

#[test]
fn a_question_that_waits_for_the_catalogue_is_counted_like_any_other() {
    let dir = folder();
    let device = Device::open(dir.path());
    *device.assets.broken.borrow_mut() = Some(Broken::Late);
    let said = std::cell::RefCell::new(Vec::new());
    let sink = |envelope: Envelope| said.borrow_mut().push(envelope.body);
    let question = Request::Ask {
        question: "range of a3-Offset?".into(),
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
    };
    let asking = Envelope::new(RequestId(1), Call::Request(question));
    // The parts are on their way when the question comes, as in a browser that has just started.
    let mut warming = pin!(device.driver.warm(&sink));
    let mut context = Context::from_waker(Waker::noop());
    assert!(warming.as_mut().poll(&mut context).is_pending());
    pollster::block_on(device.driver.take(asking, &sink));
    while warming.as_mut().poll(&mut context).is_pending() {}
    let said = said.borrow();
    let (progress, rest) = said.split_at(said.len().saturating_sub(2));
    let done: Vec<u64> = progress.iter().map(parts_here).collect();
    assert_eq!(done, [0, 1, 2, 3, 4], "how far it is, part by part");
    assert!(matches!(
        rest,
        [Body::Reply(Reply::Ask(_)), Body::Event(Event::Saved)]
    ));
    let shown = snapshot(&device);
    assert_eq!(shown.total.asked, 1);
    assert_eq!(shown.total.worker.map(|worker| worker.n), Some(1));
}

/// Parts of the catalogue that are here, of a message that says so.
fn parts_here(said: &Body) -> u64 {
    match said {
        Body::Event(Event::Progress {
            done,
            total: Some(4),
            stage: Stage::Catalogue,
        }) => *done,
        other => panic!("no progress, but {other:?}"),
    }
}

#[test]
fn nothing_is_recorded_when_recording_is_off() {
    let dir = folder();
    let device = Device::open(dir.path());
    let off = Settings {
        recording: false,
        ..Settings::default()
    };
    assert_eq!(
        device.reply(Request::ChangeSettings(off)),
        Reply::ChangeSettings(off)
    );
    let asked = device.ask("range of a3-Offset?");
    device.reply(Request::Drawn {
        response: asked.response,
        page_micros: 40_000,
    });
    assert_eq!(snapshot(&device).total.asked, 0);
    assert_eq!(device.questions().len(), 1);
}

#[test]
fn what_is_older_than_ninety_days_is_let_go() {
    let dir = folder();
    Device::open(dir.path()).ask("range of a3-Offset?");
    let later = Timestamp(MORNING.0 + 91 * 24 * 3_600_000_000);
    let device = Device::open_at(dir.path(), later);
    assert_eq!(snapshot(&device).total.asked, 0);
    assert_eq!(device.questions().len(), 1);
}
