//! What stands around every page: rail, banner, status line, tabs, and what opens over them.

mod banner;
mod history;
mod palette;
mod rail;
mod shortcuts;
mod spoken;
mod status;
mod toast;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

pub use history::{history_button, open_history};
pub use palette::open_palette;
pub use shortcuts::{open_shortcuts, shortcut_table};
pub use spoken::first_words;
pub use status::where_stored;

use crate::browser;
use crate::commands::command_of;
use crate::state::Session;

/// Draws the frame around the pages.
pub fn frame(session: Session, page: AnyView) -> AnyView {
    window_event_listener(leptos::ev::keydown, move |event| press(&event, session));
    let path = Memo::new(move |_| session.router.path());
    // Another page starts at its top; the window itself never scrolls.
    Effect::new(move |_| {
        path.track();
        if let Some(main) = browser::element("content") {
            main.set_scroll_top(0);
        }
    });
    view! {
        <a class="skip" href="#content">"Skip to content"</a>
        <div class="app">
            {rail::rail(path)}
            {rail::topbar(path)}
            <main id="content" class="main" tabindex="-1">
                {banner::banner()}
                {page}
            </main>
            {status::status()}
            {rail::tabs(path)}
        </div>
        {spoken::spoken()}
        {toast::toast()}
        {history::drawer(path)}
        {rail::more(path)}
        {palette::palette(session)}
        {shortcuts::shortcuts(session)}
    }
    .into_any()
}

fn press(event: &KeyboardEvent, session: Session) {
    if event.default_prevented() || event.is_composing() || event.alt_key() {
        return;
    }
    let with_mod = event.ctrl_key() || event.meta_key();
    if let Some(command) = command_of(&event.key(), with_mod, browser::is_typing()) {
        event.prevent_default();
        (command.run)(session);
    }
}
