//! How the table comes, and requests that wait for their next slice: here an ordinary one stands in for
//! those of the memory.

use protocol::ids::{ReplicaId, RequestId};
use protocol::message::{Body, Request};
use protocol::settings::Settings;
use protocol::storage::OpenReport;
use protocol::time::Timestamp;

use super::*;
use crate::storage::adapters::memory;
use crate::work::Work;
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
fn the_table_is_fetched_once_and_all_hear_how_far_it_is() {
    let mut engine = engine();
    let first = handle(&mut engine, Input::WantTable);
    assert!(
        matches!(first.effects[..], [Effect::FetchTable]),
        "{first:?}"
    );
    let second = handle(&mut engine, Input::WantTable);
    assert!(second.effects.is_empty(), "it is fetched once: {second:?}");

    let progress = |done, total| {
        Body::Event(Event::Progress {
            done,
            total: Some(total),
            stage: Stage::Embedding,
        })
    };
    let coming = handle(&mut engine, Input::TableComing(5, Some(9)));
    assert_eq!(said(&coming), [(0, &progress(5, 9))]);
    let fetched = handle(&mut engine, Input::TableFetched(Ok(TABLE.into())));
    assert_eq!(said(&fetched), [(0, &progress(5, 5))], "it is over");
    assert!(fetched.effects.is_empty());
    assert!(matches!(engine.embedding.embedder(), Embedder::Table(_)));
    let again = handle(&mut engine, Input::WantTable);
    assert!(again.effects.is_empty(), "it is here: {again:?}");
}

#[test]
fn without_the_table_hashed_vectors_serve_and_the_next_who_wants_it_tries_again() {
    let mut engine = engine();
    handle(&mut engine, Input::WantTable);
    let failed = handle(&mut engine, Input::TableFetched(Err(missing())));
    assert!(failed.messages.is_empty(), "{failed:?}");
    assert_eq!(engine.table_state(), TableState::Lost(missing()));
    assert!(matches!(engine.embedding.embedder(), Embedder::Hashed));
    let again = handle(&mut engine, Input::WantTable);
    assert!(
        matches!(again.effects[..], [Effect::FetchTable]),
        "{again:?}"
    );
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
