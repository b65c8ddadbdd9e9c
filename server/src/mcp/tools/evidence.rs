//! What shows how something ended, as an agent hands it over: a verdict, whether it was done, KPIs
//! before and after. Both tools that judge take it.

use protocol::learning::{Better, JudgeRequest, Kpi, LEAST_N, MAX_KPIS, Measured};
use protocol::memory::MAX_LABEL_BYTES;
use protocol::records::Verdict;

use super::Refusal;
use crate::mcp::fields::{
    Arguments, Field, Kind, each, flag, inner, integer, micro, optional, required, text,
};

const LABEL: Kind = Kind::Text(MAX_LABEL_BYTES);
/// Counts and amounts that JSON hands over exactly.
const MOST_COUNT: u64 = 1 << 53;
const MOST_AMOUNT: f64 = 1e9;

/// What the user said of it, if anything.
pub const VERDICT: Field = optional(
    "verdict",
    Kind::Word(&["worked", "partly", "did_not_work"]),
    "What a person said, if anything; it wins over every figure.",
);

/// Whether it was done.
pub const APPLIED: Field = required(
    "applied",
    Kind::Flag,
    "Whether what was advised was really done; what was not done is not judged by figures.",
);

/// What was measured.
pub const KPIS: Field = optional(
    "kpis",
    Kind::Objects(MAX_KPIS, KPI),
    "What was measured before and after.",
);

const KPI: &[Field] = &[
    required("name", LABEL, "What the KPI is called."),
    required(
        "better",
        Kind::Word(&["higher", "lower"]),
        "Which way is good.",
    ),
    optional("unit", LABEL, "Of a mean: its unit. Shares have none."),
    optional("before", Kind::Object(MEASURED), "Before the action."),
    optional("after", Kind::Object(MEASURED), "After it."),
    optional(
        "least_n",
        Kind::Integer(1, MOST_COUNT, Some(LEAST_N)),
        "Each side needs so many trials or samples, or nothing is said of the difference.",
    ),
    optional(
        "margin",
        Kind::Number(0.0, MOST_AMOUNT),
        "The smallest change that counts, in the KPI's unit; of a share, 0.01 is one percentage point.",
    ),
    optional(
        "guard",
        Kind::Flag,
        "It only must not get worse; else it is what was to get better.",
    ),
    optional(
        "weight",
        Kind::Number(0.0, 1_000.0),
        "What it counts beside other goals, 1 by itself.",
    ),
];

const MEASURED: &[Field] = &[
    optional(
        "events",
        Kind::Integer(0, MOST_COUNT, None),
        "Of a share: how often it happened.",
    ),
    optional(
        "trials",
        Kind::Integer(0, MOST_COUNT, None),
        "Of a share: how often it could.",
    ),
    optional(
        "mean",
        Kind::Number(-MOST_AMOUNT, MOST_AMOUNT),
        "Of a mean: the mean.",
    ),
    optional(
        "deviation",
        Kind::Number(0.0, MOST_AMOUNT),
        "Of a mean: the standard deviation of the samples.",
    ),
    optional(
        "n",
        Kind::Integer(0, MOST_COUNT, None),
        "Of a mean: how many samples.",
    ),
];

/// The request of a call, or what in it does not fit together.
pub fn request(arguments: &Arguments) -> Result<JudgeRequest, Refusal> {
    let kpis = each(arguments, KPIS.name).map(kpi);
    Ok(JudgeRequest {
        verdict: verdict(arguments),
        applied: flag(arguments, APPLIED.name),
        kpis: kpis.collect::<Result<_, _>>()?,
    })
}

/// What the user said.
pub fn verdict(arguments: &Arguments) -> Option<Verdict> {
    match text(arguments, VERDICT.name).as_str() {
        "worked" => Some(Verdict::Worked),
        "partly" => Some(Verdict::Partly),
        "did_not_work" => Some(Verdict::DidNotWork),
        _ => None,
    }
}

fn kpi(arguments: &Arguments) -> Result<Kpi, Refusal> {
    let name = text(arguments, "name");
    let side = |side| measured(&name, side, inner(arguments, side));
    let (before, after) = (side("before")?, side("after")?);
    let weight = micro(arguments, "weight").and_then(|weight| u32::try_from(weight).ok());
    Ok(Kpi {
        unit: text(arguments, "unit"),
        better: match text(arguments, "better").as_str() {
            "higher" => Better::Higher,
            _ => Better::Lower,
        },
        before,
        after,
        least_n: integer(arguments, "least_n").unwrap_or(LEAST_N),
        margin_micro: micro(arguments, "margin")
            .unwrap_or_default()
            .unsigned_abs(),
        guard: flag(arguments, "guard"),
        weight_micro: weight.unwrap_or(1_000_000),
        name,
    })
}

/// A share, a mean, or nothing; half of one is a slip.
fn measured(name: &str, side: &str, given: Option<&Arguments>) -> Result<Measured, Refusal> {
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return Ok(Measured::Missing);
    };
    let count = |field| integer(given, field);
    let amount = |field| micro(given, field);
    match (
        (count("events"), count("trials")),
        (amount("mean"), amount("deviation"), count("n")),
    ) {
        ((Some(events), Some(trials)), (None, None, None)) => {
            Ok(Measured::Share { events, trials })
        }
        ((None, None), (Some(mean_micro), Some(deviation), Some(n))) => Ok(Measured::Mean {
            mean_micro,
            deviation_micro: deviation.unsigned_abs(),
            n,
        }),
        _ => Err(Refusal(format!(
            "The KPI {name} cannot be read: give {side} as events and trials, or as mean, deviation and n. \
             Nothing was judged."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_share_a_mean_and_nothing_are_read_and_half_of_one_is_not() {
        let check = |given: serde_json::Value| measured("x", "before", given.as_object());
        let share = Measured::Share {
            events: 80,
            trials: 1_000,
        };
        assert_eq!(
            check(json!({ "events": 80, "trials": 1000 })).ok(),
            Some(share)
        );
        let mean = Measured::Mean {
            mean_micro: -1_500_000,
            deviation_micro: 250_000,
            n: 40,
        };
        assert_eq!(
            check(json!({ "mean": -1.5, "deviation": 0.25, "n": 40.0 })).ok(),
            Some(mean)
        );
        assert_eq!(check(json!({})).ok(), Some(Measured::Missing));
        for half in [
            json!({ "events": 1 }),
            json!({ "mean": 1, "n": 2 }),
            json!({ "events": 1, "trials": 2, "n": 2 }),
        ] {
            let refusal = check(half.clone()).unwrap_err();
            assert!(
                refusal.0.contains("give before as"),
                "{half}: {}",
                refusal.0
            );
        }
    }
}
