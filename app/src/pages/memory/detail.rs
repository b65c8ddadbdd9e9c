//! One pattern: what it says, how it ended, why it was found, where it comes from.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::memory::{MemoryRequest, PatternView};
use protocol::words;

use super::list::List;
use super::row::role_icon;
use super::text::text;
use super::wanted::Wanted;
use super::{origin, outcomes, tiles, verdict, why};
use crate::browser;
use crate::components::{Icon, act, failure_note, icon};
use crate::state::{Form, Session, use_session};

/// The way back to the list, where only one of the two has room.
pub const BACK: &str = "memory-back";

/// The pattern on screen. A copy is the same.
#[derive(Clone, Copy)]
pub struct Open {
    /// The session.
    pub session: Session,
    /// Which pattern.
    pub pattern: FactId,
    /// What is known of it.
    pub view: RwSignal<Option<PatternView>>,
    failure: RwSignal<Option<Failure>>,
}

impl Open {
    /// Shows what a reply said of the pattern.
    pub fn show(self, view: PatternView) {
        self.failure.try_set(None);
        let new = self
            .view
            .try_with_untracked(|shown| shown.as_ref() != Some(&view));
        if new == Some(true) {
            self.view.try_set(Some(view));
        }
    }
}

/// Draws the pattern of an id.
pub fn detail(pattern: FactId, list: List, wanted: Memo<Wanted>) -> AnyView {
    let session = use_session();
    let open = Open {
        session,
        pattern,
        view: RwSignal::new(None),
        failure: RwSignal::new(None),
    };
    // Asking the engine is an effect on the outside; what is drawn derives from its reply.
    Effect::new(move |_| {
        session.changes.track();
        spawn_local(async move {
            match session.ask_pattern(MemoryRequest::Get { pattern }).await {
                Ok(view) => open.show(view),
                Err(failure) => {
                    open.failure.try_set(Some(failure));
                }
            }
        });
    });
    // Where the list has given way, the keys go on here.
    request_animation_frame(|| {
        let hidden =
            browser::element(super::rows::LIST).is_some_and(|list| list.offset_height() == 0);
        if hidden {
            browser::focus(BACK);
        }
    });
    let as_table = RwSignal::new(false);
    let known = move || open.view.with(Option::is_some);
    let waiting = move || {
        (!known() && open.failure.with(Option::is_none)).then(|| {
            view! { <div class="section"><div class="skeleton skeleton--half"></div></div> }
                .into_any()
        })
    };
    let top = move || open.view.get().map(|view| head(open, &view));
    let figures = move || open.view.get().map(|view| tiles::tiles(&view));
    let chart = move || {
        open.view
            .get()
            .and_then(|view| outcomes::outcomes(open, &view, as_table))
    };
    let found = move || {
        let standing = open
            .view
            .with(|view| view.as_ref().map(|view| (view.standing, view.at)));
        let (standing, at) = standing?;
        list.hit(pattern).map(|hit| why::why(&hit, &standing, at))
    };
    let origin = move || {
        open.view
            .get()
            .map(|view| origin::origin(open, &view, wanted))
    };
    view! {
        <article class="pattern" data-test="pattern-view" data-pattern=pattern.to_string()>
            <p class="pattern__back">
                <a id=BACK class="button button--bare" href=move || wanted.get().address(None)>{icon(Icon::Back)} "Memory"</a>
            </p>
            {move || open.failure.get().map(|failure| failure_note(&failure))}
{move || waiting()}
            {move || top()}
            {move || figures()}
            <div hidden=move || !known()>{verdict::verdict(open)}</div>
            {move || chart()}
            <div class="halves halves--uneven">
                {move || found()}
                {move || origin()}
            </div>
        </article>
    }
    .into_any()
}

fn head(open: Open, view: &PatternView) -> AnyView {
    let pattern = &view.pattern;
    let name = pattern.name().to_owned();
    let forgotten = view.forgotten;
    let id = open.pattern;
    let session = open.session;
    let tags = pattern
        .tags
        .iter()
        .map(|tag| chip(tag.clone()))
        .collect_view();
    let technology = pattern.technology.map_or("LTE, NR", words::technology);
    // The title is short for the task; where there is none the task is the name.
    let task = (!pattern.title.is_empty()).then(|| text("pattern__task", &pattern.task));
    let merged = view
        .merged_into
        .as_ref()
        .map(|into| origin::merged_into(open, into));
    let state = forgotten.then(|| {
        view! {
            <div class="note" data-test="forgotten">
                {icon(Icon::Delete)}
                <p class="note__text"><strong>"Forgotten."</strong> " It is neither listed nor found."</p>
            </div>
        }
        .into_any()
    });
    let (hook, word, shape) = if forgotten {
        ("bring-back", "Bring back", Icon::Undo)
    } else {
        ("forget", "Forget", Icon::Delete)
    };
    view! {
        <header class="section pattern__head">
            <div class="pattern__top">
                <div class="chips">
                    <span class="chip">{role_icon(pattern.role)} <span aria-hidden="true">{words::role(pattern.role)}</span></span>
                    {chip(technology.to_owned())}
                    {chip(pattern.category.clone())}
                    {chip(words::namespace(pattern.namespace).to_owned())}
                    {tags}
                </div>
                <div class="pattern__actions">
                    {act("button button--bare", "edit-pattern", Icon::Edit, "Edit", "E", Callback::new(move |()| session.memory.form.set(Some(Form::Edit(id)))))}
                    {act("button button--bare", hook, shape, word, "", Callback::new(move |()| session.forget(id, !forgotten)))}
                </div>
            </div>
            {state}
            {merged}
            <h2 class="pattern__name" dir="auto" data-test="pattern-name">{name}</h2>
            {task}
            {text("pattern__strategy", &pattern.strategy)}
            {(!pattern.description.is_empty()).then(|| text("pattern__text", &pattern.description))}
            {(!pattern.content.is_empty()).then(|| text("pattern__text", &pattern.content))}
        </header>
    }
    .into_any()
}

fn chip(word: String) -> AnyView {
    view! { <span class="chip chip--tag" dir="auto">{word}</span> }.into_any()
}

/// The address names no pattern that could exist.
pub fn no_such() -> AnyView {
    let failure = Failure::new(Code::PatternUnknown, "");
    view! { <div class="section">{failure_note(&failure)}</div> }.into_any()
}
