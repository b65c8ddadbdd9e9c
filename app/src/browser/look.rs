//! The look of the page: what is put on the root element, and the colours that come of it.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

/// Puts theme and density on the root element and into the mirror that boot.js reads. An empty
/// name leaves the choice to the system.
pub fn mirror_look(theme: &str, density: &str) {
    if let Some(root) = document().document_element() {
        for (name, value) in [("data-theme", theme), ("data-density", density)] {
            if value.is_empty() {
                root.remove_attribute(name).ok();
            } else {
                root.set_attribute(name, value).ok();
            }
        }
    }
    if let Ok(Some(storage)) = window().local_storage() {
        // Denied or full: the next visit flashes once, nothing else is lost.
        storage
            .set_item("elex-look", &format!("{theme} {density}"))
            .ok();
    }
}

/// Forgets the mirror.
pub fn forget_look() {
    if let Ok(Some(storage)) = window().local_storage() {
        storage.remove_item("elex-look").ok();
    }
}

/// Runs whenever the system's own theme changes, for as long as the page lives.
pub fn look_changes(run: impl Fn() + 'static) {
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        let listener = Closure::<dyn Fn()>::new(run);
        query
            .add_event_listener_with_callback("change", listener.as_ref().unchecked_ref())
            .ok();
        listener.forget();
    }
}

/// Colours of tokens as the canvas needs them: red, green, blue.
pub struct Colours(HtmlElement);

/// Reads the colours that hold at this element.
#[must_use]
pub fn colours(at: &HtmlElement) -> Colours {
    Colours(at.clone())
}

impl Colours {
    /// The colour of a token such as `accent`.
    #[must_use]
    pub fn of(&self, token: &str) -> (u8, u8, u8) {
        // A token may say light-dark(…); only a resolved property says which of the two it is.
        self.0
            .style()
            .set_property("color", &format!("var(--{token})"))
            .ok();
        let style = window().get_computed_style(&self.0).ok().flatten();
        let colour = style.and_then(|style| style.get_property_value("color").ok());
        self.0.style().remove_property("color").ok();
        parts_of(&colour.unwrap_or_default()).unwrap_or((128, 128, 128))
    }
}

/// Reads `rgb(69, 203, 224)`.
fn parts_of(colour: &str) -> Option<(u8, u8, u8)> {
    let inner = colour.split_once('(')?.1.trim_end_matches(')');
    let mut numbers = inner
        .split([',', ' ', '/'])
        .filter_map(|part| part.trim().parse::<u8>().ok());
    Some((numbers.next()?, numbers.next()?, numbers.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computed_colour_is_read() {
        assert_eq!(parts_of("rgb(69, 203, 224)"), Some((69, 203, 224)));
        assert_eq!(parts_of("rgb(1 2 3 / 0.5)"), Some((1, 2, 3)));
        assert_eq!(parts_of("nothing"), None);
    }
}
