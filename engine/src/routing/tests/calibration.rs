//! Whether probabilities are what they say, and the picture of it.
//!
//! `cargo test -p engine --lib -- routing::tests::calibration --ignored` writes
//! `engine/catalogue/eval/reliability.svg`.

use std::fmt::Write;
use std::fs;

use protocol::answer::RoutedBy;

use super::evaluation::{WAYS, decision};
use super::questions::{Asked, Part, of, routed};
use crate::catalogue::sample::folder;

/// Parts of equal width that probabilities are sorted into.
const BINS: usize = 15;

/// What is said, and whether it was right.
type Said = (f64, bool);

fn said<'a>(asked: impl Iterator<Item = &'a Asked>, by: RoutedBy) -> Vec<Said> {
    asked.map(|one| one.likely(decision(one, by))).collect()
}

/// Mean of what is said, share that was right, and number, of each part that has any.
fn bins(said: &[Said]) -> Vec<(f64, f64, usize)> {
    let mut sums = [(0.0, 0.0, 0); BINS];
    for (likely, right) in said {
        let bin = ((likely * BINS as f64) as usize).min(BINS - 1);
        sums[bin].0 += likely;
        sums[bin].1 += f64::from(u8::from(*right));
        sums[bin].2 += 1;
    }
    let sums = sums.into_iter().filter(|(.., n)| *n > 0);
    sums.map(|(likely, right, n)| (likely / n as f64, right / n as f64, n))
        .collect()
}

/// Expected calibration error: the mean distance between said and seen over the bins.
pub fn error(said: &[Said]) -> f64 {
    let distances = bins(said).into_iter();
    let distances = distances.map(|(likely, right, n)| (likely - right).abs() * n as f64);
    distances.sum::<f64>() / said.len() as f64
}

/// The error that probabilities which are true would have on so few questions, on average.
fn chance(said: &[Said]) -> f64 {
    const DRAWS: u32 = 500;
    // Any fixed numbers do: a linear congruence (Knuth).
    let mut state = 1_u64;
    let mut draw = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let errors = (0..DRAWS).map(|_| {
        let drawn: Vec<Said> = said
            .iter()
            .map(|(likely, _)| (*likely, draw() < *likely))
            .collect();
        error(&drawn)
    });
    errors.sum::<f64>() / f64::from(DRAWS)
}

/// The share that is right among the surest of these.
fn accuracy_at(said: &[Said], coverage: f64) -> f64 {
    let mut surest = said.to_vec();
    surest.sort_by(|a, b| b.0.total_cmp(&a.0));
    let kept = (surest.len() as f64 * coverage) as usize;
    let right = surest.iter().take(kept).filter(|(_, right)| *right);
    right.count() as f64 / kept as f64
}

#[test]
fn what_is_said_to_be_likely_is_so() {
    for (way, by) in WAYS {
        for part in [Part::Validation, Part::Calibration, Part::Test] {
            let all = said(routed(part), by);
            let apart = said(routed(part).filter(|one| one.kind.is_some()), by);
            for (what, said) in [("all", &all), ("written apart", &apart)] {
                let mean = said.iter().map(|(likely, _)| likely).sum::<f64>() / said.len() as f64;
                println!(
                    "{part:?}, {way}, {what}: calibration error {:.3} (by chance alone {:.3}), said {mean:.3}, seen {:.3}; right at 100, 90, 80, 70, 50 % coverage {:?} (n {})",
                    error(said),
                    chance(said),
                    accuracy_at(said, 1.0),
                    [1.0, 0.9, 0.8, 0.7, 0.5].map(|at| (accuracy_at(said, at) * 1e3).round() / 1e3),
                    said.len(),
                );
            }
            if part == Part::Test {
                assert!(error(&all) <= ERROR, "{way}: {}", error(&all));
                assert!(accuracy_at(&all, 0.8) >= AT_80, "{way}");
            }
        }
    }
}

