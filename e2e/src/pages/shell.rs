//! What stands around every page, and how a page is looked at.

use super::hook;
use crate::{
    browser::{Browser, Kind},
    server::Server,
    wait,
};
use serde_json::{Value, json};
use std::time::Duration;

/// A page of the app in the tab in front.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a>(&'a Browser);

impl<'a> Shell<'a> {
    /// What the tab in front shows.
    #[must_use]
    pub const fn of(browser: &'a Browser) -> Self {
        Self(browser)
    }

    /// Opens an address of the app and waits until the engine answers.
    #[must_use]
    #[track_caller]
    pub fn open(browser: &'a Browser, server: &Server, path: &str) -> Self {
        let page = Self(browser);
        page.go(server, path);
        page
    }

    /// Goes to an address of the app and waits until the engine answers.
    #[track_caller]
    pub fn go(self, server: &Server, path: &str) {
        self.wait_until_still();
        self.0.go(&server.url(path));
        self.wait_until_ready();
    }

    /// Waits until the engine has opened its store.
    #[track_caller]
    pub fn wait_until_ready(self) {
        self.wait_for("storage");
    }

    /// Loads the page again and waits for the engine.
    #[track_caller]
    pub fn reload(self) {
        self.wait_until_still();
        self.0.reload();
        self.wait_until_ready();
    }

    /// In WebKit, waits until nothing on the page is under way and it has not changed for a second and
    /// a half: how long an answer took to draw is written that late (400 ms after it, and a busy
    /// machine takes its time). A WebKitGTK under test keeps its databases in memory and may never end
    /// a transaction whose worker was ended by leaving the page: from then on no other transaction
    /// begins. A person reads the page before leaving it.
    fn wait_until_still(self) {
        if self.0.kind() == Kind::WebKit {
            let script = "return new Promise(resolve => { let timer; \
                const done = () => document.querySelector('[aria-busy=true]') ? again() : resolve(); \
                const again = () => { clearTimeout(timer); timer = setTimeout(done, 1500); }; \
                const all = { subtree: true, childList: true, attributes: true }; \
                new MutationObserver(again).observe(document, all); again(); })";
            self.0.try_run(script, &[]).ok();
        }
    }

    /// Waits until the app is stored for opening without a network.
    #[track_caller]
    pub fn wait_until_offline_ready(self) {
        self.wait_for("offline-ready");
    }

    /// The build that the status line names.
    #[must_use]
    pub fn build(self) -> String {
        self.text("build")
    }

    /// The words of the status line.
    #[must_use]
    pub fn status(self) -> String {
        self.text("status")
    }

    /// Where the status line says that data is stored.
    #[must_use]
    pub fn storage(self) -> String {
        self.text("storage")
    }

    /// Waits for the banner of a code and returns its words.
    #[track_caller]
    pub fn wait_for_banner(self, code: &str) -> String {
        let banner = format!("{}[data-code=\"{code}\"]", hook("banner"));
        wait::until(&format!("the banner {code}"), || {
            self.texts_of(&banner).pop()
        })
    }

    /// The code of the banner on screen.
    #[must_use]
    pub fn banner(self) -> Option<String> {
        self.attribute(&hook("banner"), "data-code")
    }

    /// Presses the button of the banner that carries a word.
    #[track_caller]
    pub fn press_in_banner(self, word: &str) {
        // It may leave the page.
        self.wait_until_still();
        let press = "const buttons = [...document.querySelectorAll(arguments[0] + ' button')]; \
            buttons.find(button => button.innerText.trim() === arguments[1]).click();";
        self.0.run(press, &[json!(hook("banner")), json!(word)]);
    }

    /// The theme that the user chose; empty when the page follows the system.
    #[must_use]
    pub fn theme(self) -> String {
        self.attribute("html", "data-theme").unwrap_or_default()
    }

    /// Waits for a failure on the page and returns its code and words.
    #[track_caller]
    pub fn wait_for_failure(self) -> (String, String) {
        wait::until("a failure on the page", || {
            let code = self.attribute(&hook("failure"), "data-code")?;
            Some((code, self.text("failure")))
        })
    }

    /// The questions in the history, newest first.
    #[must_use]
    pub fn history(self) -> Vec<String> {
        self.texts_of(".rail .history__question")
    }

    /// The answers in the history, newest first.
    #[must_use]
    pub fn responses(self) -> Vec<String> {
        let addresses = self.attributes(&format!(".rail {}", hook("history-item")), "href");
        addresses
            .iter()
            .filter_map(|it| it.strip_prefix("/ask/").map(str::to_owned))
            .collect()
    }

    /// Waits until the history holds these questions, newest first.
    #[track_caller]
    pub fn wait_for_history(self, questions: &[&str]) {
        wait::until(&format!("the history {questions:?}"), || {
            (self.history() == questions).then_some(())
        });
    }

    /// Waits until the history holds so many questions.
    #[track_caller]
    pub fn wait_for_history_of(self, count: usize) {
        wait::until(&format!("{count} questions in the history"), || {
            (self.history().len() == count).then_some(())
        });
    }

