//! Addresses of the app: which page they mean, and going to another without loading anything.
//!
//! Own code: a handful of fixed pages need no nested routes, and a router library weighs as much as a page.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

/// What an address shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Page {
    /// A new question.
    Ask,
    /// One exchange, by the text of its id.
    Exchange(String),
    /// Who there is to ask.
    Agents,
    /// One agent, by the text of its id.
    Agent(String),
    /// The calculators: all of them, or the one that the page reads from the address.
    Calculators,
    /// The reasoning memory: its list, or one pattern of it, which the page reads itself.
    Memory,
    /// Recorded use.
    Telemetry,
    /// The engine measured in this browser.
    Benchmark,
    /// Settings.
    Settings,
    /// None of ours.
    Unknown,
}

impl Page {
    /// The page of a path.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Ask,
            "/agents" => Self::Agents,
            "/calculators" => Self::Calculators,
            "/memory" => Self::Memory,
            "/telemetry" => Self::Telemetry,
            "/benchmark" => Self::Benchmark,
            "/settings" => Self::Settings,
            path if path.starts_with("/calculators/") => Self::Calculators,
            path if path.starts_with("/memory/") => Self::Memory,
            path => {
                let after = |start: &str| path.strip_prefix(start).map(str::to_owned);
                let exchange = after("/ask/").map(Self::Exchange);
                let agent = || after("/agents/").map(Self::Agent);
                exchange.or_else(agent).unwrap_or(Self::Unknown)
            }
        }
    }
}

/// Where an agent is shown.
#[must_use]
pub fn agent_address(id: &str) -> String {
    format!("/agents/{id}")
}

/// An address: path and what follows the question mark, with it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Address {
    path: String,
    search: String,
}

/// The address bar. A copy is the same one.
#[derive(Clone, Copy)]
pub struct Router(RwSignal<Address>);

impl Router {
    /// Follows the address bar, and takes clicks on links of the app.
    #[must_use]
    pub fn start() -> Self {
        let router = Self(RwSignal::new(here()));
        window_event_listener_untyped("popstate", move |_| router.0.set(here()));
        window_event_listener_untyped("click", move |event| router.take(event.unchecked_ref()));
        router
    }

    /// Goes to an address of the app.
    pub fn go(self, address: &str) {
        if let Ok(history) = window().history() {
            history
                .push_state_with_url(&JsValue::NULL, "", Some(address))
                .ok();
            self.0.set(here());
        }
    }

    /// Puts another address in the place of this one: Back does not come to it again.
    pub fn replace(self, address: &str) {
        if let Ok(history) = window().history() {
            history
                .replace_state_with_url(&JsValue::NULL, "", Some(address))
                .ok();
            self.0.set(here());
        }
    }

    /// The path.
    #[must_use]
    pub fn path(self) -> String {
        self.0.with(|address| address.path.clone())
    }

    /// A value of the address behind the question mark.
    #[must_use]
    pub fn value(self, name: &str) -> Option<String> {
        let search = self.0.with(|address| address.search.clone());
        UrlSearchParams::new_with_str(&search).ok()?.get(name)
    }

    fn take(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        if let Some(address) = address_of(event) {
            event.prevent_default();
            self.go(&address);
        }
    }
}

/// The address of the app that a click leads to; none for links elsewhere, into a new window, to a
/// file, or to a place on this page.
fn address_of(event: &MouseEvent) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let own = window()
        .location()
        .origin()
        .is_ok_and(|origin| origin == link.origin());
    let place = link
        .get_attribute("href")
        .is_some_and(|href| href.starts_with('#'));
    let elsewhere = !own || place || !link.target().is_empty() || link.has_attribute("download");
    (!elsewhere).then(|| link.pathname() + &link.search())
}

fn here() -> Address {
    let location = window().location();
    Address {
        path: location.pathname().unwrap_or_default(),
        search: location.search().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_a_page() {
        assert_eq!(Page::of("/"), Page::Ask);
        assert_eq!(Page::of("/ask/0199"), Page::Exchange("0199".into()));
        assert_eq!(Page::of("/telemetry/"), Page::Telemetry);
        assert_eq!(Page::of("/benchmark"), Page::Benchmark);
        assert_eq!(Page::of("/settings"), Page::Settings);
        assert_eq!(Page::of("/agents"), Page::Agents);
        assert_eq!(
            Page::of("/agents/NR-MOB-001"),
            Page::Agent("NR-MOB-001".into())
        );
        assert_eq!(Page::of("/calculators"), Page::Calculators);
        assert_eq!(Page::of("/calculators/pci"), Page::Calculators);
        assert_eq!(Page::of("/memory"), Page::Memory);
        assert_eq!(Page::of("/memory/0199"), Page::Memory);
        assert_eq!(Page::of("/ask"), Page::Unknown);
        assert_eq!(Page::of("/elsewhere"), Page::Unknown);
    }
}
