//! The list of shortcuts, read from the table of commands.

use leptos::prelude::*;

use crate::commands::{COMMANDS, shown_key};
use crate::components::{close_dialog, dialog, open_dialog};
use crate::state::Session;

/// The dialog's id.
const SHORTCUTS: &str = "shortcuts";

/// The table of shortcuts.
pub fn shortcut_table() -> AnyView {
    let rows = COMMANDS
        .iter()
        .filter_map(|command| Some((command.label, command.key?)));
    view! {
        <table class="table">
            <thead><tr><th scope="col">"Action"</th><th scope="col">"Key"</th></tr></thead>
            <tbody>
                {rows
                    .map(|(label, key)| view! { <tr><td>{label}</td><td><kbd>{shown_key(key)}</kbd></td></tr> }.into_any())
                    .collect_view()}
                <tr><td>"Ask, in the question field"</td><td><kbd>"Enter"</kbd></td></tr>
                <tr><td>"New line, in the question field"</td><td><kbd>"Shift Enter"</kbd></td></tr>
                <tr><td>"Stop, or close what is open"</td><td><kbd>"Esc"</kbd></td></tr>
            </tbody>
        </table>
    }
    .into_any()
}

/// Opens the list.
pub fn open_shortcuts(session: Session) {
    open_dialog(SHORTCUTS, session.open.shortcuts);
}

/// The dialog.
pub fn shortcuts(session: Session) -> AnyView {
    let open = session.open.shortcuts;
    let body = view! {
        <div class="dialog__body">
            <h2>"Shortcuts"</h2>
            {move || open.get().then(shortcut_table)}
            <div class="dialog__actions">
                <button type="button" class="button" on:click=|_| close_dialog(SHORTCUTS)>"Close"</button>
            </div>
        </div>
    };
    dialog(SHORTCUTS, "dialog", "Shortcuts", open, body.into_any())
}
