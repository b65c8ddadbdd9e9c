//! Delete everything: the one thing that cannot be taken back, so it asks twice.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::message::Request;

use crate::browser;
use crate::components::{self, Icon, close_dialog, failure_note, icon, open_dialog};
use crate::state::{Session, use_session};

/// The dialog's id.
const DELETE: &str = "delete";
/// What has to be typed.
const WORD: &str = "delete";

/// Opens the dialog.
pub fn open(session: Session) {
    open_dialog(DELETE, session.open.delete);
}

/// Draws the dialog.
pub fn dialog() -> AnyView {
    let session = use_session();
    let typed = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let confirmed = move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(WORD));
    let delete = move |_| {
        spawn_local(async move {
            match session.client.ask(Request::DeleteAll).await {
                Ok(_) => {
                    browser::forget_look();
                    browser::open_afresh();
                }
                Err(failed) => {
                    failure.try_set(Some(failed));
                }
            }
        });
    };
    let body = view! {
        <div class="dialog__body">
            <h2>"Delete everything"</h2>
            <p class="prose">
                "Questions, answers, feedback, patterns, recorded use and settings are deleted from this device. "
                "There is no copy anywhere else unless you exported one. The app itself stays."
            </p>
            <label class="stack">
                <span>"Type " <code>{WORD}</code> " to go on"</span>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    data-test="delete-word"
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            {move || failure.get().map(|failure| failure_note(&failure))}
            <div class="dialog__actions">
                <button type="button" class="button" on:click=move |_| session.export_everything()>
                    {icon(Icon::Export)} "Export first"
                </button>
                <button type="button" class="button" on:click=|_| close_dialog(DELETE)>"Cancel"</button>
                <button
                    type="button"
                    class="button button--crit"
                    data-test="delete-confirm"
                    disabled=move || !confirmed()
                    on:click=delete
                >
                    {icon(Icon::Delete)} "Delete everything"
                </button>
            </div>
        </div>
    };
    components::dialog(
        DELETE,
        "dialog",
        "Delete everything",
        session.open.delete,
        body.into_any(),
    )
}
