//! Outcomes over time: each as a mark on the lane of how it ended, the confidence after each below,
//! and the same rows as a table.

use leptos::prelude::*;
use protocol::memory::{OutcomeView, PatternView};
use protocol::words::{
    self,
    pattern::{self, Shade, shade, shade_word},
};

use super::detail::Open;

use super::verdict::withdraw;
use crate::browser::Moment;
use crate::charts::framed;
use crate::components::{Icon, act, strip};

/// The latest so many are drawn and listed.
const MOST: usize = 200;
/// So many stand in the strip.
const IN_STRIP: usize = 12;

/// Draws the section; nothing where nobody said how it ended.
pub fn outcomes(open: Open, view: &PatternView, as_table: RwSignal<bool>) -> Option<AnyView> {
    let all = &view.outcomes;
    let latest = &all[all.len().saturating_sub(MOST)..];
    let (first, last) = (latest.first()?, latest.last()?);
    let scores: Vec<u32> = latest
        .iter()
        .skip(latest.len().saturating_sub(IN_STRIP))
        .map(|it| it.outcome.score.micro())
        .collect();
    let remark = if all.len() > latest.len() {
        format!("the latest {MOST} of {}", all.len())
    } else {
        String::new()
    };
    let places = places(latest);
    let ends = if first.at == last.at {
        [String::new(), Moment::of(first.at).day_name()]
    } else {
        [first, last].map(|it| Moment::of(it.at).day_name())
    };
    let [from, to] = ends;
    let picture = view! {
        <div class="lanes" role="img" aria-label=format!("{} outcomes; the table holds the same rows", latest.len())>
            <div class="lanes__words" aria-hidden="true">
                <span>"worked"</span> <span>"partly"</span> <span>"did not"</span>
            </div>
            <svg class="lanes__marks">{lanes()} {marks(latest, &places)}</svg>
            <span></span>
            <div class="lanes__ends" aria-hidden="true"><span>{from}</span> <span>{to}</span></div>
            <div class="lanes__words lanes__words--band" aria-hidden="true">
                <span>"1"</span> <span>"0.5"</span> <span>"0"</span>
            </div>
            {band(latest, &places)}
            <span></span>
            <div class="lanes__ends" aria-hidden="true"><span></span> <span>"confidence with 95 % interval, after each outcome"</span></div>
        </div>
    };
    let table = table(open, latest);
    Some(framed(
        "chart-outcomes",
        "Outcomes over time".to_owned(),
        view! { {strip(&scores)} {remark} }.into_any(),
        picture.into_any(),
        table,
        as_table,
    ))
}

/// Where each outcome stands between the first and the last, in thousandths.
fn places(outcomes: &[OutcomeView]) -> Vec<u32> {
    let first = outcomes.first().map_or(0, |it| it.at.0);
    let last = outcomes.last().map_or(0, |it| it.at.0);
    let length = (last - first).max(0);
    let place = |at: i64| {
        if length == 0 {
            return 1_000;
        }
        let part = i128::from(at - first) * 1_000 / i128::from(length);
        u32::try_from(part).unwrap_or(0).min(1_000)
    };
    outcomes.iter().map(|it| place(it.at.0)).collect()
}

fn lanes() -> AnyView {
    let line =
        |y: u32| view! { <line class="lanes__line" x1="0" x2="100%" y1=y y2=y></line> }.into_any();
    [10, 30, 50].map(line).collect_view().into_any()
}

fn marks(outcomes: &[OutcomeView], places: &[u32]) -> AnyView {
    let marks = outcomes.iter().zip(places).map(|(it, place)| {
        let (class, y, path) = match shade(it.outcome.score.micro()) {
            Shade::Worked => ("lanes__good", 10, "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0"),
            Shade::Partly => ("lanes__warn", 30, "M-4 0H4"),
            Shade::DidNot => ("lanes__crit", 50, "m-4-4 8 8m0-8-8 8"),
        };
        let x = format!("{}.{}%", place / 10, place % 10);
        view! { <svg x=x y=y overflow="visible"><path class=class d=path></path></svg> }.into_any()
    });
    marks.collect_view().into_any()
}

/// The confidence and its interval after each outcome, stretched to the same width.
fn band(outcomes: &[OutcomeView], places: &[u32]) -> AnyView {
    // In steps: between two outcomes nothing changed.
    let points = |pick: fn(&OutcomeView) -> u32| -> Vec<String> {
        let mut points = Vec::new();
        let mut before = None;
        for (it, place) in outcomes.iter().zip(places) {
            let y = 1_000 - pick(it) / 1_000;
            if let Some(before) = before {
                points.push(format!("{place} {before}"));
            }
            points.push(format!("{place} {y}"));
            before = Some(y);
        }
        points
    };
    let upper = points(|it| it.standing.upper_micro);
    let mut lower = points(|it| it.standing.lower_micro);
    lower.reverse();
    let area = format!("M{}L{}z", upper.join("L"), lower.join("L"));
    let line = format!("M{}", points(|it| it.standing.mean_micro).join("L"));
    view! {
        <svg class="lanes__band" viewBox="0 0 1000 1000" preserveAspectRatio="none">
            <path class="lanes__grid" d="M0 0H1000M0 500H1000M0 1000H1000" vector-effect="non-scaling-stroke"></path>
            <path class="lanes__area" d=area vector-effect="non-scaling-stroke"></path>
            <path class="lanes__mean" d=line vector-effect="non-scaling-stroke"></path>
        </svg>
    }
    .into_any()
}

fn table(open: Open, outcomes: &[OutcomeView]) -> AnyView {
    let rows = outcomes.iter().rev().map(|it| {
        let id = it.id;
        let standing = &it.standing;
        let score = it.outcome.score.micro();
        view! {
            <tr>
                <td>{Moment::of(it.at).day_and_clock()}</td>
                <td>{shade_word(shade(score))}</td>
                <td class="number">{words::hundredths(i64::from(score))}</td>
                <td class="number">{pattern::interval(standing)}</td>
                <td class="outcomes__notes" dir="auto">{it.outcome.notes.clone()}</td>
                <td class="number">
                    {act("button button--bare", "withdraw-outcome", Icon::Undo, "Withdraw", "", Callback::new(move |()| withdraw(open, id, true)))}
                </td>
            </tr>
        }
        .into_any()
    });
    view! {
        <table class="table" data-test="outcomes">
            <thead>
                <tr>
                    <th scope="col">"When"</th>
                    <th scope="col">"Ended"</th>
                    <th scope="col" class="number">"Score"</th>
                    <th scope="col" class="number">"Confidence after it"</th>
                    <th scope="col" class="outcomes__notes">"Notes"</th>
                    <th scope="col"><span class="unseen">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
