//! Fits what stands in `fitted.rs` and prints it:
//! `cargo test -p engine --lib -- routing::tests::fit --ignored --nocapture`.
//!
//! Three steps, on the questions for validation and calibration. Weights of words and likeness: a
//! conditional logit, whose likelihood of a question is that of all its right agents together.
//! Steps: isotonic regression of "the first agent is right" on its share of the softmax, each step
//! of at least [`LEAST`] questions; chosen over a logistic curve by the calibration error in
//! two-fold cross-validation on the same questions. Scope: logistic regression on the signs, ours and
//! others weighing the same.

use protocol::answer::RoutedBy;

use super::super::scope::{Weights, probability};
use super::evaluation::{WAYS, decision};
use super::questions::{Asked, Part, of, routed};

/// Questions of a step at least.
const LEAST: usize = 30;
/// Share of off-topic questions that may be answered.
const ANSWERED: f64 = 0.05;
/// Pulls the weights of signs towards 0, as much as so many questions.
const RIDGE: f64 = 0.5;
/// Newton's method is done after so many steps.
const STEPS: usize = 60;

#[test]
#[ignore = "prints what is copied into fitted.rs"]
fn print() {
    for (way, by) in WAYS {
        let known = || {
            [Part::Validation, Part::Calibration]
                .into_iter()
                .flat_map(routed)
        };
        let asked: Vec<&Asked> = known().collect();
        let with_vectors = by == RoutedBy::WordsAndVectors;
        let [words, alike] = logit(&asked, with_vectors);
        let first: Vec<(f64, bool)> = asked.iter().map(|one| first(one, words, alike)).collect();
        let right = first.iter().filter(|(_, right)| *right).count();
        println!(
            "// {way}: first {:.3} of {}",
            right as f64 / first.len() as f64,
            first.len()
        );
        let least = first.iter().map(|(share, _)| *share).fold(1.0, f64::min);
        println!(
            "    words: {words:.3},\n    alike: {alike:.3},\n    least: {least:.3},\n    steps: &["
        );
        for (upto, likely) in isotonic(first) {
            println!("        ({upto:.3}, {likely:.3}),");
        }
        println!("    ],");
        scope(by, with_vectors);
    }
}

/// What an agent's strength is made of.
fn parts(asked: &Asked, agent: usize) -> [f64; 2] {
    [asked.words[agent].sqrt(), f64::from(asked.alike[agent])]
}

/// The softmax over all agents.
fn softmax(asked: &Asked, weights: [f64; 2]) -> Vec<f64> {
    let strengths = (0..asked.words.len()).map(|agent| {
        let [words, alike] = parts(asked, agent);
        weights[0] * words + weights[1] * alike
    });
    let strengths: Vec<f64> = strengths.collect();
    let top = strengths.iter().copied().fold(f64::MIN, f64::max);
    let all: f64 = strengths.iter().map(|one| (one - top).exp()).sum();
    strengths
        .iter()
        .map(|one| (one - top).exp() / all)
        .collect()
}

/// The weights with the highest likelihood; that of likeness is 0 without vectors.
fn logit(asked: &[&Asked], with_vectors: bool) -> [f64; 2] {
    let mut weights = [1.0, 0.0];
    for _ in 0..STEPS {
        let mut slope = [0.0; 2];
        let mut bend = [[0.0; 2]; 2];
        for one in asked {
            let shares = softmax(one, weights);
            let of_right: f64 = one.agents.iter().map(|agent| shares[*agent as usize]).sum();
            let mut mean = [0.0; 2];
            for (agent, share) in shares.iter().enumerate() {
                let parts = parts(one, agent);
                let is_right = one.agents.iter().any(|right| *right as usize == agent);
                let pull = if is_right { share / of_right } else { 0.0 } - share;
                for i in 0..2 {
                    slope[i] += pull * parts[i];
                    mean[i] += share * parts[i];
                    for j in 0..2 {
                        bend[i][j] += share * parts[i] * parts[j];
                    }
                }
            }
            for i in 0..2 {
                for j in 0..2 {
                    bend[i][j] -= mean[i] * mean[j];
                }
            }
        }
        if with_vectors {
            let [[a, b], [_, d]] = bend;
            let area = a * d - b * b;
            weights[0] += 0.5 * (d * slope[0] - b * slope[1]) / area;
            weights[1] += 0.5 * (a * slope[1] - b * slope[0]) / area;
        } else {
            weights[0] += 0.5 * slope[0] / bend[0][0];
        }
    }
    weights
}

/// The first agent's share of the softmax, and whether it is right.
fn first(asked: &Asked, words: f64, alike: f64) -> (f64, bool) {
    let shares = softmax(asked, [words, alike]);
    let first = (0..)
        .zip(&shares)
        .max_by(|a, b| a.1.total_cmp(b.1))
        .expect("agents");
    (*first.1, asked.agents.contains(&first.0))
}

