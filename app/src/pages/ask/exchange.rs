//! A conversation up to an exchange, by its id: on screen already, or read from the store after a reload.

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
use super::composer::{FOLLOW_UP, NEW, composer};
use super::conversation::earlier;
use super::evidence::evidence;
use super::feedback::feedback;
use super::growing::{growing_answer, growing_side};
use super::guidance::beside;
use super::sources::Sources;
use crate::browser;
use crate::components::{Icon, failure_note, head, icon, section_head};
use crate::route::Page;
use crate::shell::history_button;
use crate::state::{Session, Shown, use_session};

/// What the page shows.
#[derive(Clone, PartialEq)]
enum State {
    Shown(Shown),
    Missing(Failure),
    Opening,
}

/// The page at `/ask/<id>`, for every id: going on with a conversation draws only what is new.
pub fn exchange() -> AnyView {
    let session = use_session();
    let wanted = Memo::new(move |_| match Page::of(&session.router.path()) {
        Page::Exchange(id) => id,
        _ => String::new(),
    });
    let id = Memo::new(move |_| wanted.with(|wanted| FactId::from_str(wanted).ok()));
    let failed = RwSignal::new(None::<(FactId, Failure)>);
    let shown = Memo::new(move |_| {
        let id = id.get();
        session.shown.with(|shown| {
            shown
                .clone()
                .filter(|shown| Some(shown.exchange.response) == id)
        })
    });
    // A memo, so that the same answer is never drawn twice.
    let state = Memo::new(move |_| match (shown.get(), id.get()) {
        (Some(shown), _) => State::Shown(shown),
        (None, None) => State::Missing(Failure::new(Code::ResponseUnknown, wanted.get())),
        (None, Some(id)) => {
            let failure = failed.with(|failed| {
                let failed = failed.as_ref().filter(|(failed, _)| *failed == id);
                failed.map(|(_, failure)| failure.clone())
            });
            failure.map_or(State::Opening, State::Missing)
        }
    });
    let grows = Memo::new(move |_| session.growing.with(Option::is_some));
    // Reading from the store is an effect on the outside; what is drawn derives from its result.
    Effect::new(move |before: Option<Option<FactId>>| {
        session.changes.track();
        let wanted = id.get();
        // What was just asked, and what it followed, is here and need not be read back.
        let here = |id| shown.with_untracked(Option::is_some) || session.back_to(id);
        if let Some(id) = wanted
            && (before == Some(wanted) || !here(id))
        {
            spawn_local(async move {
                let result = session.reopen(id).await;
                failed.try_set(result.err().map(|failure| (id, failure)));
            });
        }
        wanted
    });
    Effect::new(move |_| {
        if let Some(shown) = shown.get() {
            bring_to(session, &shown);
        }
    });
    Effect::new(move |_| {
        if grows.get() {
            request_animation_frame(|| browser::bring_to_top(LAST));
        }
    });
    let is_known = move || shown.with(Option::is_some);
    let placeholder = Signal::derive(move || if is_known() { FOLLOW_UP } else { NEW });
    let title = Memo::new(move |_| match state.get() {
        State::Shown(shown) => session.earlier.with(|earlier| {
            let first = earlier.first().unwrap_or(&shown);
            first.exchange.answer.question.clone()
        }),
        State::Missing(_) => "Not on this device".to_owned(),
        State::Opening => "Opening".to_owned(),
    });
    let main = move || match state.get() {
        _ if grows.get() => growing_answer(session),
        State::Shown(shown) => last(session, &shown),
        State::Missing(failure) => {
            view! { <div class="section">{failure_note(&failure)}</div> }.into_any()
        }
        State::Opening => skeleton(),
    };
    let before = move || is_known().then(|| earlier(session));
    let side = move || match grows.get() {
        true => Some(growing_side(session)),
        false => shown.with(|shown| shown.as_ref().map(side)),
    };
    view! {
        {move || exchange_head(title.get())}
        <div class="columns columns--ask">
            <div class="columns__main">
                {before}
                {main}
                <div class="composer">{composer(placeholder)}</div>
            </div>
            {side}
        </div>
    }
    .into_any()
}

/// Brings the last question of a conversation into view, with the one before it above, and the focus to
/// it where asking has left it nowhere. A conversation of one question begins at its top anyway.
fn bring_to(session: Session, shown: &Shown) {
    let keeps = session.keep_focus.try_update_untracked(std::mem::take);
    let asked = shown.request.is_some() && keeps == Some(false);
    if session.earlier.with_untracked(Vec::is_empty) {
        return;
    }
    request_animation_frame(move || {
        browser::bring_to_top(LAST);
        if asked && !browser::has_focus() {
            browser::focus_first(".answer[data-test] .question");
        }
    });
}

/// The id of the last exchange's element.
pub const LAST: &str = "last-exchange";

/// The last exchange, whole.
fn last(session: Session, shown: &Shown) -> AnyView {
    let Shown {
        exchange, request, ..
    } = shown.clone();
    report_drawn(session, exchange.response);
    let sources = Sources::of(&exchange.answer.body);
    document().set_title(&format!(
        "{} · Elex",
        exchange
            .answer
            .question
            .chars()
            .take(60)
            .collect::<String>()
    ));
    on_cleanup(|| document().set_title("Elex"));
    view! {
        <article
            id=LAST
            class="answer"
            data-test="answer"
            data-response=exchange.response.to_string()
            data-saved=move || if session.is_saved(request) { "true" } else { "false" }
            aria-label="Answer"
        >
            {answer(&exchange, &sources)}
        </article>
        {feedback(shown)}
    }
    .into_any()
}

/// Beside the last exchange: who answers, and where it is from.
fn side(shown: &Shown) -> AnyView {
    let exchange = &shown.exchange;
    let answered = exchange.answer.body != Body::OutOfScope;
    let extra = match &exchange.answer.body {
        Body::Guidance(guidance) => beside(guidance),
        Body::Facts(_) | Body::OutOfScope | Body::Calculation(_) => ().into_any(),
    };
    view! {
        <aside class="columns__side columns__side--two" aria-label="Who answers and why">
            {beside_the_answer(&exchange.answer, answered)}
            {evidence(&exchange.evidence)}
            {extra}
            {Sources::of(&exchange.answer.body).list()}
            {catalogue_line(exchange)}
        </aside>
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

fn skeleton() -> AnyView {
    view! {
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
