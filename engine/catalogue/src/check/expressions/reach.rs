//! Whether a condition can be true, can be false, and stays silent without data: it is tried on
//! figures drawn around its own numbers. The draws are the same every time.

use protocol::catalogue::Micro;
use protocol::catalogue::expression::{
    Condition, Level, Measured, Node, Reading, Readings, Scope, Setting, Value, evaluate,
};
use protocol::ids::RowId;

use super::Facts;
use super::variables::{Variable, Variables};

/// Draws until a condition counts as one that cannot be true, or false.
const DRAWS: usize = 60_000;
/// Neighbours of a cell that is drawn.
const NEIGHBOURS: usize = 15;

/// What a condition reads.
#[derive(Default)]
pub struct Read {
    /// Of the object of the rule.
    own: Vec<Measured>,
    /// Of its relations.
    of_relations: Vec<Measured>,
    settings: Vec<String>,
    pub has_relations: bool,
    pub has_baseline: bool,
    pub has_busy: bool,
    /// Full days that are looked at.
    pub days: usize,
}

impl Read {
    pub fn take(&mut self, measured: Measured, of_relation: bool) {
        let list = if of_relation {
            &mut self.of_relations
        } else {
            &mut self.own
        };
        if !list.contains(&measured) {
            list.push(measured);
        }
    }

    pub fn take_setting(&mut self, name: &str) {
        if !self.settings.iter().any(|known| known == name) {
            self.settings.push(name.to_owned());
        }
    }
}

pub fn check(
    condition: &Condition,
    scope: Scope,
    read: &Read,
    variables: &Variables<'_>,
    facts: &Facts<'_>,
) -> Vec<String> {
    let truth = |level: &Level| evaluate(condition, scope, level, &facts.table).truth;
    let mut reasons = Vec::new();
    if truth(&Level::default()).is_some() {
        reasons.push("says something without data".to_owned());
    }
    let mut draw = Draw {
        read,
        variables,
        facts,
        numbers: numbers(condition),
        literals: literals(condition),
        state: 1,
    };
    let (mut can_be_true, mut can_be_false) = (false, false);
    for _ in 0..DRAWS {
        match truth(&draw.level()) {
            Some(true) => can_be_true = true,
            Some(false) => can_be_false = true,
            None => {}
        }
        if can_be_true && can_be_false {
            return reasons;
        }
    }
    if !can_be_true {
        reasons.push("can never be true".to_owned());
    }
    if !can_be_false {
        reasons.push("can never be false".to_owned());
    }
    reasons
}

/// Numbers around those of a condition: on both sides of each of them, near and far.
fn numbers(condition: &Condition) -> Vec<f64> {
    let whole = Node::Condition(condition);
    let mut near: Vec<f64> = vec![0.0, 1.0, 50.0];
    for value in whole.values() {
        if let Value::Number(number) = value {
            let number = float(*number);
            near.extend([number - 1.0, number, number + 1.0]);
        }
    }
    for one in whole.conditions() {
        if let Condition::Change(change) = one {
            near.push(float(change.by));
        }
    }
    let mut numbers: Vec<f64> = near
        .iter()
        .flat_map(|number| [1.0, 1.5, 0.5, 20.0, -1.0].map(|factor| factor * number))
        .collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers
}

fn float(number: Micro) -> f64 {
    number.0 as f64 / 1e6
}

/// Literals of a condition, and one that is none of them.
fn literals(condition: &Condition) -> Vec<String> {
    let values = Node::Condition(condition).values();
    let own = values.filter_map(|value| match value {
        Value::Literal(text) => Some(text.clone()),
        _ => None,
    });
    own.chain(["?".to_owned()]).collect()
}

struct Draw<'a> {
    read: &'a Read,
    variables: &'a Variables<'a>,
    facts: &'a Facts<'a>,
    numbers: Vec<f64>,
    literals: Vec<String>,
    state: u64,
}

impl Draw<'_> {
    /// One of so many (Steele, Lea, Flood 2014: SplitMix64).
    fn below(&mut self, count: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(mixed % count).unwrap_or_default()
    }

    /// Often 0: nothing happened is what many conditions ask of several figures at once.
    fn number(&mut self) -> f64 {
        if self.below(4) == 0 {
            return 0.0;
        }
        let at = self.below(self.numbers.len());
        self.numbers.get(at).copied().unwrap_or_default()
    }

    /// A cell or relation with all that is read of it.
    fn level(&mut self) -> Level {
        let mut level = self.object(&self.read.own);
        level.settings = self
            .read
            .settings
            .iter()
            .map(|name| self.setting(name))
            .collect();
        if self.read.has_relations {
            // Two kinds of neighbours, so many of one and the rest of the other.
            let (one, other) = (
                self.object(&self.read.of_relations),
                self.object(&self.read.of_relations),
            );
            let of_one = self.below(NEIGHBOURS + 1);
            let all = (0..NEIGHBOURS).map(|place| if place < of_one { &one } else { &other });
            level.relations = Some(all.cloned().collect());
        }
        level
    }

    fn object(&mut self, read: &[Measured]) -> Level {
        let mut level = Level {
            figures: self.readings(read),
            ..Level::default()
        };
        if self.read.has_baseline {
            level.baseline = Some(Box::new(Level {
                figures: self.readings(read),
                ..Level::default()
            }));
        }
        if self.read.has_busy {
            level.busy = Some(self.readings(read));
        }
        if self.read.days > 0 {
            // Mostly all days alike: else a condition that wants many of them is hardly ever true.
            let alike = self.below(10) < 7;
            let first = self.day(read);
            let days =
                (0..self.read.days).map(|_| if alike { first.clone() } else { self.day(read) });
            level.days = days.collect();
        }
        level
    }

    fn day(&mut self, read: &[Measured]) -> Level {
        Level {
            figures: self.readings(read),
            busy: Some(self.readings(read)),
            ..Level::default()
        }
    }

    fn readings(&mut self, read: &[Measured]) -> Readings {
        read.iter()
            .map(|measured| {
                let reading = Reading {
                    value: self.figure(measured),
                    samples: None,
                };
                (measured.clone(), reading)
            })
            .collect()
    }

    /// A value that the figure can have: counts are not negative, percents end at 100.
    fn figure(&mut self, measured: &Measured) -> f64 {
        let number = self.number();
        let id = measured.figure().id().map(RowId::as_str);
        let kpi = id.and_then(|id| self.facts.kpis.get(id));
        let is_counter = id.is_some_and(|id| self.facts.counters.contains_key(id));
        let is_percent = kpi.is_some_and(|kpi| kpi.unit == "%");
        match measured {
            Measured::Spread(spread) if spread.between.is_some() => number.abs().min(100.0),
            Measured::Figure(_) if is_percent => number.abs().min(100.0),
            Measured::Figure(_) if is_counter => number.abs(),
            Measured::Spread(_) => number.abs(),
            Measured::Figure(_) => number,
        }
    }

    fn setting(&mut self, name: &str) -> (String, Setting) {
        let variable = self.variables.get(name);
        let setting = if variable.is_none_or(Variable::is_ordered) {
            Setting::Number(self.number())
        } else {
            let at = self.below(self.literals.len());
            Setting::Literal(self.literals.get(at).cloned().unwrap_or_default())
        };
        (name.to_owned(), setting)
    }
}
