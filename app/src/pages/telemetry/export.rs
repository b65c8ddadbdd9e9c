//! The recorded events of the range as a JSON file.

use leptos::prelude::*;

use super::range::Range;
use crate::components::{Icon, icon};
use crate::state::use_session;

/// The button.
pub fn export_button(range: Memo<Range>) -> AnyView {
    let session = use_session();
    let export = move |_| {
        if let Some(window) = range.get_untracked().window() {
            session.export_telemetry(window);
        }
    };
    view! {
        <button type="button" class="button" aria-label="Export" data-test="export-telemetry" on:click=export>
            {icon(Icon::Export)} <span>"Export"</span>
        </button>
    }
    .into_any()
}
