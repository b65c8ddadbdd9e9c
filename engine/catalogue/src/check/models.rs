//! Checks of worked entries against plan, cards and tables.

use std::collections::HashSet;

use protocol::answer::Technology;
use protocol::catalogue::{Action, Agent, Card, Depth, Model, Source as ContextSource};

use super::cards::{inside, legal_of, safe_range};
use super::{Tables, repeated};
use crate::problem::Problem;
use crate::source::{Heading, Source};

const FILE: &str = "agents/models.json";

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
    for id in repeated(source.models.iter().map(|model| model.id.as_str())) {
        problems.push(Problem::new(FILE, id, "entry twice"));
    }
    for (model, heading) in source.models.iter().zip(&source.headings) {
        let id = model.id.as_str();
        let Some(agent) = source.agents.iter().find(|agent| agent.id == model.id) else {
            problems.push(Problem::new(FILE, id, "is not in the plan"));
            continue;
        };
        let mut reasons = plan(agent, model, heading, source);
        reasons.extend(references(model, source, tables));
        reasons.extend(variables(model, source));
        problems.extend(
            reasons
                .into_iter()
                .map(|reason| Problem::new(FILE, id, reason)),
        );
    }
}

/// What differs from the plan.
fn plan(agent: &Agent, model: &Model, heading: &Heading, source: &Source) -> Vec<String> {
    let mut reasons = Vec::new();
    let techs = heading
        .tech
        .iter()
        .map(String::as_str)
        .collect::<HashSet<_>>();
    let planned = agent.techs.iter().map(|tech| match tech {
        Technology::Lte => "LTE",
        Technology::Nr => "NR",
    });
    if heading.name != agent.name
        || heading.kind != agent.kind.name()
        || heading.domain != agent.domain
        || techs != planned.collect()
        || agent.depth != Depth::Full
    {
        reasons.push("differs from the plan in name, kind, domain, depth or technology".to_owned());
    }
    let held: HashSet<_> = agent.facts.iter().chain(&agent.grouped).collect();
    let rows = model.parameters.iter().map(|settable| &settable.card.0);
    let is_row = |row: &&_| {
        source
            .parameters
            .iter()
            .any(|parameter| parameter.id == **row)
    };
    for fact in rows.filter(is_row).chain(&model.facts) {
        if !held.contains(fact) {
            reasons.push(format!("{fact} is not among the agent's facts"));
        }
    }
    for related in &heading.related {
        if !source
            .agents
            .iter()
            .any(|other| other.id.as_str() == related)
        {
            reasons.push(format!("related {related}"));
        }
    }
    reasons
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
        if let (Some(safe), Some(legal)) = (&settable.safe, legal_of(card, &source.parameters)) {
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
    for fact in model.facts.iter().filter(|fact| !tables.has(fact.as_str())) {
        reasons.push(format!("no row {fact}"));
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
fn variables(model: &Model, source: &Source) -> Vec<String> {
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
        for var in named_after(&joint.expression, '$') {
            if !all.contains(&var.as_str()) {
                reasons.push(format!("{}: unknown variable {var}", joint.name));
            }
        }
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
        let mut changes = false;
        for action in &rule.actions {
            let Action::Change { change, with, .. } = action else {
                continue;
            };
            changes = true;
            for step in std::iter::once(change).chain(with) {
                if !settable.contains(&step.var.as_str()) {
                    reasons.push(format!("{}: changes unknown {}", rule.id, step.var));
                }
            }
        }
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
    let questions = &model.questions;
    let styles = [
        &questions.terse,
        &questions.long,
        &questions.misspelt,
        &questions.plain,
    ];
    if styles.iter().any(|style| style.len() < 2) {
        reasons.push("two questions of each style".to_owned());
    }
    if source
        .agents
        .iter()
        .any(|agent| agent.id == model.id && agent.asks.is_empty())
    {
        reasons.push("no example question in the plan".to_owned());
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
