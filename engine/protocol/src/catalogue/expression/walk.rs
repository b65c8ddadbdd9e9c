//! Going through an expression: every condition and every value in it, from left to right.

use super::{Condition, Value};

/// One node of an expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Node<'a> {
    /// A condition.
    Condition(&'a Condition),
    /// A value.
    Value(&'a Value),
}

impl<'a> Node<'a> {
    /// The nodes directly below this one.
    #[must_use]
    pub fn below(self) -> Vec<Self> {
        match self {
            Self::Condition(condition) => match condition {
                Condition::Or(all) | Condition::And(all) => {
                    all.iter().map(Self::Condition).collect()
                }
                Condition::Not(other) => vec![Self::Condition(other)],
                Condition::On(days) => vec![Self::Condition(&days.condition)],
                Condition::Compare(comparison) => {
                    let then = comparison.then.iter().map(|(_, value)| value);
                    let values = core::iter::once(&comparison.first).chain(then);
                    values.map(Self::Value).collect()
                }
                Condition::Change(change) => vec![Self::Value(&change.value)],
            },
            Self::Value(value) => match value {
                Value::Count(condition) => vec![Self::Condition(condition)],
                Value::Absolute(one) | Value::Negative(one) => vec![Self::Value(one)],
                Value::Power(pair) | Value::Arithmetic(_, pair) => {
                    vec![Self::Value(&pair.0), Self::Value(&pair.1)]
                }
                Value::Number(_)
                | Value::Literal(_)
                | Value::Variable(_)
                | Value::Figure(_)
                | Value::Spread(_)
                | Value::Sum(_) => Vec::new(),
            },
        }
    }

    /// This node and all below it.
    #[must_use]
    pub fn all(self) -> Vec<Self> {
        let mut found = vec![self];
        let mut at = 0;
        while let Some(node) = found.get(at) {
            let below = node.below();
            at += 1;
            found.splice(at..at, below);
        }
        found
    }

    /// The values among [`Node::all`].
    pub fn values(self) -> impl Iterator<Item = &'a Value> {
        self.all().into_iter().filter_map(|node| match node {
            Self::Value(value) => Some(value),
            Self::Condition(_) => None,
        })
    }

    /// The conditions among [`Node::all`].
    pub fn conditions(self) -> impl Iterator<Item = &'a Condition> {
        self.all().into_iter().filter_map(|node| match node {
            Self::Condition(condition) => Some(condition),
            Self::Value(_) => None,
        })
    }
}
