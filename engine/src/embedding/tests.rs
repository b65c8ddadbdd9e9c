//! Requests that wait for the table, or for their next slice. The memory's requests are the first that
//! do; here an ordinary one stands in for them.

use protocol::ids::ReplicaId;
use protocol::message::Request;
use protocol::settings::Settings;
use protocol::storage::OpenReport;
use protocol::time::Timestamp;

use super::*;
use crate::storage::adapters::memory;
use crate::{Identity, Input};

static TABLE: &[u8] = include_bytes!("../../embedding/table.elv");

const NOW: Timestamp = Timestamp(1);

fn engine() -> Engine {
    let report: OpenReport = memory::open(ReplicaId::from_bytes([1; 16]), None).report;
    Engine::new(Identity {
        build: "test".to_owned(),
        replica: ReplicaId::from_bytes([1; 16]),
        report,
        settings: Settings::default(),
    })
}

/// A request that was run and stopped with this need.
fn stop(engine: &mut Engine, id: u32, need: Need) -> Outlet {
    let mut outlet = Outlet::default();
    let id = RequestId(id);
    let work = Work::new(id, Request::Settings, NOW);
    engine.wait(id, work, need, &mut outlet);
    outlet
}

fn handle(engine: &mut Engine, input: Input) -> Outlet {
    let mut outlet = Outlet::default();
    engine.handle(NOW, input, &mut outlet);
    outlet
}

fn said(outlet: &Outlet) -> Vec<(u32, &Body)> {
    let messages = outlet.messages.iter();
    messages
        .map(|envelope| (envelope.id.0, &envelope.body))
        .collect()
}

fn missing() -> Failure {
    Failure::new(Code::EmbeddingMissing, "no network")
}

#[test]
fn who_waits_for_the_table_is_run_again_when_it_is_here() {
    let mut engine = engine();
    let first = stop(&mut engine, 1, Need::Table);
    assert!(
        matches!(first.effects[..], [Effect::FetchTable]),
        "{first:?}"
    );
    let second = stop(&mut engine, 2, Need::Table);
    assert!(second.effects.is_empty(), "it is fetched once: {second:?}");
    let other = stop(&mut engine, 3, Need::Catalogue);
    assert!(!other.effects.is_empty());
    let part = protocol::catalogue::packed::PartName::Rows;
    let failed = handle(&mut engine, Input::Fetched(part, Err(missing())));
    assert!(
        matches!(said(&failed)[..], [(3, Body::Failed(_))]),
        "{failed:?}"
    );

    let coming = handle(&mut engine, Input::TableComing(5, Some(9)));
    let expected = Body::Event(Event::Progress {
        done: 5,
        total: Some(9),
        stage: Stage::Embedding,
    });
    assert_eq!(said(&coming), [(1, &expected), (2, &expected)]);

    let fetched = handle(&mut engine, Input::TableFetched(Ok(TABLE.into())));
    let said = said(&fetched);
    let replied = said
        .iter()
        .filter(|(_, body)| matches!(body, Body::Reply(_)));
    assert_eq!(replied.map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2]);
    let over = Body::Event(Event::Progress {
        done: 5,
        total: Some(5),
        stage: Stage::Embedding,
    });
    assert_eq!(said.iter().filter(|(_, body)| **body == over).count(), 2);
    assert!(fetched.effects.is_empty());
    let embedder = engine.embedder(&Work::new(RequestId(4), Request::Settings, NOW));
    assert!(matches!(embedder, Ok(Embedder::Table(_))));
}

#[test]
fn who_waits_for_a_table_that_cannot_be_had_goes_on_with_hashed_vectors_and_the_next_tries_again() {
    let mut engine = engine();
    stop(&mut engine, 1, Need::Table);
    let failed = handle(&mut engine, Input::TableFetched(Err(missing())));
    assert!(
        matches!(said(&failed)[..], [(1, Body::Reply(_))]),
        "{failed:?}"
    );
    assert_eq!(engine.table_state(), TableState::Lost(missing()));

    let next = Work::new(RequestId(2), Request::Settings, NOW);
    let need = engine.embedder(&next).err();
    assert!(matches!(need, Some(Stop::Needs(Need::Table))), "{need:?}");
    let again = stop(&mut engine, 2, Need::Table);
    assert!(
        matches!(again.effects[..], [Effect::FetchTable]),
        "{again:?}"
    );

    // What its handler gets when it is run again.
    engine.embedding.put(Err(missing()));
    let waited = engine.end_waiting_for_table();
    assert_eq!(waited, [RequestId(2)]);
    let work = engine.pending.remove(&RequestId(2)).unwrap();
    assert!(matches!(engine.embedder(&work), Ok(Embedder::Hashed)));
}

#[test]
fn who_pauses_is_run_again_after_the_others_and_not_by_what_it_does_not_wait_for() {
    let mut engine = engine();
    let paused = stop(&mut engine, 1, Need::Pause);
    let [Effect::Pause(ticket)] = paused.effects[..] else {
        panic!("no pause, but {paused:?}");
    };
    let fetched = handle(&mut engine, Input::TableFetched(Err(missing())));
    assert!(fetched.messages.is_empty(), "{fetched:?}");
    let part = protocol::catalogue::packed::PartName::Rows;
    let fetched = handle(&mut engine, Input::Fetched(part, Err(missing())));
    assert!(fetched.messages.is_empty(), "{fetched:?}");
    let resumed = handle(&mut engine, Input::Resumed(ticket));
    assert!(
        matches!(said(&resumed)[..], [(1, Body::Reply(_))]),
        "{resumed:?}"
    );

    let paused = stop(&mut engine, 2, Need::Pause);
    let [Effect::Pause(ticket)] = paused.effects[..] else {
        panic!("no pause, but {paused:?}");
    };
    handle(&mut engine, Input::Cancel(RequestId(2)));
    let resumed = handle(&mut engine, Input::Resumed(ticket));
    assert!(resumed.messages.is_empty(), "cancelled: {resumed:?}");
}
