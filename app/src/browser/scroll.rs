//! Where things stand in the window.

use leptos::prelude::{StoredValue, UpdateValue, document, on_cleanup, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

/// Runs whenever anything is scrolled or the window changes its size, until the view that asked for
/// it is gone.
pub fn on_scroll_or_resize(run: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(run);
    for event in ["scroll", "resize"] {
        // Captured: the scrolling of a part does not come up to the window.
        window()
            .add_event_listener_with_callback_and_bool(
                event,
                listener.as_ref().unchecked_ref(),
                true,
            )
            .ok();
    }
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.update_value(|listener| {
            for event in ["scroll", "resize"] {
                if let Some(listener) = listener.as_ref() {
                    let listener = listener.as_ref().unchecked_ref();
                    window()
                        .remove_event_listener_with_callback_and_bool(event, listener, true)
                        .ok();
                }
            }
            listener.take();
        });
    });
}

/// How high the window is, in CSS pixels.
#[must_use]
pub fn window_height() -> f64 {
    let height = window().inner_height().ok();
    height.and_then(|height| height.as_f64()).unwrap_or(900.0)
}

/// A rem in CSS pixels.
#[must_use]
pub fn rem() -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    // The browser reads it: our own reading of floats would bring its tables along.
    let size = size.map(|size| js_sys::parse_float(&size));
    size.filter(|size| *size > 0.0).unwrap_or(16.0)
}

/// Scrolls as little as needed until the element is in view.
pub fn bring_into_view(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls the element of an id to the top of what scrolls around it.
pub fn bring_to_top(id: &str) {
    if let Some(element) = super::element(id) {
        element.scroll_into_view();
    }
}

/// Whether anything but the page itself has the focus.
#[must_use]
pub fn has_focus() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.tag_name() != "BODY")
}

/// Puts the focus on the element of an id.
pub fn focus(id: &str) {
    if let Some(element) = super::element(id) {
        element.focus().ok();
    }
}

/// Puts the focus on the first element of a selector.
pub fn focus_first(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}
