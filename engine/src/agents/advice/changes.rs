//! Change sets of a rule: the next step from the present values, and whether it may be called safe.

use protocol::answer::{
    Broken, Change, ChangeSet, Direction, Doubt, GivenValue, JointLimit, NoCommands, Safety,
};
use protocol::catalogue::expression::{Comparison, Condition, Level, Node, Scope, Setting, Value};
use protocol::catalogue::{Joint, Move};
use protocol::words;

use super::super::ours;
use super::evidence::Reader;
use super::network::{Network, micro, value_of};
use super::settings::Variable;

/// A change of an entry.
pub struct Planned<'a> {
    pub change: &'a Move,
    pub stop: &'a str,
    pub with: &'a [Move],
    pub cluster: bool,
}

impl Reader<'_> {
    /// The change set of a rule that holds at `level`: the relation, or the cell.
    pub fn change_set(
        &self,
        planned: &Planned<'_>,
        level: &Level,
        network: &Network,
        scope: Scope,
    ) -> ChangeSet {
        let moves = core::iter::once((planned.change, Some(planned.stop)))
            .chain(planned.with.iter().map(|one| (one, None)));
        let mut changes = Vec::new();
        let mut doubts = Vec::new();
        let mut verdict = Safety::Safe;
        let mut after: Vec<(&str, Setting)> = Vec::new();
        for (change, stop) in moves {
            let mut all = self.variables.iter();
            let Some(variable) = all.find(|one| one.name == change.var) else {
                continue;
            };
            let shown = moved(variable, change, stop, level);
            match (&shown.from, &shown.to) {
                (None, _) => doubts.push(Doubt::PresentUnknown(shown.label.clone())),
                (Some(_), None) => {
                    verdict = match stop {
                        Some(_) => Safety::AtStop,
                        None => Safety::Illegal,
                    };
                }
                (Some(_), Some(to)) => {
                    after.push((variable.name, variable.setting(&to.field)));
                    match variable.is_safe(&to.field) {
                        Some(true) => {}
                        Some(false) => doubts.push(Doubt::OutsideSafe(shown.label.clone())),
                        None => doubts.push(Doubt::NoSafeRange(shown.label.clone())),
                    }
                }
            }
            changes.push(shown);
        }
        // A change on the cell or the phone reaches all relations, one on a relation that one only.
        let reaches_all = changes.iter().any(|change| change.on != "relation");
        let own = [level];
        let all: Vec<&Level> = network.relations.iter().map(|(_, level)| level).collect();
        let levels: &[&Level] = if all.is_empty() || (scope == Scope::Relation && !reaches_all) {
            &own
        } else {
            &all
        };
        let joints: Vec<JointLimit> = self
            .model
            .joints
            .iter()
            .filter(|joint| reads(joint, &changes, self.variables))
            .map(|joint| self.joint_after(joint, levels, &after))
            .collect();
        for joint in &joints {
            match joint.holds {
                Some(true) => {}
                Some(false) => doubts.push(Doubt::JointBroken(joint.name.clone())),
                None => doubts.push(Doubt::JointUnknown(joint.name.clone())),
            }
        }
        if verdict == Safety::Safe && !doubts.is_empty() {
            verdict = Safety::NeedsJudgement;
        }
        ChangeSet {
            changes,
            cluster: planned.cluster,
            joints,
            verdict,
            doubts,
            cmedit_commands: Vec::new(),
            rollback_commands: Vec::new(),
            no_commands: Some(NoCommands::NoMapping),
        }
    }

    /// A joint limit when these settings are changed, on every one of these objects.
    fn joint_after(
        &self,
        joint: &Joint,
        levels: &[&Level],
        after: &[(&str, Setting)],
    ) -> JointLimit {
        let mut holds = Some(true);
        let mut missing: Vec<String> = Vec::new();
        for level in levels {
            let mut changed = Level {
                settings: level.settings.clone(),
                ..Level::default()
            };
            for (name, setting) in after {
                changed.settings.retain(|(known, _)| known != name);
                changed.settings.push(((*name).to_owned(), setting.clone()));
            }
            let outcome = self.judge.judge(&joint.expression, Scope::Cell, &changed);
            match (holds, outcome.truth) {
                (_, Some(false)) => holds = Some(false),
                (Some(true), None) => holds = None,
                _ => {}
            }
            for one in outcome.missing {
                let said = self.said(&one.what);
                if !missing.contains(&said) {
                    missing.push(said);
                }
            }
        }
        JointLimit {
            name: joint.name.clone(),
            condition: joint.expression.to_string(),
            holds,
            missing,
        }
    }

    /// The joint limits that the present settings break.
    pub fn broken(&self, network: &Network) -> Vec<Broken> {
        let cell = [(None, &network.cell)];
        let relations: Vec<(Option<&str>, &Level)> = network
            .relations
            .iter()
            .map(|(name, level)| (Some(name.as_str()), level))
            .collect();
        let places: &[_] = if relations.is_empty() {
            &cell
        } else {
            &relations
        };
        let mut broken: Vec<Broken> = Vec::new();
        for joint in &self.model.joints {
            for (relation, level) in places {
                let outcome = self.judge.judge(&joint.expression, Scope::Cell, level);
                if outcome.truth != Some(false) {
                    continue;
                }
                let one = Broken {
                    name: joint.name.clone(),
                    text: self.filled(joint, level),
                    reason: joint.reason.clone(),
                    relation: relation.map(str::to_owned),
                };
                // A limit over settings of the cell alone is broken once.
                if !broken.iter().any(|other| other.text == one.text) {
                    broken.push(one);
                }
            }
        }
        broken
    }

    /// What is said of a broken limit, with its values.
    fn filled(&self, joint: &Joint, level: &Level) -> String {
        let read = |value: &Value| {
            let (of, at) = Default::default();
            self.judge.read(value, of, at, Scope::Cell, level)
        };
        let mut text = joint.broken.clone();
        if let Some(value) = compared(&joint.expression).and_then(read) {
            text = text.replace("{value}", &plain(&value));
        }
        for (name, setting) in &level.settings {
            text = text.replace(&format!("{{{name}}}"), &plain(setting));
        }
        text
    }
}

