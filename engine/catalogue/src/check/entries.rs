//! Checks of entries against plan, cards and tables.

use std::collections::HashSet;

use protocol::catalogue::{Action, Agent, Card, Depth, Source as ContextSource};

use super::cards::{inside, legal_of, safe_range};
use super::{Tables, repeated};
use crate::problem::Problem;
use crate::source::{Entry, Model, Questions, Source};

const FILE: &str = "agents/entries";

/// Questions that an entry has at least: of a group, in all, of each style.
const OF_A_GROUP: usize = 3;
const OF_AN_AGENT: usize = 12;
const OF_A_STYLE: usize = 2;
/// Words of a terse question at most, of a long one at least.
const TERSE: usize = 6;
const LONG: usize = 16;
/// Bytes of a summary at least.
const SUMMARY_BYTES: usize = 60;

/// Clauses of documents whose clauses are not in the table (LTE, dual connectivity).
const OTHER_CLAUSES: [(&str, &[&str]); 7] = [
    (
        "TS 36.304",
        &["5.2.3", "5.2.4.1", "5.2.4.2", "5.2.4.5", "5.2.4.6"],
    ),
    (
        "TS 36.331",
        &[
            "5.3.7", "5.3.11", "5.5.4.4", "5.5.4.7", "5.5.4.8", "7.3", "7.4",
        ],
    ),
    ("TS 36.300", &["10.1.6", "22.4.2"]),
    ("TS 37.340", &["7.7", "10.2.1", "10.3.1", "10.4.1"]),
    ("TS 36.423", &["8.7.4"]),
    ("TS 38.133", &["10.1.17"]),
    ("TS 28.541", &["4.3"]),
];

pub fn check(source: &Source, tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    for id in repeated(source.entries.iter().map(|entry| entry.agent.as_str())) {
        problems.push(Problem::new(FILE, id, "entry twice"));
    }
    let known: HashSet<_> = source.entries.iter().map(|entry| &entry.agent).collect();
    for agent in &source.agents {
        if !known.contains(&agent.id) {
            problems.push(Problem::new(FILE, agent.id.as_str(), "has no entry"));
        }
    }
    for entry in &source.entries {
        let id = entry.agent.as_str();
        let Some(agent) = source.agents.iter().find(|agent| agent.id == entry.agent) else {
            problems.push(Problem::new(FILE, id, "is not in the plan"));
            continue;
        };
        let mut reasons = depth(agent, entry);
        if let Some(model) = &entry.model {
            reasons.extend(facts(agent, model, tables));
            reasons.extend(references(model, source, tables));
            reasons.extend(variables(model));
        }
        problems.extend(
            reasons
                .into_iter()
                .map(|reason| Problem::new(FILE, id, reason)),
        );
    }
    for card in unused(source) {
        problems.push(Problem::new(FILE, card, "a card that no entry names"));
    }
}

/// What the plan's depth and kind ask for and the entry lacks.
fn depth(agent: &Agent, entry: &Entry) -> Vec<String> {
    let mut reasons = Vec::new();
    let Questions {
        terse,
        long,
        misspelt,
        plain,
    } = &entry.questions;
    if agent.depth == Depth::Group {
        if entry.model.is_some() {
            reasons.push("a group has questions only".to_owned());
        }
        if entry.questions.all().count() < OF_A_GROUP {
            reasons.push("three questions".to_owned());
        }
        return reasons;
    }
    let Some(model) = &entry.model else {
        return vec!["since and summary".to_owned()];
    };
    let words = |text: &String| text.split_whitespace().count();
    if [terse, long, misspelt, plain]
        .iter()
        .any(|style| style.len() < OF_A_STYLE)
        || entry.questions.all().count() < OF_AN_AGENT
    {
        reasons.push("twelve questions, two of each style at least".to_owned());
    }
    if terse.iter().any(|text| words(text) > TERSE) || long.iter().any(|text| words(text) < LONG) {
        reasons.push("length of a terse or long question".to_owned());
    }
    if model.summary.len() < SUMMARY_BYTES {
        reasons.push("length of the summary".to_owned());
    }
    if agent.depth == Depth::Full && model.rules.is_empty() {
        reasons.push("a full entry has a rule".to_owned());
    }
    reasons
}

/// What an entry sets that is not among the agent's facts.
fn facts(agent: &Agent, model: &Model, tables: &Tables<'_>) -> Vec<String> {
    let held: HashSet<_> = agent.facts.iter().chain(&agent.grouped).collect();
    let sets = model.parameters.iter().map(|settable| &settable.card.0);
    sets.filter(|row| tables.parameters.contains_key(row.as_str()) && !held.contains(row))
        .map(|row| format!("{row} is not among the agent's facts"))
        .collect()
}

