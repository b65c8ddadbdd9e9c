//! The list itself: a link a row, more of them as the end comes near.

use leptos::html::Div;
use leptos::prelude::*;
use protocol::agents::AgentLine;
use protocol::catalogue::Depth;
use protocol::words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::list::List;
use crate::browser;
use crate::route::agent_address;

/// Rows that are drawn at once.
const STEP: usize = 60;
/// The first row's link.
pub const FIRST: &str = ".agent-row";

/// Draws the rows, or says that there are none.
pub fn rows(list: List) -> AnyView {
    let lines = Memo::new(move |_| list.shown());
    let drawn = RwSignal::new(STEP);
    // Another list begins at its top.
    Effect::new(move |_| {
        lines.track();
        drawn.set(STEP);
    });
    let end = NodeRef::<Div>::new();
    browser::on_scroll_or_resize(move || {
        let near = end.get_untracked().is_some_and(|end| {
            end.get_bounding_client_rect().top() < 2.0 * browser::window_height()
        });
        if near && drawn.get_untracked() < lines.with_untracked(Vec::len) {
            drawn.update(|drawn| *drawn += STEP);
        }
    });
    let rows = move || {
        lines.with(|lines| {
            let shown = lines.get(..drawn.get().min(lines.len()));
            shown.unwrap_or_default().iter().map(row).collect_view()
        })
    };
    let count = move || {
        if list.found.with(Option::is_none) {
            return String::new();
        }
        let searched = list.wanted.with(|wanted| !wanted.text.trim().is_empty());
        match (lines.with(Vec::len), searched) {
            (0, _) => "No agent fits. Try other words or fewer filters.".to_owned(),
            (1, _) => "1 agent".to_owned(),
            (count, true) => format!("{} agents, best first", words::grouped(count as u64)),
            (count, false) => format!(
                "{} agents, most worked out first",
                words::grouped(count as u64)
            ),
        }
    };
    view! {
        <p class="agents__remark" role="status" data-test="agents-remark">{move || count()}</p>
        <div class="agents" data-test="agents" on:keydown=move |event| step(&event)>
            <div class="agents__head" aria-hidden="true">
                <span>"Agent"</span>
                <span>"Tech"</span>
                <span class="agents__domain">"Domain"</span>
                <span class="agents__depth">"Depth"</span>
                <span class="number">"Params"</span>
                <span class="number">"Counters"</span>
                <span class="number">"KPIs"</span>
                <span class="number">"Proc."</span>
            </div>
            <ul>{move || rows()}</ul>
            {move || list.is_waiting().then(skeleton)}
            <div node_ref=end></div>
        </div>
    }
    .into_any()
}

/// While the catalogue is being loaded.
fn skeleton() -> AnyView {
    view! {
        <div class="section" aria-busy="true">
            <div class="skeleton skeleton--lead"></div>
            <div class="skeleton skeleton--half"></div>
        </div>
    }
    .into_any()
}

/// The word of a depth.
pub const fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::Full => "Full",
        Depth::Light => "Light",
        Depth::Group => "Group",
    }
}

/// The technologies of an agent.
pub fn technologies(line: &AgentLine) -> String {
    let names = line.technologies.iter().rev().copied();
    names.map(words::technology).collect::<Vec<_>>().join(", ")
}

fn row(line: &AgentLine) -> AnyView {
    let holds = line.holds;
    let figures = [
        (holds.parameters, "parameters"),
        (holds.counters, "counters"),
        (holds.kpis, "KPIs"),
        (holds.procedures, "procedures"),
    ];
    let figures = figures.map(|(count, of)| {
        let text = if count == 0 {
            "–".to_owned()
        } else {
            words::grouped(u64::from(count))
        };
        view! { <span class="number">{text}<span class="unseen">" "{of}", "</span></span> }
            .into_any()
    });
    view! {
        <li>
            <a class="agent-row" href=agent_address(line.id.as_str()) data-test="agent" data-agent=line.id.0.clone()>
                <span class="agent-row__name">
                    <span>{line.name.clone()}</span> <code class="second">{line.id.0.clone()}</code>
                    <span class="agent-row__what">{line.what.clone()}</span>
                </span>
                <span>{technologies(line)}</span>
                <span class="agents__domain">{line.domain.clone()}</span>
                <span class="agents__depth">{depth(line.depth)}</span>
                {figures.collect_view()}
            </a>
        </li>
    }
    .into_any()
}

/// Arrows go from row to row.
fn step(event: &KeyboardEvent) {
    let row = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("li").ok().flatten());
    let next = match (event.key().as_str(), row) {
        ("ArrowDown", Some(row)) => row.next_element_sibling(),
        ("ArrowUp", Some(row)) => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    let link = next
        .and_then(|row| row.first_element_child())
        .and_then(|link| link.dyn_into::<HtmlElement>().ok());
    match link {
        Some(link) => link.focus().ok(),
        None if event.key() == "ArrowUp" => {
            browser::focus("agents-query");
            None
        }
        None => None,
    };
}
