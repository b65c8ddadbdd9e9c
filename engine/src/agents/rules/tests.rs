//! The format's own examples, and what they leave open.

use ::catalogue::source::expression::parse;
use protocol::catalogue::expression::{
    Comparison, Condition, Lack, Level, Measured, Outcome, Reading, Readings, Scope, Setting, Value,
};
use serde_json::{Map, Value as Json};

use super::Judge;
use crate::catalogue::sample::{folder, real};

fn judge() -> Judge<'static> {
    Judge::of(real())
}

fn read(text: &str) -> Condition {
    parse(text).unwrap_or_else(|reason| panic!("{text}: {reason}"))
}

/// A figure by its text, as a condition would name it.
fn measured(text: &str) -> Measured {
    match read(&format!("{text} > 0")) {
        Condition::Compare(Comparison { first, .. }) => match first {
            Value::Figure(figure) => Measured::Figure(figure),
            Value::Spread(spread) => Measured::Spread(spread),
            other => panic!("{other} is not measured"),
        },
        other => panic!("{other}"),
    }
}

fn entries<'a>(json: &'a Json, key: &str) -> impl Iterator<Item = (&'a String, &'a Json)> {
    json.get(key)
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
}

fn readings(figures: &Map<String, Json>, level: &Json) -> Readings {
    let figures = figures.iter().filter(|(name, _)| !name.starts_with('$'));
    let reading = |(name, value): (&String, &Json)| {
        let samples = level.get("n").and_then(|n| n.get(name));
        let reading = Reading {
            value: value.as_f64().expect("a number"),
            samples: samples.and_then(Json::as_f64),
        };
        (measured(name), reading)
    };
    figures.map(reading).collect()
}

/// A level as the examples write it.
fn level(json: &Json) -> Level {
    let figures = |json: &Json| {
        let figures = json.get("fig").and_then(Json::as_object);
        figures.map(|figures| readings(figures, json))
    };
    let all = |json: &Json| json.as_array().map(|all| all.iter().map(level).collect());
    let settings = entries(json, "fig").filter_map(|(name, value)| {
        let setting = match value {
            Json::String(text) => Setting::Literal(text.clone()),
            other => Setting::Number(other.as_f64().expect("a number")),
        };
        Some((name.strip_prefix('$')?.to_owned(), setting))
    });
    let windows = entries(json, "win").map(|(hours, figures)| {
        let hours = hours.parse().expect("hours");
        (hours, readings(figures.as_object().expect("figures"), json))
    });
    Level {
        figures: figures(json).unwrap_or_default(),
        settings: settings.collect(),
        windows: windows.collect(),
        busy: json.get("busy").and_then(figures),
        days: json.get("days").and_then(all).unwrap_or_default(),
        baseline: json.get("base").map(|base| Box::new(level(base))),
        relations: json.get("relations").and_then(all),
    }
}

fn outcome(text: &str, scope: Scope, json: &str) -> Outcome {
    let json = serde_json::from_str(json).expect("an example is JSON");
    judge().judge(&read(text), scope, &level(&json))
}

#[track_caller]
fn check(text: &str, json: &str, expected: Option<bool>) {
    assert_eq!(outcome(text, Scope::Cell, json).truth, expected, "{text}");
}

/// What is missing, as text.
fn missing(text: &str, json: &str) -> Vec<(String, Lack)> {
    let missing = outcome(text, Scope::Cell, json).missing;
    let text = |one: &protocol::catalogue::expression::Missing| {
        let place = one.place;
        let day = place.day.map(|day| format!(" day {day}"));
        let relation = place.relation.map(|number| format!(" relation {number}"));
        let before = if place.baseline { " before" } else { "" };
        let place = day.unwrap_or_default() + &relation.unwrap_or_default() + before;
        (format!("{}{place}", one.what), one.lack)
    };
    missing.iter().map(text).collect()
}

#[test]
fn all_examples_of_the_format_hold() {
    let file = folder().join("eval/expressions.jsonl");
    let text = std::fs::read_to_string(file).expect("the examples are there");
    let mut seen = 0;
    for line in text.lines() {
        let example: Json = serde_json::from_str(line).expect("a line is JSON");
        let scope = match example["scope"].as_str() {
            Some("relation") => Scope::Relation,
            _ => Scope::Cell,
        };
        let condition = read(example["expr"].as_str().expect("an expression"));
        let outcome = judge().judge(&condition, scope, &level(&example["in"]));
        assert_eq!(outcome.truth, example["out"].as_bool(), "{example}");
        assert!(
            outcome.truth.is_some() || !outcome.missing.is_empty(),
            "{example}"
        );
        seen += 1;
    }
    assert_eq!(seen, 104);
}

