//! What an agent's rules and joint limits say of the figures that come with a question.
//!
//! [`Facts`] are what was given, beside the question and in its text; [`of`] judges the rules of one
//! agent by them. A rule is true, false or open; nothing is guessed from what was not given.

mod changes;
mod evidence;
mod given;
mod network;
mod settings;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashMap;

use protocol::answer::{
    Advice, Finding, Given, MOST_GIVEN, NotUsed, Open, Step, Symptom, Unused, Watch as ShownWatch,
};
use protocol::catalogue::expression::{Level, Outcome, Scope};
use protocol::catalogue::{Action, Model, Rule};
use protocol::ids::AgentId;

use super::related;
use super::rules::Judge;
use crate::catalogue::Catalogue;
use changes::Planned;
use evidence::Reader;
use given::{Fact, Meaning, meaning};
use network::Network;

/// Different names of one question that are looked up.
const MOST_NAMES: usize = 500;
/// Relations on which one rule is told to hold.
const MOST_RELATIONS: usize = 8;

/// Figures and settings of a question.
#[derive(Clone, Debug, Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// Those that came with the question, then those in its text that did not come with it.
    pub fn of(catalogue: &Catalogue, question: &str, given: &[Given]) -> Self {
        // Each name is looked up once, however many relations and days it is given for.
        let mut known: HashMap<&str, Meaning> = HashMap::new();
        let mut all: Vec<Fact> = Vec::new();
        for one in given.iter().take(MOST_GIVEN) {
            let means = match known.get(one.fact.as_str()) {
                Some(means) => means.clone(),
                None if known.len() == MOST_NAMES => Meaning::Nothing,
                None => meaning(catalogue, &one.fact),
            };
            if known.len() < MOST_NAMES {
                known.entry(&one.fact).or_insert_with(|| means.clone());
            }
            all.push(Fact {
                given: one.clone(),
                span: None,
                means,
            });
        }
        for fact in text::read(catalogue, question) {
            let same = |other: &Fact| {
                other.means == fact.means
                    && other.given.relation == fact.given.relation
                    && other.given.moment == fact.given.moment
            };
            if !all.iter().any(same) {
                all.push(fact);
            }
        }
        Self(all)
    }

    /// Whether there is a figure among them, not settings alone.
    pub fn has_figures(&self) -> bool {
        self.0.iter().any(Fact::is_figure)
    }

    /// Whether a figure is written in the question itself.
    pub fn has_figures_in_text(&self) -> bool {
        self.0
            .iter()
            .any(|fact| fact.is_figure() && fact.span.is_some())
    }

    /// Whether the rules of an agent read any of the figures.
    pub fn are_read_by(&self, model: &Model) -> bool {
        let read = network::figures_of(model);
        self.0.iter().any(|fact| match &fact.means {
            Meaning::Figures(all) => all.iter().any(|one| read.contains(&one.here())),
            _ => false,
        })
    }
}

/// What the rules of an agent with this entry say. `None` when it has none and no joint limit, and nothing is given.
pub fn of(catalogue: &Catalogue, model: Option<&Model>, facts: &Facts) -> Option<Advice> {
    let model = model.filter(|model| !model.rules.is_empty() || !model.joints.is_empty());
    let Some(model) = model else {
        let unused = facts.0.iter().map(|fact| Unused {
            fact: fact.given.fact.clone(),
            why: match fact.means {
                Meaning::Nothing => NotUsed::Unknown,
                _ => NotUsed::NoRules,
            },
        });
        let unused: Vec<Unused> = unused.collect();
        return (!unused.is_empty()).then(|| Advice {
            unused,
            ..Advice::default()
        });
    };
    let variables = settings::of(catalogue, model);
    let network = network::of(catalogue, model, &variables, &facts.0);
    let reader = Reader {
        catalogue,
        judge: Judge::of(catalogue),
        model,
        variables: &variables,
    };
    let mut judged = Judged {
        reader: &reader,
        network: &network,
        advice: Advice {
            broken: reader.broken(&network),
            ..Advice::default()
        },
    };
    judged.rules();
    let mut advice = judged.advice;
    advice.taken = network.taken;
    advice.unused = network.unused;
    Some(advice)
}

struct Judged<'a> {
    reader: &'a Reader<'a>,
    network: &'a Network,
    advice: Advice,
}

