//! Three-valued evaluation: what is not known stays "not checked" instead of becoming a no.

use super::outcome::{Lack, Missing, Outcome, Place};
use super::view::View;
use super::{
    Change, Comparison, Condition, Days, FigureTable, Level, Measured, Node, Operator, Qualifiers,
    Reading, Relation, Setting, Value, Window,
};
use crate::catalogue::Micro;

/// Numbers that are nearer than this are equal.
const SAME: f64 = 1e-9;

/// What a rule speaks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// A cell, or a node, whose figures hold for its cells.
    Cell,
    /// One neighbour relation.
    Relation,
}

impl Scope {
    /// The scope of a rule by its word: `cell`, `node` or `relation`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "cell" | "node" => Some(Self::Cell),
            "relation" => Some(Self::Relation),
            _ => None,
        }
    }
}

/// What a condition says about what is known.
///
/// `and` is false as soon as one side is, `or` true as soon as one side is; else one side that is
/// not checked leaves the whole not checked. Operations and comparisons need all their values.
#[must_use]
pub fn evaluate(
    condition: &Condition,
    scope: Scope,
    level: &Level,
    table: &FigureTable,
) -> Outcome {
    let mut evaluation = Evaluation {
        table,
        missing: Vec::new(),
    };
    let view = View::new(level, scope == Scope::Relation);
    Outcome {
        truth: evaluation.condition(condition, &view),
        missing: evaluation.missing,
    }
}

/// A value as a condition with these qualifiers reads it at a place: now, of a full day, or before the
/// last change. `None` when it is not known.
#[must_use]
pub fn read(
    value: &Value,
    qualifiers: Qualifiers,
    at: Place,
    scope: Scope,
    level: &Level,
    table: &FigureTable,
) -> Option<Setting> {
    let mut evaluation = Evaluation {
        table,
        missing: Vec::new(),
    };
    let mut view = View::new(level, scope == Scope::Relation);
    if let Some(day) = at.day {
        view = view.day(day);
    }
    if at.baseline {
        view = view.baseline()?;
    }
    Some(match evaluation.value(value, &view, qualifiers)? {
        Known::Number(number) => Setting::Number(number),
        Known::Literal(text) => Setting::Literal(text.to_owned()),
    })
}

struct Evaluation<'t> {
    table: &'t FigureTable,
    missing: Vec<Missing>,
}

/// A value that is known.
#[derive(Clone, Copy)]
enum Known<'a> {
    Number(f64),
    Literal(&'a str),
}

