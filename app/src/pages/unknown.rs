//! An address that is none of ours.

use leptos::prelude::*;

use crate::components::head;

/// Says so and leads back.
pub fn unknown() -> AnyView {
    let title = view! { <h1 class="head__title">"No such page"</h1> };
    view! {
        {head(title.into_any(), ().into_any(), ().into_any())}
        <div class="section stack">
            <p>"This address is none of Elex. What is stored on this device is not affected."</p>
            <p><a class="button" href="/">"Ask a question"</a></p>
        </div>
    }
    .into_any()
}
