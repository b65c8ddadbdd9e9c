//! Checks of the plan: every agent alone, all together, and what they cover.

use std::collections::{BTreeSet, HashMap, HashSet};

use protocol::answer::Technology;
use protocol::catalogue::{Agent, Depth, Kind, Row, Table, Techs};
use protocol::ids::RowId;

use super::{Tables, repeated};
use crate::problem::Problem;
use crate::source::{Members, Source};

const FILE: &str = "agents/plan.jsonl";

pub fn check(source: &Source, tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    let mut bad = |row: &str, reason: String| problems.push(Problem::new(FILE, row, reason));
    for id in repeated(source.agents.iter().map(|agent| agent.id.as_str())) {
        bad(id, "id twice".to_owned());
    }
    let names: Vec<_> = source
        .agents
        .iter()
        .map(|agent| plain(&agent.name))
        .collect();
    for name in repeated(names.iter().map(String::as_str)) {
        bad(name, "name twice".to_owned());
    }
    let ids: HashSet<_> = source
        .agents
        .iter()
        .map(|agent| agent.id.as_str())
        .collect();
    let mut sets: HashMap<BTreeSet<&str>, &str> = HashMap::new();
    for agent in &source.agents {
        let id = agent.id.as_str();
        for reason in alone(agent, &ids, tables) {
            bad(id, reason);
        }
        let facts: BTreeSet<_> = all_facts(agent).collect();
        if facts.len() < 3 {
            bad(id, format!("only {} facts", facts.len()));
        }
        if let Some(other) = sets.insert(facts, id) {
            bad(id, format!("same facts as {other}"));
        }
    }
    for reason in groups(source) {
        bad("groups", reason);
    }
    for missing in uncovered(source) {
        bad(&missing, "in no agent".to_owned());
    }
}

/// Words in lower case, for comparing.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn all_facts(agent: &Agent) -> impl Iterator<Item = &str> {
    agent.facts.iter().chain(&agent.grouped).map(RowId::as_str)
}

fn alone(agent: &Agent, ids: &HashSet<&str>, tables: &Tables<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    let one_line = |text: &str| text == text.trim() && !text.contains('\n');
    if !id_form(agent.id.as_str()) {
        reasons.push("form of the id".to_owned());
    }
    if (agent.kind == Kind::Group) != (agent.depth == Depth::Group) {
        reasons.push("kind group and depth group go together".to_owned());
    }
    if !(3..=90).contains(&agent.name.len()) || !one_line(&agent.name) {
        reasons.push("length of the name".to_owned());
    }
    if !(15..=220).contains(&agent.what.len()) || !one_line(&agent.what) {
        reasons.push("length of the line".to_owned());
    }
    if agent.asks.len() < 3 || !agent.asks.iter().all(|ask| one_line(ask)) {
        reasons.push("three questions of one line each".to_owned());
    }
    if agent.techs == Techs::default() {
        reasons.push("no technology".to_owned());
    }
    for fact in &agent.facts {
        match tables.rows.get(fact.as_str()) {
            None => reasons.push(format!("no row {fact}")),
            Some(row) => {
                if technology(row).is_some_and(|tech| !agent.techs.has(tech)) {
                    reasons.push(format!("{fact} is of another technology"));
                }
            }
        }
    }
    for fact in repeated(all_facts(agent)) {
        reasons.push(format!("{fact} twice"));
    }
    if agent.related.is_empty() {
        reasons.push("nothing related".to_owned());
    }
    for other in &agent.related {
        if other == &agent.id || !ids.contains(other.as_str()) {
            reasons.push(format!("related {other}"));
        }
    }
    reasons
}

/// `NR-MOB-001` or `LTE-PHY-G12`.
fn id_form(id: &str) -> bool {
    let parts: Vec<_> = id.split('-').collect();
    let [tech, area, number] = parts.as_slice() else {
        return false;
    };
    let digits = number
        .strip_prefix('G')
        .map_or((*number, 3), |digits| (digits, 2));
    ["NR", "LTE"].contains(tech)
        && !area.is_empty()
        && area.bytes().all(|b| b.is_ascii_uppercase())
        && digits.0.len() == digits.1
        && digits.0.bytes().all(|b| b.is_ascii_digit())
}

/// The technology that a row binds its agents to; interfaces serve both.
fn technology(row: &Row) -> Option<Technology> {
    match row {
        Row::Parameter(row) => Some(match row.table {
            Table::RrcLte | Table::SmallCell => Technology::Lte,
            _ => Technology::Nr,
        }),
        Row::Counter(row) => Some(row.tech),
        Row::Kpi(row) => Some(row.tech),
        Row::Procedure(_) | Row::Causes(_) => None,
    }
}

fn groups(source: &Source) -> Vec<String> {
    let mut reasons = Vec::new();
    let mut taken: HashMap<&str, &str> = HashMap::new();
    for (agent, groups) in source.agents.iter().zip(&source.groups_of) {
        for name in groups {
            match source.groups.iter().find(|group| group.id == *name) {
                None => reasons.push(format!("{}: no group {name}", agent.id)),
                Some(group) if group.fold.is_some() => {
                    reasons.push(format!("{}: {name} does not stand alone", agent.id));
                }
                Some(_) => {}
            }
            if let Some(other) = taken.insert(name, agent.id.as_str()) {
                reasons.push(format!("{}: {name} is already in {other}", agent.id));
            }
        }
    }
    reasons
}

/// Rows that some agent should hold and none does: configuration fields of groups that are not
/// dropped, and all rows of the other tables.
fn uncovered(source: &Source) -> Vec<String> {
    let held: HashSet<_> = source.agents.iter().flat_map(all_facts).collect();
    let members = Members::new(&source.groups, &source.parameters);
    let kept = source
        .groups
        .iter()
        .filter(|group| group.fold.as_deref() != Some("drop"));
    let mut wanted: Vec<_> = kept
        .flat_map(|group| members.own(group))
        .map(|row| row.id.0.clone())
        .collect();
    let whole_table = |row: &Row| match row {
        Row::Parameter(row) => row.usage.is_none(),
        _ => true,
    };
    wanted.extend(
        source
            .rows()
            .filter(whole_table)
            .map(|row| row.id().0.clone()),
    );
    wanted.retain(|id| !held.contains(id.as_str()));
    wanted
}
