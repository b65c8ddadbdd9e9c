//! A field that searches a moment after the last key.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Icon, icon};

/// So long after the last key the search begins.
const PAUSE: Duration = Duration::from_millis(120);

/// What a search field needs to know.
#[derive(Clone, Copy)]
pub struct Search {
    /// Its id, by which the key `/` finds it.
    pub id: &'static str,
    /// What it searches, for who does not see it.
    pub label: &'static str,
    /// What may be typed.
    pub placeholder: &'static str,
    /// The most signs that it takes.
    pub most: usize,
    /// What is searched for now: Back and Forward change it under the field.
    pub text: Signal<String>,
    /// Searches for something else.
    pub search: Callback<String>,
    /// Goes to what was found.
    pub down: Callback<()>,
}

/// Draws the field. Enter searches at once, Escape empties it, the arrow goes down to what was found.
pub fn search_field(of: Search) -> AnyView {
    let Search {
        id,
        label,
        placeholder,
        most,
        text,
        search,
        down,
    } = of;
    let typed = RwSignal::new(text.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let text = text.get();
        if typed.get_untracked().trim() != text.trim() {
            typed.set(text);
        }
    });
    let begin = move || search.run(typed.get_untracked());
    let stop = move || {
        if let Some(running) = timer.get_value() {
            running.clear();
        }
    };
    on_cleanup(stop);
    let input = move |event| {
        typed.set(event_target_value(&event));
        stop();
        timer.set_value(set_timeout_with_handle(begin, PAUSE).ok());
    };
    let press = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            down.run(());
        }
        "Enter" if !event.is_composing() => {
            stop();
            begin();
        }
        "Escape" if !typed.with_untracked(String::is_empty) => {
            event.prevent_default();
            stop();
            typed.set(String::new());
            begin();
        }
        _ => {}
    };
    view! {
        <label class="search">
            {icon(Icon::Find)}
            <span class="unseen">{label}</span>
            <input
                id=id
                type="text"
                dir="auto"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                placeholder=placeholder
                maxlength=most
                prop:value=typed
                on:input=input
                on:keydown=press
            />
            <kbd class="only-wide" hidden=move || !typed.with(String::is_empty)>"/"</kbd>
        </label>
    }
    .into_any()
}
