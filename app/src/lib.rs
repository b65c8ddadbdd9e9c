//! The page of Elex: draws what the engine says and asks it. No storage, no sums, no facts.
//!
//! Read in this order: [`client`] is the one door to the engine; [`state`] is what the page knows
//! from it; [`pages`] draw that, one per address, out of [`components`] and [`charts`]; [`shell`]
//! stands around every page; [`commands`] holds every action once; [`pwa`] is the service worker;
//! [`browser`] are small doors to the platform.

pub mod browser;
pub mod charts;
pub mod client;
pub mod commands;
pub mod components;
pub mod pages;
pub mod pwa;
pub mod shell;
pub mod state;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use pages::{AskPage, ExchangePage, SettingsPage, TelemetryPage, UnknownPage};
use shell::Frame;
use state::Session;

/// Takes the place of the skeleton in index.html, and takes over what was typed into it.
pub fn start() {
    let typed = take_skeleton();
    mount_to_body(move || view! { <App typed=typed/> });
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
    let field = browser::element("question").and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    let focused = document().active_element().is_some_and(|element| element.id() == "question");
    let asked = skeleton.dataset().get("asked").is_some();
    skeleton.remove();
    Typed { text: field.map(|field| field.value()).unwrap_or_default(), focused, asked }
}

#[component]
fn App(typed: Typed) -> impl IntoView {
    let session = Session::provide();
    pwa::start(session);
    session.draft.set(typed.text.clone());
    view! {
        <Router>
            <Frame>
                <Routes fallback=UnknownPage>
                    <Route path=path!("/") view=AskPage/>
                    <Route path=path!("/ask/:response") view=ExchangePage/>
                    <Route path=path!("/telemetry") view=TelemetryPage/>
                    <Route path=path!("/settings") view=SettingsPage/>
                </Routes>
            </Frame>
            <TakeOver typed=typed/>
        </Router>
    }
}

/// Goes on where the user was in the skeleton.
#[component]
fn TakeOver(typed: Typed) -> impl IntoView {
    let session = state::use_session();
    let navigate = leptos_router::hooks::use_navigate();
    if typed.asked && !typed.text.trim().is_empty() {
        session.ask(typed.text, move |address| navigate(address, Default::default()));
    }
    if typed.focused {
        request_animation_frame(browser::focus_question);
    }
}
