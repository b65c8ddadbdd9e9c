//! What a question shows to whoever tells its kind: words and pairs of words with names replaced by
//! what they name, and what routing made of it. The trainer reads the same.
//!
//! Words have no sign before them; a word inside a name has `+`, everything that is no word `:`.

use protocol::catalogue::Table;

use super::super::decision::Scored;
use super::super::mentions::{Mentioned, Strength};
use super::super::query::Query;
use crate::catalogue::Catalogue;

/// The best agents that are looked at.
const AGENTS: [&str; 3] = [":first ", ":second ", ":third "];
/// Words of a question up to which it has each length; more have the last.
const LENGTHS: [(usize, &str); 5] = [
    (4, ":terse"),
    (8, ":short"),
    (14, ":middle"),
    (24, ":long"),
    (usize::MAX, ":endless"),
];
/// How many rows are surely named, more counting as three.
const NAMES: [&str; 4] = [":no name", ":a name", ":two names", ":names"];

/// Gives every feature of a question; some may come more than once.
pub fn each(catalogue: &Catalogue, query: &Query<'_>, best: &[Scored], take: &mut dyn FnMut(&str)) {
    take(":always");
    let mut before = "^";
    let pair = |before: &str, token: &str, take: &mut dyn FnMut(&str)| {
        take(&[before, " ", token].concat());
    };
    let mut inside = 0;
    for word in &query.words {
        let name = query
            .mentions
            .iter()
            .find(|name| name.start <= word.start && word.start < name.end);
        let token = match name {
            Some(name) => {
                take(&["+", &word.stem].concat());
                if inside == name.end {
                    continue;
                }
                inside = name.end;
                class(catalogue, name)
            }
            None if word.stem.bytes().all(|b| b.is_ascii_digit()) => ":number",
            None => &word.stem,
        };
        take(token);
        pair(before, token, take);
        before = token;
    }
    pair(before, "$", take);
    let length = query.words.len();
    let length = LENGTHS.iter().find(|(most, _)| length <= *most);
    take(length.map_or("", |(_, length)| length));
    for sign in ["?", "%"] {
        if query.text.contains(sign) {
            take(&[":", sign].concat());
        }
    }
    let named = query.asked().count().min(NAMES.len() - 1);
    take(NAMES.get(named).copied().unwrap_or_default());
    if let Some(name) = query.asked().next() {
        take(&[":names ", class(catalogue, name)].concat());
    }
    take(&[":cue ", protocol::words::kind(query.kind)].concat());
    let agents = &catalogue.agents;
    for (place, scored) in AGENTS.iter().zip(best) {
        take(&[place, agents.kind(scored.agent).name()].concat());
    }
    if let Some(scored) = best.first() {
        take(&[":domain ", agents.domain(scored.agent)].concat());
    }
}

/// What a name is the name of; names that may be plain words are told apart.
fn class(catalogue: &Catalogue, name: &Mentioned) -> &'static str {
    let table = name.rows.first().and_then(|row| catalogue.rows.table(*row));
    match (table, name.strength) {
        (Some(Table::Counter), Strength::Sure) => ":counter",
        (Some(Table::Counter), Strength::Perhaps) => ":counter?",
        (Some(Table::Kpi), Strength::Sure) => ":kpi",
        (Some(Table::Kpi), Strength::Perhaps) => ":kpi?",
        (Some(Table::Procedure | Table::Cause), Strength::Sure) => ":procedure",
        (Some(Table::Procedure | Table::Cause), Strength::Perhaps) => ":procedure?",
        (_, Strength::Sure) => ":parameter",
        (_, Strength::Perhaps) => ":parameter?",
    }
}
