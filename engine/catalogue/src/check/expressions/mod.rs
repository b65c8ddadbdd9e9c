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
use protocol::catalogue::{Action, Counter, Kpi, Model};

use crate::problem::Problem;
use crate::source::{Heading, Source};

const FILE: &str = "agents/models.json";

pub fn check(source: &Source, problems: &mut Vec<Problem>) {
    let facts = Facts::new(source);
    for preset in &source.presets {
        for reason in watches::preset(preset, &facts) {
            problems.push(Problem::new("agents/presets.json", &preset.name, reason));
        }
    }
    for (model, heading) in source.models.iter().zip(&source.headings) {
        for reason in one(model, heading, source, &facts) {
            problems.push(Problem::new(FILE, model.id.as_str(), reason));
        }
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

fn one(model: &Model, heading: &Heading, source: &Source, facts: &Facts<'_>) -> Vec<String> {
    let (variables, mut reasons) = variables::resolve(model, source);
    let (limits, broken) = joints::check(model, &variables);
    reasons.extend(broken);
    for rule in &model.rules {
        let mut found = rules::check(rule, model, &variables, facts);
        for action in &rule.actions {
            if let Action::Change { .. } = action {
                found.extend(actions::check(action, rule, &variables, &limits));
            }
        }
        if let Some(watch) = &rule.watch {
            let context = watches::Context {
                rule,
                model,
                heading,
                presets: &source.presets,
                facts,
            };
            found.extend(watches::check(watch, &context, &variables));
        }
        reasons.extend(
            found
                .into_iter()
                .map(|reason| format!("{} {reason}", rule.id)),
        );
    }
    reasons
}
