//! Text of patterns: paragraphs as typed, names between backticks in the font of code.

use leptos::prelude::*;

/// Draws text of a user's.
pub fn text(class: &'static str, text: &str) -> AnyView {
    let pieces = text.split('`').enumerate().map(|(place, piece)| {
        let piece = piece.to_owned();
        if place % 2 == 1 {
            view! { <code>{piece}</code> }.into_any()
        } else {
            piece.into_any()
        }
    });
    view! { <p class=class dir="auto">{pieces.collect_view()}</p> }.into_any()
}
