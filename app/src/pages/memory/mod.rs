//! Memory: what was tried, how it ended, and what helps with what is asked. Words, filters and the
//! open pattern stand in the address.

mod detail;
mod draft;
mod empty;
mod filters;
mod form;
mod import;
mod list;
mod origin;
mod outcomes;
mod parts;
mod preview;
mod row;
mod rows;
mod sample;
mod text;
mod tidy;
mod tiles;
mod verdict;
mod wanted;
mod why;

use leptos::prelude::*;
use protocol::message::Stage;
use protocol::words;

use crate::components::{Icon, act, failure_note, head, icon, progress};
use crate::state::{Form, Session, use_session};
use list::{List, Shown};
use rows::Rows;
use wanted::{Wanted, open_pattern};

/// The page at `/memory` and `/memory/<pattern id>`.
pub fn memory() -> AnyView {
    let session = use_session();
    let wanted = Memo::new(move |_| Wanted::of(session.router));
    let named = Memo::new(move |_| open_pattern(&session.router.path()));
    let open = Memo::new(move |_| named.get().and_then(Result::ok));
    let list = List::follow(wanted);
    session.refresh_memory();
    let rows = Rows::new(list, wanted, open);
    let import = import::Import::new(session);
    let sample = sample::Sample::new(session);
    let tidy = tidy::Tidy::new(session);
    let form = session.memory.form;
    // Another pattern closes the form of the one before.
    Effect::new(move |_| {
        let open = open.get();
        if let Some(Form::Edit(edited)) = form.get_untracked()
            && open != Some(edited)
        {
            form.set(None);
        }
    });
    let is_empty = Memo::new(move |_| {
        let nothing = list
            .shown
            .with(|shown| matches!(shown, Shown::List(listed) if listed.total == 0));
        let everything = list
            .shown_for
            .with(|it| it.as_ref() == Some(&Wanted::default()));
        nothing && everything && named.with(Option::is_none) && form.get().is_none()
    });
    let detail = Memo::new(move |_| (named.get(), form.get()));
    let side = move || match detail.get() {
        (_, Some(form)) => form::form(session, form),
        (Some(Ok(pattern)), None) => detail::detail(pattern, list, wanted),
        (Some(Err(_)), None) => detail::no_such(),
        (None, None) => empty::nothing_open(session),
    };
    let beside = move || detail.with(|(named, form)| named.is_some() || form.is_some());
    view! {
        {page_head(session, import, sample, tidy)}
        {sample::strip(sample)}
        {hashed(session)}
        {import::progress_line(import)}
        <div class="memory__empty" hidden=move || !is_empty.get()>
            {move || is_empty.get().then(|| empty::empty(session, import, sample))}
        </div>
        <div class=move || if beside() { "memory memory--detail" } else { "memory" } hidden=move || is_empty.get()>
            <div class="memory__side">
                {filters::filters(wanted, list, open)}
                {move || list.failure.get().map(|failure| failure_note(&failure))}
                {rows.draw()}
                {empty::none_found(list, wanted)}
            </div>
            <div class="memory__detail" data-test="memory-detail">{move || side()}</div>
        </div>
        {preview::dialog(import)}
        {tidy::dialog(tidy)}
    }
    .into_any()
}

fn page_head(
    session: Session,
    import: import::Import,
    sample: sample::Sample,
    tidy: tidy::Tidy,
) -> AnyView {
    let title = view! { <h1 class="head__title">"Memory"</h1> };
    let stats = session.memory.stats;
    let figures = move || {
        stats.with(|stats| {
            let stats = stats.as_ref().filter(|stats| stats.total_patterns > 0)?;
            let count = |count: u32| words::grouped(u64::from(count));
            Some(format!(
                "{}: {} strategies, {} pitfalls",
                count(stats.total_patterns),
                count(stats.strategies),
                count(stats.pitfalls)
            ))
        })
    };
    let remark = view! { <span class="memory__count" data-test="memory-figures">{move || figures()}</span> {sample::tag(sample)} };
    let actions = view! {
        {tidy.button()}
        {import.button()}
        {act("button button--bare", "memory-export", Icon::Export, "Export", "", Callback::new(move |()| session.export_memory()))}
        {act("button", "add-pattern", Icon::Plus, "Add pattern", "A", Callback::new(move |()| session.memory.form.set(Some(Form::Add))))}
    };
    view! {
        {head(title.into_any(), remark.into_any(), actions.into_any())}
        <div class="memory__progress">
            {progress(session.progress, Stage::Memory, None)}
            {progress(session.progress, Stage::Embedding, None)}
        {progress(session.progress, Stage::Export, Some(Callback::new(move |()| session.stop_exporting())))}
        </div>
    }
    .into_any()
}

/// While the table of meanings is not here, what is alike is judged by words.
fn hashed(session: Session) -> AnyView {
    let hashed = move || {
        let stats = session.memory.stats;
        stats.with(|stats| {
            stats
                .as_ref()
                .is_some_and(|stats| stats.hashed && stats.total_patterns > 0)
        })
    };
    let note = move || {
        hashed().then(|| {
            view! {
                <div class="note memory__hashed" data-test="hashed">
                    {icon(Icon::Info)}
                    <p class="note__text">
                        <strong>"Found by words only."</strong>
                        " The table of meanings is not on this device yet; a paraphrase may be missed."
                    </p>
                </div>
            }
            .into_any()
        })
    };
    view! { {move || note()} }.into_any()
}
