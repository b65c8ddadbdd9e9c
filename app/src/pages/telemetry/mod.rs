//! Telemetry: recorded use of this device over a range of time that stands in the address.

mod charts;
mod export;
mod range;
mod ranges;
mod tables;
mod tiles;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::message::{Reply, Request};
use protocol::telemetry::Snapshot;

use crate::components::{Icon, failure_note, head, icon};
use crate::reply_of;
use crate::state::use_session;
use range::Range;

/// The page at `/telemetry`.
pub fn telemetry() -> AnyView {
    let session = use_session();
    let range = Memo::new(move |_| Range::of(session.router));
    let snapshot = RwSignal::new(None::<Snapshot>);
    let failure = RwSignal::new(None::<Failure>);
    // Asking the engine is an effect on the outside; what is drawn derives from the snapshot.
    Effect::new(move |_| {
        session.changes.track();
        let Some(window) = range.get().window() else {
            failure.set(Some(range::invalid()));
            return;
        };
        spawn_local(async move {
            let reply = session.client.ask(Request::Telemetry(window)).await;
            match reply_of!(reply, Reply::Telemetry) {
                Ok(sums) => {
                    failure.try_set(None);
                    snapshot.try_set(Some(*sums));
                }
                Err(failed) => {
                    failure.try_set(Some(failed));
                }
            }
        });
    });
    // A memo, so that the same figures are never drawn twice.
    let state = Memo::new(move |_| (failure.get(), snapshot.get()));
    let as_tables = [RwSignal::new(false), RwSignal::new(false)];
    let body = move || match state.get() {
        (Some(failure), _) => {
            view! { <div class="section">{failure_note(&failure)}</div> }.into_any()
        }
        (None, Some(snapshot)) => page(&snapshot, as_tables),
        (None, None) => {
            view! { <div class="section"><div class="skeleton skeleton--half"></div></div> }
                .into_any()
        }
    };
    let title = view! { <h1 class="head__title">"Telemetry"</h1> };
    let actions = view! { {export::export_button(range)} };
    view! {
        {head(title.into_any(), "recorded on this device, never sent".into_any(), actions.into_any())}
        {ranges::ranges(range)}
        {recording_off()}
        {move || body()}
    }
    .into_any()
}

fn page(snapshot: &Snapshot, as_tables: [RwSignal<bool>; 2]) -> AnyView {
    if snapshot.total.asked == 0 {
        return empty();
    }
    view! {
        {tiles::tiles(snapshot)}
        {charts::charts(snapshot, as_tables)}
        <div class="halves">
            {tables::by_kind(snapshot)}
            {tables::by_outcome(snapshot)}
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <section class="section stack" data-test="empty">
            <h2>"No questions in this range"</h2>
            <p class="prose">"Each question adds one row: when, what kind, how it ended and how long it took."</p>
            <p><a class="button button--primary" href="/">"Ask a question"</a></p>
        </section>
    }
    .into_any()
}

fn recording_off() -> AnyView {
    let session = use_session();
    let note = move || {
        let off = session.ready.with(Option::is_some) && !session.settings.get().recording;
        off.then(|| {
            view! {
                <div class="note" data-test="recording-off">
                    {icon(Icon::Unknown)}
                    <p class="note__text"><strong>"Recording is off."</strong> " New questions are not counted here."</p>
                    <div class="note__actions">
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| session.change_settings(|settings| settings.recording = true)
                        >
                            "Record again"
                        </button>
                    </div>
                </div>
            }
            .into_any()
        })
    };
    view! { {move || note()} }.into_any()
}
