//! The document and its clock.

use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// The build that this page belongs to; empty when it was not staged.
#[must_use]
pub fn build_id() -> String {
    let meta = document()
        .query_selector("meta[name=build-id]")
        .ok()
        .flatten();
    meta.and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

/// The element of an id.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the caret into the question's field, without moving what is in view.
pub fn focus_question() {
    if let Some(field) = element("question") {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        field.focus_with_options(&options).ok();
    }
}

/// Whether keys now go into a field.
#[must_use]
pub fn is_typing() -> bool {
    let name = document()
        .active_element()
        .map(|element| element.tag_name());
    name.is_some_and(|name| matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Milliseconds on the page's own clock, which never jumps.
#[must_use]
pub fn page_clock() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Microseconds since a moment of [`page_clock`].
#[must_use]
pub fn micros_since(start: f64) -> u64 {
    let micros = ((page_clock() - start) * 1_000.0).round();
    // A float becomes the nearest number that fits, so a broken clock gives 0.
    micros as u64
}

/// Runs once what is now in the document is on the screen.
pub fn after_paint(run: impl FnOnce() + 'static) {
    // The frame's callbacks come before its painting, a task after it.
    request_animation_frame(move || set_timeout(run, Duration::ZERO));
}

/// Starts the app again at its first page.
pub fn open_afresh() {
    window().location().set_href("/").ok();
}

/// Loads the page again.
pub fn reload() {
    window().location().reload().ok();
}
