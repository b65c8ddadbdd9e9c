//! The search field and the filters: what they hold stands in the address.

use leptos::prelude::*;
use protocol::ids::FactId;
use protocol::memory::MAX_QUERY_BYTES;
use protocol::words;

use super::list::{List, Shown};
use super::rows;
use super::wanted::Wanted;
use crate::browser;
use crate::components::{Search, search_field};
use crate::state::use_session;

/// The field's id.
pub const QUERY: &str = "memory-query";

/// A filter: its name in the address, its label, and its choices as value and word.
type Choices = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const FILTERS: [Choices; 4] = [
    (
        "role",
        "Kind",
        &[
            ("", "All kinds"),
            ("strategy", "Strategies"),
            ("pitfall", "Pitfalls"),
        ],
    ),
    (
        "technology",
        "Technology",
        &[("", "LTE and NR"), ("lte", "LTE"), ("nr", "NR")],
    ),
    (
        "outcome",
        "Outcome",
        &[
            ("", "Any outcome"),
            ("worked", "Worked"),
            ("failed", "Did not work"),
            ("untried", "Not tried"),
        ],
    ),
    (
        "namespace",
        "Whose",
        &[
            ("", "Project and user"),
            ("project", "Project"),
            ("user", "User"),
        ],
    ),
];

/// Field, filters and what they come to.
pub fn filters(wanted: Memo<Wanted>, list: List, open: Memo<Option<FactId>>) -> AnyView {
    let chips = FILTERS.map(|(name, label, choices)| {
        let options = move || {
            let choices = choices.iter();
            choices
                .map(|(value, word)| ((*value).to_owned(), (*word).to_owned()))
                .collect()
        };
        select(wanted, open, name, label, Signal::derive(options))
    });
    view! {
        <div class="memory__filters" role="search">
            {field(wanted, open)}
            <div class="chips">
                {chips.collect_view()}
                {select(wanted, open, "category", "Category", categories())}
                {forgotten(wanted, open)}
            </div>
            {remark(wanted, list, open)}
        </div>
    }
    .into_any()
}

fn field(wanted: Memo<Wanted>, open: Memo<Option<FactId>>) -> AnyView {
    let router = use_session().router;
    let search = move |text: String| {
        let wanted = wanted.get_untracked();
        if wanted.text != text {
            router.replace(&Wanted { text, ..wanted }.address(open.get_untracked()));
        }
    };
    search_field(Search {
        id: QUERY,
        label: "Search the memory",
        placeholder: "Search by meaning and words",
        most: MAX_QUERY_BYTES / 4,
        text: Signal::derive(move || wanted.with(|wanted| wanted.text.clone())),
        search: Callback::new(search),
        down: Callback::new(|()| browser::focus(rows::LIST)),
    })
}

fn categories() -> Signal<Vec<(String, String)>> {
    let stats = use_session().memory.stats;
    Signal::derive(move || {
        let mut options = vec![(String::new(), "All categories".to_owned())];
        stats.with(|stats| {
            let counts = stats.iter().flat_map(|stats| &stats.categories);
            options.extend(counts.map(|count| {
                let patterns = words::grouped(u64::from(count.patterns));
                (
                    count.category.clone(),
                    format!("{} ({patterns})", count.category),
                )
            }));
        });
        options
    })
}

fn select(
    wanted: Memo<Wanted>,
    open: Memo<Option<FactId>>,
    name: &'static str,
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
) -> AnyView {
    let router = use_session().router;
    let value = move || wanted.with(|wanted| wanted.value(name));
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let wanted = wanted.get_untracked().with(name, &chosen);
        router.go(&wanted.address(open.get_untracked()));
    };
    let drawn = move || {
        let mut options = options.get();
        // A category of the address that no pattern has still shows.
        let current = value();
        if !options.iter().any(|(value, _)| *value == current) {
            options.push((current.clone(), current.clone()));
        }
        options
            .into_iter()
            .map(|(value, word)| {
                let selected = value == current;
                view! { <option value=value selected=selected>{word}</option> }.into_any()
            })
            .collect_view()
    };
    view! {
        <select
            class=move || if value().is_empty() { "chip chip--select" } else { "chip chip--select chip--on" }
            aria-label=label
            data-test=format!("filter-{name}")
            prop:value=value
            on:change=choose
        >
            {move || drawn()}
        </select>
    }
    .into_any()
}

/// Shown while there are forgotten patterns, or the address asks for them.
fn forgotten(wanted: Memo<Wanted>, open: Memo<Option<FactId>>) -> AnyView {
    let session = use_session();
    let on = move || wanted.with(|wanted| wanted.filter.forgotten);
    let count = move || {
        let stats = session.memory.stats;
        stats.with(|stats| stats.as_ref().map_or(0, |stats| stats.forgotten))
    };
    let toggle = move |_| {
        let mut wanted = wanted.get_untracked();
        wanted.filter.forgotten = !wanted.filter.forgotten;
        session.router.go(&wanted.address(open.get_untracked()));
    };
    view! {
        <button
            type="button"
            class=move || if on() { "chip chip--on" } else { "chip" }
            aria-pressed=move || if on() { "true" } else { "false" }
            hidden=move || count() == 0 && !on()
            data-test="filter-forgotten"
            on:click=toggle
        >
            "Forgotten " {move || words::grouped(u64::from(count()))}
        </button>
    }
    .into_any()
}

/// How many, how quickly, by what; and the way out of filters.
fn remark(wanted: Memo<Wanted>, list: List, open: Memo<Option<FactId>>) -> AnyView {
    let session = use_session();
    let words = move || {
        list.shown.with(|shown| match shown {
            Shown::Nothing => String::new(),
            Shown::List(listed) => {
                let count = words::grouped(u64::from(listed.total));
                let which = if listed.total == 1 {
                    "pattern"
                } else {
                    "patterns"
                };
                let forgotten = list
                    .shown_for
                    .with(|it| it.as_ref().is_some_and(|it| it.filter.forgotten));
                let kind = if forgotten { "forgotten " } else { "" };
                format!("{count} {kind}{which}, newest first")
            }
            Shown::Found(found, micros) => {
                let by = if found.hashed {
                    "by words only"
                } else {
                    "by meaning and words"
                };
                let tenths = micros.div_ceil(100);
                format!(
                    "{} of {} in {}.{} ms, {by}",
                    list.len(),
                    words::grouped(u64::from(found.total)),
                    tenths / 10,
                    tenths % 10
                )
            }
        })
    };
    let clear = move |_| {
        session
            .router
            .go(&Wanted::default().address(open.get_untracked()));
    };
    view! {
        <p class="memory__remark">
            <span role="status" data-test="memory-remark">{move || words()}</span>
            <button
                type="button"
                class="link"
                data-test="clear-filters"
                hidden=move || !wanted.with(Wanted::is_filtered)
                on:click=clear
            >
                "Clear filters"
            </button>
        </p>
    }
    .into_any()
}
