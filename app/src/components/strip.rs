//! How it ended each time, oldest first: up it worked, on the line in part, down it did not.

use leptos::prelude::*;
use protocol::words::pattern::{Shade, shade};

/// Width of a bar with its gap.
const STEP: usize = 6;

/// Draws the bars of scores in millionths; the words beside them say the same.
pub fn strip(scores: &[u32]) -> AnyView {
    let width = scores.len() * STEP;
    let bars = scores.iter().enumerate().map(|(place, score)| {
        let (class, y, height) = match shade(*score) {
            Shade::Worked => ("strip__good", 0, 8),
            Shade::Partly => ("strip__warn", 6, 4),
            Shade::DidNot => ("strip__crit", 8, 7),
        };
        view! { <rect class=class x=place * STEP y=y width=STEP - 1 height=height></rect> }
            .into_any()
    });
    view! {
        <svg class="strip" width=width height="15" aria-hidden="true">{bars.collect_view()}</svg>
    }
    .into_any()
}
