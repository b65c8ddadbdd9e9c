//! What an agent says to a fault or a general question: where to look, not yet what to change.

use leptos::prelude::*;
use protocol::answer::{Gap, Guidance, KpiCard};
use protocol::words;

use super::advice::advice;
use super::cards::{agent_link, cause};
use super::parameter::parameter_row;
use super::sources::Sources;
use crate::components::{Icon, icon, legend, section_head};

/// More parameters than these are folded away.
const PARAMETERS_SHOWN: usize = 6;
/// More KPIs than these are folded away.
const KPIS_SHOWN: usize = 4;

/// The main column: summary, rules, what acts on it, what shows it, causes.
pub fn guidance(guidance: &Guidance, sources: &Sources) -> AnyView {
    view! {
        <section class="section" data-test="lead">
            <p class="lead"><strong>{guidance.name.clone()} "."</strong> " " {guidance.summary.clone()}</p>
        </section>
        {guidance.advice.as_ref().map(|it| advice(it, &guidance.parameters))}
        {parameters(guidance, sources)}
        {kpis(&guidance.kpis, sources)}
        {gaps(&guidance.gaps)}
        {guidance.causes.iter().map(|card| view! {
            <section class="section fact" data-test="fact" data-row=card.id.0.clone()>{cause(card)}</section>
        }.into_any()).collect_view()}
    }
    .into_any()
}

/// KPIs with their formulas.
pub fn kpis(cards: &[KpiCard], sources: &Sources) -> AnyView {
    if cards.is_empty() {
        return ().into_any();
    }
    let (first, rest) = cards.split_at(cards.len().min(KPIS_SHOWN));
    let folded = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more KPIs", rest.len())}</summary>
                <ul>{rest.iter().map(|card| kpi_row(card, sources)).collect_view()}</ul>
            </details>
        }
        .into_any()
    });
    view! {
        <section class="section">
            {section_head("KPIs to look at", cards.len().to_string(), ().into_any())}
            <ul>{first.iter().map(|card| kpi_row(card, sources)).collect_view()}</ul>
            {folded}
        </section>
    }
    .into_any()
}

fn kpi_row(card: &KpiCard, sources: &Sources) -> AnyView {
    let least = card
        .least_sample
        .map(|least| format!(" · least sample {}", words::grouped(least.unsigned_abs())));
    let standard = if card.standard {
        " · formula of the standard"
    } else {
        " · formula ours"
    };
    view! {
        <li class="kpi" data-test="fact" data-row=card.id.0.clone()>
            <div>
                {card.definition.clone()} {sources.number(&card.source)}
                <p><code class="second">{card.id.0.clone()}</code></p>
            </div>
            <div>
                <code class="kpi__formula">{card.formula.clone()}</code>
                <p class="quiet">{card.unit.clone()} ", " {words::better(&card.better)} {least} {standard}</p>
                {card.caveat.clone().map(|caveat| view! { <p class="second">{caveat}</p> }.into_any())}
            </div>
        </li>
    }
    .into_any()
}

/// What no standard counter measures.
pub fn gaps(gaps: &[Gap]) -> AnyView {
    if gaps.is_empty() {
        return ().into_any();
    }
    let lines = gaps.iter().map(|gap| {
        view! {
            <li class="has has--not">
                {icon(Icon::Unknown)}
                <span>{format!("No standard counter: {}. Instead: {}", gap.what, gap.instead)}</span>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="section">
            {section_head("Not measured by the standard", "", ().into_any())}
            <ul class="stack" data-test="gaps">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Parameters with their ranges and what changing them does.
pub fn parameters(guidance: &Guidance, sources: &Sources) -> AnyView {
    let cards = &guidance.parameters;
    if cards.is_empty() {
        return ().into_any();
    }
    let (first, rest) = cards.split_at(cards.len().min(PARAMETERS_SHOWN));
    let remark = format!("{}, what changing them does", cards.len());
    let folded = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more parameters", rest.len())}</summary>
                <ul>{rest.iter().map(|card| parameter_row(card, sources)).collect_view()}</ul>
            </details>
        }
        .into_any()
    });
    view! {
        <section class="section">
            {section_head("Its parameters", remark, legend())}
            <ul>{first.iter().map(|card| parameter_row(card, sources)).collect_view()}</ul>
            {folded}
        </section>
    }
    .into_any()
}

/// The side column: counters, procedures, agents to ask next.
pub fn beside(guidance: &Guidance) -> AnyView {
    let counters: Vec<(String, String)> = guidance
        .counters
        .iter()
        .map(|card| {
            (
                card.name.clone(),
                card.unit
                    .as_ref()
                    .map_or("count".to_owned(), |unit| unit.name.clone()),
            )
        })
        .collect();
    let procedures: Vec<(String, String)> = guidance
        .procedures
        .iter()
        .map(|card| (card.name.clone(), card.protocol.clone()))
        .collect();
    let related = guidance.related.iter().map(agent_link);
    view! {
        {list("Counters", counters)}
        {list("Procedures", procedures)}
        {(!guidance.related.is_empty()).then(|| view! {
            <section class="section">
                {section_head("Related agents", "", ().into_any())}
                <ul class="chips">{related.collect_view()}</ul>
            </section>
        }.into_any())}
    }
    .into_any()
}

fn list(title: &'static str, lines: Vec<(String, String)>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let count = lines.len().to_string();
    let lines = lines.into_iter().map(|(name, remark)| {
        view! { <li><code>{name}</code><span class="quiet">{remark}</span></li> }.into_any()
    });
    view! {
        <section class="section">
            {section_head(title, count, ().into_any())}
            <ul class="rows">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}
