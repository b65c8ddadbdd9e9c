//! An answer while it grows: the question, then who answers, then the facts. Each stands where it will
//! stand in the whole answer; what is still on its way has its place kept. In a conversation it grows
//! below what was asked before.

use leptos::prelude::*;
use protocol::answer::{Answer, Body, Guidance};
use protocol::words::evidence as words;

use super::answer::drawn;
use super::aside::who_answers;
use super::composer::{FOLLOW_UP, composer};
use super::exchange::{LAST, exchange_head};
use super::guidance::{beside, kpis};
use super::question::question;
use super::sources::Sources;
use crate::components::section_head;
use crate::state::{Growing, Session, use_session};

/// A page, or in its place the answer that grows.
pub fn or_growing(page: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let session = use_session();
    let grows = Memo::new(move |_| session.growing.with(Option::is_some));
    let body = move || {
        if grows.get() {
            growing(session)
        } else {
            page()
        }
    };
    view! { {move || body()} }.into_any()
}

fn growing(session: Session) -> AnyView {
    let asked = session.growing.with_untracked(|growing| {
        let growing = growing.as_ref();
        growing.map(|it| it.question.clone()).unwrap_or_default()
    });
    view! {
        {exchange_head(asked)}
        <div class="columns columns--ask">
            <div class="columns__main">
                {growing_answer(session)}
                <div class="composer">{composer(Signal::derive(|| FOLLOW_UP))}</div>
            </div>
            {growing_side(session)}
        </div>
    }
    .into_any()
}

/// The answer that grows, where the whole one will stand.
pub fn growing_answer(session: Session) -> AnyView {
    let main = move || session.growing.get().map(|it| so_far(&it));
    view! {
        <article
            id=LAST
            class="answer"
            data-test="growing"
            aria-busy="true"
            aria-label="Answer on its way"
        >
            {move || main()}
        </article>
    }
    .into_any()
}

/// What stands beside it.
pub fn growing_side(session: Session) -> AnyView {
    let side = move || session.growing.get().map(|it| beside_it(&it));
    view! {
        <aside class="columns__side columns__side--two" aria-label="Who answers and why" aria-busy="true">
            {move || side()}
        </aside>
    }
    .into_any()
}

/// The main column.
fn so_far(growing: &Growing) -> AnyView {
    let Some(answer) = &growing.answer else {
        return view! {
            <section class="section">
                <h2 class="question" dir="auto">{growing.question.clone()}</h2>
                <div class="skeleton skeleton--half"></div>
            </section>
            {on_its_way()}
        }
        .into_any();
    };
    if growing.whole {
        return drawn(answer, false, &Sources::of(&answer.body));
    }
    let facts = guidance_of(answer).map(|says| {
        view! {
            <section class="section">
                <p class="lead"><strong>{says.name.clone()} "."</strong></p>
                {lines()}
            </section>
            {on_its_way()}
            {kpis(&says.kpis, &Sources::of(&answer.body))}
        }
        .into_any()
    });
    view! {
        {question(answer)}
        {facts}
    }
    .into_any()
}

/// The side column.
fn beside_it(growing: &Growing) -> AnyView {
    let Some(routing) = &growing.routing else {
        return view! {
            <section class="section">{section_head("Who answers", "", ().into_any())} {lines()}</section>
        }
        .into_any();
    };
    let says = growing.answer.as_deref().and_then(guidance_of);
    view! {
        // Only what an agent says has to be waited for, so one answers.
        {who_answers(&routing.route, true)}
        {growing.whole.then(|| view! {
            <section class="section" data-test="evidence-coming">
                {section_head(words::HEADING, "", ().into_any())} {lines()}
            </section>
        }.into_any())}
        {says.map(beside)}
    }
    .into_any()
}

fn guidance_of(answer: &Answer) -> Option<&Guidance> {
    match &answer.body {
        Body::Guidance(says) => Some(says),
        _ => None,
    }
}

fn on_its_way() -> AnyView {
    view! { <section class="section">{lines()}</section> }.into_any()
}

fn lines() -> AnyView {
    view! {
        <div class="skeleton skeleton--lead"></div>
        <div class="skeleton"></div>
        <div class="skeleton skeleton--half"></div>
    }
    .into_any()
}
