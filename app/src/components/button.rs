//! Small parts with a word and an icon.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Icon, icon};
use crate::browser;

/// Copies text and says in its own label whether that worked.
pub fn copy_button(label: &'static str, text: impl Fn() -> String + 'static) -> AnyView {
    let word = RwSignal::new(label);
    let copy = move |_| {
        let text = text();
        spawn_local(async move {
            let copied = browser::copy(&text).await;
            word.try_set(if copied {
                "Copied"
            } else {
                "The browser refused"
            });
        });
    };
    view! {
        <button type="button" class="button button--bare" on:click=copy>
            {icon(Icon::Copy)}
            <span aria-live="polite">{word}</span>
        </button>
    }
    .into_any()
}

/// A button with icon, word and the key that does the same. Written once, so that its code is made
/// once and not for every place that has one.
pub fn act(
    class: &'static str,
    test: &'static str,
    shape: Icon,
    word: &'static str,
    key: &'static str,
    run: Callback<()>,
) -> AnyView {
    let key = (!key.is_empty())
        .then(|| view! { <kbd class="only-wide" aria-hidden="true">{key}</kbd> }.into_any());
    view! {
        <button type="button" class=class data-test=test on:click=move |_| run.run(())>
            {icon(shape)} <span>{word}</span> {key}
        </button>
    }
    .into_any()
}

/// A button that reads like a link in a line of text.
pub fn link(test: &'static str, word: &'static str, run: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="link" data-test=test on:click=move |_| run.run(())>{word}</button>
    }
    .into_any()
}

/// A line that says whether something holds: tick and word, or dashed circle and word.
pub fn has(holds: bool, words: impl Into<String>) -> AnyView {
    let (class, shape) = if holds {
        ("has", Icon::Tick)
    } else {
        ("has has--not", Icon::Unknown)
    };
    view! { <li class=class>{icon(shape)} <span>{words.into()}</span></li> }.into_any()
}
