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

/// A line that says whether something holds: tick and word, or dashed circle and word.
pub fn has(holds: bool, words: impl Into<String>) -> AnyView {
    let (class, shape) = if holds {
        ("has", Icon::Tick)
    } else {
        ("has has--not", Icon::Unknown)
    };
    view! { <li class=class>{icon(shape)} <span>{words.into()}</span></li> }.into_any()
}
