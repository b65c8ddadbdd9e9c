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
use leptos_router::hooks::{use_location, use_navigate};
use web_sys::KeyboardEvent;

pub use history::{DRAWER, history_button};
pub use palette::open_palette;
pub use shortcuts::{SHORTCUTS, shortcut_table};
pub use status::where_stored;

use crate::browser;
use crate::commands::{Reach, command_of};
use crate::state::use_session;

/// Draws the frame around the pages.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let go = Callback::new(move |address: &'static str| navigate(address, Default::default()));
    let reach = Reach { session, go };
    let listening = window_event_listener(leptos::ev::keydown, move |event| press(&event, reach));
    on_cleanup(move || listening.remove());
    let path = use_location().pathname;
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
                {children()}
            </main>
            {status::status()}
            {rail::tabs(path)}
        </div>
        {spoken::spoken()}
        {toast::toast()}
        {history::drawer()}
        {palette::palette(reach)}
        {shortcuts::shortcuts()}
    }
}

fn press(event: &KeyboardEvent, reach: Reach) {
    if event.default_prevented() || event.is_composing() || event.alt_key() {
        return;
    }
    let with_mod = event.ctrl_key() || event.meta_key();
    if let Some(command) = command_of(&event.key(), with_mod, browser::is_typing()) {
        event.prevent_default();
        (command.run)(reach);
    }
}
