//! One row for each operation: its times, where they are on a line, and what was measured beside it.

use leptos::prelude::*;
use protocol::benchmark::{Beside, Report, Row};
use protocol::words;

use super::figures::{DECADES, place, ratio, time};
use crate::components::{Icon, Scale, icon, scale};

/// Draws the table.
pub fn table(report: &Report) -> AnyView {
    let rows = report.rows.iter().map(row);
    view! {
        <section class="section">
            <div class="table-frame" tabindex="0" role="region" aria-label="What was measured">
                <table class="table benchmark" data-test="benchmark-rows">
                    <thead>
                        <tr>
                            <th scope="col">"Operation"</th>
                            <th scope="col" class="number">"p50"</th>
                            <th scope="col" class="number">"p95"</th>
                            <th scope="col" class="benchmark__line">
                                <span class="benchmark__marks"><span>"0.1 µs"</span><span>"10 µs"</span><span>"1 ms"</span><span>"100 ms"</span><span>"10 s"</span></span>
                            </th>
                            <th scope="col">"Alternative"</th>
                            <th scope="col" class="number">"p50"</th>
                            <th scope="col" class="number">"Ratio"</th>
                            <th scope="col" class="number">"Goal"</th>
                            <th scope="col" class="number">"n"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="ask-remark">
                "Diamond: Elex. Ring: the alternative, in turns with it. Left is faster, each mark ten times. Operations under 1 ms are timed in batches of 200 inside the worker, and p50 and p95 are over the batches' means. A goal is of the project's plan."
            </p>
        </section>
    }
    .into_any()
}

fn row(row: &Row) -> AnyView {
    let took = row.took;
    let beside = row.beside.as_ref();
    let goal = beside.and_then(|beside| {
        let goal = u64::from(beside.goal_milli?);
        Some(beside.took.p50_nanos * goal / 1_000)
    });
    let (figure, unit) = time(took.p50_nanos);
    let line = Scale {
        label: format!("{}: {figure} {unit}", row.what),
        steps: DECADES,
        chosen: Some(place(took.p50_nanos)),
        other: beside.map(|beside| place(beside.took.p50_nanos)),
        limit: goal.map(place),
        low: true,
        ..Scale::default()
    };
    let batch = if took.batch > 1 {
        format!("{} × {}", took.n, took.batch)
    } else {
        words::grouped(u64::from(took.n))
    };
    view! {
        <tr>
            <td>{row.what.clone()} <span class="benchmark__how">{row.how.clone()}</span></td>
            {cell(took.p50_nanos, true)}
            {cell(took.p95_nanos, false)}
            <td class="benchmark__line">{scale(line)}</td>
            {alternative(beside)}
            <td class="number">{batch}</td>
        </tr>
    }
    .into_any()
}

fn cell(nanos: u64, strong: bool) -> AnyView {
    let (figure, unit) = time(nanos);
    let class = if strong { "benchmark__figure" } else { "" };
    view! { <td class="number"><span class=class>{figure}</span> <span class="unit">{unit}</span></td> }
        .into_any()
}

fn alternative(beside: Option<&Beside>) -> AnyView {
    let Some(beside) = beside else {
        return view! {
            <td class="quiet">"none named"</td>
            <td class="number">"–"</td>
            <td class="number">"–"</td>
            <td class="number">"–"</td>
        }
        .into_any();
    };
    let goal = beside.goal_milli.map_or_else(
        || "–".into_any(),
        |goal| {
            let (class, shape, word) = if beside.ratio_milli <= goal {
                ("good", Icon::Tick, "met")
            } else {
                ("warn", Icon::Watch, "missed")
            };
            view! { <span class="benchmark__goal"><span class=class>{icon(shape)}</span> {ratio(goal)} " " {word}</span> }
                .into_any()
        },
    );
    view! {
        <td>{beside.what.clone()}</td>
        {cell(beside.took.p50_nanos, false)}
        <td class="number">{ratio(beside.ratio_milli)} " ×"</td>
        <td class="number">{goal}</td>
    }
    .into_any()
}
