//! Counters, KPIs, procedures, causes and clauses as facts, and the lines that all facts share.

use leptos::prelude::*;
use protocol::answer::{
    CauseCard, Clause, CounterCard, KpiCard, ProcedureCard, Related, Remark, Source, Technology,
    Unit,
};
use protocol::ids::RowId;
use protocol::words;

use super::sources::Sources;
use crate::components::copy_button;
use crate::route::agent_address;
use crate::state::use_session;

/// Lists longer than this are folded.
const LISTED: usize = 6;

/// A counter.
pub fn counter(card: &CounterCard) -> AnyView {
    let mut lines = Vec::new();
    if !card.objects.is_empty() {
        lines.push(("Counted at".to_owned(), card.objects.join(", ")));
    }
    lines.extend(
        card.method
            .clone()
            .map(|method| ("Collected as".to_owned(), method_words(&method))),
    );
    let unit = card
        .unit
        .as_ref()
        .map_or("a plain count".to_owned(), |unit| unit.name.clone());
    lines.push(("Unit".to_owned(), unit));
    lines.extend(
        card.unit_e2
            .clone()
            .map(|unit| ("Unit in E2SM-KPM".to_owned(), unit)),
    );
    if !card.labels.is_empty() {
        lines.push(("Split by".to_owned(), card.labels.join(", ")));
    }
    view! {
        {name_line(&card.name, card.id.as_str(), card.technology, std::iter::empty())}
        {labelled(lines)}
        {remarks(&card.remarks)}
        {row_links("KPIs that use it", &card.kpis)}
        {source_line(&card.source, card.unit.as_ref())}
        {used_by(&card.agents)}
    }
    .into_any()
}

fn method_words(method: &str) -> String {
    let meaning = match method {
        "CC" => "counted up over the period",
        "GAUGE" => "level at a moment",
        "DER" => "derived over the period",
        "SI" => "status inspection",
        _ => return method.to_owned(),
    };
    format!("{method}, {meaning}")
}

/// A KPI.
pub fn kpi(card: &KpiCard, sources: &Sources) -> AnyView {
    let formula = card.formula.clone();
    view! {
        {name_line(&card.definition, card.id.as_str(), None, std::iter::empty())}
        <p class="formula"><code data-test="formula">{card.formula.clone()}</code> {sources.number(&card.source)}</p>
        {labelled(kpi_lines(card))}
        {remarks(&card.remarks)}
        {row_links("Counters", &card.counters)}
        {source_line(&card.source, None)}
        {used_by(&card.agents)}
        <div class="fact__actions">{copy_button("Copy formula", move || formula.clone())}</div>
    }
    .into_any()
}

/// What to know of a KPI beside its formula.
fn kpi_lines(card: &KpiCard) -> Vec<(String, String)> {
    let mut lines = vec![
        (
            "Unit".to_owned(),
            format!("{}, {}", card.unit, words::better(&card.better)),
        ),
        (
            "Formula".to_owned(),
            if card.standard {
                "as the standard defines it"
            } else {
                "ours, over standard counters"
            }
            .to_owned(),
        ),
    ];
    lines.extend(card.least_sample.map(|least| {
        let least = words::grouped(least.unsigned_abs());
        (
            "Least sample".to_owned(),
            format!("{least}; below it no value is shown"),
        )
    }));
    lines.extend(
        card.caveat
            .clone()
            .map(|caveat| ("Mind".to_owned(), caveat)),
    );
    lines
}

/// A procedure.
pub fn procedure(card: &ProcedureCard) -> AnyView {
    let mut lines = vec![("Protocol".to_owned(), card.protocol.clone())];
    lines.extend(
        card.code
            .map(|code| ("Procedure code".to_owned(), code.to_string())),
    );
    view! {
        {name_line(&card.name, card.id.as_str(), None, std::iter::empty())}
        {labelled(lines)}
        {source_line(&card.source, None)}
        {used_by(&card.agents)}
    }
    .into_any()
}

