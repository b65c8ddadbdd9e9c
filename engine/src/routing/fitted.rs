//! What was fitted to questions whose agent is known. Made by
//! `cargo test -p engine --lib -- routing::tests::fit --ignored --nocapture`, which prints this file's
//! constants from the questions for validation and calibration in `engine/catalogue/eval`. The test
//! half is only measured.

use super::scope::Weights;

/// Weights and steps of one way to route.
#[derive(Debug)]
pub struct Fitted {
    /// What the root of a BM25 score weighs.
    pub words: f64,
    /// What likeness in meaning weighs.
    pub alike: f64,
    /// The smallest share of the softmax that a first agent had; below it nothing is known.
    pub least: f64,
    /// Up to which share of the softmax the first agent is how likely right; both rise.
    pub steps: &'static [(f64, f64)],
    /// What the signs weigh that a question is ours.
    pub scope: Weights,
    /// Refused is below it: the lowest hundredth at which at most 5 % of the off-topic questions for
    /// validation are answered.
    pub threshold_micro: i64,
}

/// Without vectors.
pub const BY_WORDS: Fitted = Fitted {
    words: 4.179,
    alike: 0.000,
    least: 0.143,
    steps: &[
        (0.509, 0.396),
        (0.674, 0.610),
        (0.794, 0.826),
        (0.856, 0.826),
        (0.909, 0.886),
        (0.982, 0.929),
        (0.998, 0.936),
        (1.000, 0.976),
    ],
    scope: Weights {
        base: -8.961,
        signs: [6.915, 1.600, 0.000, 1.917, 3.007],
    },
    threshold_micro: 310_000,
};

/// With vectors.
pub const BY_BOTH: Fitted = Fitted {
    words: 3.112,
    alike: 15.274,
    least: 0.083,
    steps: &[
        (0.509, 0.436),
        (0.751, 0.717),
        (0.959, 0.900),
        (0.993, 0.950),
        (0.999, 0.953),
        (1.000, 0.971),
    ],
    scope: Weights {
        base: -9.318,
        signs: [6.368, 1.457, 2.414, 1.913, 2.679],
    },
    threshold_micro: 290_000,
};