/// Up to which share how many are right: pooled until both rise and no step is small.
fn isotonic(mut first: Vec<(f64, bool)>) -> Vec<(f64, f64)> {
    struct Step {
        from: f64,
        upto: f64,
        right: f64,
        n: f64,
    }
    first.sort_by(|a, b| a.0.total_cmp(&b.0));
    let join = |one: &Step, next: &Step| Step {
        from: one.from,
        upto: next.upto,
        right: one.right + next.right,
        n: one.n + next.n,
    };
    let mut steps: Vec<Step> = Vec::new();
    for (share, right) in first {
        steps.push(Step {
            from: share,
            upto: share,
            right: f64::from(u8::from(right)),
            n: 1.0,
        });
        while let [.., one, next] = &steps[..]
            && one.right / one.n >= next.right / next.n
        {
            let joined = join(one, next);
            steps.truncate(steps.len() - 2);
            steps.push(joined);
        }
    }
    while let Some(small) = steps.iter().position(|step| step.n < LEAST as f64)
        && steps.len() > 1
    {
        let before =
            small > 0 && (small + 1 == steps.len() || steps[small - 1].n <= steps[small + 1].n);
        let at = if before { small - 1 } else { small };
        let joined = join(&steps[at], &steps[at + 1]);
        steps.splice(at..at + 2, [joined]);
    }
    let ends = steps.iter().skip(1).map(|step| step.from).chain([1.0]);
    let mut least = 0.0_f64;
    let pairs = steps.iter().zip(ends).map(|(step, next)| {
        // One right and one wrong more, so that nothing is certain.
        least = least.max((step.right + 1.0) / (step.n + 2.0));
        // Half way to the next step.
        (f64::midpoint(step.upto, next), least)
    });
    pairs.collect()
}

/// Prints weights of the signs and the threshold.
fn scope(by: RoutedBy, with_vectors: bool) {
    let all: Vec<&Asked> = [Part::Validation, Part::Calibration]
        .into_iter()
        .flat_map(|part| of(part, true).chain(of(part, false)))
        .collect();
    let signs = |asked: &Asked| {
        let mut numbers = asked.signs.numbers();
        if !with_vectors {
            numbers[2] = 0.0;
        }
        let [a, b, c, d, e] = numbers;
        [1.0, a, b, c, d, e]
    };
    let ours = all.iter().filter(|one| one.ours).count() as f64;
    let weight = |asked: &Asked| {
        let of = if asked.ours {
            ours
        } else {
            all.len() as f64 - ours
        };
        all.len() as f64 / 2.0 / of
    };
    let mut weights = [0.0; 6];
    for _ in 0..STEPS {
        let mut slope: [f64; 6] = core::array::from_fn(|i| -RIDGE * weights[i]);
        let mut bend = [[0.0; 6]; 6];
        for (i, row) in bend.iter_mut().enumerate() {
            row[i] = RIDGE;
        }
        for one in &all {
            let signs = signs(one);
            let logit: f64 = signs
                .iter()
                .zip(weights)
                .map(|(sign, weight)| sign * weight)
                .sum();
            let likely = 1.0 / (1.0 + (-logit).exp());
            let target = f64::from(u8::from(one.ours));
            for i in 0..6 {
                slope[i] += weight(one) * (target - likely) * signs[i];
                for j in 0..6 {
                    bend[i][j] += weight(one) * likely * (1.0 - likely) * signs[i] * signs[j];
                }
            }
        }
        let step = solve(bend, slope);
        for i in 0..6 {
            weights[i] += step[i];
        }
    }
    let [base, signs @ ..] = weights;
    println!(
        "    scope: Weights {{\n        base: {base:.3},\n        signs: {signs:.3?},\n    }},"
    );
    let fitted = Weights { base, signs };
    let answered = |threshold: f64| {
        let off = || of(Part::Validation, false);
        let passed = off().filter(|one| {
            let mut signs = one.signs;
            signs.alike = if with_vectors { signs.alike } else { 0.0 };
            let named = decision(one, by).in_scope && one.signs.named;
            named || probability(&fitted, &signs) >= threshold
        });
        passed.count() as f64 / off().count() as f64
    };
    let threshold =
        (1..100).find(|hundredths| answered(f64::from(*hundredths) / 100.0) <= ANSWERED);
    println!(
        "    threshold_micro: {}0_000,",
        threshold.expect("most are refused")
    );
}

/// Gauss's elimination; the matrix is positive definite.
fn solve(mut matrix: [[f64; 6]; 6], mut right: [f64; 6]) -> [f64; 6] {
    for i in 0..6 {
        for j in i + 1..6 {
            let factor = matrix[j][i] / matrix[i][i];
            let above = matrix[i];
            for (value, above) in matrix[j].iter_mut().zip(above) {
                *value -= factor * above;
            }
            right[j] -= factor * right[i];
        }
    }
    for i in (0..6).rev() {
        for j in i + 1..6 {
            right[i] -= matrix[i][j] * right[j];
        }
        right[i] /= matrix[i][i];
    }
    right
}
