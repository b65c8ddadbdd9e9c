//! An answer that has to wait for what agents say grows in parts; one that does not is not held up.

use std::pin::pin;
use std::task::{Context, Waker};

use protocol::answer::{Answer, Body as AnswerBody, Guidance, Overrides, RoutedBy};
use protocol::catalogue::packed::PartName;
use protocol::failure::Code;
use protocol::ids::RequestId;
use protocol::message::{Body, Call, Envelope, Event, Exchange, Part, Reply, Request};

use crate::device::{Broken, Device, folder};

const FACT: &str = "range of a3-Offset?";
const FAULT: &str = "handovers come too late and calls drop, why?";

fn question(text: &str) -> Request {
    Request::Ask {
        question: text.to_owned(),
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
    }
}

/// Asks while what agents say is held back, does something meanwhile, lets it come, and gives what was
/// said before and after.
fn held_back(device: &Device, meanwhile: impl FnOnce()) -> (Vec<Body>, Vec<Body>) {
    let said = std::cell::RefCell::new(Vec::new());
    let sink = |envelope: Envelope| match envelope.body {
        Body::Event(Event::Progress { .. }) => {}
        body => said.borrow_mut().push(body),
    };
    device.assets.entries_held.set(true);
    let asked = Envelope::new(RequestId(70), Call::Request(question(FAULT)));
    let mut asking = pin!(device.driver.take(asked, &sink));
    let mut context = Context::from_waker(Waker::noop());
    assert!(asking.as_mut().poll(&mut context).is_pending());
    let before = said.take();
    meanwhile();
    device.assets.entries_held.set(false);
    assert!(asking.as_mut().poll(&mut context).is_ready());
    (before, said.take())
}

fn whole(after: &[Body]) -> &Exchange {
    match after {
        [Body::Reply(Reply::Ask(exchange)), Body::Event(Event::Saved)] => exchange,
        other => panic!("not the answer alone, but {other:?}"),
    }
}

fn guidance(answer: &Answer) -> &Guidance {
    match &answer.body {
        AnswerBody::Guidance(says) => says,
        other => panic!("no guidance, but {other:?}"),
    }
}

#[test]
fn a_fact_needs_the_first_wave_and_no_more() {
    let dir = folder();
    let device = Device::open(dir.path());
    for asked in [FACT, "What is a good mortgage rate right now?"] {
        let said = device.send(question(asked));
        assert!(matches!(said[0], Body::Reply(Reply::Ask(_))), "{said:?}");
    }
    assert_eq!(*device.assets.parts_asked.borrow(), PartName::FIRST);
    device.ask(FAULT);
    let asked = device.assets.parts_asked.borrow();
    assert_eq!(asked[PartName::FIRST.len()..], PartName::ENTRIES);
}

#[test]
fn guidance_is_told_as_it_grows_each_part_once() {
    let dir = folder();
    let device = Device::open(dir.path());
    let (before, after) = held_back(&device, || {
        // Others do not wait in line with it: answered, and stored.
        device.ask(FACT);
    });
    let [
        Body::Part(0, Part::Route(route)),
        Body::Part(1, Part::Answer(facts)),
    ] = before.as_slice()
    else {
        panic!("not who answers, then the facts, but {before:?}");
    };
    let answer = &whole(&after).answer;
    assert_eq!(
        (&route.route, &route.understood),
        (&answer.route, &answer.understood)
    );
    let (early, late) = (guidance(facts), guidance(answer));
    assert_eq!((&early.agent, &early.kpis), (&late.agent, &late.kpis));
    assert_eq!(
        (&early.counters, &early.related),
        (&late.counters, &late.related)
    );
    assert!(!early.kpis.is_empty() && early.summary.is_empty() && early.advice.is_none());
    assert!(!late.summary.is_empty() && late.advice.is_some());
}

#[test]
fn with_all_of_it_here_an_answer_comes_at_once() {
    let dir = folder();
    let device = Device::open(dir.path());
    pollster::block_on(device.driver.warm(&|_| ()));
    assert!(matches!(
        device.send(question(FAULT)).as_slice(),
        [Body::Reply(Reply::Ask(_)), Body::Event(Event::Saved)]
    ));
}

#[test]
fn what_was_told_stays_although_vectors_come_meanwhile() {
    let dir = folder();
    let device = Device::open(dir.path());
    let (before, after) = held_back(&device, || {
        pollster::block_on(device.driver.want_table(&|_| ()));
    });
    let Some(Body::Part(0, Part::Route(route))) = before.first() else {
        panic!("no route, but {before:?}");
    };
    assert_eq!(route.route.by, RoutedBy::Words);
    assert_eq!(whole(&after).answer.route, route.route);
    let next = device.ask(FAULT).answer.route;
    assert_eq!(next.by, RoutedBy::WordsAndVectors);
}

#[test]
fn without_what_agents_say_facts_are_answered_and_it_is_tried_again() {
    let dir = folder();
    let device = Device::open(dir.path());
    *device.assets.broken.borrow_mut() = Some(Broken::EntriesMissing);
    pollster::block_on(device.driver.warm(&|_| ()));
    device.ask(FACT);
    let said = device.send(question(FAULT));
    let [Body::Part(..), Body::Part(..), Body::Failed(failure)] = said.as_slice() else {
        panic!("not as far as it is, then why no further, but {said:?}");
    };
    assert_eq!(failure.code, Code::CatalogueMissing);
    let agent = Request::Agent {
        agent: "NR-MOB-001".into(),
    };
    assert_eq!(device.failure(agent.clone()).code, Code::CatalogueMissing);
    let Reply::Agents(list) = device.reply(Request::Agents {
        search: String::new(),
    }) else {
        panic!("no list");
    };
    assert_eq!(list.total as usize, list.agents.len());

    *device.assets.broken.borrow_mut() = None;
    assert!(guidance(&device.ask(FAULT).answer).advice.is_some());
    assert!(matches!(device.reply(agent), Reply::Agent(_)));
}
