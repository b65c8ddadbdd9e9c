//! What was measured so far: rows for the page, and the form that a file keeps.

use protocol::benchmark::{Beside, Report as Told, Row, Said, Took};
use protocol::time::Timestamp;
use serde_json::{Map, Value, json};
use worker::platform::scope;

use crate::harness::Times;
use crate::page::say;

/// Rows of a whole run.
const ROWS: u32 = 11;

/// Everything so far, in the order in which it was measured.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
    notes: Vec<(String, String)>,
    times: Map<String, Value>,
    others: Map<String, Value>,
    ratios: Map<String, Value>,
}

impl Report {
    /// Tells the page what comes now.
    pub fn begin(&self, what: &str) {
        say(&Said::Progress {
            done: u32::try_from(self.rows.len()).unwrap_or(ROWS),
            of: ROWS,
            what: what.to_owned(),
        });
    }

    /// Times of our own, with nothing beside them.
    pub fn add(&mut self, what: &str, how: &str, times: &Times) {
        self.row(what, how, times, None);
    }

    /// Times of our own and of what was measured in turns with it.
    pub fn compare(
        &mut self,
        (what, how): (&str, &str),
        ours: &Times,
        (other, theirs): (&str, &Times),
        goal: Option<f64>,
    ) {
        let took = took(theirs);
        self.times.insert(other.to_owned(), summary(theirs));
        let ratio = quantile(ours, 0.5) / quantile(theirs, 0.5).max(0.001);
        let words = goal.map_or_else(String::new, |goal| format!("at most {goal}"));
        let ratio_milli = (ratio * 1_000.0).round() as u32;
        self.ratios.insert(
            format!("{what} / {other}"),
            json!({ "ratio": f64::from(ratio_milli) / 1_000.0, "goal": words }),
        );
        let beside = Beside {
            what: other.to_owned(),
            took,
            ratio_milli,
            goal_milli: goal.map(|goal| (goal * 1_000.0).round() as u32),
        };
        self.row(what, how, ours, Some(beside));
    }

    /// Something that is no time.
    pub fn note(&mut self, what: &str, shown: String, value: Value) {
        self.notes.push((what.to_owned(), shown));
        self.others.insert(what.to_owned(), value);
    }

    fn row(&mut self, what: &str, how: &str, times: &Times, beside: Option<Beside>) {
        let mut value = summary(times);
        value["how"] = json!(how);
        self.times.insert(what.to_owned(), value);
        self.rows.push(Row {
            what: what.to_owned(),
            how: how.to_owned(),
            took: took(times),
            beside,
        });
    }

    /// The whole, for the page.
    pub fn finish(self, at: Timestamp, took_ms: f64, patterns: usize) -> Told {
        let navigator = scope().navigator();
        let browser = navigator.user_agent().unwrap_or_default();
        let cores = navigator.hardware_concurrency();
        let json = json!({
            "date": at.written(),
            "machine": { "browser": browser, "cores": cores },
            "patterns": patterns,
            "took_ms": took_ms.round(),
            "unit": "µs",
            "results": { "times": self.times, "others": self.others, "ratios": self.ratios },
        });
        Told {
            at,
            took_millis: took_ms as u64,
            browser,
            cores: cores as u32,
            patterns: patterns as u32,
            rows: self.rows,
            notes: self.notes,
            json: format!("{json:#}\n"),
        }
    }
}

fn took(times: &Times) -> Took {
    let nanos = |share| (quantile(times, share) * 1_000.0) as u64;
    Took {
        n: times.micros.len() as u32,
        batch: times.batch as u32,
        p50_nanos: nanos(0.5),
        p95_nanos: nanos(0.95),
    }
}

/// As the other files of results have it.
fn summary(times: &Times) -> Value {
    let rounded = |share| (quantile(times, share) * 100.0).round() / 100.0;
    json!({
        "n": times.micros.len(),
        "p50": rounded(0.5),
        "p95": rounded(0.95),
        "max": rounded(1.0),
        "batch": times.batch,
        "time": "wall",
    })
}

/// One of the times itself.
fn quantile(times: &Times, share: f64) -> f64 {
    let mut sorted = times.micros.clone();
    sorted.sort_by(f64::total_cmp);
    let place = (share * sorted.len() as f64).ceil() as usize;
    let value = sorted.get(place.saturating_sub(1)).copied();
    value.unwrap_or_default()
}
