//! How fast the app is, in Chromium, as a user would notice it. What is measured is written with the
//! machine it was measured on; nothing here judges.

mod answers;
pub mod memory;
mod visits;

use crate::{browser::Kind, server::root, stage::Stage};
use serde_json::{Value, json};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// How often each thing is done.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Visits of each kind.
    pub visits: usize,
    /// Questions.
    pub questions: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            visits: 15,
            questions: 300,
        }
    }
}

/// Measures everything.
#[must_use]
pub fn run(effort: Effort) -> Value {
    let about = Stage::new(Kind::Chromium);
    let browser = format!("Chromium {}", about.browser.version());
    let date = about.browser.run("return new Date().toISOString()", &[]);
    about.end();
    json!({
        "date": date,
        "machine": benches::describe(),
        "browser": browser,
        "unit": "ms",
        "first_visit": visits::first(effort.visits),
        "repeat_visit": visits::repeat(effort.visits),
        "ask": answers::ask(effort.questions),
    })
}

/// Writes results where the repository keeps them, under the day's date.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(results: &Value) -> io::Result<PathBuf> {
    benches::keep("chromium", results)
}

/// The questions that the catalogue's own agents are meant for, spread over all of them.
fn questions(count: usize) -> Vec<String> {
    let plan = read(&root().join("engine/catalogue/agents/plan.jsonl"));
    let agents = plan
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let asked: Vec<String> = agents
        .filter_map(|agent| agent["asks"][0].as_str().map(str::to_owned))
        .collect();
    let step = (asked.len() / count).max(1);
    let spread: Vec<String> = asked.into_iter().step_by(step).take(count).collect();
    assert_eq!(spread.len(), count, "the plan has fewer questions");
    spread
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
