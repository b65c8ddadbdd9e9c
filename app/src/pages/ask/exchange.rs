//! One exchange by its id: on screen already, or read from the store after a reload.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::answer::{Answer, Body};
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::message::{Exchange, Request};

use super::answer::answer;
use super::aside::who_answers;
use super::composer::composer;
use super::evidence::evidence;
use super::feedback::feedback;
use super::growing::or_growing;
use super::guidance::beside;
use super::sources::Sources;
use crate::browser;
use crate::components::{Icon, failure_note, head, icon, section_head};
use crate::shell::history_button;
use crate::state::{Session, Shown, use_session};

/// What the page shows.
#[derive(Clone, PartialEq)]
enum State {
    Shown(Shown),
    Missing(Failure),
    Opening,
}

/// The page at `/ask/<id>`.
pub fn exchange(wanted: &str) -> AnyView {
    let wanted = wanted.to_owned();
    or_growing(move || one(&wanted))
}

fn one(wanted: &str) -> AnyView {
    let session = use_session();
    let id = FactId::from_str(wanted).ok();
    let unknown = id
        .is_none()
        .then(|| Failure::new(Code::ResponseUnknown, wanted));
    let failure = RwSignal::new(unknown);
    let shown = Memo::new(move |_| {
        session.shown.with(|shown| {
            shown
                .clone()
                .filter(|shown| Some(shown.exchange.response) == id)
        })
    });
    // A memo, so that the same answer is never drawn twice.
    let state = Memo::new(move |_| match (shown.get(), failure.get()) {
        (Some(shown), _) => State::Shown(shown),
        (None, Some(failure)) => State::Missing(failure),
        (None, None) => State::Opening,
    });
    // Reading from the store is an effect on the outside; what is drawn derives from its result.
    Effect::new(move |before: Option<()>| {
        session.changes.track();
        // What was just asked is on screen and need not be read back.
        let asked_here = before.is_none() && shown.with_untracked(Option::is_some);
        if let Some(id) = id
            && !asked_here
        {
            spawn_local(async move {
                let result = session.reopen(id).await;
                failure.try_set(result.err());
            });
        }
    });
    let body = move || match state.get() {
        State::Shown(shown) => draw(session, &shown),
        State::Missing(failure) => missing(&failure),
        State::Opening => skeleton(),
    };
    view! { {move || body()} }.into_any()
}

fn draw(session: Session, shown: &Shown) -> AnyView {
    let Shown { exchange, request } = shown.clone();
    report_drawn(session, exchange.response);
    let sources = Sources::of(&exchange.answer.body);
    let title = exchange.answer.question.clone();
    document().set_title(&format!(
        "{} · Elex",
        title.chars().take(60).collect::<String>()
    ));
    on_cleanup(|| document().set_title("Elex"));
    let answered = exchange.answer.body != Body::OutOfScope;
    let extra = match &exchange.answer.body {
        Body::Guidance(guidance) => beside(guidance),
        Body::Facts(_) | Body::OutOfScope | Body::Calculation(_) => ().into_any(),
    };
    view! {
        {exchange_head(title)}
        <div class="columns columns--ask">
            <div class="columns__main">
                <article
                    class="answer"
                    data-test="answer"
                    data-response=exchange.response.to_string()
                    data-saved=move || if session.is_saved(request) { "true" } else { "false" }
                    aria-label="Answer"
                >
                    {answer(&exchange, &sources)}
                </article>
                {feedback(&exchange)}
                <div class="composer">{composer("Ask a follow-up")}</div>
            </div>
            <aside class="columns__side columns__side--two" aria-label="Who answers and why">
                {beside_the_answer(&exchange.answer, answered)}
                {evidence(&exchange.evidence)}
                {extra}
                {sources.list()}
                {catalogue_line(&exchange)}
            </aside>
        </div>
    }
    .into_any()
}

/// Who answers; nobody where it was computed.
fn beside_the_answer(answer: &Answer, answered: bool) -> AnyView {
    if !matches!(answer.body, Body::Calculation(_)) {
        return who_answers(&answer.route, answered);
    }
    view! {
        <section class="section">
            {section_head("Computed, not guessed", "", ().into_any())}
            <p class="second">
                "Formula and tables come from the standard; no agent is asked. Change an input and the result follows."
            </p>
        </section>
    }
    .into_any()
}

fn catalogue_line(exchange: &Arc<Exchange>) -> AnyView {
    let asked = browser::Moment::of(exchange.at).day_and_clock();
    let version = exchange.answer.catalogue.clone();
    view! {
        <section class="section">
            <p class="fact__source">"Asked " {asked} ", catalogue " <code>{version}</code></p>
        </section>
    }
    .into_any()
}

/// Where one is: below Ask, at this question.
pub fn exchange_head(title: String) -> AnyView {
    let title = view! {
        <a class="head__crumb" href="/">"Ask" {icon(Icon::Next)}</a>
        <h1 class="head__title" dir="auto" tabindex="-1">{title}</h1>
    };
    let actions = view! {
        {history_button()}
        <a class="button" href="/" data-test="new-question">
            {icon(Icon::Plus)} <span>"New question"</span> <kbd>"N"</kbd>
        </a>
    };
    head(title.into_any(), ().into_any(), actions.into_any())
}

fn missing(failure: &Failure) -> AnyView {
    view! {
        {exchange_head("Not on this device".to_owned())}
        <div class="columns columns--ask">
            <div class="columns__main">
                <div class="section">{failure_note(failure)}</div>
                <div class="composer">{composer("Ask about a parameter, counter, KPI, procedure or fault")}</div>
            </div>
        </div>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! {
        {exchange_head("Opening".to_owned())}
        <div class="section" aria-busy="true">
            <div class="skeleton skeleton--lead"></div>
            <div class="skeleton skeleton--half"></div>
            <div class="skeleton"></div>
        </div>
    }
    .into_any()
}

/// What is shown as saved may be left at once, so nothing is written for a while after it: a worker
/// that ends in the midst of writing can keep WebKit's database locked for whoever comes next.
const NOTED_AFTER: Duration = Duration::from_millis(400);

/// Says how long it took from click to drawn answer, once it is on the screen.
fn report_drawn(session: Session, response: FactId) {
    // Only the first drawing is the answer's; going back to it later is none.
    let Some(since) = session.clicked.try_update_untracked(Option::take).flatten() else {
        return;
    };
    browser::after_paint(move || {
        let page_micros = browser::micros_since(since);
        session.drawn_micros.set(Some(page_micros));
        let note = move || {
            spawn_local(async move {
                let drawn = Request::Drawn {
                    response,
                    page_micros,
                };
                // Not noted is not worth a word: the answer is there.
                session.client.ask(drawn).await.ok();
            });
        };
        set_timeout(note, NOTED_AFTER);
    });
}
