//! Learns weights from example questions.
//!
//! The same examples give the same weights on every platform: nothing but sums, products and square
//! roots, in one order.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use serde_json::Value;

use super::super::{KINDS, features};
use crate::catalogue::sample::{folder, real};
use crate::routing::{route, understand};

/// Rounds over all examples.
const ROUNDS: usize = 25;
/// How far a round goes.
const RATE: f64 = 0.15;
/// How strongly weights are drawn to nothing.
const DECAY: f64 = 2.0;
/// Examples that a feature must be seen in.
const SEEN: usize = 5;
/// The largest weight after rounding.
const LARGEST: f64 = 40.0;
/// Features whose weights are all smaller are left out: a quarter of them, without a change in the figures.
const LEAST: i8 = 5;
/// What an example of each kind counts for, chosen on the validation questions: readers of example
/// questions called few of them general.
const COUNTS: [f64; KINDS.len()] = [1.0, 1.0, 1.5, 1.0, 1.4, 2.5];
pub type Weights = BTreeMap<String, [i8; KINDS.len()]>;

/// A question as it is learnt from.
pub struct Example {
    pub question: String,
    pub features: Vec<String>,
    /// The place of its kind.
    pub kind: usize,
}

pub fn examples() -> &'static [Example] {
    static EXAMPLES: OnceLock<Vec<Example>> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let text = fs::read_to_string(folder().join("kinds/examples.jsonl")).expect("committed");
        text.lines().map(example).collect()
    })
}

fn example(line: &str) -> Example {
    let row: Value = serde_json::from_str(line).expect("a JSON object per line");
    let text = |field: &str| row[field].as_str().expect("a text").to_owned();
    let (question, name) = (text("question"), text("type"));
    let query = understand(real(), &question);
    let best = route(real(), &query).best;
    let mut features: Vec<String> = Vec::new();
    features::each(real(), &query, &best, &mut |feature| {
        features.push(feature.to_owned());
    });
    features.sort();
    features.dedup();
    let kind = KINDS.iter().position(|kind| format!("{kind:?}") == name);
    Example {
        features,
        kind: kind.unwrap_or_else(|| panic!("{name} is no kind: {line}")),
        question,
    }
}

/// e to the power of 0 or less, near enough.
fn exponential(x: f64) -> f64 {
    let mut power = (1.0 + x / 1024.0).max(0.0);
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// How probable each kind is by these sums.
fn shares(sums: [f64; KINDS.len()]) -> [f64; KINDS.len()] {
    let most = sums.into_iter().fold(f64::MIN, f64::max);
    let shares = sums.map(|sum| exponential(sum - most));
    let all: f64 = shares.iter().sum();
    shares.map(|share| share / all)
}

/// Multinomial logistic regression by stochastic descent with a rate per weight (`AdaGrad`).
pub fn learn(examples: &[&Example]) -> Weights {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|one| &one.features) {
        *seen.entry(feature).or_default() += 1;
    }
    seen.retain(|_, times| *times >= SEEN);
    let names: Vec<&str> = seen.keys().copied().collect();
    let times: Vec<f64> = seen.values().map(|times| *times as f64).collect();
    let number = |name: &String| names.binary_search(&name.as_str()).ok();
    let rows: Vec<(Vec<usize>, usize)> = examples
        .iter()
        .map(|one| (one.features.iter().filter_map(number).collect(), one.kind))
        .collect();
    let mut weights = vec![[0.0; KINDS.len()]; names.len()];
    let mut slopes = vec![[1e-6; KINDS.len()]; names.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = 1_u64;
    for _ in 0..ROUNDS {
        for place in (1..order.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            order.swap(place, (random >> 33) as usize % (place + 1));
        }
        for row in &order {
            let (features, right) = &rows[*row];
            let mut sums = [0.0; KINDS.len()];
            for feature in features {
                for (sum, weight) in sums.iter_mut().zip(&weights[*feature]) {
                    *sum += weight;
                }
            }
            let shares = shares(sums);
            for feature in features {
                for kind in 0..KINDS.len() {
                    let weight = &mut weights[*feature][kind];
                    let miss = shares[kind] - f64::from(u8::from(kind == *right));
                    let slope = COUNTS[*right] * miss + DECAY * *weight / times[*feature];
                    slopes[*feature][kind] += slope * slope;
                    *weight -= RATE * slope / slopes[*feature][kind].sqrt();
                }
            }
        }
    }
    in_eight_bits(&names, &weights)
}

fn in_eight_bits(names: &[&str], weights: &[[f64; KINDS.len()]]) -> Weights {
    let all = weights.iter().flatten();
    let largest = all.fold(0.0_f64, |largest, weight| largest.max(weight.abs()));
    let rounded = names.iter().zip(weights).map(|(name, weights)| {
        let weights = weights.map(|weight| (weight * LARGEST / largest).round() as i8);
        ((*name).to_owned(), weights)
    });
    let tells = |weights: &[i8; KINDS.len()]| weights.iter().any(|weight| weight.abs() >= LEAST);
    rounded.filter(|(_, weights)| tells(weights)).collect()
}
