//! A new question: the field, questions to try, what is on this device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::message::{CatalogueCounts, Reply, Request};
use protocol::words;

use super::composer::{NEW, composer};
use super::growing::or_growing;
use crate::components::{Scale, has, head, scale, section_head};
use crate::reply_of;
use crate::shell::history_button;
use crate::state::use_session;

/// A question that Elex can answer.
struct Example {
    kind: &'static str,
    question: &'static str,
    gives: &'static str,
}

const EXAMPLES: [Example; 6] = [
    Example {
        kind: "Parameter",
        question: "range of a3-Offset?",
        gives: "",
    },
    Example {
        kind: "Troubleshoot",
        question: "late handovers to a neighbour on the same carrier, what should I change?",
        gives: "Rules, KPIs, parameters with their effects",
    },
    Example {
        kind: "KPI",
        question: "how is DRB accessibility computed and what is missing?",
        gives: "Formula, counters, smallest sample",
    },
    Example {
        kind: "Counter",
        question: "what does HO.IntraSys.TooLate count?",
        gives: "Object, collection method and clause in TS 28.552",
    },
    Example {
        kind: "Procedure",
        question: "which Xn messages belong to a handover that was cancelled?",
        gives: "Procedures of XnAP with their codes",
    },
    Example {
        kind: "Calculate",
        question: "632628 in MHz?",
        gives: "Formula, steps and clause; change an input in place",
    },
];

/// The page at `/`.
pub fn ask() -> AnyView {
    or_growing(new_question)
}

fn new_question() -> AnyView {
    let title = view! { <h1 class="head__title">"Ask"</h1> };
    view! {
        {head(title.into_any(), ().into_any(), history_button())}
        <div class="columns columns--ask">
            <div class="columns__main">
                <div class="first">
                    <div>
                        {composer(Signal::derive(|| NEW))}
                        <p class="ask-remark">
                            "Answers come from 3GPP facts on this device. Nothing you type leaves it."
                        </p>
                    </div>
                    <section aria-labelledby="try">
                        <h2 id="try">"Try one"</h2>
                        <div class="try">{EXAMPLES.iter().map(example).collect_view()}</div>
                    </section>
                </div>
            </div>
            <aside class="columns__side" aria-label="This device">
                {counts()}
                {offline()}
            </aside>
        </div>
    }
    .into_any()
}

fn example(example: &'static Example) -> AnyView {
    let session = use_session();
    let ask = move |_| session.ask(example.question.to_owned());
    let gives = if example.gives.is_empty() {
        picture()
    } else {
        example.gives.into_any()
    };
    view! {
        <button type="button" class="try__row" data-test="try" on:click=ask>
            <span class="try__kind">{example.kind}</span>
            <span>{example.question}</span>
            <span class="try__hint">{gives}</span>
        </button>
    }
    .into_any()
}

/// What an answer about a range looks like: a line without numbers, so that it claims none.
fn picture() -> AnyView {
    scale(Scale {
        label: "Legal range, with our safe range and start value on it".to_owned(),
        steps: 30,
        safe: Some((0.53, 0.7)),
        start: Some(0.6),
        ends: ("legal from".to_owned(), "to".to_owned()),
        below: "safe, start".to_owned(),
        ..Scale::default()
    })
}

fn counts() -> AnyView {
    let session = use_session();
    let known = RwSignal::new(None::<CatalogueCounts>);
    spawn_local(async move {
        // A failure leaves the place empty; the first question says what is wrong.
        let reply = session.client.ask(Request::Catalogue).await;
        known.try_set(reply_of!(reply, Reply::Catalogue).ok());
    });
    let rows = move || {
        let counts = known.get()?;
        Some(
            view! {
                <dl class="pairs" data-test="catalogue">
                    {row("Agents", counts.agents)}
                    {row("RRC parameters", counts.rrc_parameters)}
                    {row("Management attributes", counts.attributes)}
                    {row("Small-cell parameters", counts.small_cell)}
                    {row("Counters", counts.counters)}
                    {row("KPI formulas", counts.kpis)}
                    {row("Procedures", counts.procedures)}
                    {row("Cause values", counts.causes)}
                </dl>
            }
            .into_any(),
        )
    };
    view! {
        <section class="section">
            {section_head("On this device now", "", ().into_any())}
            {move || rows()}
        </section>
    }
    .into_any()
}

fn row(word: &'static str, count: u32) -> AnyView {
    view! { <dt>{word}</dt> <dd>{words::grouped(u64::from(count))}</dd> }.into_any()
}

fn offline() -> AnyView {
    let session = use_session();
    let lines = move || {
        let stored = session.offline_ready.get();
        let words = if stored {
            "App and catalogue stored"
        } else {
            "App not stored yet"
        };
        let kept = session.ready.with(Option::is_some) && !session.volatile();
        let questions = if kept {
            "Questions and feedback stored"
        } else {
            "Questions and feedback not stored"
        };
        view! {
            {has(stored, words)}
            {has(kept, questions)}
            {has(true, "No account, no server")}
        }
        .into_any()
    };
    view! {
        <section class="section">
            {section_head("Works without a connection", "", ().into_any())}
            <ul class="stack">{move || lines()}</ul>
        </section>
    }
    .into_any()
}
