//! What was asked before in a conversation: each question with the first words of its answer, whole when
//! it is opened.

use leptos::prelude::*;
use protocol::message::Before;

use super::answer::answer;
use super::evidence::evidence;
use super::feedback::feedback;
use super::sources::Sources;
use crate::browser::Moment;
use crate::components::{Icon, icon};
use crate::shell::first_words;
use crate::state::{Session, Shown, address};

/// The exchanges before the last one, oldest first; nothing where there is none.
pub fn earlier(session: Session) -> AnyView {
    // What is on screen is earlier as soon as another answer grows.
    let all = Memo::new(move |_| {
        let mut all = session.earlier.get();
        if session.growing.with(Option::is_some) {
            all.extend(session.shown.get());
        }
        all
    });
    let none = move || all.with(Vec::is_empty);
    view! {
        {move || session.before.get().map(why_not_all)}
        <ol
            class="earlier"
            data-test="earlier"
            aria-label="Earlier in this conversation"
            hidden=none
        >
            <For
                each=move || all.get()
                key=|shown| shown.exchange.response
                children=|shown| one(&shown)
            />
        </ol>
    }
    .into_any()
}

fn why_not_all(before: Before) -> AnyView {
    let words = match before {
        Before::More(id) => view! {
            "This conversation is longer. "
            <a href=address(id)>"Show what was before"</a>
        }
        .into_any(),
        Before::Missing(_) => "The question before this one is not on this device.".into_any(),
    };
    view! { <p class="earlier__cut" data-test="cut">{words}</p> }.into_any()
}

fn one(shown: &Shown) -> AnyView {
    let exchange = shown.exchange.clone();
    let response = exchange.response.to_string();
    // Drawn when it is opened for the first time: a conversation may be long.
    let opened = RwSignal::new(false);
    let toggle = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        if details.has_attribute("open") {
            opened.set(true);
        }
    };
    let whole = {
        let shown = shown.clone();
        move || opened.get().then(|| whole(&shown))
    };
    view! {
        <li id=response>
            <details class="earlier__one" data-test="earlier-one" data-response=exchange.response.to_string() on:toggle=toggle>
                <summary>
                    {icon(Icon::Next)}
                    <h2 class="earlier__question" dir="auto">{exchange.answer.question.clone()}</h2>
                    <span class="earlier__lead" dir="auto">{first_words(&exchange.answer.body)}</span>
                    <time class="earlier__time">{Moment::of(exchange.at).clock()}</time>
                </summary>
                {whole}
            </details>
        </li>
    }
    .into_any()
}

/// An earlier exchange with what stands beside the last one.
fn whole(shown: &Shown) -> AnyView {
    let sources = Sources::of(&shown.exchange.answer.body);
    view! {
        <article class="answer answer--earlier" aria-label="Earlier answer">
            {answer(&shown.exchange, &sources)}
        </article>
        {evidence(&shown.exchange.evidence)}
        {sources.list()}
        {feedback(shown)}
    }
    .into_any()
}
