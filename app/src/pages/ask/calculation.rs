//! A calculation: what it came to, by which formula, from which inputs, and where it is from.

use leptos::prelude::*;
use protocol::calculator::{Calculated, From, Given, Outcome};
use protocol::words;

use crate::components::section_head;

/// Draws a calculation.
pub fn calculation(shown: &Calculated) -> AnyView {
    let title = shown.calculator.title.clone();
    let (formula, clauses, notes) = match &shown.outcome {
        Outcome::Computed(computed) => {
            let formula = core::iter::once(&computed.formula).chain(&computed.steps);
            (
                formula.cloned().collect(),
                computed.clauses.clone(),
                computed.notes.clone(),
            )
        }
        Outcome::Refused(_) => (
            Vec::new(),
            vec![shown.calculator.clause.clone()],
            Vec::new(),
        ),
    };
    let inputs = shown.inputs.iter().map(input).collect_view();
    let hints: Vec<String> = shown.hints.iter().map(words::hint).chain(notes).collect();
    view! {
        <section class="section" data-test="calculation">
            {section_head(&title, "", ().into_any())}
            <p><strong data-test="result">{words::outcome(shown)}</strong></p>
            {lines(formula)}
            <ul class="rows">{inputs}</ul>
            {lines(hints)}
            <p class="quiet">{words::clauses(&clauses)}</p>
        </section>
    }
    .into_any()
}

fn input(given: &Given) -> AnyView {
    let quantity = &given.quantity;
    let value = words::calculated(&quantity.value, &quantity.unit);
    let mark = match given.from {
        From::Assumed => "assumed",
        From::Derived => "follows",
        From::Said(..) | From::Typed => "",
    };
    view! {
        <li>
            <span>{quantity.name.clone()}</span>
            <span>{value}</span>
            <span class="quiet">{mark}</span>
        </li>
    }
    .into_any()
}

fn lines(lines: Vec<String>) -> AnyView {
    let line = |line: String| view! { <p class="second">{line}</p> }.into_any();
    lines.into_iter().map(line).collect_view().into_any()
}
