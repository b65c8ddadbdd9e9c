//! What must hold before a catalogue is packed.
//!
//! Checked here: ids are unique; everything that names a row, group, agent, card or clause finds
//! it; every agent has at least three facts and no two agents have the same; every fact table is
//! covered by agents; cards are legal and lie inside their safe range; every agent has an entry of
//! its depth; conditions parse, read what is there and keep the joint limits ([`expressions`]); no two
//! questions of the whole catalogue are alike.

mod agents;
mod calculators;
mod cards;
mod entries;
mod expressions;
mod questions;
mod rows;

use std::collections::{HashMap, HashSet};

use protocol::catalogue::{Parameter, Row};

use crate::problem::Problem;
use crate::source::Source;

/// All problems of the sources; empty when they may be packed.
#[must_use]
pub fn check(source: &Source) -> Vec<Problem> {
    let tables = Tables::new(source);
    let mut problems = Vec::new();
    rows::check(source, &tables, &mut problems);
    agents::check(source, &tables, &mut problems);
    cards::check(source, &tables, &mut problems);
    entries::check(source, &tables, &mut problems);
    expressions::check(source, &tables, &mut problems);
    questions::check(source, &mut problems);
    calculators::check(source, &mut problems);
    problems
}

/// Rows by id, for looking references up.
struct Tables<'a> {
    parameters: HashMap<&'a str, &'a Parameter>,
    rows: HashMap<String, Row>,
    clauses: HashSet<(&'a str, &'a str)>,
}

impl<'a> Tables<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            parameters: source
                .parameters
                .iter()
                .map(|row| (row.id.as_str(), row))
                .collect(),
            rows: source.rows().map(|row| (row.id().0.clone(), row)).collect(),
            clauses: source
                .clauses
                .iter()
                .map(|clause| (clause.spec.as_str(), clause.number.as_str()))
                .collect(),
        }
    }
}

/// Texts that occur more than once, each once.
fn repeated<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    let mut twice = Vec::new();
    for text in texts {
        if !seen.insert(text) && !twice.contains(&text) {
            twice.push(text);
        }
    }
    twice
}
