//! Settings: storage, look, privacy, shortcuts, about. Everything here is of this device.

mod delete;
mod look;
mod privacy;
mod storage;

use leptos::prelude::*;

use crate::components::{head, section_head};
use crate::shell::shortcut_table;
use crate::state::use_session;

/// Sections of the page: id and word.
const CONTENTS: [(&str, &str); 5] = [
    ("storage", "Storage"),
    ("look", "Look"),
    ("privacy", "Privacy"),
    ("keys", "Shortcuts"),
    ("about", "About"),
];

/// The page at `/settings`.
pub fn settings() -> AnyView {
    let title = view! { <h1 class="head__title">"Settings"</h1> };
    let contents = CONTENTS.iter().map(|(id, word)| {
        let id = *id;
        // The router would take a link for another page; the section is on this one.
        let show = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            if let Some(section) = crate::browser::element(id) {
                section.scroll_into_view();
                section.focus().ok();
            }
        };
        view! { <a href=format!("#{id}") on:click=show>{*word}</a> }.into_any()
    });
    view! {
        {head(title.into_any(), ().into_any(), ().into_any())}
        <div class="columns columns--left">
            <nav class="contents" aria-label="Sections">{contents.collect_view()}</nav>
            <div class="columns__main">
                {storage::storage()}
                {look::look()}
                {privacy::privacy()}
                <section class="section" id="keys" tabindex="-1">
                    {section_head("Shortcuts", "", ().into_any())}
                    <div class="table-frame">{shortcut_table()}</div>
                </section>
                {about()}
            </div>
        </div>
        {delete::dialog()}
    }
    .into_any()
}

fn about() -> AnyView {
    let session = use_session();
    let build = session.client.build();
    let format = move || {
        session.ready.with(|ready| {
            ready
                .as_ref()
                .map_or("–".to_owned(), |ready| ready.storage.format.to_string())
        })
    };
    view! {
        <section class="section" id="about" tabindex="-1">
            {section_head("About", "", ().into_any())}
            <dl class="pairs">
                <dt>"Version"</dt> <dd>{env!("CARGO_PKG_VERSION")}</dd>
                <dt>"Build"</dt> <dd><code>{build}</code></dd>
                <dt>"Format of stored data"</dt> <dd>{move || format()}</dd>
                <dt>"Licence"</dt> <dd>"MIT OR Apache-2.0"</dd>
            </dl>
        </section>
    }
    .into_any()
}
