//! The algebra of three values: what holds for every condition and whatever is known.

use proptest::prelude::*;

use super::{
    Change, Comparison, Condition, Days, Figure, FigureTable, Level, Measured, Operator,
    Qualifiers, Reading, Readings, Relation, Scope, Setting, Value, Window, evaluate,
};
use crate::catalogue::Micro;

const FIGURES: [&str; 3] = ["NR.A", "NR.B", "NR.C"];
const SETTINGS: [&str; 2] = ["x", "y"];

fn whole(number: i64) -> Micro {
    Micro(number * 1_000_000)
}

fn truth(condition: &Condition, level: &Level) -> Option<bool> {
    evaluate(condition, Scope::Cell, level, &FigureTable::default()).truth
}

fn not(condition: &Condition) -> Condition {
    Condition::Not(Box::new(condition.clone()))
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => (0..4_i64).prop_map(|n| Value::Number(whole(n))),
        9 => prop::sample::select(&FIGURES[..]).prop_map(|id| Value::Figure(Figure::row(id))),
        6 => prop::sample::select(&SETTINGS[..]).prop_map(|id| Value::Variable(id.to_owned())),
        1 => Just(Value::Literal("FULL".to_owned())),
    ];
    leaf.prop_recursive(2, 4, 2, |inner| {
        let operator = prop_oneof![
            4 => Just(Operator::Plus),
            4 => Just(Operator::Minus),
            1 => Just(Operator::Over),
            1 => Just(Operator::Modulo)
        ];
        (operator, inner.clone(), inner)
            .prop_map(|(operator, one, other)| Value::Arithmetic(operator, Box::new((one, other))))
    })
}

fn qualifiers() -> impl Strategy<Value = Qualifiers> {
    let least = prop::option::weighted(0.2, (1..3_i64).prop_map(whole));
    let window = prop::option::weighted(0.3, Just(Window::Busy));
    (least, window).prop_map(|(least, window)| Qualifiers { least, window })
}

fn comparison() -> impl Strategy<Value = Condition> {
    let relation = || prop::sample::select(Relation::ALL.to_vec());
    let then = prop::collection::vec((relation(), value()), 1..3);
    (value(), then, qualifiers()).prop_map(|(first, then, qualifiers)| {
        Condition::Compare(Comparison {
            first,
            then,
            qualifiers,
        })
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let change = (value(), -2..3_i64, any::<bool>(), qualifiers()).prop_map(
        |(value, by, percent, qualifiers)| {
            Condition::Change(Change {
                value,
                relation: Relation::More,
                by: whole(by),
                percent,
                qualifiers,
            })
        },
    );
    let days = (comparison(), 1..4_u8).prop_map(|(condition, least)| {
        Condition::On(Days {
            condition: Box::new(condition),
            least,
            of: 3,
        })
    });
    let leaf = prop_oneof![4 => comparison(), 1 => change, 1 => days];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several.clone().prop_map(Condition::Or),
            several.prop_map(Condition::And),
            inner.prop_map(|one| not(&one)),
        ]
    })
}

/// Figures of one time, all known.
fn readings() -> impl Strategy<Value = Readings> {
    let one = (0..4_i32, prop::option::of(0..4_i32));
    prop::collection::vec(one, FIGURES.len()).prop_map(|all| {
        let readings = FIGURES.iter().zip(all).map(|(id, (value, samples))| {
            let reading = Reading {
                value: value.into(),
                samples: samples.map(f64::from),
            };
            (Measured::Figure(Figure::row(id)), reading)
        });
        readings.collect()
    })
}

/// All times and settings known.
fn full() -> impl Strategy<Value = Level> {
    let time = (readings(), readings()).prop_map(|(figures, busy)| Level {
        figures,
        busy: Some(busy),
        ..Level::default()
    });
    let settings = prop::collection::vec(0..4_i32, SETTINGS.len());
    (prop::collection::vec(time, 5), settings).prop_map(|(mut times, values)| {
        let mut level = times.pop().unwrap_or_default();
        level.baseline = times.pop().map(Box::new);
        level.days = times;
        let named = SETTINGS.iter().map(|name| (*name).to_owned());
        let numbers = values.into_iter().map(f64::from).map(Setting::Number);
        level.settings = named.zip(numbers).collect();
        level
    })
}

