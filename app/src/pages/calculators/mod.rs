//! Calculators: all of them by subject, one open. Its inputs stand in the address.

mod drawn;
mod list;
mod sheet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::calculator::{Calculated, Description};
use protocol::failure::Failure;
use protocol::message::{Reply, Request};
use protocol::words;

use crate::components::{Icon, failure_note, head, icon, section_head};
use crate::reply_of;
use crate::state::{Session, use_session};

/// A calculation that a question asked for: its inputs can be changed in place.
pub fn calculation(shown: &Calculated) -> AnyView {
    let sheet = Sheet::of(shown);
    let open = view! {
        <a class="button button--bare" href=move || { sheet.outcome.track(); sheet.address() } data-test="open-calculator">
            {icon(Icon::Calculators)} <span>"Open calculator"</span>
        </a>
    };
    view! {
        <section class="section" data-test="calculation" data-calculator=shown.calculator.name.clone()>
            {section_head(shown.calculator.title.clone(), "computed, not looked up", open.into_any())}
            {drawn::inputs(sheet)}
        </section>
        {drawn::outcome(sheet)}
    }
    .into_any()
}
use list::list;
use sheet::Sheet;

/// Questions that are computed.
const EXAMPLES: [&str; 6] = [
    "632628 in MHz?",
    "RSRP 62 in the report, how many dBm?",
    "5 km cell, which zeroCorrelationZone?",
    "TA 12 in LTE, how far is the phone?",
    "noise floor of 20 MHz with a noise figure of 7 dB",
    "PCI 503 mod 3",
];

/// The page at `/calculators` and `/calculators/<name>?<input>=<value>…`.
pub fn calculators() -> AnyView {
    let session = use_session();
    let all = RwSignal::new(None::<Result<Vec<Description>, Failure>>);
    spawn_local(async move {
        let reply = session.client.ask(Request::Calculators).await;
        all.try_set(Some(reply_of!(reply, Reply::Calculators)));
    });
    let named = Memo::new(move |_| name_of(&session.router.path()));
    let open = Memo::new(move |_| {
        all.with(|all| {
            let all = all.as_ref()?.as_ref().ok()?;
            let named = named.get()?;
            all.iter().find(|one| one.name == named).cloned()
        })
    });
    let title = move || {
        open.with(|open| {
            open.as_ref()
                .map_or_else(|| "Calculators".to_owned(), |open| open.title.clone())
        })
    };
    let crumb = move || {
        named.with(Option::is_some).then(|| {
            view! { <a class="head__crumb" href="/calculators">"Calculators" {icon(Icon::Next)}</a> }
                .into_any()
        })
    };
    let head_title =
        view! { {move || crumb()} <h1 class="head__title" tabindex="-1">{move || title()}</h1> };
    let body = move || match (all.get(), open.get(), named.get()) {
        (None, ..) => view! {
            <div class="section" aria-busy="true"><div class="skeleton skeleton--lead"></div></div>
        }
        .into_any(),
        (Some(Err(failure)), ..) => {
            view! { <div class="section">{failure_note(&failure)}</div> }.into_any()
        }
        (_, Some(open), _) => one(session, &open),
        (_, None, Some(name)) => unknown(&name),
        (Some(Ok(all)), None, None) => overview(&all),
    };
    let class = move || {
        if named.with(Option::is_some) {
            "columns columns--facets calc calc--open"
        } else {
            "columns columns--facets calc"
        }
    };
    view! {
        {head(head_title.into_any(), ().into_any(), ().into_any())}
        <div class=class>
            {list(all, named)}
            <div class="columns__main" data-test="calculator">{move || body()}</div>
        </div>
    }
    .into_any()
}

fn name_of(path: &str) -> Option<String> {
    let name = path.strip_prefix("/calculators/")?.trim_end_matches('/');
    (!name.is_empty()).then(|| name.to_owned())
}

fn one(session: Session, open: &Description) -> AnyView {
    document().set_title(&format!("{} · Elex", open.title));
    on_cleanup(|| document().set_title("Elex"));
    let router = session.router;
    let sheet = Sheet::blank(open, |name| untrack(|| router.value(name)));
    // What is typed stands in the address, so that it can be kept and passed on.
    Effect::new(move |before: Option<()>| {
        sheet.outcome.track();
        if before.is_some() {
            router.replace(&sheet.address());
        }
    });
    view! {
        <section class="section">
            {drawn::inputs(sheet)}
            <p class="fact__source">
                {words::clauses(std::slice::from_ref(&open.clause))} " · " <code>{open.name.clone()}</code>
            </p>
        </section>
        {drawn::outcome(sheet)}
    }
    .into_any()
}

fn unknown(name: &str) -> AnyView {
    view! {
        <div class="section">
            <div class="note" data-test="no-calculator">
                {icon(Icon::Unknown)}
                <p class="note__text">
                    <strong>"There is no calculator of this name: "</strong> <code>{name.to_owned()}</code>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// What there is, before one is chosen.
fn overview(all: &[Description]) -> AnyView {
    let count = all.len();
    let session = use_session();
    let examples = EXAMPLES.map(|question| {
        view! {
            <li>
                <button type="button" class="try__row try__row--plain" on:click=move |_| session.ask(question.to_owned())>
                    {question}
                </button>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="section calc__overview">
            {section_head(
                format!("{count} calculators"),
                "exact, with formula, steps and clause",
                ().into_any(),
            )}
            <p class="prose">
                "Choose one, or type the question on Ask: \u{201c}632628 in MHz?\u{201d} is computed, not looked up. "
                "What a table would have to say that is not held here is refused, with the reason."
            </p>
            <h2 class="advice__head">"Asked like this"</h2>
            <ul>{examples.collect_view()}</ul>
        </section>
    }
    .into_any()
}
