//! Joint limits: conditions over settings alone, true at the start point, false at some legal one.

use protocol::catalogue::Micro;
use protocol::catalogue::expression::{
    Comparison, Condition, FigureTable, Node, Qualifiers, Scope, Value, evaluate,
};

use super::variables::{Variable, Variables};
use crate::source::expression::parse;
use crate::source::{Joint, Model};

/// Points that are tried at most.
const MOST_POINTS: usize = 60_000;
/// Values of one setting that are tried at most, about.
const MOST_VALUES: usize = 10;

/// The joint limits of an agent that could be read.
pub struct JointLimits<'a>(Vec<(&'a str, Condition)>);

impl JointLimits<'_> {
    /// The first limit that these field values break.
    pub fn broken(&self, variables: &Variables<'_>, changed: &[(&str, String)]) -> Option<&str> {
        let mut limits = self.0.iter();
        let broken = limits.find(|(_, limit)| truth(limit, variables, changed) == Some(false));
        broken.map(|(name, _)| *name)
    }
}

/// Limits read no figures.
fn truth(limit: &Condition, variables: &Variables<'_>, at: &[(&str, String)]) -> Option<bool> {
    let level = variables.level(at);
    evaluate(limit, Scope::Cell, &level, &FigureTable::default()).truth
}

pub fn check<'a>(model: &'a Model, variables: &Variables<'_>) -> (JointLimits<'a>, Vec<String>) {
    let mut limits = Vec::new();
    let mut reasons = Vec::new();
    for joint in &model.joints {
        let name = joint.name.as_str();
        let bad = |reason: String| format!("joint limit {name}: {reason}");
        if limits.iter().any(|(known, _)| *known == name) {
            reasons.push(bad("name twice".to_owned()));
        }
        match parse(&joint.expression) {
            Err(reason) => reasons.push(bad(reason.to_string())),
            Ok(limit) => {
                reasons.extend(one(joint, &limit, variables).into_iter().map(bad));
                limits.push((name, limit));
            }
        }
    }
    (JointLimits(limits), reasons)
}

fn one(joint: &Joint, limit: &Condition, variables: &Variables<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    if joint.reason.len() < 20 || joint.broken.len() < 20 {
        reasons.push("needs a reason and a sentence for when it is broken".to_owned());
    }
    if !is_over_settings(limit) {
        reasons.push("only settings and numbers belong in it".to_owned());
        return reasons;
    }
    let names = names(limit);
    let mut used = Vec::new();
    for name in names {
        match variables.get(name) {
            Some(variable) => used.push(variable),
            None => reasons.push(format!("unknown variable {name}")),
        }
    }
    if !reasons.is_empty() {
        return reasons;
    }
    if !used.iter().any(|variable| variable.is_set) {
        reasons.push("touches no setting of the agent".to_owned());
    }
    match truth(limit, variables, &[]) {
        Some(false) => reasons.push("is broken at the start point".to_owned()),
        None if !used.iter().any(|variable| variable.is_planned()) => {
            reasons.push("cannot be evaluated at the start point".to_owned());
        }
        _ => {}
    }
    let refuses = |values: fn(&Variable<'_>, &Condition) -> Vec<String>| {
        let axes = used.iter().map(|one| (one.name, thin(values(one, limit))));
        refuses_some(limit, variables, &axes.collect::<Vec<_>>())
    };
    if !refuses(legal_axis) && !refuses(safe_axis) {
        reasons.push("refuses no legal point".to_owned());
    }
    reasons
}

fn is_over_settings(limit: &Condition) -> bool {
    let whole = Node::Condition(limit);
    let figures = whole.values().any(|value| {
        matches!(
            value,
            Value::Figure(_) | Value::Spread(_) | Value::Sum(_) | Value::Count(_)
        )
    });
    let times = whole.conditions().any(|one| match one {
        Condition::Change(_) | Condition::On(_) => true,
        Condition::Compare(Comparison { qualifiers, .. }) => *qualifiers != Qualifiers::default(),
        _ => false,
    });
    !figures && !times
}

/// Names of variables, each once.
fn names(limit: &Condition) -> Vec<&str> {
    let mut names = Vec::new();
    for value in Node::Condition(limit).values() {
        if let Value::Variable(name) = value
            && !names.contains(&name.as_str())
        {
            names.push(name.as_str());
        }
    }
    names
}

/// Legal values of a setting; numbers of the limit and a few more for a fact.
fn legal_axis(variable: &Variable<'_>, limit: &Condition) -> Vec<String> {
    if variable.card.is_none() {
        return numbers(limit);
    }
    let mut points = variable.legal_points();
    if points.is_empty() {
        let literals = Node::Condition(limit).values();
        points.extend(literals.filter_map(|value| match value {
            Value::Literal(text) => Some(text.clone()),
            _ => None,
        }));
        points.extend(variable.start.clone());
        points.push("?".to_owned());
    }
    points
}

/// Safe values of a setting; what has none stays where it is.
fn safe_axis(variable: &Variable<'_>, limit: &Condition) -> Vec<String> {
    let points = variable.safe_points();
    if variable.card.is_none() || variable.is_planned() {
        legal_axis(variable, limit)
    } else if points.is_empty() {
        variable.start.iter().cloned().collect()
    } else {
        points
    }
}

fn numbers(limit: &Condition) -> Vec<String> {
    let mut numbers: Vec<Micro> = [0, 1, 2, 3, 10]
        .into_iter()
        .filter_map(Micro::whole)
        .collect();
    let most = Micro(10_000_000);
    numbers.extend(
        Node::Condition(limit)
            .values()
            .filter_map(|value| match value {
                Value::Number(number) if *number <= most => Some(*number),
                _ => None,
            }),
    );
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(ToString::to_string).collect()
}

/// Some of many values, the last among them.
fn thin(values: Vec<String>) -> Vec<String> {
    if values.len() <= MOST_VALUES + 2 {
        return values;
    }
    let last = values.last().cloned();
    let step = values.len() / MOST_VALUES;
    values.into_iter().step_by(step).chain(last).collect()
}

/// Whether the limit is false at some combination of these values.
fn refuses_some(
    limit: &Condition,
    variables: &Variables<'_>,
    axes: &[(&str, Vec<String>)],
) -> bool {
    let all: usize = axes.iter().map(|(_, values)| values.len()).product();
    (0..all.min(MOST_POINTS)).any(|number| {
        let mut rest = number;
        let mut point = Vec::with_capacity(axes.len());
        for (name, values) in axes {
            // `all` is 0 when an axis is empty, so there is something to divide by.
            point.push((*name, values[rest % values.len()].clone()));
            rest /= values.len();
        }
        truth(limit, variables, &point) == Some(false)
    })
}
