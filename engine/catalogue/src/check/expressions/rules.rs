//! The condition of a rule: what it reads, where it reads it, and whether it can say something.

use protocol::catalogue::Agent;
use protocol::catalogue::expression::{
    Comparison, Condition, End, Figure, Measured, Node, Operator, Qualifiers, Scope, Value, Window,
};

use super::Facts;
use super::figures::Reader;
use super::reach::{self, Read};
use super::variables::Variables;
use crate::source::expression::parse;
use crate::source::{Model, Rule};

/// What is wrong with a rule's condition.
pub fn check(
    rule: &Rule,
    (model, agent): (&Model, &Agent),
    variables: &Variables<'_>,
    facts: &Facts<'_>,
) -> Vec<String> {
    let Some(scope) = Scope::from_word(&rule.scope) else {
        return vec![format!("has the unknown scope {}", rule.scope)];
    };
    let condition = match parse(&rule.when) {
        Ok(condition) => condition,
        Err(reason) => return vec![format!("when: {reason}")],
    };
    let mut walk = Walk {
        rule,
        scope,
        model,
        agent,
        variables,
        facts,
        read: Read::default(),
        reasons: Vec::new(),
    };
    walk.node(Node::Condition(&condition), false);
    let Walk {
        read, mut reasons, ..
    } = walk;
    // A condition that reads what is not there is not tried.
    if reasons.is_empty() {
        reasons.extend(reach::check(&condition, scope, &read, variables, facts));
    }
    reasons
        .into_iter()
        .map(|reason| format!("when: {reason}"))
        .collect()
}

struct Walk<'a> {
    rule: &'a Rule,
    scope: Scope,
    model: &'a Model,
    agent: &'a Agent,
    variables: &'a Variables<'a>,
    facts: &'a Facts<'a>,
    read: Read,
    reasons: Vec<String>,
}

impl Walk<'_> {
    fn bad(&mut self, reason: impl Into<String>) {
        self.reasons.push(reason.into());
    }

    /// `inner`: inside `count`, where figures are those of a relation.
    fn node(&mut self, node: Node<'_>, inner: bool) {
        match node {
            Node::Condition(Condition::Compare(Comparison { qualifiers, .. })) => {
                self.qualifiers(node, *qualifiers);
            }
            Node::Condition(Condition::Change(change)) => {
                self.read.has_baseline = true;
                self.qualifiers(node, change.qualifiers);
            }
            Node::Condition(Condition::On(days)) => {
                self.read.days = self.read.days.max(usize::from(days.of));
            }
            Node::Value(Value::Count(_) | Value::Sum(_)) => {
                self.read.has_relations = true;
                if self.rule.scope != "cell" || inner {
                    self.bad(format!("{} belongs into a cell rule, once", name(node)));
                }
                if let Node::Value(Value::Sum(figure)) = node {
                    let reasons = self.reader(true).sum(figure);
                    self.reasons.extend(reasons);
                    self.read.take(Measured::Figure(figure.clone()), true);
                }
                for below in node.below() {
                    self.node(below, true);
                }
                return;
            }
            Node::Value(Value::Figure(figure)) => {
                let (at_relation, own) = self.placed(figure, inner);
                let reasons = self.reader(at_relation).figure(&own);
                self.reasons.extend(reasons);
                self.read.take(Measured::Figure(own), inner && at_relation);
            }
            Node::Value(Value::Spread(spread)) => {
                let mut own = spread.clone();
                let at_relation;
                (at_relation, own.figure) = self.placed(&spread.figure, inner);
                let reasons = self.reader(at_relation).spread(&own);
                self.reasons.extend(reasons);
                self.read.take(Measured::Spread(own), inner && at_relation);
            }
            Node::Value(Value::Variable(name)) => {
                if self.variables.get(name).is_none() {
                    self.bad(format!("unknown variable {name}"));
                }
                self.read.take_setting(name);
            }
            Node::Condition(_) | Node::Value(_) => {}
        }
        for below in node.below() {
            self.node(below, inner);
        }
    }

    /// Whether a figure is read at a relation, and how it is called there: inside `count` of a cell
    /// rule the source is the cell itself.
    fn placed(&self, figure: &Figure, inner: bool) -> (bool, Figure) {
        let mut own = figure.clone();
        if inner && self.scope == Scope::Cell && figure.at == Some(End::Source) {
            own.at = None;
            return (false, own);
        }
        (inner || self.scope == Scope::Relation, own)
    }

    fn reader(&self, at_relation: bool) -> Reader<'_> {
        Reader {
            facts: self.facts,
            gaps: &self.model.gaps,
            listed: Some(&self.agent.facts),
            at_relation,
        }
    }

    /// Window and least sample of a comparison.
    fn qualifiers(&mut self, comparison: Node<'_>, of: Qualifiers) {
        let mut reads = false;
        let mut is_ratio = false;
        let mut has_histogram = false;
        for value in comparison.values() {
            match value {
                Value::Figure(figure) => {
                    reads = true;
                    let id = figure.id();
                    is_ratio |= id.is_some_and(|id| self.facts.kpis.contains_key(id.as_str()));
                }
                Value::Sum(_) => reads = true,
                Value::Spread(_) => (reads, is_ratio, has_histogram) = (true, true, true),
                Value::Arithmetic(Operator::Over, _) => is_ratio = true,
                _ => {}
            }
        }
        if of.window.is_some() && !reads {
            self.bad("window on a comparison without a figure");
        }
        if of.least.is_some() && !is_ratio {
            self.bad("min on a comparison without a ratio");
        }
        if has_histogram && of.least.is_none() {
            self.bad("share and mean need min");
        }
        self.read.has_busy |= of.window == Some(Window::Busy);
    }
}

/// The function that goes over relations.
fn name(node: Node<'_>) -> &'static str {
    match node {
        Node::Value(Value::Count(_)) => "count",
        _ => "sum",
    }
}
