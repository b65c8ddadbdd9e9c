//! Choosing the range: presets are links, two moments a form; both end in the address.

use leptos::prelude::*;

use super::range::{PRESETS, Range};
use crate::components::{Icon, icon};
use crate::state::use_session;

/// Draws the choices.
pub fn ranges(range: Memo<Range>) -> AnyView {
    let presets = PRESETS.iter().map(|preset| {
        let here = move || matches!(range.get(), Range::Preset(chosen) if chosen == *preset);
        let name = preset.name;
        let address = format!("/telemetry?range={name}");
        view! { <a class="switch__item" href=address aria-current=move || here().then_some("true") data-test=format!("range-{name}")>{name}</a> }.into_any()
    });
    let from = RwSignal::new(None::<String>);
    let to = RwSignal::new(None::<String>);
    let router = use_session().router;
    let show = move || {
        let (first, last) = range.get_untracked().fields();
        let from = from.get_untracked().unwrap_or(first);
        let to = to.get_untracked().unwrap_or(last);
        router.go(&format!("/telemetry?from={from}&to={to}"));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        show();
    };
    view! {
        <form class="range-form" on:submit=submit>
            <nav class="switch" aria-label="Range up to now">{presets.collect_view()}</nav>
            <label>
                "From"
                <input
                    class="input"
                    type="datetime-local"
                    data-test="range-from"
                    prop:value=move || range.get().fields().0
                    on:input=move |event| from.set(Some(event_target_value(&event)))
                />
            </label>
            <label>
                "To"
                <input
                    class="input"
                    type="datetime-local"
                    data-test="range-to"
                    prop:value=move || range.get().fields().1
                    on:input=move |event| to.set(Some(event_target_value(&event)))
                />
            </label>
            <button type="submit" class="button" data-test="range-show">{icon(Icon::Clock)} "Show"</button>
        </form>
    }
    .into_any()
}