/// The same with less known of it; each answer decides about one thing.
fn forgetting(full: &Level, mut keeps: impl FnMut() -> bool) -> Level {
    let mut of_time = |level: &Level| {
        let mut left = |readings: &Readings| -> Readings {
            let known = FIGURES.iter().filter_map(|id| {
                let measured = Measured::Figure(Figure::row(id));
                Some((measured.clone(), readings.get(&measured)?))
            });
            known.filter(|_| keeps()).collect()
        };
        Level {
            figures: left(&level.figures),
            busy: level.busy.as_ref().map(&mut left).filter(|_| keeps()),
            ..Level::default()
        }
    };
    let mut less = of_time(full);
    less.days = full.days.iter().map(&mut of_time).collect();
    let baseline = full.baseline.as_deref().map(&mut of_time);
    less.baseline = baseline.filter(|_| keeps()).map(Box::new);
    let shorter = if keeps() { 3 } else { 2 };
    less.days.truncate(shorter);
    less.settings = full.settings.iter().filter(|_| keeps()).cloned().collect();
    less
}

fn forgetful() -> impl Strategy<Value = (Level, Level)> {
    (full(), prop::collection::vec(prop::bool::weighted(0.8), 64)).prop_map(|(full, answers)| {
        let mut answers = answers.into_iter().cycle();
        let less = forgetting(&full, || answers.next().unwrap_or(true));
        (full, less)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn knowing_more_never_turns_an_answer_round(one in condition(), (full, less) in forgetful()) {
        let known = truth(&one, &less);
        if known.is_some() {
            prop_assert_eq!(truth(&one, &full), known, "{}", one);
        }
    }

    #[test]
    fn twice_not_is_nothing(one in condition(), (_, level) in forgetful()) {
        prop_assert_eq!(truth(&not(&not(&one)), &level), truth(&one, &level));
    }

    #[test]
    fn the_order_of_sides_does_not_matter(
        sides in prop::collection::vec(condition(), 2..5),
        (_, level) in forgetful(),
    ) {
        let mut other = sides.clone();
        other.reverse();
        other.rotate_left(1);
        let joined = |join: fn(Vec<Condition>) -> Condition, sides: &[Condition]| {
            truth(&join(sides.to_vec()), &level)
        };
        prop_assert_eq!(joined(Condition::Or, &sides), joined(Condition::Or, &other));
        prop_assert_eq!(joined(Condition::And, &sides), joined(Condition::And, &other));
    }

    #[test]
    fn not_turns_and_into_or(one in condition(), other in condition(), (_, level) in forgetful()) {
        let both = not(&Condition::And(vec![one.clone(), other.clone()]));
        let either = Condition::Or(vec![not(&one), not(&other)]);
        prop_assert_eq!(truth(&both, &level), truth(&either, &level));
    }

    #[test]
    fn something_is_missing_whenever_nothing_is_said(one in condition(), (_, level) in forgetful()) {
        let outcome = evaluate(&one, Scope::Cell, &level, &FigureTable::default());
        prop_assert!(outcome.truth.is_some() || !outcome.missing.is_empty(), "{}", one);
    }

    #[test]
    fn what_is_not_smaller_is_at_least_as_large(
        left in value(),
        right in value(),
        (_, level) in forgetful(),
    ) {
        let compared = |relation| {
            let then = vec![(relation, right.clone())];
            let first = left.clone();
            let qualifiers = Qualifiers::default();
            truth(&Condition::Compare(Comparison { first, then, qualifiers }), &level)
        };
        let opposite = |relation| compared(relation).map(|truth| !truth);
        prop_assert_eq!(compared(Relation::AtLeast), opposite(Relation::Less));
        prop_assert_eq!(compared(Relation::AtMost), opposite(Relation::More));
        prop_assert_eq!(compared(Relation::Equal), opposite(Relation::Unequal));
    }

    #[test]
    fn a_tree_survives_being_packed(one in condition()) {
        let bytes = postcard::to_allocvec(&one).unwrap();
        prop_assert_eq!(postcard::from_bytes(&bytes), Ok(one));
    }
}
