//! A judgement as an agent sees it: shares from 0 to 1, amounts in their units, and every sentence of
//! it. With the JSON Schema of that, kept beside it.

use protocol::learning::{Change, Criterion, Finding, Gap, Judgement};
use protocol::words::learning as words;
use serde_json::{Map, Value, json};

use super::fields::object;
use super::shown::{closed, list};

/// How something ended, with what that rests on.
pub fn judgement(judgement: &Judgement) -> Value {
    let criteria: Vec<Value> = judgement.criteria.iter().map(criterion).collect();
    json!({
        "score": judgement.score.map(protocol::records::Score::unit),
        "ended": judgement.ended,
        "by": judgement.by,
        "criteria": criteria,
        "says": words::judgement(judgement),
    })
}

fn criterion(criterion: &Criterion) -> Value {
    json!({
        "kind": criterion.kind,
        "name": criterion.name,
        "weight": f64::from(criterion.weight_micro) / 1e6,
        "result": result(criterion.result),
        "change": criterion.change.as_ref().map(|one| change(one, &criterion.unit)),
        "says": words::criterion(criterion),
    })
}

const fn result(finding: Finding) -> &'static str {
    match finding {
        Finding::Met => "met",
        Finding::NotMet => "not_met",
        Finding::Unclear => "unclear",
        Finding::NotComputable(Gap::Missing) => "not_measured",
        Finding::NotComputable(Gap::TooFew) => "too_few",
        Finding::NotComputable(Gap::NoSpread) => "no_spread",
        Finding::NotComputable(Gap::Odd) => "odd",
    }
}

fn change(change: &Change, unit: &str) -> Value {
    let amount = |micro: i64| micro as f64 / 1e6;
    json!({
        "unit": if change.is_share { "share" } else { unit },
        "before": amount(change.before_micro),
        "after": amount(change.after_micro),
        "value": amount(change.value_micro),
        "low": amount(change.low_micro),
        "high": amount(change.high_micro),
    })
}

/// The JSON Schema of [`judgement`].
pub fn schema() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    let number = json!({ "type": "number" });
    let mut change = closed(object([
        ("unit", text.clone()),
        ("before", number.clone()),
        ("after", number.clone()),
        ("value", number.clone()),
        ("low", number.clone()),
        ("high", number.clone()),
    ]));
    change.insert("type".to_owned(), json!(["object", "null"]));
    let results = [
        "met",
        "not_met",
        "unclear",
        "not_measured",
        "too_few",
        "no_spread",
        "odd",
    ];
    closed(object([
        (
            "score",
            json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 }),
        ),
        (
            "ended",
            json!({ "type": "string", "enum": ["worked", "partly", "did_not_work", "undecided"] }),
        ),
        ("by", json!({ "type": "string", "enum": ["user", "rule"] })),
        (
            "criteria",
            list(object([
                (
                    "kind",
                    json!({ "type": "string", "enum": ["verdict", "applied", "goal", "guard"] }),
                ),
                ("name", text.clone()),
                ("weight", number),
                ("result", json!({ "type": "string", "enum": results })),
                ("change", change.into()),
                ("says", text.clone()),
            ])),
        ),
        ("says", text),
    ]))
}
