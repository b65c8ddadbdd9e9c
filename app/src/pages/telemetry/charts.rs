//! The two charts over time, each with its table.

use leptos::prelude::*;
use protocol::telemetry::{Quantiles, Snapshot};
use protocol::words;

use super::range::{label, part_name};
use super::tiles::{latency, millis};
use crate::charts::{Chart, Line, Scene, Tone, chart};
use crate::state::use_session;

/// Draws both charts.
pub fn charts(snapshot: &Snapshot, as_tables: [RwSignal<bool>; 2]) -> AnyView {
    let [questions_table, times_table] = as_tables;
    let looks = use_session().looks;
    view! {
        <div class="halves">
            {chart(questions(snapshot), looks, questions_table)}
            {chart(times(snapshot), looks, times_table)}
        </div>
    }
    .into_any()
}

fn starts(snapshot: &Snapshot) -> Vec<String> {
    snapshot
        .buckets
        .iter()
        .map(|bucket| label(bucket.start, &snapshot.window))
        .collect()
}

fn questions(snapshot: &Snapshot) -> Chart {
    let asked = snapshot.buckets.iter().map(|bucket| bucket.tally.asked);
    let rows = snapshot.buckets.iter().map(|bucket| {
        let tally = &bucket.tally;
        [tally.asked, tally.refused, tally.failed]
            .map(words::grouped)
            .to_vec()
    });
    Chart {
        test: "chart-questions",
        title: format!("Questions per {}", part_name(&snapshot.window)),
        remark: String::new(),
        scene: Scene {
            unit: "",
            starts: starts(snapshot),
            bars: asked.map(|count| count as f64).collect(),
            lines: Vec::new(),
        },
        columns: vec!["Questions", "Refused", "Failed"],
        rows: rows.collect(),
    }
}

fn times(snapshot: &Snapshot) -> Chart {
    let (_, what) = latency(&snapshot.total);
    let of_page = snapshot.total.page.is_some();
    let quantiles: Vec<Option<Quantiles>> = snapshot
        .buckets
        .iter()
        .map(|bucket| {
            if of_page {
                bucket.tally.page
            } else {
                bucket.tally.worker
            }
        })
        .collect();
    let line = |name, tone, pick: fn(&Quantiles) -> u64| Line {
        name,
        tone,
        points: quantiles
            .iter()
            .map(|it| it.as_ref().map(|it| pick(it) as f64 / 1_000.0))
            .collect(),
    };
    let rows = quantiles.iter().map(|it| match it {
        Some(it) => vec![
            millis(it.p50_micros),
            millis(it.p95_micros),
            millis(it.p99_micros),
            words::grouped(it.n),
        ],
        None => vec!["–".to_owned(); 4],
    });
    Chart {
        test: "chart-latency",
        title: "Time to answer".to_owned(),
        remark: what.to_owned(),
        scene: Scene {
            unit: "ms",
            starts: starts(snapshot),
            bars: Vec::new(),
            lines: vec![
                line("p99", Tone::Third, |it| it.p99_micros),
                line("p95", Tone::Second, |it| it.p95_micros),
                line("p50", Tone::First, |it| it.p50_micros),
            ],
        },
        columns: vec!["p50 ms", "p95 ms", "p99 ms", "n"],
        rows: rows.collect(),
    }
}
