//! A row of choices of which one holds.

use leptos::prelude::*;

/// One choice.
#[derive(Clone, Copy)]
pub struct Choice<T> {
    /// What it stands for.
    pub value: T,
    /// Its word.
    pub word: &'static str,
    /// Its name for tests.
    pub test: &'static str,
}

/// Draws the choices; `chosen` says which holds, `choose` is told of another.
pub fn switch<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    choices: &[Choice<T>],
    chosen: Signal<T>,
    choose: Callback<T>,
) -> AnyView {
    let items = choices.iter().map(|choice| {
        let Choice { value, word, test } = *choice;
        let pressed = Signal::derive(move || chosen.get() == value);
        item(
            word,
            test,
            pressed,
            Callback::new(move |()| choose.run(value)),
        )
    });
    view! { <div class="switch" role="group" aria-label=label>{items.collect_view()}</div> }
        .into_any()
}

/// Written once for every type of choice.
fn item(
    word: &'static str,
    test: &'static str,
    pressed: Signal<bool>,
    choose: Callback<()>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="switch__item"
            data-test=test
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            on:click=move |_| choose.run(())
        >
            {word}
        </button>
    }
    .into_any()
}
