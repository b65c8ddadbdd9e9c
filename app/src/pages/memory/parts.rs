//! What a score is made of: parts side by side, to one scale in every row.

use leptos::prelude::*;
use protocol::memory::ScoreParts;

/// One part of a score.
#[derive(Clone, Copy)]
pub struct Part {
    /// Its word.
    pub word: &'static str,
    /// Its colour.
    pub class: &'static str,
    /// How much, millionths.
    pub micro: i32,
}

/// The parts in the order in which they are always shown.
pub fn parts(parts: &ScoreParts) -> [Part; 5] {
    let part = |word, class, micro| Part { word, class, micro };
    [
        part("Similarity", "part--similarity", parts.similarity_micro),
        part("Words", "part--words", parts.lexical_micro),
        part("Contrast", "part--contrast", parts.contrast_micro),
        part("Confidence", "part--confidence", parts.confidence_micro),
        part("Recency", "part--recency", parts.recency_micro),
    ]
}

/// So wide is a part, of a line that stands for 1.
pub fn width(micro: i32) -> String {
    let thousandths = micro.unsigned_abs().min(1_000_000) / 1_000;
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The parts that add, on one line. What takes away is said in words.
pub fn bar(score: &ScoreParts) -> AnyView {
    let parts = parts(score)
        .into_iter()
        .filter(|part| part.micro > 0)
        .map(|part| {
            view! { <span class=part.class style:inline-size=width(part.micro)></span> }.into_any()
        });
    view! { <span class="parts" aria-hidden="true">{parts.collect_view()}</span> }.into_any()
}
