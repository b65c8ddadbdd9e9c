//! What a screen reader says when an answer is there: its first words, not the whole page.

use leptos::prelude::*;
use protocol::answer::{Body, FactCard};
use protocol::words;

use crate::state::use_session;

/// A live region that is always there, since new ones are not read out.
pub fn spoken() -> AnyView {
    let session = use_session();
    let words = move || {
        session.shown.with(|shown| {
            let answer = &shown.as_ref()?.exchange.answer;
            let about =
                answer.understood.taken.as_ref().map(|about| {
                    format!("About {}, from the question before. ", words::about(about))
                });
            Some(about.unwrap_or_default() + &first_words(&answer.body))
        })
    };
    view! { <div class="unseen" role="status" data-test="spoken">{move || words()}</div> }
        .into_any()
}

/// The first words of an answer.
pub fn first_words(body: &Body) -> String {
    match body {
        Body::OutOfScope => "Outside what I know".to_owned(),
        Body::Calculation(shown) => words::outcome(shown),
        Body::Guidance(guidance) => format!("{}. {}", guidance.name, guidance.summary),
        Body::Facts(cards) => {
            let first = cards.first().map(fact).unwrap_or_default();
            match cards.len() {
                0 | 1 => first,
                count => format!("{count} facts. {first}"),
            }
        }
    }
}

fn fact(card: &FactCard) -> String {
    match card {
        FactCard::Parameter(card) => {
            let name = card.label.as_ref().unwrap_or(&card.name);
            format!(
                "{name}: legal {}. {}",
                words::legal(card),
                words::ours(card)
            )
        }
        FactCard::Counter(card) => format!("Counter {}", card.name),
        FactCard::Kpi(card) => card.definition.clone(),
        FactCard::Procedure(card) => format!("Procedure {} of {}", card.name, card.protocol),
        FactCard::Cause(card) => format!("{} causes, {}", card.protocol, card.group),
        FactCard::Clause(clause) => format!("{} {} {}", clause.spec, clause.clause, clause.title),
    }
}