/// Cards by their keys that nobody names.
fn unused(source: &Source) -> Vec<String> {
    let mut named = HashSet::new();
    for model in source.models() {
        named.extend(model.parameters.iter().map(|one| one.card.clone()));
        named.extend(model.context.iter().filter_map(|one| match &one.source {
            ContextSource::Card(row, on) => Some((row.clone(), on.clone())),
            ContextSource::Words(_) => None,
        }));
    }
    let key = |card: &Card| (card.row.clone(), card.on.clone());
    let idle = source
        .cards
        .iter()
        .filter(|card| !named.contains(&key(card)));
    idle.map(|card| format!("{}@{}", card.row, card.on))
        .collect()
}

fn card<'a>(source: &'a Source, key: &(protocol::ids::RowId, String)) -> Option<&'a Card> {
    source
        .cards
        .iter()
        .find(|card| card.row == key.0 && card.on == key.1)
}

/// Names that lead nowhere.
fn references(model: &Model, source: &Source, tables: &Tables<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    for settable in &model.parameters {
        let Some(card) = card(source, &settable.card) else {
            reasons.push(format!("no card {}@{}", settable.card.0, settable.card.1));
            continue;
        };
        if let (Some(safe), Some(legal)) = (&settable.safe, legal_of(card, source, tables)) {
            reasons.extend(safe_range(safe, &legal));
            let start = card.start.as_ref().map(|start| &start.value);
            if start.is_some_and(|value| !inside(value, safe)) {
                reasons.push(format!(
                    "{}: safe range leaves out the start value",
                    settable.var
                ));
            }
        }
    }
    for context in &model.context {
        if let ContextSource::Card(row, on) = &context.source
            && card(source, &(row.clone(), on.clone())).is_none()
        {
            reasons.push(format!("no card {row}@{on}"));
        }
    }
    for (spec, number) in &model.clauses {
        if !clause_known(spec, number, tables) {
            reasons.push(format!("no clause {spec} {number}"));
        }
    }
    for rule in &model.rules {
        for action in &rule.actions {
            if let Action::Check {
                see: Some(agent), ..
            } = action
                && !source.agents.iter().any(|other| other.id == *agent)
            {
                reasons.push(format!("{}: see {agent}", rule.id));
            }
        }
    }
    reasons
}

/// A clause is known when it, or one of the two levels above it, is.
fn clause_known(spec: &str, number: &str, tables: &Tables<'_>) -> bool {
    let parents = |number: &str| number.rsplit_once('.').map(|(parent, _)| parent.to_owned());
    let above = parents(number);
    let two_above = above.as_deref().and_then(parents);
    let others = OTHER_CLAUSES.iter().find(|(other, _)| *other == spec);
    tables.clauses.contains(&(spec, number))
        || above.is_some_and(|above| tables.clauses.contains(&(spec, above.as_str())))
        || two_above.is_some_and(|above| tables.clauses.contains(&(spec, above.as_str())))
        || others.is_some_and(|(_, numbers)| numbers.contains(&number))
}

/// Variables: declared once, used only when declared.
fn variables(model: &Model) -> Vec<String> {
    let mut reasons = Vec::new();
    let settable: Vec<_> = model
        .parameters
        .iter()
        .map(|settable| settable.var.as_str())
        .collect();
    let context = model.context.iter().map(|context| context.var.as_str());
    let all: Vec<_> = settable.iter().copied().chain(context).collect();
    for twice in repeated(all.iter().copied()) {
        reasons.push(format!("variable {twice} twice"));
    }
    for joint in &model.joints {
        for var in named_after(&joint.broken, '{') {
            if var != "value" && !all.contains(&var.as_str()) {
                reasons.push(format!(
                    "{}: unknown variable {var} in its sentence",
                    joint.name
                ));
            }
        }
    }
    for twice in repeated(model.rules.iter().map(|rule| rule.id.as_str())) {
        reasons.push(format!("rule {twice} twice"));
    }
    for rule in &model.rules {
        let is_change = |action: &Action| matches!(action, Action::Change { .. });
        let changes = rule.actions.iter().any(is_change);
        if changes != rule.watch.is_some() {
            reasons.push(format!(
                "{}: a change needs a watch, and only a change",
                rule.id
            ));
        }
        if rule.causes.is_empty() || rule.symptom.is_empty() {
            reasons.push(format!("{}: symptom and causes", rule.id));
        }
    }
    reasons
}

/// The names that follow a mark in a text.
fn named_after(text: &str, mark: char) -> Vec<String> {
    let name = |piece: &str| -> String {
        piece
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect()
    };
    text.split(mark).skip(1).map(name).collect()
}
