//! The rows that a question names.

use leptos::prelude::*;
use protocol::answer::FactCard;

use super::cards;
use super::parameter::parameter_fact;
use super::sources::Sources;

/// So many are drawn at once; the rest on demand, so that an answer is never slow to appear.
const AT_ONCE: usize = 8;

/// Draws the rows one below the other.
pub fn facts(cards: &[FactCard], sources: &Sources) -> AnyView {
    let all = RwSignal::new(false);
    let (first, rest) = cards.split_at(cards.len().min(AT_ONCE));
    let hidden = rest.len();
    let rest: StoredValue<Vec<FactCard>> = StoredValue::new(rest.to_vec());
    let kept = StoredValue::new(sources.clone());
    let more = move || {
        all.get().then(|| {
            rest.with_value(|cards| {
                kept.with_value(|sources| {
                    cards.iter().map(|card| fact(card, sources)).collect_view()
                })
            })
        })
    };
    view! {
        {first.iter().map(|card| fact(card, sources)).collect_view()}
        {move || more()}
        {(hidden > 0).then(|| view! {
            <section class="section" hidden=move || all.get()>
                <button type="button" class="button" on:click=move |_| all.set(true)>
                    {format!("Show {hidden} more")}
                </button>
            </section>
        }
        .into_any())}
    }
    .into_any()
}

fn fact(card: &FactCard, sources: &Sources) -> AnyView {
    let row = card.row().map(|row| row.0).unwrap_or_default();
    let body = match card {
        FactCard::Parameter(card) => parameter_fact(card, sources),
        FactCard::Counter(card) => cards::counter(card),
        FactCard::Kpi(card) => cards::kpi(card, sources),
        FactCard::Procedure(card) => cards::procedure(card),
        FactCard::Cause(card) => cards::cause(card),
        FactCard::Clause(clause) => cards::clause(clause),
    };
    view! { <section class="section fact" data-test="fact" data-row=row>{body}</section> }
        .into_any()
}
