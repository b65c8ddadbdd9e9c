//! The whole range by kind of question and by what users said.

use leptos::prelude::*;
use protocol::telemetry::{Snapshot, Tally, Verdicts};
use protocol::words;

use super::tiles::{latency, millis};
use crate::components::{Icon, icon, section_head};

/// Questions by kind.
pub fn by_kind(snapshot: &Snapshot) -> AnyView {
    let most = snapshot
        .by_kind
        .iter()
        .map(|(_, tally)| tally.asked)
        .max()
        .unwrap_or(1)
        .max(1);
    let rows = snapshot
        .by_kind
        .iter()
        .map(|(kind, tally)| kind_row(words::kind(*kind), tally, most));
    view! {
        <section class="section">
            {section_head("By kind", "", ().into_any())}
            <div class="table-frame">
                <table class="table" data-test="by-kind">
                    <thead>
                        <tr>
                            <th scope="col">"Kind"</th>
                            <th scope="col" class="number">"Questions"</th>
                            <th scope="col"><span class="unseen">"Share"</span></th>
                            <th scope="col" class="number">"p95 ms"</th>
                            <th scope="col" class="number">"Refused"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn kind_row(kind: &'static str, tally: &Tally, most: u64) -> AnyView {
    let width = format!("{}%", tally.asked * 100 / most);
    let p95 = latency(tally)
        .0
        .map_or("–".to_owned(), |quantiles| millis(quantiles.p95_micros));
    view! {
        <tr>
            <td>{kind}</td>
            <td class="number">{words::grouped(tally.asked)}</td>
            <td class="share" aria-hidden="true"><span class="count-bar" style:inline-size=width></span></td>
            <td class="number">{p95}</td>
            <td class="number">{words::grouped(tally.refused)}</td>
        </tr>
    }
    .into_any()
}

/// Answers by verdict; refusals and failures beside them.
pub fn by_outcome(snapshot: &Snapshot) -> AnyView {
    let Verdicts {
        worked,
        partly,
        did_not_work,
        open,
    } = snapshot.verdicts;
    let said = worked + partly + did_not_work;
    let total = &snapshot.total;
    let parts: [(&str, Icon, &str, &str, u64); 6] = [
        (
            "Worked",
            Icon::Tick,
            "good",
            "bar__part bar__part--good",
            worked,
        ),
        (
            "Partly",
            Icon::Watch,
            "warn",
            "bar__part bar__part--warn",
            partly,
        ),
        (
            "Did not work",
            Icon::Bad,
            "crit",
            "bar__part bar__part--crit",
            did_not_work,
        ),
        (
            "No verdict",
            Icon::Unknown,
            "",
            "bar__part bar__part--none",
            open,
        ),
        ("Refused", Icon::Info, "", "", total.refused),
        ("Failed", Icon::Bad, "", "", total.failed),
    ];
    let bar = parts
        .iter()
        .filter(|part| part.4 > 0 && !part.3.is_empty())
        .map(|(_, _, _, class, count)| {
            view! { <span class=*class style:flex-grow=count.to_string()></span> }.into_any()
        });
    let words = parts.iter().map(|(word, shape, class, _, count)| {
        view! { <li><span class=*class>{icon(*shape)}</span> {*word} " " {words::grouped(*count)}</li> }.into_any()
    });
    let remark = format!(
        "{} of {} have a verdict",
        words::grouped(said),
        words::grouped(said + open)
    );
    view! {
        <section class="section">
            {section_head("By outcome", remark, ().into_any())}
            <div class="bar" aria-hidden="true">{bar.collect_view()}</div>
            <ul class="words" data-test="by-outcome">{words.collect_view()}</ul>
        </section>
    }
    .into_any()
}
