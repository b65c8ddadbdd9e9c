//! Answers that come before the memory is ready, or where it cannot be.

use protocol::answer::Overrides;
use protocol::data::Kind;
use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{Body, Reply};
use protocol::settings::Settings;
use protocol::time::Timestamp;

use super::*;
use crate::catalogue::sample;
use crate::outlet::{Loaded, Ticket};
use crate::storage::StorageError;
use crate::storage::adapters::memory;
use crate::{Identity, Input};

const ASKED: Timestamp = Timestamp(1_000_000);

/// An engine with a catalogue over a store of which it is known whether it holds patterns.
fn engine(has_patterns: bool) -> Engine {
    let replica = ReplicaId::from_bytes([1; 16]);
    let mut engine = Engine::new(Identity {
        build: "test".to_owned(),
        replica,
        report: memory::open(replica, None).report,
        settings: Settings::default(),
    });
    engine.memory.looked(Kind::PATTERN, has_patterns);
    for (name, bytes) in sample::parts() {
        handle(&mut engine, ASKED, Input::Fetched(name, Ok(bytes)));
    }
    engine
}

fn handle(engine: &mut Engine, now: Timestamp, input: Input) -> Outlet {
    let mut outlet = Outlet::default();
    engine.handle(now, input, &mut outlet);
    outlet
}

fn ask(engine: &mut Engine) -> Outlet {
    let request = Request::Ask {
        question: "late handovers to a neighbour, what should I change?".to_owned(),
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
    };
    handle(engine, ASKED, Input::Request(RequestId(1), request))
}

/// What was said of the memory, once there is a reply.
fn looked(outlet: &Outlet) -> Option<Looked> {
    outlet
        .messages
        .iter()
        .find_map(|message| match &message.body {
            Body::Reply(Reply::Ask(exchange)) => Some(exchange.evidence.looked),
            _ => None,
        })
}

/// The page of the memory that is being read.
fn page(outlet: &Outlet) -> Option<Ticket> {
    outlet.effects.iter().find_map(|effect| match effect {
        Effect::Load(ticket, _) => Some(*ticket),
        _ => None,
    })
}

fn read(engine: &mut Engine, after_micros: i64, ticket: Ticket) -> Outlet {
    let now = Timestamp(ASKED.0 + after_micros);
    handle(
        engine,
        now,
        Input::Loaded(ticket, Ok(Loaded::Rows(Vec::new()))),
    )
}

#[test]
fn an_answer_waits_for_the_memory_but_not_for_ever() {
    let mut engine = engine(true);
    let first = ask(&mut engine);
    assert_eq!(looked(&first), None, "it waits");
    let second = read(&mut engine, 1_000_000, page(&first).unwrap());
    assert_eq!(looked(&second), None, "it still waits");
    let third = read(&mut engine, 2_900_000, page(&second).unwrap());
    assert_eq!(
        looked(&third),
        None,
        "its time is counted from the first page"
    );
    let fourth = read(&mut engine, 3_100_000, page(&third).unwrap());
    assert_eq!(looked(&fourth), Some(Looked::Late));
    assert!(page(&fourth).is_some(), "the memory is read on");
}

#[test]
fn an_answer_in_time_has_looked() {
    let mut engine = engine(true);
    let mut last = ask(&mut engine);
    while let Some(ticket) = page(&last) {
        assert_eq!(looked(&last), None);
        last = read(&mut engine, 100_000, ticket);
    }
    // Nothing was in the pages, as if all were forgotten.
    assert_eq!(looked(&last), Some(Looked::Not));
    assert!(engine.memory.is_open());
}

#[test]
fn an_answer_goes_without_a_memory_that_cannot_be_read() {
    let mut engine = engine(true);
    let first = ask(&mut engine);
    let broken = Err(StorageError::Failed("gone".to_owned()));
    let ticket = page(&first).unwrap();
    let lost = handle(&mut engine, ASKED, Input::Loaded(ticket, broken));
    assert_eq!(looked(&lost), Some(Looked::Unreadable));
}

#[test]
fn where_there_are_no_patterns_nothing_is_read() {
    let mut engine = engine(false);
    let warmed = handle(&mut engine, ASKED, Input::WarmMemory);
    assert!(warmed.effects.is_empty(), "{:?}", warmed.effects);
    let asked = ask(&mut engine);
    assert_eq!(looked(&asked), Some(Looked::Not));
    assert_eq!(page(&asked), None);
}
