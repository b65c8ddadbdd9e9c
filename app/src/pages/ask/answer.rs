//! The answer to a question, whatever its kind.

use leptos::prelude::*;
use protocol::answer::{Answer, Body, Lacking, Route};
use protocol::message::Exchange;
use protocol::words;

use super::facts::facts;
use super::guidance::guidance;
use super::question::question;
use super::sources::Sources;
use crate::components::{Icon, icon};
use crate::pages::calculators::calculation;

/// Draws question and answer of an exchange.
pub fn answer(exchange: &Exchange, sources: &Sources) -> AnyView {
    drawn(&exchange.answer, exchange.catalogue_changed, sources)
}

/// Draws question and answer; `changed`: the catalogue is another than the one that answered.
pub fn drawn(answer: &Answer, changed: bool, sources: &Sources) -> AnyView {
    let body = match &answer.body {
        Body::Facts(cards) => facts(cards, sources),
        Body::Guidance(guided) => guidance(guided, sources),
        Body::OutOfScope => out_of_scope(answer),
        Body::Calculation(shown) => calculation(shown),
    };
    view! {
        {question(answer)}
        {answer.understood.lacking.iter().map(lacking).collect_view()}
        {changed.then(catalogue_changed)}
        {body}
    }
    .into_any()
}

fn lacking(one: &Lacking) -> AnyView {
    view! {
        <section class="section" data-test="lacking">
            <div class="note note--warn">
                {icon(Icon::Watch)}
                <p class="note__text" dir="auto">{words::lacking(one)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn out_of_scope(answer: &Answer) -> AnyView {
    let words = match answer.understood.taken {
        Some(_) => words::NOTHING_OF_IT.to_owned(),
        None => how_far(&answer.route),
    };
    view! {
        <section class="section" data-test="out-of-scope">
            <div class="note">
                {icon(Icon::Unknown)}
                <div class="note__text">
                    <p><strong>"Outside what I know"</strong></p>
                    <p class="second">{words}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn how_far(route: &Route) -> String {
    format!(
        "No agent is close to this: {} likely mine, I answer from {}. I know LTE and NR radio parameters, counters, KPIs, procedures and faults.",
        words::percent(route.scope_micro),
        words::percent(route.threshold_micro),
    )
}

fn catalogue_changed() -> AnyView {
    view! {
        <section class="section">
            <div class="note note--warn">
                {icon(Icon::Watch)}
                <p class="note__text">
                    <strong>"The catalogue has changed since."</strong>
                    " The facts below are of today; the same question may now be answered differently."
                </p>
            </div>
        </section>
    }
    .into_any()
}