impl Judged<'_> {
    /// In a chain nothing is read unless the first rule is true, and the next true one is the main
    /// cause. Else relations come before the cell: what one border shows is cured there.
    fn rules(&mut self) {
        let model = self.reader.model;
        let rules = model.rules.as_slice();
        if model.chain
            && let Some((gate, rest)) = rules.split_first()
        {
            self.rule(gate);
            if !self.advice.findings.is_empty() {
                let gates = self.advice.findings.len();
                rest.iter().for_each(|rule| self.rule(rule));
                if let Some(main) = self.advice.findings.get_mut(gates) {
                    main.main = true;
                }
            }
            return;
        }
        let is_relation = |rule: &&Rule| rule.scope == "relation";
        rules
            .iter()
            .filter(is_relation)
            .for_each(|rule| self.rule(rule));
        let others = rules.iter().filter(|rule| !is_relation(rule));
        others.for_each(|rule| self.rule(rule));
    }

    fn rule(&mut self, rule: &Rule) {
        let scope = Scope::from_word(&rule.scope).unwrap_or(Scope::Cell);
        let judge = |level: &Level| self.reader.judge.judge(&rule.when, scope, level);
        let per_relation = scope == Scope::Relation;
        let unknown = self.network.unknown_relation();
        let places: Vec<(Option<&str>, &Level)> = if !per_relation {
            vec![(None, &self.network.cell)]
        } else if self.network.relations.is_empty() {
            vec![(None, &unknown)]
        } else {
            let all = self.network.relations.iter();
            all.map(|(name, level)| (Some(name.as_str()), level))
                .collect()
        };
        let outcomes: Vec<(Option<&str>, &Level, Outcome)> = places
            .into_iter()
            .map(|(name, level)| (name, level, judge(level)))
            .collect();
        let of_truth = |truth: Option<bool>| {
            let all = outcomes.iter();
            all.filter(move |(.., outcome)| outcome.truth == truth)
        };
        for (name, level, _) in of_truth(Some(true)).take(MOST_RELATIONS) {
            let finding = self.finding(rule, scope, *name, level);
            self.advice.findings.push(finding);
        }
        if let Some((name, _, outcome)) = of_truth(None).next() {
            let missing = self.reader.wanted(&outcome.missing, scope);
            let of = self.symptom(rule, *name);
            self.advice.open.push(Open {
                of,
                per_relation,
                missing,
            });
        } else if of_truth(Some(true)).next().is_none() {
            let of = self.symptom(rule, None);
            self.advice.settled.push(of);
        }
    }

    fn symptom(&self, rule: &Rule, relation: Option<&str>) -> Symptom {
        Symptom {
            rule: format!("{}/{}", self.reader.model.id.as_str(), rule.id),
            symptom: rule.symptom.clone(),
            relation: relation.map(str::to_owned),
        }
    }

    fn finding(&self, rule: &Rule, scope: Scope, relation: Option<&str>, level: &Level) -> Finding {
        let steps = rule.actions.iter().map(|action| match action {
            Action::Check { text, see } => Step::Check {
                text: text.clone(),
                see: see.as_ref().and_then(|id| self.other(id)),
            },
            Action::Change {
                change,
                stop,
                with,
                scope: reach,
            } => Step::Change(self.reader.change_set(
                &Planned {
                    change,
                    stop,
                    with,
                    cluster: reach.is_some(),
                },
                level,
                self.network,
                scope,
            )),
        });
        Finding {
            of: self.symptom(rule, relation),
            suspicion: rule.suspicion,
            main: false,
            condition: rule.when.to_string(),
            evidence: self.reader.evidence(&rule.when, scope, level),
            causes: rule.causes.clone(),
            steps: steps.collect(),
            watch: rule.watch.as_ref().map(|watch| ShownWatch {
                improve: watch.improve.to_string(),
                guard: watch.guard.iter().map(ToString::to_string).collect(),
                window_h: watch.window_h.unwrap_or_default(),
                least: watch.least,
            }),
        }
    }

    fn other(&self, id: &AgentId) -> Option<protocol::answer::Related> {
        let catalogue = self.reader.catalogue;
        Some(related(catalogue, catalogue.agents.number(id)?))
    }
}
