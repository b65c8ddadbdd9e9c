//! One agent: what it is for, what it holds, what to ask it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::agents::AgentView;
use protocol::answer::Body;
use protocol::failure::Failure;
use protocol::ids::AgentId;
use protocol::message::{Reply, Request};

use super::rows::{depth, technologies};
use super::wanted::Wanted;
use crate::browser;
use crate::components::{Icon, act, failure_note, head, icon, section_head};
use crate::pages::ask::{Sources, advice, ask_link, beside, cause, gaps, kpis, parameters};
use crate::reply_of;
use crate::state::{Session, use_session};

/// The page at `/agents/<id>`.
pub fn agent(id: &str) -> AnyView {
    let session = use_session();
    let found = RwSignal::new(None::<Result<AgentView, Failure>>);
    let agent = AgentId::from(id.to_ascii_uppercase().as_str());
    spawn_local(async move {
        let reply = session.client.ask(Request::Agent { agent }).await;
        found.try_set(Some(reply_of!(reply, Reply::Agent).map(|view| *view)));
    });
    let body = move || match found.get() {
        Some(Ok(view)) => draw(session, &view),
        Some(Err(failure)) => missing(&failure),
        None => view! {
            {agent_head("Opening", None)}
            <div class="section" aria-busy="true">
                <div class="skeleton skeleton--lead"></div>
                <div class="skeleton skeleton--half"></div>
            </div>
        }
        .into_any(),
    };
    view! { {move || body()} }.into_any()
}

fn missing(failure: &Failure) -> AnyView {
    view! {
        {agent_head("No such agent", None)}
        <div class="section">{failure_note(failure)}</div>
    }
    .into_any()
}

fn agent_head(title: &str, of: Option<(Session, &AgentView)>) -> AnyView {
    let domain = of.map(|(_, view)| {
        let domain = view.line.domain.clone();
        let address = Wanted {
            domain: domain.clone(),
            ..Wanted::default()
        }
        .address();
        view! { <a class="head__crumb" href=address>{domain} {icon(Icon::Next)}</a> }.into_any()
    });
    let crumbs = view! {
        <a class="head__crumb" href="/agents">"Agents" {icon(Icon::Next)}</a>
        {domain}
        <h1 class="head__title" tabindex="-1">{title.to_owned()}</h1>
    };
    let remark = of.map(|(_, view)| {
        let line = &view.line;
        view! {
            <code>{line.id.0.clone()}</code>
            <span class="chip chip--tag">{technologies(line)}</span>
            <span class="chip chip--tag">{depth(line.depth)}</span>
        }
        .into_any()
    });
    let action = of.map(|(session, view)| {
        let id = view.line.id.clone();
        let ask = Callback::new(move |()| {
            session.draft.set(format!("{id} "));
            session.router.go("/");
            request_animation_frame(browser::focus_question);
        });
        act(
            "button button--primary",
            "ask-agent",
            Icon::Ask,
            "Ask this agent",
            "",
            ask,
        )
    });
    head(crumbs.into_any(), remark.into_any(), action.into_any())
}

fn draw(session: Session, view: &AgentView) -> AnyView {
    let name = view.line.name.clone();
    document().set_title(&format!("{name} · Elex"));
    on_cleanup(|| document().set_title("Elex"));
    let says = view.guidance.clone();
    let sources = Sources::of(&Body::Guidance(Box::new(says.clone())));
    view! {
        {agent_head(&name, Some((session, view)))}
        <div class="columns columns--ask">
            <div class="columns__main">
                <article data-test="agent-page" data-agent=view.line.id.0.clone() aria-label="Agent">
                    <section class="section">
                        <p class="lead">{says.summary.clone()}</p>
                    </section>
                    {parameters(&says, &sources)}
                    {grouped(view)}
                    {says.advice.as_ref().map(|it| advice(it, &says.parameters))}
                    {kpis(&says.kpis, &sources)}
                    {gaps(&says.gaps)}
                    {says.causes.iter().map(|card| view! {
                        <section class="section fact">{cause(card)}</section>
                    }.into_any()).collect_view()}
                    {questions(session, view)}
                </article>
            </div>
            <aside class="columns__side columns__side--two" aria-label="What else it holds">
                {names(view)}
                {beside(&says)}
                {sources.list()}
            </aside>
        </div>
    }
    .into_any()
}

/// Parameters that came with whole information elements.
fn grouped(view: &AgentView) -> AnyView {
    if view.grouped.is_empty() {
        return ().into_any();
    }
    let count = view.grouped.len();
    let links = view
        .grouped
        .iter()
        .map(|row| ask_link(row.0.clone(), row.0.clone()));
    view! {
        <section class="section">
            {section_head("With its groups", "whole information elements; press one for its range", ().into_any())}
            <details open=count <= 24 data-test="grouped">
                <summary>{format!("{count} parameters")}</summary>
                <ul class="chips">{links.collect_view()}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn questions(session: Session, view: &AgentView) -> AnyView {
    if view.questions.is_empty() {
        return ().into_any();
    }
    let rows = view.questions.iter().map(|question| {
        let question = question.clone();
        let asked = question.clone();
        view! {
            <li>
                <button type="button" class="try__row try__row--plain" on:click=move |_| session.ask(asked.clone())>
                    {question}
                </button>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="section">
            {section_head("Asked like this", "press one to ask it", ().into_any())}
            <ul data-test="agent-questions">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Other names of the subject, and since when it is there.
fn names(view: &AgentView) -> AnyView {
    if view.aliases.is_empty() && view.since.is_none() {
        return ().into_any();
    }
    let names = view.aliases.iter();
    let names = names.map(|name| view! { <li class="chip">{name.clone()}</li> }.into_any());
    view! {
        <section class="section">
            {section_head("Also called", view.since.clone().map_or_else(String::new, |since| format!("since {since}")), ().into_any())}
            <ul class="chips">{names.collect_view()}</ul>
        </section>
    }
    .into_any()
}
