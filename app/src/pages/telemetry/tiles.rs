//! The figures of the whole range.

use leptos::prelude::*;
use protocol::telemetry::{Quantiles, Snapshot, Tally};
use protocol::words;

use crate::components::{Scale, scale};

/// Click to drawn answer shall take at most this in 95 of 100 cases.
const GOAL_P95_MICROS: u64 = 100_000;
/// A rate of fewer is noise: only the counts are shown.
const LEAST_FOR_RATE: u64 = 10;

/// Draws the five tiles.
pub fn tiles(snapshot: &Snapshot) -> AnyView {
    let total = &snapshot.total;
    let empty = snapshot
        .buckets
        .iter()
        .filter(|bucket| bucket.tally.asked == 0)
        .count();
    let parts = format!(
        "{empty} of {} parts without questions",
        snapshot.buckets.len()
    );
    let (quantiles, what) = latency(total);
    let most = quantiles.map_or(0, |it| it.p99_micros).max(GOAL_P95_MICROS) * 5 / 4;
    let time = |label, test, pick: fn(Quantiles) -> u64, goal: Option<u64>| {
        let figure = quantiles.map(pick);
        let remark = match goal {
            Some(goal) => format!("goal {} ms", goal / 1_000),
            None => format!("{what}, n {}", quantiles.map_or(0, |it| it.n)),
        };
        let line = figure.map(|micros| on_line(label, micros, most, goal));
        tile(
            label,
            test,
            figure.map_or("no data".to_owned(), millis),
            figure.map(|_| "ms"),
            line,
            remark,
        )
    };
    view! {
        <div class="tiles">
            {tile("Questions", "tile-questions", words::grouped(total.asked), None, None, parts)}
            {time("p50", "tile-p50", |it| it.p50_micros, None)}
            {time("p95", "tile-p95", |it| it.p95_micros, Some(GOAL_P95_MICROS))}
            {time("p99", "tile-p99", |it| it.p99_micros, None)}
            {refused(total)}
        </div>
    }
    .into_any()
}

/// Click to drawn answer, or the worker's part while no page has said more.
pub fn latency(tally: &Tally) -> (Option<Quantiles>, &'static str) {
    match tally.page {
        Some(quantiles) => (Some(quantiles), "click to drawn answer"),
        None => (tally.worker, "worker only"),
    }
}

/// Microseconds as milliseconds: whole ones from 10 on, else with a decimal.
pub fn millis(micros: u64) -> String {
    if micros >= 10_000 {
        words::grouped((micros + 500) / 1_000)
    } else {
        let tenths = (micros + 50) / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

fn refused(total: &Tally) -> AnyView {
    let remark = format!(
        "{} of {}, outside what I know",
        words::grouped(total.refused),
        words::grouped(total.asked)
    );
    if total.asked < LEAST_FOR_RATE {
        let figure = words::grouped(total.refused);
        return tile(
            "Refused",
            "tile-refused",
            figure,
            None,
            None,
            format!("n {}: too few for a rate", total.asked),
        );
    }
    let per_mille = total.refused * 1_000 / total.asked;
    let figure = format!("{}.{}", per_mille / 10, per_mille % 10);
    let line = Scale {
        label: format!("{figure} percent refused"),
        mark: Some(per_mille as f64 / 1_000.0),
        low: true,
        ..Scale::default()
    };
    tile(
        "Refused",
        "tile-refused",
        figure,
        Some("%"),
        Some(line),
        remark,
    )
}

fn on_line(label: &str, micros: u64, most: u64, goal: Option<u64>) -> Scale {
    let place = |micros: u64| micros as f64 / most as f64;
    Scale {
        label: format!("{label}: {} of {} ms", millis(micros), millis(most)),
        mark: Some(place(micros)),
        limit: goal.map(place),
        low: true,
        ..Scale::default()
    }
}

fn tile(
    label: &'static str,
    test: &'static str,
    figure: String,
    unit: Option<&'static str>,
    line: Option<Scale>,
    remark: String,
) -> AnyView {
    view! {
        <div class="tile" data-test=test>
            <span class="tile__label">{label}</span>
            <span class="tile__figure">
                {figure} {unit.map(|unit| view! { <span class="unit">{unit}</span> }.into_any())}
            </span>
            {line.map(scale)}
            <span class="tile__remark">{remark}</span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milliseconds_show_what_they_are_worth() {
        assert_eq!(millis(340), "0.3");
        assert_eq!(millis(9_949), "9.9");
        assert_eq!(millis(41_400), "41");
        assert_eq!(millis(1_234_600), "1,235");
    }
}
