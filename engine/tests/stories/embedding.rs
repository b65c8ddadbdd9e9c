//! The embedding table comes when it is wanted, and whatever is wrong with it is said and tried again.

use engine::TableState;
use engine::memory::embed::Embedder;
use protocol::failure::Code;
use protocol::message::{Body, Envelope, Event, Stage};

use crate::device::{BrokenTable, Device, folder};

/// Wants the table, and gives what was said meanwhile.
fn want(device: &Device) -> Vec<Envelope> {
    device.said.borrow_mut().clear();
    let said = device.said.clone();
    let sink = move |envelope| said.borrow_mut().push(envelope);
    pollster::block_on(device.driver.want_table(&sink));
    device.said.take()
}

fn lost(device: &Device) -> Code {
    match device.driver.table_state() {
        TableState::Lost(failure) => failure.code,
        other => panic!("not lost, but {other:?}"),
    }
}

fn is_here(device: &Device) -> bool {
    matches!(device.driver.table_state(), TableState::Here(id) if id != Embedder::Hashed.id())
}

#[test]
fn the_table_is_fetched_once_and_not_before_it_is_wanted() {
    let dir = folder();
    let device = Device::open(dir.path());
    device.ask("range of a3-Offset?");
    assert_eq!(device.driver.table_state(), TableState::NotAsked);
    assert_eq!(device.assets.table_asked.get(), 0);

    want(&device);
    assert!(is_here(&device));
    assert!(want(&device).is_empty());
    assert_eq!(device.assets.table_asked.get(), 1);
}

#[test]
fn how_far_it_is_is_said_ten_times_a_second_and_at_the_end() {
    let dir = folder();
    let device = Device::open(dir.path());
    let said = want(&device);
    let all: Vec<(u64, u64)> = said
        .iter()
        .map(|envelope| match envelope.body {
            Body::Event(Event::Progress {
                done,
                total: Some(total),
                stage: Stage::Embedding,
            }) => (done, total),
            ref other => panic!("no progress, but {other:?}"),
        })
        .collect();
    // It came in 500 pieces, one in a millisecond: at 0, 100, 200, 300 and 400 ms, and the end.
    assert_eq!(all.len(), 6, "{all:?}");
    assert!(all.is_sorted(), "{all:?}");
    assert!(
        all.iter().rev().skip(1).all(|(done, total)| done < total),
        "{all:?}"
    );
    assert!(
        all.last().is_some_and(|(done, total)| done == total),
        "{all:?}"
    );
}

#[test]
fn a_table_that_is_missing_cut_or_altered_is_said_and_tried_again() {
    let dir = folder();
    let device = Device::open(dir.path());
    for (broken, code) in [
        (BrokenTable::Missing, Code::EmbeddingMissing),
        (BrokenTable::Short, Code::EmbeddingDamaged),
        (BrokenTable::Altered, Code::EmbeddingDamaged),
    ] {
        *device.assets.table.borrow_mut() = Some(broken);
        want(&device);
        assert_eq!(lost(&device), code);
        // What needs no table goes on.
        device.ask("range of a3-Offset?");
    }
    *device.assets.table.borrow_mut() = None;
    want(&device);
    assert!(is_here(&device));
    assert_eq!(device.assets.table_asked.get(), 4);
}
