//! What is a condition, what is none, and that writing one and reading it again changes nothing.

use std::path::Path;

use proptest::prelude::*;
use protocol::catalogue::Micro;
use protocol::catalogue::expression::{
    Change, Comparison, Condition, Days, End, Figure, Name, Operator, Qualifiers, Relation, Spread,
    Value, Window,
};

use super::{parse, parse_change};

fn written(text: &str) -> String {
    parse(text).map_or_else(|reason| reason.to_string(), |read| read.to_string())
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(written(text), expected, "{text}");
    assert_eq!(written(expected), expected);
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let reason = parse(text).expect_err(text).to_string();
    assert_eq!(reason, expected, "{text}");
}

#[test]
fn what_binds_closer_needs_no_brackets() {
    check(
        "$a>1 or ($b > 1 and not ($c > 1))",
        "$a > 1 or $b > 1 and not $c > 1",
    );
    check(
        "($a > 1 or $b > 1) and not ($c > 1 or $d > 1)",
        "($a > 1 or $b > 1) and not ($c > 1 or $d > 1)",
    );
    check("(($a + 2)) * 3 - (4 - 5) > 0", "($a + 2) * 3 - (4 - 5) > 0");
    check(
        "$a - 4 - 5 / 2 / (3 mod 2) > 0",
        "$a - 4 - 5 / 2 / (3 mod 2) > 0",
    );
    check("-$a * -(2 + $b) < -1", "-$a * -(2 + $b) < -1");
    check(
        "0 <= abs($a) <= pow(2, $b / 4) - 1",
        "0 <= abs($a) <= pow(2, $b / 4) - 1",
    );
    check("not not $a > 1", "not not $a > 1");
}

#[test]
fn a_comparison_says_its_sample_its_window_and_its_days() {
    check(
        "NR.MroFailRate > 1 over 72h min 500",
        "NR.MroFailRate > 1 min 500 over 72h",
    );
    check(
        "( NR.PrbUtilDl > 80 over busy ) on 3 of 5 d",
        "NR.PrbUtilDl > 80 over busy on 3 of 5 d",
    );
    check(
        "(NR.PrbUtilDl > 80 over 24 h and $a == 1) on 3 of 5 d",
        "(NR.PrbUtilDl > 80 over 24h and $a == 1) on 3 of 5 d",
    );
    check(
        "NR.PrbUtilDl vs baseline < -20%",
        "NR.PrbUtilDl vs baseline < -20%",
    );
    check(
        "?iot@target vs baseline >= 0.5 over 1h",
        "?iot@target vs baseline >= +0.5 over 1h",
    );
}

#[test]
fn figures_carry_labels_and_ends_in_one_spelling() {
    check("NR.X[B=2, A=1]@source > 1", "NR.X[A=1,B=2]@source > 1");
    check(
        "share(NR.CARR.WBCQIDist[BinZ=1], BinX, -32..0.5) > 30 min 1000",
        "share(NR.CARR.WBCQIDist[BinZ=1], BinX, -32..0.5) > 30 min 1000",
    );
    check(
        "mean(NR.L1M.SS-RSRP, BinX) > 2",
        "mean(NR.L1M.SS-RSRP, BinX) > 2",
    );
    check(
        "count(all) - count(NR.A > 1) > sum(NR.A)",
        "count(all) - count(NR.A > 1) > sum(NR.A)",
    );
}

#[test]
fn literals_that_are_keywords_or_no_words_are_quoted() {
    check(
        "$mode == 'on' or $mode == 'off'",
        "$mode == 'on' or $mode == off",
    );
    check("$a != '2 ms' and $b == true", "$a != '2 ms' and $b == true");
}

#[test]
fn in_a_watch_the_baseline_is_unsaid() {
    let read = |text: &str| parse_change(text).map(|read| read.to_string());
    let said = |text: &str| Ok(text.to_owned());
    assert_eq!(read("NR.A < -10%"), said("NR.A vs baseline < -10%"));
    assert_eq!(read("NR.A vs baseline > +1"), said("NR.A vs baseline > +1"));
    assert_eq!(
        read("count(?iot@target > +2) >= 1"),
        said("count(?iot@target vs baseline > +2) >= 1")
    );
    let reason = read("NR.A > 2").map_err(|reason| reason.to_string());
    assert_eq!(
        reason,
        Err("at character 8, \"2\": a change needs a sign".to_owned())
    );
}

