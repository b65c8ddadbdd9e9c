//! The calculators by subject, with a field that narrows them.

use leptos::prelude::*;
use protocol::calculator::{Description, Subject};
use protocol::failure::Failure;
use protocol::words;

use crate::browser;
use crate::components::{Search, search_field};

/// The groups, the one that is open among them.
pub fn list(
    all: RwSignal<Option<Result<Vec<Description>, Failure>>>,
    named: Memo<Option<String>>,
) -> AnyView {
    let typed = RwSignal::new(String::new());
    let groups = move || {
        let wanted = typed.get().trim().to_lowercase();
        let open = named.get();
        all.with(|all| {
            let all = all.iter().flatten().flatten();
            let fitting: Vec<&Description> = all.filter(|one| fits(one, &wanted)).collect();
            Subject::ALL
                .into_iter()
                .map(|subject| {
                    let own = fitting.iter().filter(|one| one.subject == subject);
                    group(subject, own.copied(), open.as_deref(), !wanted.is_empty())
                })
                .collect_view()
        })
    };
    let field = search_field(Search {
        id: "calculators-query",
        label: "Search the calculators",
        placeholder: "Name or field",
        most: 200,
        text: typed.into(),
        search: Callback::new(move |text| typed.set(text)),
        down: Callback::new(|()| browser::focus_first(".calc__group .facet")),
    });
    view! {
        <nav class="facets calc__list" aria-label="Calculators">
            <div class="calc__search">
                {field}
            </div>
            {move || groups()}
        </nav>
    }
    .into_any()
}

fn fits(one: &Description, wanted: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(wanted);
    holds(&one.title)
        || holds(&one.name)
        || one
            .inputs
            .iter()
            .any(|input| holds(&input.name) || holds(&input.says))
}

fn group<'a>(
    subject: Subject,
    own: impl Iterator<Item = &'a Description>,
    open: Option<&str>,
    searching: bool,
) -> AnyView {
    let own: Vec<&Description> = own.collect();
    if own.is_empty() {
        return ().into_any();
    }
    let holds_open = own.iter().any(|one| Some(one.name.as_str()) == open);
    let links = own.iter().map(|one| {
        let address = format!("/calculators/{}", one.name);
        let current = (Some(one.name.as_str()) == open).then_some("true");
        view! {
            <li>
                <a class="facet" href=address aria-current=current data-test="calculator-link" data-calculator=one.name.clone()>
                    {one.title.clone()}
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <details class="calc__group" open=searching || holds_open || open.is_none()>
            <summary>
                <span>{words::subject(subject)}</span>
                <span class="facet__count">{own.len()}</span>
            </summary>
            <ul>{links.collect_view()}</ul>
        </details>
    }
    .into_any()
}
