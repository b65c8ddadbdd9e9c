//! `elex_judge`: how something ended, by what a person said or by figures with intervals.

use engine::memory::learning;
use serde_json::{Map, Value};

use super::{Hints, Refusal, evidence};
use crate::mcp::fields::{Arguments, Field};
use crate::mcp::judged;

pub const ABOUT: &str = "Says how something ended: by what a person said, or by KPIs before and after with \
their 95 % intervals. A difference that may be chance decides nothing. Stores nothing; the score fits \
success_score of reasoningbank_store_pattern and is null when it is undecided.";

pub const HINTS: Hints = Hints {
    reads_only: true,
    idempotent: true,
};

pub const FIELDS: &[Field] = &[evidence::VERDICT, evidence::APPLIED, evidence::KPIS];

pub fn output() -> Map<String, Value> {
    judged::schema()
}

pub fn call(arguments: &Arguments) -> Result<Value, Refusal> {
    Ok(judged::judgement(&learning::judge(&evidence::request(
        arguments,
    )?)))
}