#[test]
fn what_is_no_condition_is_refused_with_its_place() {
    for (text, expected) in [
        ("", "at its end: value expected"),
        ("$a >", "at its end: value expected"),
        ("$a", "at character 1, \"$a\": is a value, not a condition"),
        ("$a > 1 $b", "at character 8, \"$b\": is left over"),
        ("($a > 1", "at its end: \")\" expected"),
        (
            "$a > 1 and 2",
            "at character 12, \"2\": begins a value, not a condition",
        ),
        (
            "not $a",
            "at character 5, \"$a\": begins a value, not a condition",
        ),
        (
            "($a > 1) + 2 > 1",
            "at character 1, \"(\": begins a condition, not a value",
        ),
        (
            "($a > 1) > 1",
            "at character 1, \"(\": begins a condition, not a value",
        ),
        (
            "$a > ($b > 1)",
            "at character 6, \"(\": begins a condition, not a value",
        ),
        ("$a > and", "at character 6, \"and\": value expected"),
        ("$a > #1", "at character 6, \"#1\": cannot be read"),
        ("$A > 1", "at character 1, \"$A\": cannot be read"),
        ("$a == 'x", "at character 7, \"'x\": cannot be read"),
        ("$ä > 1", "at character 1, \"$ä\": cannot be read"),
        ("NR.Ä > 1", "at character 3, \".Ä\": cannot be read"),
        (
            "retainability poor",
            "at character 15, \"poor\": is left over",
        ),
        ("log($a) > 1", "at character 1, \"log\": is no function"),
        (
            "$a > 0.1234567",
            "at character 6, \"0.1234567\": not a decimal number with at most six digits after the point",
        ),
        (
            "NR.A@here > 1",
            "at character 1, \"NR.A@here\": the end of a relation is @source or @target",
        ),
        (
            "NR.A[B] > 1",
            "at character 1, \"NR.A[B]\": a label needs a value: [label=value]",
        ),
        (
            "NR.A[B=1,B=2] > 1",
            "at character 1, \"NR.A[B=1,B=2]\": has a label twice",
        ),
        ("NR.A > 1 min 0", "at character 14, \"0\": must be positive"),
        (
            "NR.A > 1 min 1 min 2",
            "at character 16, \"min\": is said twice",
        ),
        (
            "NR.A > 1 over 1h over busy",
            "at character 18, \"over\": is said twice",
        ),
        ("NR.A > 1 over 24", "at its end: \"h\" expected"),
        (
            "NR.A vs > 1",
            "at character 9, \">\": \"baseline\" expected",
        ),
        (
            "NR.A vs baseline 1",
            "at character 18, \"1\": comparison expected",
        ),
        ("sum($a) > 1", "at character 5, \"$a\": counter expected"),
        (
            "count(NR.A) > 1",
            "at character 7, \"NR.A\": begins a value, not a condition",
        ),
        (
            "share(NR.A, B, 5..1) > 1",
            "at character 16, \"5\": begins an empty interval",
        ),
        (
            "share(NR.A, 5, 1..2) > 1",
            "at character 13, \"5\": label expected",
        ),
        (
            "NR.A > 1 on 6 of 5 d",
            "at character 10, \"on\": N of M days: N from 1 to M, M to 28",
        ),
        (
            "NR.A > 1 on 0 of 5 d",
            "at character 10, \"on\": N of M days: N from 1 to M, M to 28",
        ),
        (
            "NR.A > 1 on 1.5 of 5 d",
            "at character 13, \"1.5\": is no number of days",
        ),
    ] {
        refused(text, expected);
    }
}

#[test]
fn a_day_can_only_be_asked_what_a_day_has() {
    for text in [
        "NR.A vs baseline > +1 on 2 of 3 d",
        "NR.A > 1 over 48h on 2 of 3 d",
        "count(NR.A > 1) > 1 on 2 of 3 d",
        "(NR.A > 1 on 1 of 2 d) on 2 of 3 d",
    ] {
        let reason = parse(text).expect_err(text).to_string();
        assert!(reason.contains("goes day by day"), "{text}: {reason}");
    }
    check(
        "count(NR.A > 1 on 2 of 3 d) > 1",
        "count(NR.A > 1 on 2 of 3 d) > 1",
    );
}

#[test]
fn endless_nesting_is_refused() {
    for text in [
        "(".repeat(100_000),
        "-".repeat(100_000),
        "not ".repeat(100_000),
    ] {
        let reason = parse(&text).expect_err("nobody writes this").to_string();
        assert!(reason.ends_with("nested too deeply"), "{reason}");
    }
}

#[test]
fn every_expression_we_have_survives_its_text() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = crate::source::read(dir).unwrap_or_else(|problems| panic!("{problems}"));
    let mut seen = 0;
    let mut again = |text: &str, read: fn(&str) -> Result<Condition, super::Reason>| {
        let tree = read(text).unwrap_or_else(|reason| panic!("{text}: {reason}"));
        assert_eq!(parse(&tree.to_string()), Ok(tree), "{text}");
        seen += 1;
    };
    for model in source.models() {
        model
            .joints
            .iter()
            .for_each(|joint| again(&joint.expression, parse));
        for rule in &model.rules {
            again(&rule.when, parse);
            if let Some(watch) = &rule.watch {
                again(&watch.improve, parse_change);
                watch
                    .guard
                    .iter()
                    .for_each(|guard| again(guard, parse_change));
            }
        }
    }
    assert!(seen > 100, "{seen} expressions");
}

