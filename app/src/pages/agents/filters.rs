//! The domains beside the list, the search field and the switches above it.

use leptos::prelude::*;
use protocol::answer::Technology;
use protocol::catalogue::Depth;
use protocol::message::MAX_QUESTION_BYTES;
use protocol::words;

use super::list::List;
use super::rows;
use super::wanted::Wanted;
use crate::browser;
use crate::components::{Choice, Search, search_field, switch};

const TECHNOLOGIES: [Choice<Option<Technology>>; 3] = [
    Choice {
        value: None,
        word: "Both",
        test: "technology-both",
    },
    Choice {
        value: Some(Technology::Nr),
        word: "NR",
        test: "technology-nr",
    },
    Choice {
        value: Some(Technology::Lte),
        word: "LTE",
        test: "technology-lte",
    },
];
const DEPTHS: [Choice<Option<Depth>>; 4] = [
    Choice {
        value: None,
        word: "All",
        test: "depth-all",
    },
    Choice {
        value: Some(Depth::Full),
        word: "Full",
        test: "depth-full",
    },
    Choice {
        value: Some(Depth::Light),
        word: "Light",
        test: "depth-light",
    },
    Choice {
        value: Some(Depth::Group),
        word: "Group",
        test: "depth-group",
    },
];

/// The domains with how many agents each has.
pub fn domains(list: List) -> AnyView {
    let domains = Memo::new(move |_| list.domains());
    let rows = move || {
        let domains = domains.get();
        let all: u32 = domains.iter().map(|(_, count)| count).sum();
        let mut rows = vec![domain(list, String::new(), all)];
        rows.extend(
            domains
                .into_iter()
                .map(|(name, count)| domain(list, name, count)),
        );
        rows.collect_view()
    };
    view! {
        <nav class="facets" aria-label="Domains">
            <h2 class="facets__head">"Domain"</h2>
            <ul>{move || rows()}</ul>
        </nav>
    }
    .into_any()
}

fn domain(list: List, name: String, count: u32) -> AnyView {
    let wanted = list.wanted.get_untracked();
    let address = Wanted {
        domain: name.clone(),
        ..wanted
    }
    .address();
    let word = if name.is_empty() {
        "All domains".to_owned()
    } else {
        name.clone()
    };
    let test = format!("domain-{name}");
    let current = move || list.wanted.with(|wanted| wanted.domain == name);
    view! {
        <li>
            <a class="facet" href=address data-test=test aria-current=move || current().then_some("true")>
                <span>{word}</span>
                <span class="facet__count">{words::grouped(u64::from(count))}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Search and switches.
pub fn filters(list: List) -> AnyView {
    let technology = Signal::derive(move || list.wanted.with(|wanted| wanted.technology));
    let depth = Signal::derive(move || list.wanted.with(|wanted| wanted.depth));
    let by_technology = Callback::new(move |chosen| list.go(|wanted| wanted.technology = chosen));
    let by_depth = Callback::new(move |chosen| list.go(|wanted| wanted.depth = chosen));
    view! {
        <div class="toolbar" role="search">
            {field(list)}
            {switch("Technology", &TECHNOLOGIES, technology, by_technology)}
            {switch("Depth", &DEPTHS, depth, by_depth)}
        </div>
    }
    .into_any()
}

fn field(list: List) -> AnyView {
    let wanted = list.wanted;
    let search = move |text: String| {
        let wanted = wanted.get_untracked();
        if wanted.text != text {
            // Letters are no steps to go back by.
            list.session
                .router
                .replace(&Wanted { text, ..wanted }.address());
        }
    };
    search_field(Search {
        id: "agents-query",
        label: "Search the agents",
        placeholder: "Name, field or symptom",
        most: MAX_QUESTION_BYTES / 4,
        text: Signal::derive(move || wanted.with(|wanted| wanted.text.clone())),
        search: Callback::new(search),
        down: Callback::new(|()| browser::focus_first(rows::FIRST)),
    })
}
