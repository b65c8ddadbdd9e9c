//! The figures that a condition read, and those that it misses.

use protocol::answer::{Evidence, Moment, Wanted};
use protocol::catalogue::Model;
use protocol::catalogue::expression::{
    Condition, Lack, Level, Measured, Missing, Name, Node, Place, Qualifiers, Scope, Setting, Value,
};

use super::super::rules::Judge;
use super::given::unit;
use super::network::{micro, value_of};
use super::settings::Variable;
use crate::catalogue::Catalogue;

/// Reads the figures of conditions again, to show them.
pub struct Reader<'a> {
    pub catalogue: &'a Catalogue,
    pub judge: Judge<'a>,
    pub model: &'a Model,
    pub variables: &'a [Variable<'a>],
}

impl Reader<'_> {
    /// All figures, settings and counts that a condition read of an object, each once.
    pub fn evidence(&self, condition: &Condition, scope: Scope, level: &Level) -> Vec<Evidence> {
        let mut found = Vec::new();
        self.collect(condition, scope, level, None, &mut found);
        found
    }

    fn collect(
        &self,
        condition: &Condition,
        scope: Scope,
        level: &Level,
        day: Option<u8>,
        found: &mut Vec<Evidence>,
    ) {
        match condition {
            Condition::Or(all) | Condition::And(all) => all
                .iter()
                .for_each(|one| self.collect(one, scope, level, day, found)),
            Condition::Not(other) => self.collect(other, scope, level, day, found),
            Condition::On(days) => {
                for day in 0..days.of {
                    self.collect(&days.condition, scope, level, Some(day), found);
                }
            }
            Condition::Compare(comparison) => {
                let all = core::iter::once(&comparison.first)
                    .chain(comparison.then.iter().map(|(_, value)| value));
                for value in all {
                    let at = Place {
                        day: day.map(usize::from),
                        ..Place::default()
                    };
                    let read = |value: &Value, before: bool| {
                        let at = Place {
                            baseline: before,
                            ..at
                        };
                        let of = comparison.qualifiers;
                        self.judge.read(value, of, at, scope, level)
                    };
                    self.leaves(value, comparison.qualifiers, day, false, &read, found);
                }
            }
            Condition::Change(change) => {
                let read = |value: &Value, before: bool| {
                    let at = Place {
                        baseline: before,
                        ..Place::default()
                    };
                    let of = change.qualifiers;
                    self.judge.read(value, of, at, scope, level)
                };
                self.leaves(&change.value, change.qualifiers, day, true, &read, found);
            }
        }
    }

    fn leaves(
        &self,
        value: &Value,
        of: Qualifiers,
        day: Option<u8>,
        compares: bool,
        read: &dyn Fn(&Value, bool) -> Option<Setting>,
        found: &mut Vec<Evidence>,
    ) {
        match value {
            Value::Number(_) | Value::Literal(_) => return,
            Value::Absolute(one) | Value::Negative(one) => {
                return self.leaves(one, of, day, compares, read, found);
            }
            Value::Power(pair) | Value::Arithmetic(_, pair) => {
                self.leaves(&pair.0, of, day, compares, read, found);
                return self.leaves(&pair.1, of, day, compares, read, found);
            }
            Value::Variable(_)
            | Value::Figure(_)
            | Value::Spread(_)
            | Value::Sum(_)
            | Value::Count(_) => {}
        }
        let Some(known) = read(value, false) else {
            return;
        };
        let before = compares.then(|| read(value, true)).flatten();
        let window = of.window.map(|window| format!(" over {window}"));
        let evidence = Evidence {
            fact: self.said(value) + &window.unwrap_or_default(),
            value: value_of(&known),
            unit: self.unit(value),
            before_micro: match before {
                Some(Setting::Number(number)) => Some(micro(number)),
                _ => None,
            },
            day,
        };
        let same =
            |other: &&mut Evidence| (&other.fact, other.day) == (&evidence.fact, evidence.day);
        match found.iter_mut().find(same) {
            Some(other) => other.before_micro = other.before_micro.or(evidence.before_micro),
            None => found.push(evidence),
        }
    }

    /// A value as people read it: a setting by its label, a gap by what it would count.
    pub fn said(&self, value: &Value) -> String {
        match value {
            Value::Variable(name) => {
                let mut all = self.variables.iter();
                match all.find(|one| one.name == name) {
                    Some(variable) if variable.reverse => {
                        format!("{} of the neighbour, back (${name})", variable.label)
                    }
                    Some(variable) => format!("{} (${name})", variable.label),
                    None => value.to_string(),
                }
            }
            Value::Figure(figure) => match &figure.name {
                Name::Gap(id) => {
                    let mut gaps = self.model.gaps.iter();
                    let what = gaps.find(|gap| gap.id == *id);
                    what.map_or_else(
                        || figure.to_string(),
                        |gap| format!("{figure} ({})", gap.what),
                    )
                }
                Name::Row(_) => figure.to_string(),
            },
            other => other.to_string(),
        }
    }

    fn unit(&self, value: &Value) -> Option<String> {
        match value {
            Value::Variable(name) => {
                let mut all = self.variables.iter();
                all.find(|one| one.name == name)?.legal.unit.clone()
            }
            Value::Figure(figure) | Value::Sum(figure) => {
                let of_gap = || {
                    let mut gaps = self.model.gaps.iter();
                    let gap = gaps.find(|gap| figure.to_string() == format!("?{}", gap.id))?;
                    Some(gap.unit.clone())
                };
                unit(self.catalogue, &Measured::Figure(figure.clone())).or_else(of_gap)
            }
            Value::Spread(spread) => unit(self.catalogue, &Measured::Spread(spread.clone())),
            _ => None,
        }
    }

    /// What a condition misses, each once: figures and settings by themselves, not sums of them.
    pub fn wanted(&self, missing: &[Missing], scope: Scope) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        for one in missing {
            // The first says nothing that could be given; of the second the figures are told.
            if matches!(one.lack, Lack::NoNumber | Lack::FewRelations) {
                continue;
            }
            // What is missing of a day that nobody knows was told when the day was read.
            let day = one.place.day.and_then(|day| u8::try_from(day).ok());
            if one.lack == Lack::NoDay && wanted.iter().any(|known| known.moment.day == day) {
                continue;
            }
            let is_leaf = |value: &&Value| {
                matches!(
                    value,
                    Value::Figure(_) | Value::Spread(_) | Value::Variable(_)
                )
            };
            let inside = Node::Value(&one.what).values();
            let leaves: Vec<&Value> = match (&one.what, one.lack) {
                (_, Lack::ZeroDivisor) => vec![&one.what],
                // `count(all)` has nothing inside.
                (Value::Count(of), _) if **of == Condition::And(Vec::new()) => vec![&one.what],
                _ => inside.filter(is_leaf).collect(),
            };
            for value in leaves {
                let one = Wanted {
                    fact: self.said(value),
                    per_relation: one.place.relation.is_some()
                        || one.lack == Lack::NoRelations
                        || scope == Scope::Relation,
                    moment: Moment {
                        day,
                        before: one.place.baseline || one.lack == Lack::NoBaseline,
                        window: one.place.window,
                    },
                    lack: one.lack,
                };
                if !wanted.contains(&one) {
                    wanted.push(one);
                }
            }
        }
        wanted
    }
}