#[test]
fn everything_that_is_missing_is_told_with_its_place() {
    let told = |what: &str, lack| (what.to_owned(), lack);
    assert_eq!(
        missing("NR.RRC.ConnMean > 1 and $cio > ?iot", "{}"),
        [
            told("NR.RRC.ConnMean", Lack::Unknown),
            told("$cio", Lack::Unknown),
            told("?iot", Lack::Unknown)
        ]
    );
    assert_eq!(
        missing(
            "NR.InterHoExeSR vs baseline < -0.5",
            r#"{"fig": {"NR.InterHoExeSR": 98}, "base": {"fig": {"NR.InterHoExeSR": 99}, "n": {"NR.InterHoExeSR": 20}}}"#
        ),
        [told("NR.InterHoExeSR before", Lack::FewSamples)]
    );
    assert_eq!(
        missing("NR.PrbUtilDl vs baseline < -0.5", "{}"),
        [told("NR.PrbUtilDl", Lack::NoBaseline)]
    );
    assert_eq!(
        missing(
            "NR.PrbUtilDl > 70 on 1 of 3 d",
            r#"{"days": [{"fig": {"NR.PrbUtilDl": 80}}, {}]}"#
        ),
        [
            told("NR.PrbUtilDl day 1", Lack::Unknown),
            told("NR.PrbUtilDl day 2", Lack::Unknown),
            told("NR.PrbUtilDl day 2", Lack::NoDay)
        ]
    );
    let relations = r#"{"relations": [{"fig": {"NR.HO.IntraSys.TooLate": 9}}, {}]}"#;
    assert_eq!(
        missing("count(NR.HO.IntraSys.TooLate > 5) >= 1", relations),
        [told("NR.HO.IntraSys.TooLate relation 1", Lack::Unknown)]
    );
    assert_eq!(
        missing("sum(NR.RRC.ConnMean) / 0 > 1 or pow(0, -1) > $a", relations),
        [
            told("NR.RRC.ConnMean relation 0", Lack::Unknown),
            told("NR.RRC.ConnMean relation 1", Lack::Unknown),
            told("sum(NR.RRC.ConnMean)", Lack::FewRelations),
            told("pow(0, -1)", Lack::NoNumber),
            told("$a", Lack::Unknown),
        ]
    );
    assert_eq!(
        missing("count(all) > 1 and 1 / 0 > 1", "{}"),
        [
            told("count(all)", Lack::NoRelations),
            told("0", Lack::ZeroDivisor)
        ]
    );
}

#[test]
fn a_number_that_does_not_exist_is_not_checked() {
    for text in [
        "pow(-2, 0.5) > 0",
        "pow(0, -2) > 0",
        "pow(10, 400) > 0",
        "$a + 1 > 0",
        "-$a < 0",
        "$a vs baseline > +1",
        "1 / ?iot < 9",
    ] {
        check(
            text,
            r#"{"fig": {"$a": "FULL", "?iot": -5}, "base": {}}"#,
            None,
        );
    }
    check("pow(-2, 3) == -8 and pow(0, 0) == 1", "{}", Some(true));
}

#[test]
fn the_rest_of_a_division_has_the_sign_of_the_divisor() {
    check(
        "-7 mod 3 == 2 and 7 mod -3 == -2 and 7.5 mod 2 == 1.5",
        "{}",
        Some(true),
    );
}

#[test]
fn a_difference_from_the_baseline_is_equal_within_a_billionth_too() {
    let json = r#"{"fig": {"NR.RRC.ConnMean": 0.3}, "base": {"fig": {"NR.RRC.ConnMean": 0.1}}}"#;
    check("NR.RRC.ConnMean vs baseline >= +0.2", json, Some(true));
    check("NR.RRC.ConnMean vs baseline < +0.2", json, Some(false));
}

#[test]
fn at_a_relation_the_source_is_its_cell_at_the_same_time() {
    let json = r#"{
        "fig": {"NR.PrbUtilDl": 80},
        "days": [{"fig": {"NR.PrbUtilDl": 20}}],
        "base": {"fig": {"NR.PrbUtilDl": 50}},
        "relations": [{"fig": {}, "base": {"fig": {}}, "days": [{"fig": {}}]}]
    }"#;
    check("count(NR.PrbUtilDl@source == 80) == 1", json, Some(true));
    check(
        "count(NR.PrbUtilDl@source vs baseline > +20) == 1",
        json,
        Some(true),
    );
    check(
        "count(NR.PrbUtilDl@source < 30 on 1 of 1 d) == 1",
        json,
        Some(true),
    );
    check("count(NR.PrbUtilDl == 80) == 1", json, None);
}

#[test]
fn a_window_that_was_not_given_is_read_from_the_day() {
    let json = r#"{"fig": {"NR.PrbUtilDl": 40}, "win": {"1": {"NR.PrbUtilUl": 9}}}"#;
    check(
        "NR.PrbUtilDl == 40 over 1h and NR.PrbUtilUl == 9 over 1h",
        json,
        Some(true),
    );
    check("NR.PrbUtilDl == 40 over busy", json, None);
}

#[test]
fn a_day_of_which_nothing_is_known_is_not_checked() {
    let json = r#"{"fig": {"$a": 1}, "days": [{"fig": {}}]}"#;
    check("$a == 1 on 1 of 1 d", json, Some(true));
    check("$a == 1 on 2 of 2 d", json, None);
}

#[test]
fn handovers_of_the_kind_that_does_not_apply_count_0_on_a_relation_only() {
    let json = r#"{"fig": {"NR.MM.HoExeInterReq": 10}}"#;
    let text = "NR.MM.HoExeIntraReq == 0";
    assert_eq!(outcome(text, Scope::Relation, json).truth, Some(true));
    assert_eq!(outcome(text, Scope::Cell, json).truth, None);
    let text = "NR.MM.HoExeIntraReq@source == 0";
    assert_eq!(outcome(text, Scope::Relation, json).truth, None);
    let text = "NR.HO.IntraSys.TooLate == 0";
    assert_eq!(outcome(text, Scope::Relation, json).truth, None);
}
