//! Where a pattern comes from: who says so, what it was learnt from, what was merged into it, and what
//! contradicts it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::ids::FactId;
use protocol::memory::{MemoryRequest, Named, PatternView};
use protocol::records::Pattern;
use protocol::time::Timestamp;
use protocol::words;

use super::detail::Open;
use super::wanted::Wanted;
use crate::browser::Moment;
use crate::components::{Icon, act, icon, section_head};
use crate::state::{Notice, pattern_address};

/// Draws the section.
pub fn origin(open: Open, view: &PatternView, wanted: Memo<Wanted>) -> AnyView {
    let pattern: &Pattern = &view.pattern;
    let edited = view
        .edited
        .map(|at| item(Icon::Edit, format!("Edited {}", day(Some(at)))));
    let evidence = pattern.evidence.iter().map(|id| {
        let id = id.clone();
        view! { <li class="origin__item">{icon(Icon::Link)} <span>"From " <code dir="auto">{id}</code></span></li> }.into_any()
    });
    let merged = view.merged_from.iter().map(|from| merged_from(open, from));
    let against = view.contradicts.iter().map(|it| {
        let address = wanted.get_untracked().address(Some(it.other.id));
        view! {
            <li class="origin__item origin__item--warn">
                {icon(Icon::Watch)}
                <span>"Contradicts " <a href=address dir="auto">{it.other.name.clone()}</a> <span class="second" dir="auto">{reason(&it.why)}</span></span>
            </li>
        }
        .into_any()
    });
    let none = view
        .contradicts
        .is_empty()
        .then(|| item(Icon::Tick, "No contradiction noted".to_owned()));
    let n = view.standing.n;
    let sum = (!view.merged_from.is_empty())
        .then(|| view! { <p class="origin__sum">{format!("Merged, n {n}")}</p> }.into_any());
    view! {
        <section class="section" data-test="origin">
            {section_head("Where it comes from", "", ().into_any())}
            <ul class="origin">
                {item(Icon::Info, learnt(pattern, view.at))}
                {edited}
                {evidence.collect_view()}
            </ul>
            <ul class="origin origin--merged">{merged.collect_view()}</ul>
            {sum}
            <ul class="origin">{against.collect_view()} {none}</ul>
        </section>
    }
    .into_any()
}

fn item(shape: Icon, words: String) -> AnyView {
    view! { <li class="origin__item">{icon(shape)} <span>{words}</span></li> }.into_any()
}

fn merged_from(open: Open, from: &Named) -> AnyView {
    let id = from.id;
    view! {
        <li class="origin__item">
            <a href=pattern_address(id) dir="auto">{from.name.clone()}</a>
            <span class="quiet">{day(from.at)}</span>
            {undo(open, id)}
        </li>
    }
    .into_any()
}

/// Said above a pattern that was merged into another.
pub fn merged_into(open: Open, into: &Named) -> AnyView {
    let id = open.pattern;
    view! {
        <div class="note" data-test="merged-into">
            {icon(Icon::Info)}
            <p class="note__text">
                <strong>"Merged into "</strong> <a href=pattern_address(into.id) dir="auto">{into.name.clone()}</a>
                ". Its outcomes count there."
            </p>
            <div class="note__actions">
                {undo(open, id)}
            </div>
        </div>
    }
    .into_any()
}

fn undo(open: Open, pattern: FactId) -> AnyView {
    let run = Callback::new(move |()| unmerge(open, pattern));
    act(
        "button button--bare",
        "unmerge",
        Icon::Undo,
        "Undo merge",
        "",
        run,
    )
}

fn unmerge(open: Open, pattern: FactId) {
    let session = open.session;
    spawn_local(async move {
        match session
            .ask_pattern(MemoryRequest::Unmerge { pattern })
            .await
        {
            Ok(_) => {
                session.refresh();
                session.say("Merge undone", None);
            }
            Err(failure) => session.notify(Notice::Failed(failure)),
        }
    });
}

fn reason(why: &str) -> String {
    if why.is_empty() {
        String::new()
    } else {
        format!(": {why}")
    }
}

fn learnt(pattern: &Pattern, at: Option<Timestamp>) -> String {
    let who = words::provenance(pattern.provenance);
    match at {
        None => format!("Date not known, {who}"),
        at => format!("Learnt {}, {who}", day(at)),
    }
}

fn day(at: Option<Timestamp>) -> String {
    at.map_or("date not known".to_owned(), |at| Moment::of(at).day_name())
}
