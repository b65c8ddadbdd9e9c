//! The page of Elex: draws what the engine says and asks it. No storage, no sums, no facts.
//!
//! Read in this order: [`client`] is the one door to the engine; [`state`] is what the page knows
//! from it; [`pages`] draw that, one per address, out of [`components`] and [`charts`]; [`shell`]
//! stands around every page; [`commands`] holds every action once; [`route`] is the address bar; [`pwa`] is the service worker;
//! [`browser`] are small doors to the platform.

pub mod browser;
pub mod charts;
pub mod client;
pub mod commands;
pub mod components;
pub mod pages;
pub mod pwa;
pub mod route;
pub mod shell;
pub mod state;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use route::Page;
use state::Session;

/// Takes the place of the skeleton in index.html, and takes over what was typed into it.
pub fn start() {
    let typed = take_skeleton();
    mount_to_body(move || app(typed));
}

/// What the user did before the program ran.
#[derive(Clone, Default)]
struct Typed {
    text: String,
    focused: bool,
    asked: bool,
}

fn take_skeleton() -> Typed {
    let Some(skeleton) = browser::element("skeleton") else {
        return Typed::default();
    };
    let field =
        browser::element("question").and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    let focused = document()
        .active_element()
        .is_some_and(|element| element.id() == "question");
    let asked = skeleton.dataset().get("asked").is_some();
    skeleton.remove();
    Typed {
        text: field.map(|field| field.value()).unwrap_or_default(),
        focused,
        asked,
    }
}

fn app(typed: Typed) -> AnyView {
    let session = Session::provide();
    pwa::start(session);
    session.draft.set(typed.text.clone());
    // Goes on where the user was in the skeleton.
    if typed.asked && !typed.text.trim().is_empty() {
        session.ask(typed.text);
    }
    if typed.focused {
        request_animation_frame(browser::focus_question);
    }
    // One page for all exchanges: a conversation that goes on is not drawn again.
    let page = Memo::new(move |_| match Page::of(&session.router.path()) {
        Page::Exchange(_) => Page::Exchange(String::new()),
        page => page,
    });
    let draw = move || match page.get() {
        Page::Ask => pages::ask(),
        Page::Exchange(_) => pages::exchange(),
        Page::Agents => pages::agents(),
        Page::Agent(id) => pages::agent(&id),
        Page::Calculators => pages::calculators(),
        Page::Memory => pages::memory(),
        Page::Telemetry => pages::telemetry(),
        Page::Benchmark => pages::benchmark(),
        Page::Settings => pages::settings(),
        Page::Unknown => pages::unknown(),
    };
    shell::frame(session, view! { {move || draw()} }.into_any())
}
