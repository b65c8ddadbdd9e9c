//! The main job: a question, an answer made of facts, kept.

use protocol::answer::{Body, FactCard, Legal, Route, RoutedBy};
use protocol::message::{Reply, Request};

use crate::device::{Device, folder, refused};

#[test]
fn the_range_of_a_parameter_comes_from_the_tables_and_is_saved() {
    let dir = folder();
    let device = Device::open(dir.path());
    let exchange = device.ask("range of a3-Offset?");
    let Body::Facts(cards) = &exchange.answer.body else {
        panic!("no facts: {:?}", exchange.answer.body);
    };
    let Some(FactCard::Parameter(card)) = cards.first() else {
        panic!("no parameter: {cards:?}");
    };
    assert_eq!(
        card.legal,
        Legal::Integer {
            min: -30,
            max: 30,
            step: 1
        }
    );
    assert_eq!(card.coding.map(|coding| coding.scale_micro), Some(500_000));
    assert_eq!(
        card.unit.as_ref().map(|unit| unit.name.as_str()),
        Some("dB")
    );
    assert_eq!(device.questions(), ["range of a3-Offset?"]);
}

#[test]
fn a_fault_is_answered_by_the_right_agent_without_a_change_set() {
    let dir = folder();
    let device = Device::open(dir.path());
    let exchange =
        device.ask("late handovers to a neighbour on the same carrier, what should I change?");
    let candidates = &exchange.answer.route.candidates;
    assert_eq!(
        candidates.first().map(|one| one.agent.as_str()),
        Some("NR-MOB-001")
    );
    assert_eq!(candidates.len(), 3);
    let Body::Guidance(guidance) = &exchange.answer.body else {
        panic!("no guidance: {:?}", exchange.answer.body);
    };
    assert!(!guidance.kpis.is_empty() && !guidance.parameters.is_empty());
    assert!(
        guidance
            .parameters
            .iter()
            .any(|card| !card.effects.is_empty())
    );
}

#[test]
fn a_question_about_something_else_is_refused_and_still_kept() {
    let dir = folder();
    let device = Device::open(dir.path());
    let exchange = device.ask("What is a good mortgage rate right now?");
    assert!(refused(&exchange));
    let route = &exchange.answer.route;
    assert!(route.scope_micro < route.threshold_micro);
    assert_eq!(device.questions().len(), 1);
}

#[test]
fn words_answer_until_the_table_is_here_and_history_tells_which() {
    let dir = folder();
    let device = Device::open(dir.path());
    let question = "one-way audio in voice over NR calls";
    let before = device.ask(question);
    assert_eq!(before.answer.route.by, RoutedBy::Words);
    pollster::block_on(device.driver.want_table(&|_| ()));
    let after = device.ask(question);
    assert_eq!(after.answer.route.by, RoutedBy::WordsAndVectors);
    let first = &after.answer.route.candidates[0];
    assert_eq!(first.agent.as_str(), "NR-VOICE-001");
    assert!(first.probability_micro > Some(0) && first.alike_micro > Some(0));
    for exchange in [before, after] {
        let again = device.reopen(exchange.response).answer.route;
        let likely = |route: &Route| -> Vec<Option<i64>> {
            let candidates = route.candidates.iter();
            candidates.map(|one| one.probability_micro).collect()
        };
        assert_eq!(again.by, exchange.answer.route.by);
        assert_eq!(likely(&again), likely(&exchange.answer.route));
    }
}

#[test]
fn the_catalogue_is_counted_not_claimed() {
    let dir = folder();
    let device = Device::open(dir.path());
    let Reply::Catalogue(counts) = device.reply(Request::Catalogue) else {
        panic!("no counts");
    };
    assert_eq!(counts.rrc_parameters, 12_366);
    assert_eq!(counts.agents, 677);
    assert_eq!(counts.kpis, 108);
}
