//! Earlier questions by day: in the rail when wide, else in a drawer.

use leptos::prelude::*;
use protocol::message::ExchangeLine;
use protocol::records::Verdict;
use protocol::words;

use crate::browser::Moment;
use crate::components::{Icon, close_dialog, dialog, icon, open_dialog};
use crate::state::{Session, use_session};

/// The drawer's id.
const DRAWER: &str = "history";

/// The list, newest first, with a heading per day.
pub fn history_list(path: Memo<String>) -> AnyView {
    let session = use_session();
    let lines = move || {
        session.history.with(|lines| {
            let mut last_day = String::new();
            lines
                .iter()
                .map(|line| {
                    let moment = Moment::of(line.at);
                    let day = moment.day_name();
                    let heading = (day != last_day).then(|| day.clone());
                    last_day = day;
                    (heading, row(line, &moment.clock(), path))
                })
                .map(|(heading, row)| {
                    view! {
                        {heading.map(|day| view! { <h3 class="history__day">{day}</h3> }.into_any())}
                        {row}
                    }
                    .into_any()
                })
                .collect_view()
        })
    };
    let none = move || session.history.with(Vec::is_empty);
    view! {
        <div class="history__head">
            <h2>"Questions"</h2>
        </div>
        <p class="history__day" hidden=move || !none()>"None asked yet"</p>
        <div>{move || lines()}</div>
        <button
            type="button"
            class="history__more"
            hidden=move || session.history_ends.get()
            on:click=move |_| session.older_history()
        >
            "Show older"
        </button>
    }
    .into_any()
}

fn row(line: &ExchangeLine, time: &str, path: Memo<String>) -> AnyView {
    let address = format!("/ask/{}", line.response);
    let here = address.clone();
    let mark = match (line.answered, line.verdict) {
        (_, Some(verdict @ (Verdict::Worked | Verdict::Partly | Verdict::DidNotWork))) => {
            let shape = match verdict {
                Verdict::Worked => Icon::Tick,
                Verdict::Partly => Icon::Partly,
                _ => Icon::Cross,
            };
            Some((shape, words::verdict(verdict)))
        }
        (false, _) => Some((Icon::Unknown, "Outside what I know")),
        _ => None,
    };
    view! {
        <a
            class="history__item"
            data-test="history-item"
            href=address
            title=line.question.clone()
            aria-current=move || path.with(|path| *path == here).then_some("page")
            on:click=|_| close_dialog(DRAWER)
        >
            {line.follows.map(|_| view! { {icon(Icon::Follows)} <span class="unseen">"Follow-up:"</span> }.into_any())}
            <span class="history__question" dir="auto">{line.question.clone()}</span>
            {mark.map(|(shape, word)| view! { {icon(shape)} <span class="unseen">{word}</span> }.into_any())}
            <time class="history__time">{time.to_owned()}</time>
        </a>
    }
    .into_any()
}

/// The drawer for windows without room in the rail.
pub fn drawer(path: Memo<String>) -> AnyView {
    let open = use_session().open.history;
    let body = view! {
        <div class="drawer__body history">
            <div class="drawer__head">
                <strong>"History"</strong>
                <button type="button" class="button button--bare button--icon" aria-label="Close" on:click=|_| close_dialog(DRAWER)>
                    {icon(Icon::Cross)}
                </button>
            </div>
            {move || open.get().then(|| history_list(path))}
        </div>
    };
    dialog(DRAWER, "drawer", "History", open, body.into_any())
}

/// Opens the drawer.
pub fn open_history(session: Session) {
    open_dialog(DRAWER, session.open.history);
}

/// The button that opens the drawer.
pub fn history_button() -> AnyView {
    let session = use_session();
    view! {
        <button
            type="button"
            class="button button--bare only-below-wide"
            aria-label="History"
            data-test="history"
            on:click=move |_| open_history(session)
        >
            {icon(Icon::Clock)} <span>"History"</span>
        </button>
    }
    .into_any()
}