impl Evaluation<'_> {
    /// Notes a value that could not be had.
    fn lacks<T>(&mut self, what: &Value, view: &View<'_>, lack: Lack) -> Option<T> {
        self.lacks_over(what, view, None, lack)
    }

    /// The same of a figure over some hours.
    fn lacks_over<T>(
        &mut self,
        what: &Value,
        view: &View<'_>,
        window: Option<Window>,
        lack: Lack,
    ) -> Option<T> {
        let missing = Missing {
            what: what.clone(),
            place: Place {
                window,
                ..view.place
            },
            lack,
        };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
        None
    }

    fn condition(&mut self, condition: &Condition, view: &View<'_>) -> Option<bool> {
        match condition {
            Condition::Or(all) => self.joined(all, view, true),
            Condition::And(all) => self.joined(all, view, false),
            Condition::Not(other) => self.condition(other, view).map(|truth| !truth),
            Condition::On(days) => self.days(days, view),
            Condition::Compare(comparison) => self.comparison(comparison, view),
            Condition::Change(change) => self.change(change, view),
        }
    }

    /// `decides` is the truth of one side that settles the whole. All sides are evaluated, so that
    /// all that is missing is told.
    fn joined(&mut self, all: &[Condition], view: &View<'_>, decides: bool) -> Option<bool> {
        let mut truth = Some(!decides);
        for one in all {
            match self.condition(one, view) {
                Some(one) if one == decides => truth = Some(decides),
                None if truth != Some(decides) => truth = None,
                _ => {}
            }
        }
        truth
    }

    fn days(&mut self, days: &Days, view: &View<'_>) -> Option<bool> {
        let (mut yes, mut open) = (0, 0);
        for day in 0..days.of {
            let day = usize::from(day);
            let that_day = view.day(day);
            let mut truth = self.condition(&days.condition, &that_day);
            // Settings alone may decide, but a day of which nothing is known is not checked.
            if !view.has_day(day) {
                let what = Node::Condition(&days.condition).values().next();
                truth = what.and_then(|what| self.lacks(what, &that_day, Lack::NoDay));
            }
            match truth {
                Some(true) => yes += 1,
                Some(false) => {}
                None => open += 1,
            }
        }
        if yes >= days.least {
            Some(true)
        } else if yes + open < days.least {
            Some(false)
        } else {
            None
        }
    }

    fn comparison(&mut self, comparison: &Comparison, view: &View<'_>) -> Option<bool> {
        let qualifiers = comparison.qualifiers;
        let mut left = self.value(&comparison.first, view, qualifiers);
        let mut truth = Some(true);
        for (relation, value) in &comparison.then {
            let right = self.value(value, view, qualifiers);
            let one = match (left, right) {
                (Some(left), Some(right)) => match holds(*relation, left, right) {
                    None => self.lacks(value, view, Lack::NoNumber),
                    truth => truth,
                },
                _ => None,
            };
            // Not a chain of `and`: one value that is not known leaves the whole not checked.
            truth = truth.zip(one).map(|(all, one)| all && one);
            left = right;
        }
        truth
    }

    fn change(&mut self, change: &Change, view: &View<'_>) -> Option<bool> {
        let Some(before) = view.baseline() else {
            return self.lacks(&change.value, view, Lack::NoBaseline);
        };
        let now = self.number(&change.value, view, change.qualifiers);
        let then = self.number(&change.value, &before, change.qualifiers);
        let (now, then) = (now?, then?);
        if change.percent && then == 0.0 {
            return self.lacks(&change.value, &before, Lack::ZeroDivisor);
        }
        let by = if change.percent {
            100.0 * (now - then) / then.abs()
        } else {
            now - then
        };
        Some(numbers(change.relation, by, float(change.by)))
    }

    fn number(&mut self, value: &Value, view: &View<'_>, of: Qualifiers) -> Option<f64> {
        match self.value(value, view, of)? {
            Known::Number(number) => Some(number),
            Known::Literal(_) => self.lacks(value, view, Lack::NoNumber),
        }
    }

    fn value<'a>(
        &mut self,
        value: &'a Value,
        view: &View<'a>,
        of: Qualifiers,
    ) -> Option<Known<'a>> {
        let number = match value {
            Value::Number(number) => float(*number),
            Value::Literal(text) => return Some(Known::Literal(text)),
            Value::Variable(name) => match view.setting(name) {
                Some(Setting::Literal(text)) => return Some(Known::Literal(text)),
                Some(Setting::Number(number)) => *number,
                None => return self.lacks(value, view, Lack::Unknown),
            },
            Value::Figure(figure) => {
                let measured = Measured::Figure(figure.clone());
                self.reading(value, &measured, view, of)?
            }
            Value::Spread(spread) => {
                let measured = Measured::Spread(spread.clone());
                self.reading(value, &measured, view, of)?
            }
            Value::Sum(figure) => {
                let inner = Value::Figure(figure.clone());
                let measured = Measured::Figure(figure.clone());
                let known = self.known_relations(value, view, |all, relation| {
                    all.reading(&inner, &measured, relation, of)
                })?;
                known.iter().sum()
            }
            Value::Count(condition) => {
                let known = self.known_relations(value, view, |all, relation| {
                    all.condition(condition, relation)
                })?;
                known.iter().filter(|truth| **truth).count() as f64
            }
            Value::Absolute(one) => self.number(one, view, of)?.abs(),
            Value::Negative(one) => -self.number(one, view, of)?,
            Value::Power(pair) => {
                let pair = self.pair(pair, view, of)?;
                pair.0.powf(pair.1)
            }
            Value::Arithmetic(operator, pair) => self.arithmetic(*operator, pair, view, of)?,
        };
        if number.is_finite() {
            Some(Known::Number(number))
        } else {
            self.lacks(value, view, Lack::NoNumber)
        }
    }

    /// Both are evaluated, so that both are told when both are missing.
    fn pair(
        &mut self,
        pair: &(Value, Value),
        view: &View<'_>,
        of: Qualifiers,
    ) -> Option<(f64, f64)> {
        let left = self.number(&pair.0, view, of);
        let right = self.number(&pair.1, view, of);
        left.zip(right)
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        pair: &(Value, Value),
        view: &View<'_>,
        of: Qualifiers,
    ) -> Option<f64> {
        let (left, right) = self.pair(pair, view, of)?;
        let divides = matches!(operator, Operator::Over | Operator::Modulo);
        if divides && right == 0.0 {
            return self.lacks(&pair.1, view, Lack::ZeroDivisor);
        }
        // What is counted is not negative either; where nothing is said, the least sample is 0.
        if divides && right < float(of.least.unwrap_or_default()) && counts(&pair.1) {
            return self.lacks(&pair.1, view, Lack::FewSamples);
        }
        Some(match operator {
            Operator::Plus => left + right,
            Operator::Minus => left - right,
            Operator::Times => left * right,
            Operator::Over => left / right,
            Operator::Modulo => left - right * (left / right).floor(),
        })
    }

    /// A figure with enough samples; `value` is how the condition names it.
    fn reading(
        &mut self,
        value: &Value,
        measured: &Measured,
        view: &View<'_>,
        of: Qualifiers,
    ) -> Option<f64> {
        let window = of.window.unwrap_or(Window::DAY);
        let Some(reading) = view.reading(measured, window, self.table) else {
            return self.lacks_over(value, view, of.window, Lack::Unknown);
        };
        if self.is_enough(measured, reading, of.least) {
            Some(reading.value)
        } else {
            self.lacks_over(value, view, of.window, Lack::FewSamples)
        }
    }

    fn is_enough(&self, measured: &Measured, reading: Reading, said: Option<Micro>) -> bool {
        let least = match measured {
            Measured::Spread(_) => said.unwrap_or_default(),
            Measured::Figure(figure) => match figure.id() {
                Some(id) if !self.table.is_counter(id) => {
                    said.unwrap_or_else(|| self.table.least(id))
                }
                _ => return true,
            },
        };
        reading
            .samples
            .is_none_or(|samples| samples >= float(least))
    }

    /// What is known of each relation of which something is; at least half of all.
    fn known_relations<T>(
        &mut self,
        value: &Value,
        view: &View<'_>,
        mut one: impl FnMut(&mut Self, &View<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(relations) = view.relations() else {
            return self.lacks(value, view, Lack::NoRelations);
        };
        let all: Vec<Option<T>> = relations.map(|relation| one(self, &relation)).collect();
        let of = all.len();
        let known: Vec<T> = all.into_iter().flatten().collect();
        if 2 * known.len() < of {
            return self.lacks(value, view, Lack::FewRelations);
        }
        Some(known)
    }
}

/// Whether a value is counted, so that it can be too small to divide by.
fn counts(value: &Value) -> bool {
    Node::Value(value)
        .values()
        .any(|value| matches!(value, Value::Figure(_) | Value::Sum(_)))
}

/// `None`: a literal has no order, and none is equal to a number or differs from it.
fn holds(relation: Relation, left: Known<'_>, right: Known<'_>) -> Option<bool> {
    match (left, right) {
        (Known::Number(left), Known::Number(right)) => Some(numbers(relation, left, right)),
        (Known::Literal(left), Known::Literal(right)) => match relation {
            Relation::Equal => Some(left == right),
            Relation::Unequal => Some(left != right),
            _ => None,
        },
        _ => None,
    }
}

fn numbers(relation: Relation, left: f64, right: f64) -> bool {
    let same = left == right || (left - right).abs() < SAME;
    match relation {
        Relation::Less => left < right && !same,
        Relation::AtMost => left < right || same,
        Relation::More => left > right && !same,
        Relation::AtLeast => left > right || same,
        Relation::Equal => same,
        Relation::Unequal => !same,
    }
}

/// Exact up to 9 thousand million whole units; beyond that nobody measures millionths.
fn float(number: Micro) -> f64 {
    number.0 as f64 / 1e6
}
