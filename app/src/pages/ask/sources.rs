//! Where the statements of an answer are from, numbered in the order in which they are met.

use leptos::prelude::*;
use protocol::answer::{Body, Clause, FactCard, Guidance, Source};

use crate::components::section_head;

/// What stands in the list: a name and its document.
#[derive(Clone, PartialEq, Eq)]
struct Entry {
    name: String,
    document: String,
}

/// What a source without clause and element is called, by what was taken from it.
const PARAMETER: &str = "Parameter";
const COUNTER: &str = "Counter";
const KPI: &str = "KPI formula";
const PROCEDURE: &str = "Procedure";
const CAUSE: &str = "Causes";

/// The numbered sources of one answer.
#[derive(Clone, Default)]
pub struct Sources {
    entries: Vec<Entry>,
    ours: bool,
}

impl Sources {
    /// Collects the sources of an answer.
    #[must_use]
    pub fn of(body: &Body) -> Self {
        let mut sources = Self::default();
        match body {
            Body::Facts(cards) => cards.iter().for_each(|card| sources.add_card(card)),
            Body::Guidance(guidance) => sources.add_guidance(guidance),
            // Its clauses stand below it.
            Body::OutOfScope | Body::Calculation(_) => {}
        }
        sources
    }

    fn add_card(&mut self, card: &FactCard) {
        match card {
            FactCard::Parameter(card) => {
                self.add(entry(&card.source, PARAMETER));
                self.ours |= card
                    .ours
                    .as_ref()
                    .is_some_and(|ours| ours.start.is_some() || ours.safe.is_some());
            }
            FactCard::Counter(card) => self.add(entry(&card.source, COUNTER)),
            FactCard::Kpi(card) => self.add(entry(&card.source, KPI)),
            FactCard::Procedure(card) => self.add(entry(&card.source, PROCEDURE)),
            FactCard::Cause(card) => self.add(entry(&card.source, CAUSE)),
            FactCard::Clause(clause) => self.add(of_clause(clause)),
        }
    }

    fn add_guidance(&mut self, guidance: &Guidance) {
        for card in &guidance.parameters {
            self.add(entry(&card.source, PARAMETER));
            self.ours |= card
                .ours
                .as_ref()
                .is_some_and(|ours| ours.start.is_some() || ours.safe.is_some());
        }
        guidance
            .kpis
            .iter()
            .for_each(|card| self.add(entry(&card.source, KPI)));
        guidance
            .clauses
            .iter()
            .for_each(|clause| self.add(of_clause(clause)));
    }

    fn add(&mut self, entry: Entry) {
        if !self.entries.contains(&entry) {
            self.entries.push(entry);
        }
    }

    /// The number of a source, as a link to its place in the list.
    #[must_use]
    pub fn number(&self, source: &Source) -> AnyView {
        let wanted = [PARAMETER, COUNTER, KPI, PROCEDURE, CAUSE].map(|name| entry(source, name));
        match self.entries.iter().position(|entry| wanted.contains(entry)) {
            Some(place) => {
                let number = place + 1;
                let label = format!("Source {number}");
                view! { <sup class="footnote" role="note" aria-label=label>{number}</sup> }
                    .into_any()
            }
            None => ().into_any(),
        }
    }

    /// The list for the side column; nothing when there is none.
    #[must_use]
    pub fn list(&self) -> AnyView {
        if self.entries.is_empty() && !self.ours {
            return ().into_any();
        }
        let lines = self.entries.iter().enumerate().map(|(place, entry)| {
            let Entry { name, document } = entry.clone();
            let number = (place + 1).to_string();
            view! {
                <li>
                    <span class="rows__number">{number}</span>
                    <span>{name}</span>
                    <span class="quiet">{document}</span>
                </li>
            }
            .into_any()
        });
        view! {
            <section class="section">
                {section_head("Sources", "", ().into_any())}
                <ul class="rows rows--numbered" data-test="sources">
                    {lines.collect_view()}
                    {self.ours.then(|| view! {
                        <li>
                            <span class="quiet">"·"</span>
                            <span>"Start values, safe ranges"</span>
                            <span class="quiet">"ours"</span>
                        </li>
                    }.into_any())}
                </ul>
            </section>
        }
        .into_any()
    }
}

fn entry(source: &Source, otherwise: &str) -> Entry {
    let name = match (&source.element, &source.clause) {
        (Some(element), Some(clause)) => format!("{element}, {clause}"),
        (Some(element), None) => element.clone(),
        (None, Some(clause)) => format!("Clause {clause}"),
        (None, None) => otherwise.to_owned(),
    };
    Entry {
        name,
        document: source.spec.clone(),
    }
}

fn of_clause(clause: &Clause) -> Entry {
    Entry {
        name: format!("{} {}", clause.clause, clause.title),
        document: clause.spec.clone(),
    }
}
