//! Find: commands, earlier questions, patterns and asking, in one field.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::memory::{Filter, MemoryRequest};
use web_sys::KeyboardEvent;

use crate::browser;
use crate::commands::{COMMANDS, shown_key};
use crate::components::{Icon, close_dialog, dialog, icon, open_dialog};
use crate::state::{Session, pattern_address};

const PALETTE: &str = "palette";
const QUERY: &str = "palette-query";
const MOST_QUESTIONS: usize = 6;
const MOST_PATTERNS: u32 = 3;

/// What a row does.
#[derive(Clone, PartialEq)]
enum Act {
    /// A command, by its place in the table.
    Command(usize),
    /// Opens an address.
    Open(String),
    /// Asks this.
    Ask(String),
}

#[derive(Clone, PartialEq)]
struct Row {
    group: &'static str,
    icon: Icon,
    label: String,
    key: String,
    act: Act,
}

/// Opens the palette.
pub fn open_palette(session: Session) {
    open_dialog(PALETTE, session.open.palette);
    if let Some(field) = browser::element(QUERY) {
        field.focus().ok();
    }
}

/// Draws the palette.
pub fn palette(session: Session) -> AnyView {
    let open = session.open.palette;
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let patterns = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let text = query.get();
        if text.trim().is_empty() {
            patterns.set(Vec::new());
        } else {
            find_patterns(session, text, query, patterns);
        }
    });
    let rows = Memo::new(move |_| {
        let mut rows = rows(session, &query.get());
        // Before the way to ask, which comes last.
        let place = rows.len().saturating_sub(1);
        rows.splice(place..place, patterns.get());
        rows
    });
    let run = Callback::new(move |act: Act| {
        close_dialog(PALETTE);
        query.set(String::new());
        match act {
            Act::Command(place) => {
                if let Some(command) = COMMANDS.get(place) {
                    (command.run)(session);
                }
            }
            Act::Open(address) => session.router.go(&address),
            Act::Ask(question) => session.ask(question),
        }
    });
    let press = move |event: KeyboardEvent| {
        let count = rows.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|place| *place = (*place + 1) % count),
            "ArrowUp" => chosen.update(|place| *place = (*place + count - 1) % count),
            "Enter" if event.ctrl_key() || event.meta_key() => {
                run.run(Act::Ask(query.get_untracked()));
            }
            "Enter" => {
                if let Some(row) = rows.with(|rows| rows.get(chosen.get_untracked()).cloned()) {
                    run.run(row.act);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let list = move || {
        let mut group = "";
        rows.get()
            .into_iter()
            .enumerate()
            .map(|(place, row)| {
                let heading = (row.group != group).then_some(row.group);
                group = row.group;
                draw_row(place, row, heading, chosen, run)
            })
            .collect_view()
    };
    let body = view! {
        <div class="palette__query">
            {icon(Icon::Find)}
            <input
                id=QUERY
                class="palette__input"
                type="text"
                dir="auto"
                autocomplete="off"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=move || format!("palette-{}", chosen.get())
                aria-label="Find a command, question or pattern"
                placeholder="Find a command, question or pattern"
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    chosen.set(0);
                }
                on:keydown=press
            />
            <kbd>"Esc"</kbd>
        </div>
        <div id="palette-list" class="palette__list" role="listbox" aria-label="Found">
            {move || open.get().then(&list)}
        </div>
        <div class="palette__foot">
            <span><kbd>"↑"</kbd> <kbd>"↓"</kbd> " move"</span>
            <span><kbd>"Enter"</kbd> " open"</span>
            <span><kbd>"Ctrl Enter"</kbd> " ask"</span>
        </div>
    };
    dialog(PALETTE, "palette", "Find", open, body.into_any())
}

fn draw_row(
    place: usize,
    row: Row,
    heading: Option<&'static str>,
    chosen: RwSignal<usize>,
    run: Callback<Act>,
) -> AnyView {
    let Row {
        icon: shape,
        label,
        key,
        act,
        ..
    } = row;
    view! {
        {heading.map(|heading| view! { <div class="palette__group" role="presentation">{heading}</div> }.into_any())}
        <div
            id=format!("palette-{place}")
            class="palette__row"
            role="option"
            data-test="palette-row"
            aria-selected=move || if chosen.get() == place { "true" } else { "false" }
            on:mousemove=move |_| if chosen.get_untracked() != place { chosen.set(place) }
            on:click=move |_| run.run(act.clone())
        >
            {icon(shape)}
            <span class="palette__label" dir="auto">{label}</span>
            {(!key.is_empty()).then(|| view! { <kbd>{key}</kbd> }.into_any())}
        </div>
    }
    .into_any()
}

/// Asks the memory; a reply to what is no longer typed is dropped.
fn find_patterns(
    session: Session,
    text: String,
    query: RwSignal<String>,
    patterns: RwSignal<Vec<Row>>,
) {
    spawn_local(async move {
        let request = MemoryRequest::Find {
            text: text.clone(),
            filter: Filter::default(),
            limit: MOST_PATTERNS,
            spread_percent: None,
            counts: false,
        };
        let Ok(found) = session.ask_found(request).await else {
            return;
        };
        if query.with_untracked(|query| *query == text) {
            let hits = found.hits.into_iter().filter(|hit| hit.score_micro > 0);
            let rows = hits.map(|hit| Row {
                group: "Memory",
                icon: Icon::Memory,
                label: hit.line.name,
                key: String::new(),
                act: Act::Open(pattern_address(hit.line.id)),
            });
            patterns.set(rows.collect());
        }
    });
}

fn rows(session: Session, query: &str) -> Vec<Row> {
    let wanted = query.trim().to_ascii_lowercase();
    let matches = |label: &str| label.to_ascii_lowercase().contains(&wanted);
    let commands = COMMANDS
        .iter()
        .enumerate()
        .filter(|(_, command)| matches(command.label));
    let mut rows: Vec<Row> = commands
        .map(|(place, command)| Row {
            group: "Commands",
            icon: command.icon,
            label: command.label.to_owned(),
            key: command.key.map(shown_key).unwrap_or_default(),
            act: Act::Command(place),
        })
        .collect();
    session.history.with(|lines| {
        let found = lines
            .iter()
            .filter(|line| matches(&line.question))
            .take(MOST_QUESTIONS);
        rows.extend(found.map(|line| Row {
            group: "Questions",
            icon: Icon::Clock,
            label: line.question.clone(),
            key: String::new(),
            act: Act::Open(format!("/ask/{}", line.response)),
        }));
    });
    if !wanted.is_empty() {
        rows.push(Row {
            group: "Ask",
            icon: Icon::Ask,
            label: format!("Ask “{}”", query.trim()),
            key: "Ctrl Enter".to_owned(),
            act: Act::Ask(query.trim().to_owned()),
        });
    }
    rows
}
