//! Benchmark: what the engine takes in this very browser, beside what the browser takes without it.
//! Nothing is shown that was not measured here.

mod figures;
mod table;
mod tiles;

use leptos::prelude::*;

use crate::components::{Icon, act, head, icon};
use crate::state::use_session;

/// The page at `/benchmark`.
pub fn benchmark() -> AnyView {
    let session = use_session();
    let state = session.benchmark;
    let run = Callback::new(move |()| {
        let is_quick = session.router.value("quick").is_some();
        state.run(is_quick);
    });
    let has_report = Memo::new(move |_| state.report.with(Option::is_some));
    let is_running = Memo::new(move |_| state.now.with(Option::is_some));
    let actions = move || {
        let export = has_report.get().then(|| {
            let export = Callback::new(move |()| session.export_benchmark());
            act(
                "button",
                "export-benchmark",
                Icon::Export,
                "Export JSON",
                "",
                export,
            )
        });
        let again = (has_report.get() && !is_running.get()).then(|| {
            act(
                "button button--primary",
                "run",
                Icon::Next,
                "Run again",
                "",
                run,
            )
        });
        view! { {export} {again} }.into_any()
    };
    let body = move || match state.report.get() {
        Some(report) => view! {
            {tiles::tiles(&report)}
            {table::table(&report)}
        }
        .into_any(),
        None => (!is_running.get()).then(|| empty(run)).into_any(),
    };
    let title = view! { <h1 class="head__title">"Benchmark"</h1> };
    let actions = view! { {move || actions()} };
    view! {
        {head(title.into_any(), "measured in this browser, sent nowhere".into_any(), actions.into_any())}
        {running()}
        {ended()}
        {move || body()}
    }
    .into_any()
}

fn empty(run: Callback<()>) -> AnyView {
    view! {
        <section class="section stack" data-test="benchmark-empty">
            <h2>"Nothing was measured in this browser yet"</h2>
            <p class="prose">
                "A run puts 10,000 patterns made for it into a database of its own, measures search, reading, storing, import and opening, and does the same with IndexedDB by hand in turns. Then it deletes both. Your own data is not touched."
            </p>
            <p class="prose">"It takes about a minute, and figures are worth most while nothing else runs."</p>
            <p>{act("button button--primary", "run", Icon::Next, "Run", "", run)}</p>
        </section>
    }
    .into_any()
}

/// How far the run is, and the way to stop it.
fn running() -> AnyView {
    let state = use_session().benchmark;
    let stop = Callback::new(move |()| state.stop());
    let is_running = Memo::new(move |_| state.now.with(Option::is_some));
    let now = Memo::new(move |_| state.now.get().unwrap_or_default());
    let width = move || {
        let (_, done, of) = now.get();
        format!("{}%", done * 100 / of.max(1))
    };
    let words = move || {
        let (what, done, of) = now.get();
        format!("{what}, {done} of {of} measured")
    };
    let draw = move || {
        is_running.get().then(|| {
            view! {
                <section class="section stack" data-test="benchmark-running">
                    <p role="status">{move || words()}</p>
                    <div class="progress"><div class="progress__done" style:inline-size=move || width()></div></div>
                    <p>{act("button", "stop", Icon::Stop, "Stop", "", stop)}</p>
                </section>
            }
            .into_any()
        })
    };
    view! { {move || draw()} }.into_any()
}

/// Why the last run has no result.
fn ended() -> AnyView {
    let state = use_session().benchmark;
    let draw = move || {
        state.ended.get().map(|why| {
            view! {
                <div class="note" role="status" data-test="benchmark-ended">
                    {icon(Icon::Unknown)}
                    <p class="note__text"><strong>"Not measured."</strong> " " {why}</p>
                </div>
            }
            .into_any()
        })
    };
    view! { {move || draw()} }.into_any()
}