    /// Opens a page by its place in the rail.
    #[track_caller]
    pub fn follow(self, name: &str) {
        self.click_on(&format!(".rail a[title=\"{name}\"]"));
    }

    /// Waits until a hook is on the page.
    #[track_caller]
    pub fn wait_for(self, name: &str) {
        self.wait_for_element(&hook(name));
    }

    /// Waits until an element is on the page.
    #[track_caller]
    pub fn wait_for_element(self, selector: &str) {
        wait::until(selector, || self.has(selector).then_some(()));
    }

    /// Clicks on a hook as soon as that is possible.
    #[track_caller]
    pub fn click(self, name: &str) {
        self.click_on(&hook(name));
    }

    /// Clicks on an element as soon as that is possible.
    #[track_caller]
    pub fn click_on(self, selector: &str) {
        let mut last = None;
        let clicked = wait::within(wait::PATIENCE, || {
            self.0
                .try_click(selector)
                .map_err(|refused| last = Some(refused))
                .ok()
        });
        assert!(clicked.is_some(), "no click on {selector}: {last:?}");
    }

    /// Types into an element as soon as that is possible.
    #[track_caller]
    pub fn type_into(self, selector: &str, text: &str) {
        wait::until(selector, || self.0.try_type(selector, text).ok());
    }

    /// Puts text into a field as pasting does. Keys cannot carry every sign, nor 100 kB.
    #[track_caller]
    pub fn paste_into(self, selector: &str, text: &str) {
        self.wait_for_element(selector);
        let paste = "const field = document.querySelector(arguments[0]); field.focus(); \
            field.select(); document.execCommand('insertText', false, arguments[1]);";
        self.0.run(paste, &[json!(selector), json!(text)]);
    }

    /// Whether an element is on the page.
    #[must_use]
    pub fn has(self, selector: &str) -> bool {
        self.look("!!document.querySelector(arguments[0])", selector) == true
    }

    /// Whether an element appears within a moment: for what must not appear.
    #[must_use]
    pub fn appears(self, name: &str, moment: Duration) -> bool {
        wait::within(moment, || self.has(&hook(name)).then_some(())).is_some()
    }

    /// The visible text of a hook; empty when it is not there.
    #[must_use]
    pub fn text(self, name: &str) -> String {
        self.texts_of(&hook(name))
            .into_iter()
            .next()
            .unwrap_or_default()
    }

    /// The visible texts of all elements of a selector.
    #[must_use]
    pub fn texts_of(self, selector: &str) -> Vec<String> {
        strings(&self.look(
            "[...document.querySelectorAll(arguments[0])].map(element => element.innerText.trim())",
            selector,
        ))
    }

    /// An attribute of the first element of a selector.
    #[must_use]
    pub fn attribute(self, selector: &str, name: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1])";
        let value = self
            .0
            .try_run(script, &[json!(selector), json!(name)])
            .unwrap_or_default();
        value.as_str().map(str::to_owned)
    }

    /// An attribute of all elements of a selector.
    #[must_use]
    pub fn attributes(self, selector: &str, name: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .map(element => element.getAttribute(arguments[1]))";
        strings(
            &self
                .0
                .try_run(script, &[json!(selector), json!(name)])
                .unwrap_or_default(),
        )
    }

    /// The value of a field.
    #[must_use]
    pub fn value_of(self, selector: &str) -> String {
        let value = self.look("document.querySelector(arguments[0])?.value", selector);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The number that an expression has in the page.
    #[must_use]
    pub fn number(self, expression: &str) -> f64 {
        self.look(expression, "").as_f64().unwrap_or_default()
    }

    /// The element that has the focus: its hook, else its id, else its words.
    #[must_use]
    pub fn focused(self) -> String {
        let value = self.look(
            "(({ dataset, id, ariaLabel, innerText }) => dataset.test || id || ariaLabel || innerText)\
            (document.activeElement)",
            "",
        );
        value.as_str().unwrap_or_default().to_owned()
    }

    /// For the pages that are built on this.
    pub(super) const fn browser(self) -> &'a Browser {
        self.0
    }

    /// Whether nothing covers the element that has the focus.
    #[must_use]
    pub fn focus_is_visible(self) -> bool {
        let script = "(() => { const focused = document.activeElement; \
            const { left, top, width, height } = focused.getBoundingClientRect(); \
            const there = document.elementFromPoint(left + width / 2, top + height / 2); \
            return focused.contains(there) || there?.contains(focused) })()";
        self.look(script, "") == true
    }

    /// A page that is just going away shows nothing; whoever waits looks again.
    fn look(self, expression: &str, selector: &str) -> Value {
        let script = format!("return {expression}");
        self.0
            .try_run(&script, &[json!(selector)])
            .unwrap_or_default()
    }
}

fn strings(value: &Value) -> Vec<String> {
    let texts = value.as_array().into_iter().flatten();
    texts
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect()
}
