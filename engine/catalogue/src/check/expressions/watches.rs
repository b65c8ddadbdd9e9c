//! What a watch asks: the gain it hopes for and the guards against losses elsewhere.

use std::collections::BTreeSet;

use protocol::catalogue::expression::{
    Change, Condition, End, Figure, Node, Relation, Scope, Value,
};
use protocol::catalogue::{Action, Agent, Better, Gap, Micro};

use super::Facts;
use super::figures::Reader;
use super::variables::Variables;
use crate::source::expression::parse_change;
use crate::source::{Model, Preset, Rule, Watch, figures};

/// The rule that is watched, and what is known around it.
pub struct Context<'a> {
    pub rule: &'a Rule,
    pub model: &'a Model,
    pub agent: &'a Agent,
    pub presets: &'a [Preset],
    pub facts: &'a Facts<'a>,
}

/// Whether a comparison should become true or stay false.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Gain,
    Guard,
}

/// What is wrong with a preset's guards.
pub fn preset(preset: &Preset, facts: &Facts<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    for (at_relation, guards) in [(true, &preset.relation), (false, &preset.cell)] {
        let reader = Reader {
            facts,
            gaps: &[],
            listed: None,
            at_relation,
        };
        for guard in guards {
            reasons.extend(expression(guard, Wish::Guard, &reader).1);
        }
    }
    if preset.window_h == 0 {
        reasons.push("watches for no time".to_owned());
    }
    reasons
}

/// What is wrong with a watch.
pub fn check(watch: &Watch, context: &Context<'_>, variables: &Variables<'_>) -> Vec<String> {
    let gaps: &[Gap] = &context.model.gaps;
    let reader = Reader {
        facts: context.facts,
        gaps,
        listed: None,
        at_relation: Scope::from_word(&context.rule.scope) == Some(Scope::Relation),
    };
    let (_, mut reasons) = expression(&watch.improve, Wish::Gain, &reader);
    let mut own = BTreeSet::new();
    for guard in &watch.guard {
        let (figures, found) = expression(guard, Wish::Guard, &reader);
        own.extend(figures);
        reasons.extend(found);
    }
    if watch.window_h == Some(0) || watch.least == Some(0) {
        reasons.push("watch: window and least sample are positive".to_owned());
    }
    let mut presets = context.presets.iter();
    let Some(preset) = presets.find(|preset| preset.name == watch.preset) else {
        reasons.push(format!("watch: unknown preset {}", watch.preset));
        return reasons;
    };
    let added = preset.guards_beside(&own, &context.rule.scope, context.agent);
    let guarded: BTreeSet<Figure> = added.iter().flat_map(figures).chain(own).collect();
    if guarded.is_empty() {
        reasons.push("watch: no guard".to_owned());
    }
    let at = |end: End| guarded.iter().any(|figure| figure.at == Some(end));
    if reader.at_relation {
        let changed: Vec<_> = changed(context.rule)
            .filter_map(|name| variables.get(name))
            .collect();
        if changed.iter().any(|one| one.object() != "relation") && !at(End::Source) {
            reasons.push("watch: the change reaches the whole cell, guard @source".to_owned());
        }
        if changed.iter().any(|one| one.is_reverse) && !at(End::Target) {
            reasons.push("watch: the change reaches the way back, guard @target".to_owned());
        }
    }
    reasons
}

/// Settings that a rule changes.
fn changed(rule: &Rule) -> impl Iterator<Item = &str> {
    rule.actions.iter().flat_map(|action| {
        let moves = match action {
            Action::Change { change, with, .. } => [std::slice::from_ref(change), with],
            Action::Check { .. } => [&[][..], &[][..]],
        };
        moves.into_iter().flatten().map(|one| one.var.as_str())
    })
}

/// The figures of one comparison with the baseline, and what is wrong with it.
fn expression(text: &str, wish: Wish, reader: &Reader<'_>) -> (BTreeSet<Figure>, Vec<String>) {
    let name = match wish {
        Wish::Gain => "improve",
        Wish::Guard => "guard",
    };
    let condition = match parse_change(text) {
        Ok(condition) => condition,
        Err(reason) => return (BTreeSet::new(), vec![format!("{name}: {reason}")]),
    };
    let mut reasons = Vec::new();
    let whole = Node::Condition(&condition);
    let has_changes = whole
        .conditions()
        .any(|one| matches!(one, Condition::Change(_)));
    let has_choices = whole
        .conditions()
        .any(|one| matches!(one, Condition::Or(_) | Condition::Not(_)));
    let has_settings = whole
        .values()
        .any(|value| matches!(value, Value::Variable(_)));
    if !has_changes || has_choices || has_settings {
        reasons.push("is no comparison with the baseline".to_owned());
    } else {
        walk(whole, false, wish, reader, &mut reasons);
    }
    let reasons = reasons
        .into_iter()
        .map(|reason| format!("{name}: {reason}"))
        .collect();
    (figures(&condition), reasons)
}

/// `inner`: inside `count`, where figures are those of a relation.
fn walk(node: Node<'_>, inner: bool, wish: Wish, reader: &Reader<'_>, reasons: &mut Vec<String>) {
    if let Node::Condition(Condition::Change(one)) = node {
        let reader = Reader {
            at_relation: reader.at_relation || inner,
            ..*reader
        };
        reasons.extend(change(one, wish, &reader));
    }
    let inner = inner || matches!(node, Node::Value(Value::Count(_)));
    for below in node.below() {
        walk(below, inner, wish, reader, reasons);
    }
}

fn change(change: &Change, wish: Wish, reader: &Reader<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    let points_up = change.relation.points_up();
    let is_order = !matches!(change.relation, Relation::Equal | Relation::Unequal);
    if !is_order || change.by == Micro(0) || points_up != (change.by > Micro(0)) {
        reasons.push(format!("sign and direction differ: {change}"));
    }
    for value in Node::Value(&change.value).values() {
        match value {
            Value::Figure(figure) => {
                reasons.extend(reader.figure(figure));
                if figure.id().is_some_and(|id| is_share(id.as_str())) {
                    reasons.push(format!("a share of failures misleads: {figure}"));
                }
            }
            Value::Spread(spread) => reasons.extend(reader.spread(spread)),
            Value::Sum(figure) => {
                let at_relation = Reader {
                    at_relation: true,
                    ..*reader
                };
                reasons.extend(at_relation.sum(figure));
            }
            _ => {}
        }
    }
    if let Value::Figure(figure) = &change.value
        && let Some(kpi) = figure
            .id()
            .and_then(|id| reader.facts.kpis.get(id.as_str()))
    {
        let gets_worse = match kpi.better {
            Better::Up => Some(!points_up),
            Better::Down => Some(points_up),
            Better::Target | Better::Info => None,
        };
        if gets_worse.is_some_and(|worse| worse != (wish == Wish::Guard)) {
            reasons.push(format!("wrong direction for {figure}"));
        }
        if wish == Wish::Gain && kpi.better == Better::Info {
            reasons.push(format!("no direction is better for {figure}"));
        }
    }
    reasons
}

/// Shares of failure classes: one class gets a larger share when the others get fewer.
fn is_share(id: &str) -> bool {
    let class = id.rsplit_once("Too").map(|(_, class)| class);
    class
        .and_then(|class| class.strip_suffix("Share"))
        .is_some()
}
