//! A failure on a page: what happened, whether data is safe, what to do, and its code.

use leptos::prelude::*;
use protocol::failure::Failure;
use protocol::words;

use super::{Icon, copy_button, icon};

/// Draws a failure as a note that is read out.
pub fn failure_note(failure: &Failure) -> AnyView {
    let text = words::failure(failure);
    let details = details(failure);
    view! {
        <div class="note note--crit" role="alert" data-test="failure" data-code=failure.code.as_str()>
            {icon(Icon::Bad)}
            <div class="note__text">
                <p><strong>{text.what}</strong></p>
                <p class="second">{text.data} " " {text.next}</p>
                <div class="note__actions">
                    {copy_button("Copy details", move || details.clone())}
                    <code class="quiet">{failure.code.as_str()}</code>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn details(failure: &Failure) -> String {
    let text = words::failure(failure);
    let build = crate::browser::build_id();
    let Failure { code, detail } = failure;
    format!(
        "{}\n{} {}\ncode {}\ndetail {detail}\nbuild {build}",
        text.what,
        text.data,
        text.next,
        code.as_str()
    )
}
