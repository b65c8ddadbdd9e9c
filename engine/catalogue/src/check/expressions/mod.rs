//! Checks of the expressions in worked entries: conditions, joint limits, watches and actions.
//!
//! Every expression parses. Figures exist, are listed by the agent and are read where they are
//! counted. A condition can be true, can be false, and says nothing without data. The start point
//! satisfies every joint limit, and every joint limit refuses some legal point. Every step of an
//! action is legal, safe and breaks no joint limit. Guards ask whether something got worse.

mod actions;
mod figures;
mod joints;
mod reach;
mod rules;
mod variables;
mod watches;

use std::collections::HashMap;

use protocol::catalogue::expression::FigureTable;
use protocol::catalogue::{Action, Agent, Counter, Kpi};

use super::Tables;
use crate::problem::Problem;
use crate::source::{Model, Source};
use variables::Variables;

const FILE: &str = "agents/entries";

pub fn check(source: &Source, tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    let facts = Facts::new(source);
    for preset in &source.presets {
        for reason in watches::preset(preset, &facts) {
            problems.push(Problem::new("agents/presets.json", &preset.name, reason));
        }
    }
    for model in source.models() {
        let Some(agent) = source.agents.iter().find(|agent| agent.id == model.id) else {
            continue; // said elsewhere
        };
        let (variables, mut reasons) = variables::resolve(model, source, tables);
        reasons.extend(one(model, agent, source, &variables, &facts));
        let id = model.id.as_str();
        let problem = |reason| Problem::new(FILE, id, reason);
        problems.extend(reasons.into_iter().map(problem));
    }
}

/// What expressions may read.
struct Facts<'a> {
    counters: HashMap<&'a str, &'a Counter>,
    kpis: HashMap<&'a str, &'a Kpi>,
    table: FigureTable,
}

impl<'a> Facts<'a> {
    fn new(source: &'a Source) -> Self {
        let counters = source.counters.iter();
        let kpis = source.kpis.iter();
        Self {
            counters: counters.map(|row| (row.id.as_str(), row)).collect(),
            kpis: kpis.map(|row| (row.id.as_str(), row)).collect(),
            table: FigureTable::new(&source.counters, &source.kpis),
        }
    }
}

fn one(
    model: &Model,
    agent: &Agent,
    source: &Source,
    variables: &Variables<'_>,
    facts: &Facts<'_>,
) -> Vec<String> {
    let (limits, mut reasons) = joints::check(model, variables);
    for rule in &model.rules {
        let mut found = rules::check(rule, (model, agent), variables, facts);
        for action in &rule.actions {
            if let Action::Change { .. } = action {
                found.extend(actions::check(action, rule, variables, &limits));
            }
        }
        if let Some(watch) = &rule.watch {
            let context = watches::Context {
                rule,
                model,
                agent,
                presets: &source.presets,
                facts,
            };
            found.extend(watches::check(watch, &context, variables));
        }
        reasons.extend(
            found
                .into_iter()
                .map(|reason| format!("{} {reason}", rule.id)),
        );
    }
    reasons
}
