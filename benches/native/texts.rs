//! Ten thousand patterns and two hundred questions, out of the texts in `benches/memory`.

use std::collections::BTreeSet;
use std::fs;

use protocol::answer::Technology;
use protocol::records::{Outcome, Pattern, Score};
use protocol::time::Timestamp;
use serde_json::Value;

use crate::random::Random;

/// Patterns in the memory that is measured.
pub const PATTERNS: usize = 10_000;
const QUERIES: usize = 200;

/// 1 January 2026, and a minute: when the patterns were made, one after the other.
const START: Timestamp = Timestamp(1_767_225_600_000_000);
const MINUTE_MICROS: i64 = 60_000_000;

/// What is measured with.
pub struct Texts {
    /// All different.
    pub patterns: Vec<Pattern>,
    /// As somebody would ask.
    pub queries: Vec<String>,
}

impl Texts {
    /// Tasks and strategies of the committed patterns, each time another two of them.
    pub fn make() -> Self {
        let rows = rows("patterns.jsonl");
        let mut random = Random::of(1);
        let mut known = BTreeSet::new();
        let mut patterns = Vec::with_capacity(PATTERNS);
        while patterns.len() < PATTERNS {
            let (what, how) = (random.below(rows.len()), random.below(rows.len()));
            if known.insert((what, how)) {
                let row = |at: usize| rows.get(at).expect("the number is below the length");
                patterns.push(pattern(row(what), row(how), patterns.len(), &mut random));
            }
        }
        let queries = self::rows("queries.jsonl");
        let queries = queries.iter().take(QUERIES).map(|row| text(row, "query"));
        Self {
            patterns,
            queries: queries.collect(),
        }
    }
}

fn pattern(what: &Value, how: &Value, place: usize, random: &mut Random) -> Pattern {
    // Two of three were tried, most of them with success.
    let score = [0.0, 0.4, 0.8, 0.9, 1.0, 1.0].get(random.below(9)).copied();
    let later = i64::try_from(place).unwrap_or_default() * MINUTE_MICROS;
    Pattern {
        task: text(what, "task"),
        category: text(what, "category"),
        strategy: text(how, "strategy"),
        technology: match text(what, "technology").as_str() {
            "lte" => Some(Technology::Lte),
            "nr" => Some(Technology::Nr),
            _ => None,
        },
        made: Some(Timestamp(START.0 + later)),
        outcome: score.and_then(Score::from_unit).map(Outcome::scored),
        ..Pattern::default()
    }
}

fn rows(name: &str) -> Vec<Value> {
    let file = benches::folder().join("memory").join(name);
    let lines = fs::read_to_string(file).expect("the clone holds the texts");
    let row = |line| serde_json::from_str(line).expect("every line is an object");
    lines.lines().map(row).collect()
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}
