//! The weights: learnt again, written, measured.
//!
//! `cargo test -p engine kinds -- --nocapture` prints the figures;
//! `cargo test -p engine write_the_weights -- --ignored` writes `engine/catalogue/kinds/weights.jsonl`.

mod training;

use std::fmt::Write as _;
use std::fs;
use std::sync::OnceLock;

use serde_json::Value;

use super::{KINDS, kind, most, only_asks};
use crate::catalogue::sample::{folder, real};
use crate::routing::{route, understand};
use training::{Example, Weights, examples, learn};

/// Parts of the cross-validation.
const PARTS: usize = 5;

/// The place of the kind that weights tell.
fn told(weights: &Weights, example: &Example) -> usize {
    let mut sums = [0; KINDS.len()];
    for weights in example.features.iter().filter_map(|one| weights.get(one)) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += i32::from(*weight);
        }
    }
    let kind = most(&sums);
    KINDS
        .iter()
        .position(|one| *one == kind)
        .expect("one of them")
}

fn share_right(weights: &Weights, examples: &[&Example]) -> f64 {
    let right = examples.iter().filter(|one| told(weights, one) == one.kind);
    right.count() as f64 / examples.len() as f64
}

fn learnt() -> &'static Weights {
    static LEARNT: OnceLock<Weights> = OnceLock::new();
    LEARNT.get_or_init(|| learn(&examples().iter().collect::<Vec<_>>()))
}

#[test]
#[ignore = "writes into the sources: run it by name after the examples or the agents changed"]
fn write_the_weights() {
    let mut text = String::new();
    for (feature, weights) in learnt() {
        let feature = Value::from(feature.as_str());
        writeln!(text, r#"{{"feature": {feature}, "weights": {weights:?}}}"#).expect("a text");
    }
    fs::write(folder().join("kinds/weights.jsonl"), text).expect("written");
}

/// Weights move a little whenever an agent is mended, since the agents found are features. As long
/// as the kinds that are told hardly change, they need not be written again.
#[test]
fn the_committed_weights_are_those_that_are_learnt() {
    let same = examples().iter().filter(|one| {
        let query = understand(real(), &one.question);
        let best = route(real(), &query).best;
        only_asks(&query) || kind(real(), &query, &best) == KINDS[told(learnt(), one)]
    });
    let share = same.count() as f64 / examples().len() as f64;
    println!("kinds: committed and learnt weights agree on {share:.4}");
    assert!(
        share >= AGREE,
        "{share}: write them again, see the head of kind/tests/mod.rs"
    );
}

/// Floor of the test above.
const AGREE: f64 = 0.97;

#[test]
fn kinds_are_learnt_from_examples() {
    let examples: Vec<&Example> = examples().iter().collect();
    println!(
        "kinds: {} features, examples themselves right {:.3} (n {})",
        learnt().len(),
        share_right(learnt(), &examples),
        examples.len()
    );
    let part = |of: usize, within: bool| -> Vec<&Example> {
        let numbered = examples.iter().zip(0..);
        let chosen = numbered.filter(|(_, number)| (number % PARTS == of) == within);
        chosen.map(|(one, _)| *one).collect()
    };
    let rights: Vec<f64> = (0..PARTS)
        .map(|of| share_right(&learn(&part(of, false)), &part(of, true)))
        .collect();
    let mean = rights.iter().sum::<f64>() / rights.len() as f64;
    println!("kinds: examples held out right {mean:.3} ({rights:.3?})");
    assert!(mean >= HELD_OUT, "{mean}");
}

/// Floor of the test above.
const HELD_OUT: f64 = 0.70;
