//! The ways between pages: rail when wide, top bar and tabs when narrow.

use leptos::prelude::*;
use protocol::words;

use super::history::history_list;
use super::palette::open_palette;
use super::status::saved_chip;
use crate::components::{Icon, close_dialog, dialog, icon, logo, open_dialog};
use crate::state::use_session;

/// A page.
struct Place {
    address: &'static str,
    word: &'static str,
    icon: Icon,
}

const ASK: Place = Place {
    address: "/",
    word: "Ask",
    icon: Icon::Ask,
};
const AGENTS: Place = Place {
    address: "/agents",
    word: "Agents",
    icon: Icon::Agents,
};
const MEMORY: Place = Place {
    address: "/memory",
    word: "Memory",
    icon: Icon::Memory,
};
const CALCULATORS: Place = Place {
    address: "/calculators",
    word: "Calculators",
    icon: Icon::Calculators,
};
const TELEMETRY: Place = Place {
    address: "/telemetry",
    word: "Telemetry",
    icon: Icon::Telemetry,
};
const BENCHMARK: Place = Place {
    address: "/benchmark",
    word: "Benchmark",
    icon: Icon::Benchmark,
};
const SETTINGS: Place = Place {
    address: "/settings",
    word: "Settings",
    icon: Icon::Settings,
};

/// What the tabs of narrow windows have no room for.
const MORE: [&Place; 3] = [&TELEMETRY, &BENCHMARK, &SETTINGS];
/// The id of the sheet that shows them.
const SHEET: &str = "more";

/// Which page an address belongs to.
fn is_current(place: &Place, path: &str) -> bool {
    match place.address {
        "/" => path == "/" || path.starts_with("/ask"),
        address => path
            .strip_prefix(address)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

fn item(place: &'static Place, path: Memo<String>, class: &'static str) -> AnyView {
    view! {
        <a class=class href=place.address title=place.word aria-current=move || path.with(|path| is_current(place, path)).then_some("page")>
            {icon(place.icon)} <span>{place.word}</span>
        </a>
    }
    .into_any()
}

/// The rail.
pub fn rail(path: Memo<String>) -> AnyView {
    let session = use_session();
    let patterns = move || {
        let stats = session.memory.stats;
        stats.with(|stats| {
            let count = stats.as_ref().map_or(0, |stats| stats.total_patterns);
            (count > 0).then(|| words::grouped(u64::from(count)))
        })
    };
    view! {
        <nav class="rail" aria-label="Main">
            <a href="/" class="rail__logo">{logo()} <span>"Elex"</span></a>
            <button type="button" class="rail__find" on:click=move |_| open_palette(session) data-test="find">
                {icon(Icon::Find)} <span>"Find"</span> <kbd>"Ctrl K"</kbd>
            </button>
            {item(&ASK, path, "rail__item")}
            {item(&AGENTS, path, "rail__item")}
            <div class="rail__counted">
                {item(&MEMORY, path, "rail__item")}
                <span class="rail__count" aria-hidden="true" data-test="memory-count">{move || patterns()}</span>
            </div>
            {item(&CALCULATORS, path, "rail__item")}
            <hr class="rail__rule"/>
            {item(&TELEMETRY, path, "rail__item")}
            {item(&BENCHMARK, path, "rail__item")}
            <hr class="rail__rule rail__rule--history"/>
            <div class="rail__history history">{history_list(path)}</div>
            <div class="rail__foot">{item(&SETTINGS, path, "rail__item")}</div>
        </nav>
    }
    .into_any()
}

/// The top bar of narrow windows.
pub fn topbar(path: Memo<String>) -> AnyView {
    let session = use_session();
    let word = move || {
        let page = [
            &AGENTS,
            &MEMORY,
            &CALCULATORS,
            &TELEMETRY,
            &BENCHMARK,
            &SETTINGS,
        ]
        .into_iter()
        .find(|place| path.with(|path| is_current(place, path)));
        page.map_or(ASK.word, |place| place.word)
    };
    view! {
        <header class="topbar">
            {logo()}
            <span class="topbar__page">{move || word()}</span>
            <div class="topbar__end">
                {saved_chip()}
                <button type="button" class="button button--bare button--icon" aria-label="Find" on:click=move |_| open_palette(session)>
                    {icon(Icon::Find)}
                </button>
            </div>
        </header>
    }
    .into_any()
}

/// The tabs of narrow windows.
pub fn tabs(path: Memo<String>) -> AnyView {
    let session = use_session();
    view! {
        <nav class="tabs" aria-label="Pages">
            {item(&ASK, path, "tabs__item")}
            {item(&AGENTS, path, "tabs__item")}
            {item(&MEMORY, path, "tabs__item")}
            {item(&CALCULATORS, path, "tabs__item")}
            <button
                type="button"
                class="tabs__item"
                aria-haspopup="dialog"
                data-test="more"
                aria-current=move || MORE.iter().any(|place| path.with(|path| is_current(place, path))).then_some("true")
                on:click=move |_| open_dialog(SHEET, session.open.more)
            >
                {icon(Icon::More)} <span>"More"</span>
            </button>
        </nav>
    }
    .into_any()
}

/// The pages that have no tab of their own, from the foot of narrow windows.
pub fn more(path: Memo<String>) -> AnyView {
    let session = use_session();
    let places = MORE
        .into_iter()
        .map(|place| item(place, path, "rail__item"));
    // Whichever was chosen, it opens behind.
    Effect::new(move |_| {
        path.track();
        close_dialog(SHEET);
    });
    let body =
        view! { <nav class="drawer__body" aria-label="More pages">{places.collect_view()}</nav> };
    dialog(
        SHEET,
        "sheet",
        "More pages",
        session.open.more,
        body.into_any(),
    )
}
