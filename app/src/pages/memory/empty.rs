//! What is shown where there is nothing: what the memory is for, and the ways to fill it.

use leptos::prelude::*;
use protocol::words;

use super::import::Import;
use super::list::{List, Shown};
use super::sample::Sample;
use super::wanted::Wanted;
use crate::components::{Icon, act, link};
use crate::state::{Form, Session};

/// The memory holds nothing yet.
pub fn empty(session: Session, import: Import, sample: Sample) -> AnyView {
    view! {
        <section class="section stack memory__first" data-test="memory-empty">
            <h2 class="question">"Nothing learnt yet"</h2>
            <p class="prose">
                "A pattern is what you tried for a task and how it ended. Elex finds it again when a task means the \
                same, in other words too, and puts what worked most often first."
            </p>
            <div class="actions actions--start">
                {act("button button--primary", "add-first", Icon::Plus, "Add pattern", "", Callback::new(move |()| session.memory.form.set(Some(Form::Add))))}
                {act("button button--bare", "add-sample", Icon::Next, "Try with sample patterns", "", Callback::new(move |()| sample.add()))}
                {act("button button--bare", "import-first", Icon::Import, "Import a file", "", Callback::new(move |()| import.choose()))}
            </div>
            <ol class="memory__steps">
                <li><strong>"Write it down once."</strong> " Task, what you did, how it ended from 0 to 1."</li>
                <li><strong>"Say how it ended each time."</strong> " From ten outcomes on a share with its interval is shown."</li>
                <li><strong>"Keep what failed too."</strong> " As a pitfall it warns, and is never advice."</li>
            </ol>
            <p class="quiet">"Everything stays on this device."</p>
        </section>
    }
    .into_any()
}

/// A list is there, but nothing of it is open.
pub fn nothing_open(session: Session) -> AnyView {
    let stats = move || {
        let stats = session.memory.stats.get()?;
        let count = |count: u32| words::grouped(u64::from(count));
        let (bytes, unit) = words::bytes(stats.stored_bytes);
        let mean = stats
            .mean_score_micro
            .filter(|_| stats.outcomes >= words::pattern::LEAST_FOR_SHARE);
        let mean = mean.map(|mean| words::hundredths(i64::from(mean)));
        Some(
            view! {
                <section class="section">
                    <div class="section__head"><h2>"In figures"</h2></div>
                    <dl class="pairs memory__figures" data-test="memory-stats">
                        <dt>"Strategies"</dt> <dd>{count(stats.strategies)}</dd>
                        <dt>"Pitfalls"</dt> <dd>{count(stats.pitfalls)}</dd>
                        <dt>"Outcomes"</dt> <dd>{count(stats.outcomes)}</dd>
                        <dt>"Mean score"</dt> <dd>{mean.unwrap_or_else(|| format!("n {}", stats.outcomes))}</dd>
                        <dt>"Categories"</dt> <dd>{count(stats.total_categories)}</dd>
                        <dt>"Merged"</dt> <dd>{count(stats.merged)}</dd>
                        <dt>"Forgotten"</dt> <dd>{count(stats.forgotten)}</dd>
                        <dt>"Stored"</dt> <dd>{bytes} " " {unit}</dd>
                        <dt>"Vectors"</dt> <dd>{format!("{} numbers, {}", stats.dimensions, stats.embedder)}</dd>
                    </dl>
                    <p class="quiet">"Choose a pattern to see how it ended, why it was found and where it comes from."</p>
                </section>
            }
            .into_any(),
        )
    };
    view! { {move || stats()} }.into_any()
}

/// Nothing passes the filters, or nothing close was found; and what lies further off.
pub fn none_found(list: List, wanted: Memo<Wanted>) -> AnyView {
    let none = move || list.shown.with(|shown| !matches!(shown, Shown::Nothing)) && list.len() == 0;
    let note = move || {
        none().then(|| {
            let (title, next) = wanted.with(none_words);
            view! {
                <div class="section stack" data-test="none-found">
                    <strong dir="auto">{title}</strong>
                    <p class="second">{next}</p>
                </div>
            }
            .into_any()
        })
    };
    let far = move || {
        let hits = list.shown.with(|shown| match shown {
            Shown::Found(found, _) => found.hits.len(),
            _ => 0,
        });
        hits.saturating_sub(list.len() as usize)
    };
    let more = move || {
        let count = far();
        (count > 0).then(|| {
            let verb = if count == 1 { "scores" } else { "score" };
            view! {
                <p class="memory__far">
                    {format!("{count} more {verb} below 0.20.")}
                    {link("show-all", "Show all", Callback::new(move |()| list.all.set(true)))}
                </p>
            }
            .into_any()
        })
    };
    view! { {move || note()} {move || more()} }.into_any()
}

fn none_words(wanted: &Wanted) -> (String, &'static str) {
    match (wanted.text.trim(), wanted.is_filtered()) {
        ("", false) => (
            "Nothing here yet".to_owned(),
            "What you save is listed here, newest first.",
        ),
        ("", true) => (
            "No pattern passes the filters".to_owned(),
            "Without them there may be more.",
        ),
        (text, true) => (
            format!("Nothing close to “{text}”"),
            "Filters are on; without them there may be more.",
        ),
        (text, false) => (
            format!("Nothing close to “{text}”"),
            "Say it in other words, or add what you know.",
        ),
    }
}
