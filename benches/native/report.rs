//! What was measured, as a table for people and as the results that are kept.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::harness::{Measured, Watch};

/// Everything so far, in the order in which it was measured.
#[derive(Default)]
pub struct Report {
    times: Vec<(String, Value)>,
    others: Vec<(String, Value)>,
    ratios: Vec<(String, f64, String)>,
}

impl Report {
    /// Times of our own.
    pub fn add(&mut self, what: &str, measured: Measured) {
        let watch = match measured.watch {
            Watch::Processor => "processor",
            Watch::Wall => "wall",
        };
        let mut value = benches::summary(measured.micros);
        value["batch"] = json!(measured.batch);
        value["time"] = json!(watch);
        self.add_value(what, value);
    }

    /// Times that somebody else measured, in the same form.
    pub fn add_value(&mut self, what: &str, value: Value) {
        println!("{what}: p50 {} µs", value["p50"]);
        self.times.push((what.to_owned(), value));
    }

    /// Something that is no time.
    pub fn note(&mut self, what: &str, value: Value) {
        println!("{what}: {value}");
        self.others.push((what.to_owned(), value));
    }

    /// How many times the median of `one` that of `other` is, where both were measured.
    pub fn compare(&mut self, one: &str, other: &str, goal: &str) {
        let (Some(a), Some(b)) = (self.median(one), self.median(other)) else {
            return;
        };
        let ratio = (a / b * 1_000.0).round() / 1_000.0;
        let what = format!("{one} / {other}");
        self.ratios.push((what, ratio, goal.to_owned()));
    }

    fn median(&self, what: &str) -> Option<f64> {
        let found = self.times.iter().find(|(known, _)| known == what)?;
        found.1["p50"].as_f64().filter(|median| *median > 0.0)
    }

    /// For the terminal.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{:<58} {:>12} {:>12} {:>7} {:>5}  time\n",
            "µs", "p50", "p95", "n", "batch"
        );
        for (what, value) in &self.times {
            let number = |name: &str| value[name].as_f64().unwrap_or_default();
            let watch = value["time"].as_str().unwrap_or_default();
            let (n, batch) = (value["n"].to_string(), value["batch"].to_string());
            writeln!(
                text,
                "{what:<58} {:>12.2} {:>12.2} {n:>7} {batch:>5}  {watch}",
                number("p50"),
                number("p95"),
            )
            .expect("a string takes everything");
        }
        for (what, value) in &self.others {
            writeln!(text, "{what:<58} {value}").expect("a string takes everything");
        }
        for (what, ratio, goal) in &self.ratios {
            writeln!(text, "{what:<100} {ratio:>8}  {goal}").expect("a string takes everything");
        }
        text
    }

    /// For the file.
    pub fn results(&self) -> Value {
        let named =
            |all: &[(String, Value)]| -> Map<String, Value> { all.iter().cloned().collect() };
        let ratio = |(what, ratio, goal): &(String, f64, String)| {
            (what.clone(), json!({ "ratio": ratio, "goal": goal }))
        };
        json!({
            "times": named(&self.times),
            "others": named(&self.others),
            "ratios": self.ratios.iter().map(ratio).collect::<Map<_, _>>(),
        })
    }
}
