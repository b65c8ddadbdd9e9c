//! Recorded use, summed up for the Telemetry page. Local, never sent.

use serde::{Deserialize, Serialize};

use crate::answer::QueryKind;
use crate::time::Timestamp;

/// What to sum up: `buckets` equal parts of the time from `from` to `to`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Window {
    /// First moment.
    pub from: Timestamp,
    /// Moment after the last.
    pub to: Timestamp,
    /// How many parts, 1 … 1,000.
    pub buckets: u32,
}

/// One recorded question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// When it was asked.
    pub at: Timestamp,
    /// What kind of question.
    pub kind: QueryKind,
    /// How it ended.
    pub outcome: Outcome,
    /// From the request's arrival in the worker to its reply, without the commit.
    pub worker_micros: u64,
    /// From the click to the drawn answer; 0 until the page said so.
    pub page_micros: u64,
    /// From the reply to the committed row; 0 until it was.
    pub saved_micros: u64,
}

/// How a question ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Answered.
    Answered,
    /// Outside what the agents know.
    Refused,
    /// Something broke.
    Failed,
}

/// The recorded events of a window.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    /// What was summed up.
    pub window: Window,
    /// Each part of the window in order.
    pub buckets: Vec<Bucket>,
    /// The whole window.
    pub total: Tally,
    /// The same by kind of question; kinds without questions are left out.
    pub by_kind: Vec<(QueryKind, Tally)>,
    /// Verdicts on answers of the window.
    pub verdicts: Verdicts,
}

/// One part of the window.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Bucket {
    /// Its first moment.
    pub start: Timestamp,
    /// What happened in it.
    pub tally: Tally,
}

/// Counts and latencies.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Questions.
    pub asked: u64,
    /// Of these, outside what the agents know.
    pub refused: u64,
    /// Of these, broken.
    pub failed: u64,
    /// Worker part of the latency.
    pub worker: Option<Quantiles>,
    /// Click to drawn answer.
    pub page: Option<Quantiles>,
}

/// Quantiles from a histogram with fixed memory, each at most 3.2 % above the exact value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quantiles {
    /// How many measurements.
    pub n: u64,
    /// Half are at most this, µs.
    pub p50_micros: u64,
    /// 95 % are at most this, µs.
    pub p95_micros: u64,
    /// 99 % are at most this, µs.
    pub p99_micros: u64,
}

/// What users said of answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Verdicts {
    /// It worked.
    pub worked: u64,
    /// It worked in part.
    pub partly: u64,
    /// It did not work.
    pub did_not_work: u64,
    /// Nobody said anything yet.
    pub open: u64,
}