/// The calibration error of "this is ours", with ours and others weighing the same.
fn scope_error(part: Part, by: RoutedBy) -> f64 {
    let mut sums = [(0.0, 0.0); BINS];
    for ours in [true, false] {
        let n = of(part, ours).count() as f64;
        for one in of(part, ours) {
            let likely = decision(one, by).scope_micro as f64 / 1e6;
            let bin = ((likely * BINS as f64) as usize).min(BINS - 1);
            sums[bin].0 += likely / 2.0 / n;
            sums[bin].1 += if ours { 0.5 / n } else { 0.0 };
        }
    }
    sums.iter().map(|(said, seen)| (said - seen).abs()).sum()
}

#[test]
fn what_is_said_to_be_ours_is_so() {
    for (way, by) in WAYS {
        for part in [Part::Validation, Part::Calibration, Part::Test] {
            println!(
                "{part:?}, {way}: calibration error of scope {:.3}",
                scope_error(part, by)
            );
        }
        assert!(scope_error(Part::Test, by) <= ERROR, "{way}");
    }
}

/// Limits of the tests above.
const ERROR: f64 = 0.06;
const AT_80: f64 = 0.85;

#[test]
#[ignore = "writes the picture"]
fn the_reliability_plot_is_drawn() {
    let mut svg = String::new();
    svg.push_str(concat!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 440\" font-family=\"sans-serif\" font-size=\"12\">\n",
        "<rect width=\"760\" height=\"440\" fill=\"#fff\"/>\n",
        "<text x=\"20\" y=\"24\" font-size=\"14\">First agent: said to be right, and right (test half, bins of 1/15, area by n)</text>\n",
    ));
    for (place, (way, by)) in WAYS.into_iter().enumerate() {
        let said = said(routed(Part::Test), by);
        panel(&mut svg, 50 + 370 * place, way, &said).expect("a string");
    }
    svg.push_str("</svg>\n");
    fs::write(folder().join("eval/reliability.svg"), svg).expect("a folder to write to");
}

/// A square of 320 with the diagonal, the bins, and the curve of coverage and accuracy.
fn panel(svg: &mut String, left: usize, way: &str, said: &[Said]) -> std::fmt::Result {
    let x = |value: f64| left as f64 + 320.0 * value;
    let y = |value: f64| 380.0 - 320.0 * value;
    writeln!(
        svg,
        "<text x=\"{left}\" y=\"48\">{way}: error {:.3}, n {}</text>",
        error(said),
        said.len()
    )?;
    writeln!(
        svg,
        "<rect x=\"{left}\" y=\"60\" width=\"320\" height=\"320\" fill=\"none\" stroke=\"#888\"/>"
    )?;
    writeln!(
        svg,
        "<path d=\"M{} {}L{} {}\" stroke=\"#888\" stroke-dasharray=\"4\"/>",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0)
    )?;
    for tick in [0.0, 0.5, 1.0] {
        writeln!(
            svg,
            "<text x=\"{}\" y=\"396\" text-anchor=\"middle\">{tick}</text>",
            x(tick)
        )?;
        writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{tick}</text>",
            left - 4,
            y(tick) + 4.0
        )?;
    }
    for (likely, right, n) in bins(said) {
        let radius = (n as f64).sqrt();
        writeln!(
            svg,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" fill=\"#06c\" fill-opacity=\".5\"><title>said {likely:.3}, right {right:.3}, n {n}</title></circle>",
            x(likely),
            y(right),
        )?;
    }
    let mut curve = String::new();
    for step in 4..=20 {
        let at = f64::from(step) / 20.0;
        write!(
            curve,
            "{}{:.1} {:.1}",
            if step == 4 { "M" } else { "L" },
            x(at),
            y(accuracy_at(said, at))
        )?;
    }
    writeln!(
        svg,
        "<path d=\"{curve}\" fill=\"none\" stroke=\"#c50\" stroke-width=\"2\"/>"
    )?;
    writeln!(
        svg,
        "<text x=\"{left}\" y=\"416\" fill=\"#06c\">blue: said (across) and right (up)</text>"
    )?;
    writeln!(
        svg,
        "<text x=\"{left}\" y=\"432\" fill=\"#c50\">orange: coverage (across) and accuracy (up)</text>"
    )
}