/// A list of causes; the one that was asked for stands out.
pub fn cause(card: &CauseCard) -> AnyView {
    let values = card.values.iter().map(|value| {
        let asked = card.asked.as_ref() == Some(value);
        let class = if asked {
            "chip chip--code chip--start"
        } else {
            "chip chip--code"
        };
        view! { <li class=class aria-current=asked.then_some("true")>{value.clone()}</li> }
            .into_any()
    });
    let asked = card.asked.as_ref().and_then(|asked| {
        let place = card.values.iter().position(|value| value == asked)?;
        Some(format!(
            "{asked} is value {place} of {}, counted from 0.",
            card.values.len()
        ))
    });
    view! {
        {name_line(&format!("{} causes, {}", card.protocol, card.group), card.id.as_str(), None, std::iter::empty())}
        {asked.map(|asked| view! { <p class="prose">{asked}</p> }.into_any())}
        <ul class="chips">{values.collect_view()}</ul>
        {source_line(&card.source, None)}
        {used_by(&card.agents)}
    }
    .into_any()
}

/// A clause.
pub fn clause(clause: &Clause) -> AnyView {
    view! {
        <div class="fact__name">
            <h2>{format!("{} {}", clause.clause, clause.title)}</h2>
            <span class="quiet">{clause.spec.clone()}</span>
        </div>
    }
    .into_any()
}

/// Name, id, technology and names in use.
pub fn name_line<'a>(
    title: &str,
    id: &str,
    technology: Option<Technology>,
    names: impl Iterator<Item = &'a str>,
) -> AnyView {
    let tags = technology.map(words::technology).into_iter().chain(names);
    let tags = tags
        .map(|tag| view! { <span class="chip chip--tag">{tag.to_owned()}</span> }.into_any())
        .collect_view();
    view! {
        <div class="fact__name">
            <h2>{title.to_owned()}</h2>
            <code class="second">{id.to_owned()}</code>
            {tags}
        </div>
    }
    .into_any()
}

/// Lines of a word and what it says.
pub fn labelled(lines: Vec<(String, String)>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines
        .into_iter()
        .map(|(word, text)| view! { <li><span>{word}</span><span>{text}</span></li> }.into_any());
    view! { <ul class="fact__list">{lines.collect_view()}</ul> }.into_any()
}

/// What to know when reading or computing a figure.
fn remarks(remarks: &[Remark]) -> AnyView {
    if remarks.is_empty() {
        return ().into_any();
    }
    let lines = remarks
        .iter()
        .map(|remark| view! { <li>{words::remark(remark)}</li> }.into_any());
    view! { <ul class="fact__remarks" data-test="remarks">{lines.collect_view()}</ul> }.into_any()
}

/// Where a fact is from, and where its unit is from when that is another place.
pub fn source_line(source: &Source, unit: Option<&Unit>) -> AnyView {
    let unit = unit.map(|unit| format!(" · unit {}: {}", unit.name, words::basis(unit.basis)));
    let release = source
        .release
        .map(|release| format!(" · since Rel-{release}"));
    view! { <p class="fact__source" data-test="source">"Source: " {words::source(source)} {release} {unit}</p> }.into_any()
}

/// Rows that can be asked for.
pub fn row_links(word: &'static str, rows: &[RowId]) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let links = rows
        .iter()
        .map(|row| ask_link(row.0.clone(), row.0.clone()))
        .collect_view();
    let title = format!("{word} ({})", rows.len());
    view! {
        <details open=rows.len() <= LISTED>
            <summary>{title}</summary>
            <ul class="chips">{links}</ul>
        </details>
    }
    .into_any()
}

/// Agents that use a row.
pub fn used_by(agents: &[Related]) -> AnyView {
    if agents.is_empty() {
        return ().into_any();
    }
    let names = agents.iter().map(agent_link).collect_view();
    view! {
        <details>
            <summary>{format!("Used by agents ({})", agents.len())}</summary>
            <ul class="chips">{names}</ul>
        </details>
    }
    .into_any()
}

/// An agent, as a way to its page.
pub fn agent_link(agent: &Related) -> AnyView {
    let address = agent_address(agent.agent.as_str());
    view! { <li><a class="chip" href=address>{agent.name.clone()}</a></li> }.into_any()
}

/// A word that asks a question of its own.
pub fn ask_link(word: String, question: String) -> AnyView {
    let session = use_session();
    let ask = move |_| session.ask(question.clone());
    view! { <li><button type="button" class="chip chip--code" on:click=ask>{word}</button></li> }
        .into_any()
}
