//! A short word at the bottom, with the way back, for eight seconds.

use std::time::Duration;

use leptos::prelude::*;

use crate::components::{Icon, icon};
use crate::state::use_session;

const STAYS: Duration = Duration::from_secs(8);

/// Draws the toast, when there is one.
pub fn toast() -> AnyView {
    let session = use_session();
    // The timer of a toast must not end the next one.
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        if let Some(running) = timer.get_value() {
            running.clear();
        }
        let next = session
            .toast
            .with(Option::is_some)
            .then(|| set_timeout_with_handle(move || session.toast.set(None), STAYS).ok());
        timer.set_value(next.flatten());
    });
    let body = move || {
        session.toast.get().map(|toast| {
            let undo = toast.undo.map(|undo| {
                let take_back = move |_| {
                    session.toast.set(None);
                    undo.run(());
                };
                view! {
                    <button type="button" class="button button--bare" data-test="undo" on:click=take_back>
                        {icon(Icon::Undo)} "Undo"
                    </button>
                }
                .into_any()
            });
            view! {
                <div class="toast" data-test="toast">
                    <span>{toast.text}</span>
                    {undo}
                    <button type="button" class="button button--bare button--icon" aria-label="Close" on:click=move |_| session.toast.set(None)>
                        {icon(Icon::Cross)}
                    </button>
                </div>
            }
            .into_any()
        })
    };
    view! { <div role="status">{move || body()}</div> }.into_any()
}