fn plain(setting: &Setting) -> String {
    match setting {
        Setting::Number(number) => words::micro(micro(*number)),
        Setting::Literal(text) => text.clone(),
    }
}

/// The value that a limit is about: the first one that reads a setting.
fn compared(condition: &Condition) -> Option<&Value> {
    let comparison = Node::Condition(condition)
        .conditions()
        .find_map(|one| match one {
            Condition::Compare(comparison) => Some(comparison),
            _ => None,
        })?;
    let Comparison { first, then, .. } = comparison;
    let mut all = core::iter::once(first).chain(then.iter().map(|(_, value)| value));
    all.find(|value| {
        let mut inside = Node::Value(value).values();
        inside.any(|one| matches!(one, Value::Variable(_)))
    })
}

/// Whether a limit reads a setting that is changed.
fn reads(joint: &Joint, changes: &[Change], variables: &[Variable<'_>]) -> bool {
    let mut values = Node::Condition(&joint.expression).values();
    values.any(|value| match value {
        Value::Variable(name) => variables.iter().any(|variable| {
            variable.name == name
                && variable.card.is_some_and(|card| {
                    let mut all = changes.iter();
                    all.any(|one| {
                        (&one.parameter, &one.on, one.reverse)
                            == (&card.row, &card.on, variable.reverse)
                    })
                })
        }),
        _ => false,
    })
}

/// One setting of a change set, from its present value.
fn moved(variable: &Variable<'_>, change: &Move, stop: Option<&str>, level: &Level) -> Change {
    let present = level.setting(variable.name).map(value_of);
    let present = present.and_then(|value: GivenValue| variable.field(&value));
    let stop = stop.and_then(|stop| variable.stop(stop));
    let to = present
        .as_ref()
        .and_then(|present| variable.next(present, change, stop.as_deref()));
    let unit = variable.legal.unit.as_deref().filter(|_| {
        let numbers = change.step.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        numbers && !change.step.is_empty()
    });
    let safe = variable.safe.map(|safe| match safe.between {
        Some((min, max)) => vec![min.to_string(), max.to_string()],
        None => safe.values.clone(),
    });
    let card = variable.card;
    Change {
        parameter: card.map_or_else(|| "".into(), |card| card.row.clone()),
        label: variable.label.to_owned(),
        on: card.map(|card| card.on.clone()).unwrap_or_default(),
        reverse: variable.reverse,
        direction: match change.direction.as_str() {
            "up" => Direction::Up,
            "down" => Direction::Down,
            _ => Direction::Set,
        },
        step: match unit {
            Some(unit) => format!("{} {unit}", change.step),
            None => change.step.clone(),
        },
        stop: stop.map(|stop| variable.written(&stop)),
        from: present.map(|present| variable.written(&present)),
        to: to.map(|to| variable.written(&to)),
        safe: safe.unwrap_or_default(),
        basis: variable
            .safe
            .map(|safe| safe.basis.text.clone())
            .unwrap_or_default(),
        holds: card
            .map(|card| ours::applies(&card.applies))
            .unwrap_or_default(),
    }
}
