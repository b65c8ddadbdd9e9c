//! The patterns that are measured with: recombined from the phrases, the same in every run.

use protocol::records::{Outcome, Pattern, Score};
use protocol::time::Timestamp;
use serde_json::json;

use crate::phrases::{PLACES, SIGNS, STRATEGIES, TASKS};

/// 1 January 2026, and a minute: when the patterns were made, one after the other.
const START: Timestamp = Timestamp(1_767_225_600_000_000);
const MINUTE_MICROS: i64 = 60_000_000;
/// A prime that divides no number of phrases: stepping by it meets every combination once.
const STEP: usize = 7_919;
/// Questions.
const QUERIES: usize = 200;

/// So many different patterns; at most as many as there are combinations.
pub fn patterns(count: usize) -> Vec<Pattern> {
    (0..count).map(pattern).collect()
}

/// As somebody would ask: a task at a place, and what was seen of it.
pub fn queries() -> Vec<String> {
    let query = |at: usize| {
        let (_, task) = one(TASKS, at);
        let (place, sign) = (one(PLACES, at * 5 + at / 24), one(SIGNS, at * 7 + at / 24));
        format!("{task} {place}, {sign}: what helped?")
    };
    (0..QUERIES).map(query).collect()
}

/// A pattern as a line of a file that somebody wrote by hand.
pub fn line(pattern: &Pattern) -> String {
    let mut line = json!({
        "task_description": pattern.task,
        "task_category": pattern.category,
        "strategy": pattern.strategy,
        "made": pattern.made.unwrap_or_default().written(),
    });
    if let Some(outcome) = &pattern.outcome {
        line["success_score"] = json!(f64::from(outcome.score.micro()) / 1e6);
    }
    format!("{line}\n")
}

fn pattern(place: usize) -> Pattern {
    // Four digits of base 24.
    let mixed = (place * STEP) % (24 * 24 * 24 * 24);
    let (category, task) = one(TASKS, mixed);
    let (site, strategy) = (one(PLACES, mixed / 24), one(STRATEGIES, mixed / 576));
    let sign = one(SIGNS, mixed / 13_824);
    // Two of three were tried, most of them with success.
    let scores = [0.0, 0.4, 0.8, 0.9, 1.0, 1.0];
    let score = scores.get(mixed % 9).copied();
    let later = i64::try_from(place).unwrap_or_default() * MINUTE_MICROS;
    Pattern {
        task: format!("{task} {site}, {sign}"),
        category: (*category).to_owned(),
        strategy: (*strategy).to_owned(),
        made: Some(Timestamp(START.0 + later)),
        outcome: score.and_then(Score::from_unit).map(Outcome::scored),
        ..Pattern::default()
    }
}

/// The phrase at a place of a list that goes round.
fn one<T>(of: &[T; 24], at: usize) -> &T {
    &of[at % 24]
}