fn figure() -> impl Strategy<Value = Figure> {
    let name = prop_oneof![
        Just(Name::Row("NR.L1M.SS-RSRP".into())),
        Just(Name::Row("LTE.HO.X".into())),
        Just(Name::Gap("iot".to_owned())),
    ];
    let end = prop_oneof![Just(None), Just(Some(End::Source)), Just(Some(End::Target))];
    let labels = prop_oneof![
        Just(Vec::new()),
        Just(vec![("5QI".to_owned(), "1".to_owned())]),
        Just(vec![
            ("A".to_owned(), "x-y".to_owned()),
            ("B".to_owned(), "2".to_owned())
        ]),
    ];
    (name, labels, end).prop_map(|(name, labels, at)| {
        let labels = if matches!(name, Name::Gap(_)) {
            Vec::new()
        } else {
            labels
        };
        Figure { name, labels, at }
    })
}

fn counter() -> impl Strategy<Value = Figure> {
    figure().prop_filter("a counter", |figure| figure.id().is_some())
}

fn micro() -> impl Strategy<Value = Micro> {
    prop_oneof![
        (0..100_i64).prop_map(|n| Micro(n * 1_000_000)),
        (0..9_000_000_i64).prop_map(Micro)
    ]
}

fn signed() -> impl Strategy<Value = Micro> {
    (micro(), any::<bool>()).prop_map(|(n, minus)| if minus { Micro(-n.0) } else { n })
}

fn spread() -> impl Strategy<Value = Value> {
    let between = prop::option::of((signed(), signed()).prop_filter("order", |(a, b)| a <= b));
    (counter(), between).prop_map(|(figure, between)| {
        Value::Spread(Spread {
            figure,
            label: "BinX".to_owned(),
            between,
        })
    })
}

fn value() -> impl Strategy<Value = Value> {
    let literal = prop_oneof![Just("PARTIAL"), Just("on"), Just("2 ms"), Just("dB-6")];
    let leaf = prop_oneof![
        micro().prop_map(Value::Number),
        literal.prop_map(|text| Value::Literal(text.to_owned())),
        Just(Value::Variable("a3".to_owned())),
        figure().prop_map(Value::Figure),
        counter().prop_map(Value::Sum),
        spread(),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        let operator = prop_oneof![
            Just(Operator::Plus),
            Just(Operator::Minus),
            Just(Operator::Times),
            Just(Operator::Over),
            Just(Operator::Modulo),
        ];
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (operator, pair.clone()).prop_map(|(o, pair)| Value::Arithmetic(o, Box::new(pair))),
            pair.prop_map(|pair| Value::Power(Box::new(pair))),
            inner.clone().prop_map(|one| Value::Negative(Box::new(one))),
            inner.prop_map(|one| Value::Absolute(Box::new(one))),
        ]
    })
}

fn relation() -> impl Strategy<Value = Relation> {
    prop::sample::select(Relation::ALL.to_vec())
}

fn comparison(window: Option<Window>) -> impl Strategy<Value = Comparison> {
    let then = prop::collection::vec((relation(), value()), 1..3);
    let least = prop::option::of((1..9_i64).prop_map(|n| Micro(n * 500_000)));
    (value(), then, least).prop_map(move |(first, then, least)| Comparison {
        first,
        then,
        qualifiers: Qualifiers { least, window },
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let change = (value(), relation(), signed(), any::<bool>()).prop_map(
        |(value, relation, by, percent)| {
            Condition::Change(Change {
                value,
                relation,
                by,
                percent,
                qualifiers: Qualifiers::default(),
            })
        },
    );
    let days =
        (comparison(Some(Window::Busy)), 1..4_u8, any::<bool>()).prop_map(|(one, least, not)| {
            let one = Condition::Compare(one);
            let condition = Box::new(if not {
                Condition::Not(Box::new(one))
            } else {
                one
            });
            Condition::On(Days {
                condition,
                least,
                of: 5,
            })
        });
    let window = Some(Window::Hours(Micro(48_000_000)));
    let leaf = prop_oneof![
        comparison(None).prop_map(Condition::Compare),
        comparison(window).prop_map(Condition::Compare),
        change,
        days,
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        let count = (inner.clone(), relation()).prop_map(|(inner, relation)| {
            let first = Value::Count(Box::new(inner));
            let then = vec![(relation, Value::Count(Box::new(Condition::And(Vec::new()))))];
            Condition::Compare(Comparison {
                first,
                then,
                qualifiers: Qualifiers::default(),
            })
        });
        prop_oneof![
            several.clone().prop_map(Condition::Or),
            several.prop_map(Condition::And),
            inner.prop_map(|one| Condition::Not(Box::new(one))),
            count,
        ]
    })
}

proptest! {
    #[test]
    fn every_tree_survives_its_text(tree in condition()) {
        let text = tree.to_string();
        prop_assert_eq!(parse(&text), Ok(tree), "{}", text);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "[ a-z0-9.$?@'()<>=+*/%,NR\\[\\]üor-]{0,60}") {
        let _ = (parse(&text), parse_change(&text));
    }
}
