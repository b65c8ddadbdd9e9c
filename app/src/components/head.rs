//! Heads of pages and sections.

use leptos::prelude::*;

/// The head of a page: title, remark, actions at the end.
pub fn head(title: AnyView, remark: AnyView, actions: AnyView) -> AnyView {
    view! {
        <div class="head">
            {title}
            <span class="head__meta">{remark}</span>
            <div class="head__actions">{actions}</div>
        </div>
    }
    .into_any()
}

/// The head of a section: what it shows, a remark in grey, tools at the end.
pub fn section_head(
    title: impl Into<String>,
    remark: impl Into<String>,
    tools: AnyView,
) -> AnyView {
    view! {
        <div class="section__head">
            <h2>{title.into()}</h2>
            <span class="quiet">{remark.into()}</span>
            <div class="section__tools">{tools}</div>
        </div>
    }
    .into_any()
}
