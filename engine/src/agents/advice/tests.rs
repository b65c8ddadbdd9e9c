//! Over the whole catalogue: what an agent asks for can be given, and every step can be taken.

use protocol::answer::GivenValue;
use protocol::catalogue::expression::{Node, Setting, Value};
use protocol::catalogue::{Action, Model};

use super::given::{Meaning, meaning};
use super::network::{figures_of, text, value_of};
use super::settings;
use crate::catalogue::sample::{entries, real};

fn models() -> impl Iterator<Item = &'static Model> {
    let agents = &real().agents;
    agents.numbers().filter_map(|agent| entries().model(agent))
}

#[test]
fn every_figure_that_a_rule_reads_can_be_given_by_the_name_it_is_asked_for() {
    let mut seen = 0;
    for model in models() {
        for measured in figures_of(model) {
            let name = text(&measured);
            let Meaning::Figures(all) = meaning(real(), &name) else {
                panic!("{name} is no figure");
            };
            assert!(all.contains(&measured), "{name}: {all:?}");
            seen += 1;
        }
    }
    assert!(seen > 700, "{seen}");
}

#[test]
fn every_setting_of_a_condition_is_known_and_its_start_value_can_be_given() {
    let (mut seen, mut given) = (0, 0);
    for model in models() {
        let variables = settings::of(real(), model);
        let conditions = model.rules.iter().map(|rule| &rule.when);
        let limits = model.joints.iter().map(|joint| &joint.expression);
        for condition in conditions.chain(limits) {
            for value in Node::Condition(condition).values() {
                if let Value::Variable(name) = value {
                    let known = variables.iter().any(|one| one.name == name);
                    assert!(known, "{} ${name}", model.id.as_str());
                    seen += 1;
                }
            }
        }
        for variable in &variables {
            let Some(start) = variable.card.and_then(|card| card.start.as_ref()) else {
                continue;
            };
            let shown = value_of(&variable.setting(&start.value));
            let name = format!("{} ${}", model.id.as_str(), variable.name);
            assert_eq!(
                variable.field(&shown).as_ref(),
                Some(&start.value),
                "{name}"
            );
            let literal = GivenValue::Text(start.value.clone());
            let is_literal = matches!(variable.setting(&start.value), Setting::Literal(_));
            if is_literal || !variable.legal.values.is_empty() {
                assert_eq!(
                    variable.field(&literal).as_ref(),
                    Some(&start.value),
                    "{name}"
                );
            }
            given += 1;
        }
    }
    assert!(seen > 300 && given > 300, "{seen} {given}");
}

/// The generator proves that steps from the start are legal and safe; here they are taken.
#[test]
fn every_change_goes_from_its_start_to_its_stop() {
    let mut walked = 0;
    for model in models() {
        let variables = settings::of(real(), model);
        for action in model.rules.iter().flat_map(|rule| &rule.actions) {
            let Action::Change { change, stop, .. } = action else {
                continue;
            };
            let name = format!("{} {} {stop}", model.id.as_str(), change.var);
            let variable = variables.iter().find(|one| one.name == change.var);
            let variable = variable.unwrap_or_else(|| panic!("{name}"));
            let end = variable
                .stop(stop)
                .unwrap_or_else(|| panic!("{name}: no stop"));
            let start = variable.card.and_then(|card| card.start.as_ref());
            let mut at = start.unwrap_or_else(|| panic!("{name}")).value.clone();
            let mut steps = 0;
            while let Some(next) = variable.next(&at, change, Some(&end)) {
                assert_ne!(variable.is_safe(&next), Some(false), "{name}: {next}");
                at = next;
                steps += 1;
                assert!(steps < 200, "{name}: endless");
            }
            // A change that ends at the start takes an earlier one back: nothing is to be done there.
            assert_eq!(at, end, "{name}");
            walked += 1;
        }
    }
    assert!(walked > 150, "{walked}");
}
