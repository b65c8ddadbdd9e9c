//! What tells the kinds of questions apart: a weight per kind for each feature of a question.
//!
//! The engine's trainer writes the file (`engine/src/routing/kind/tests`); nobody edits it.

use std::path::Path;

use serde::Deserialize;

use super::files::lines;
use crate::problem::{Problem, Problems};

/// The file.
pub const FILE: &str = "kinds/weights.jsonl";

/// A feature of questions.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighed {
    /// A word, two words, or what was recognised.
    pub feature: String,
    /// What it says for and against each kind, in the order of `protocol::answer::QueryKind`.
    pub weights: [i8; 6],
}

/// All features, each once, in rising order.
pub fn read(dir: &Path) -> Result<Vec<Weighed>, Problems> {
    let rows: Vec<Weighed> = lines(dir, FILE)?.into_iter().map(|(_, row)| row).collect();
    let out_of_order = rows.windows(2).find_map(|pair| match pair {
        [one, next] if one.feature >= next.feature => Some(next),
        _ => None,
    });
    let odd = rows
        .iter()
        .find(|row| row.feature.is_empty() || row.feature.contains('\n'));
    let problem = |row: &Weighed, reason: &str| Problem::new(FILE, &row.feature, reason);
    match (out_of_order, odd) {
        (Some(row), _) => Err(problem(row, "features must rise, each once").into()),
        (_, Some(row)) => Err(problem(row, "a feature is one line of text").into()),
        (None, None) => Ok(rows),
    }
}
