//! The question's field: Enter asks, Shift Enter is a new line, Escape stops.

use leptos::prelude::*;
use protocol::message::Stage;
use web_sys::KeyboardEvent;

use crate::browser;
use crate::components::{Icon, failure_note, icon, progress};
use crate::state::use_session;

/// What stands in the field of a new question.
pub const NEW: &str = "Ask about a parameter, counter, KPI, procedure or fault";
/// The same where a conversation goes on.
pub const FOLLOW_UP: &str = "Ask a follow-up";

/// Draws the field with its button, and below it why a question was not taken.
pub fn composer(placeholder: Signal<&'static str>) -> AnyView {
    let session = use_session();
    let ask = move || session.ask(session.draft.get_untracked());
    let press = move |event: KeyboardEvent| {
        // A key that ends the composing of a character is not yet an Enter.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            ask();
        } else if event.key() == "Escape" {
            session.stop_asking();
        }
    };
    if session.keep_focus.get_untracked() {
        session.keep_focus.set(false);
        request_animation_frame(browser::focus_question);
    }
    let asking = Memo::new(move |_| session.asked.with(Option::is_some));
    let button = move || {
        if asking.get() {
            view! {
                <button type="button" class="button late" data-test="stop" on:click=move |_| session.stop_asking()>
                    {icon(Icon::Stop)} "Stop" <kbd>"Esc"</kbd>
                </button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="button button--primary" data-test="ask" on:click=move |_| ask()>
                    "Ask" <kbd>"Enter"</kbd>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <div class="ask-form">
            <textarea
                id="question"
                class="ask-form__field"
                rows="1"
                dir="auto"
                aria-label="Question"
                aria-invalid=move || session.refusal.with(Option::is_some).then_some("true")
                placeholder=move || placeholder.get()
                prop:value=session.draft
                on:input=move |event| session.draft.set(event_target_value(&event))
                on:keydown=press
            ></textarea>
            {move || button()}
        </div>
        {move || session.refusal.get().map(|failure| failure_note(&failure))}
        {progress(session.progress, Stage::Catalogue, None)}
    }
    .into_any()
}
