//! Memory: the list, one pattern, what is written, and files in and out.

use super::{Shell, hook};
use crate::{browser::Browser, server::Server, wait};
use std::{fs, ops::Deref};

/// The page of the reasoning memory.
#[derive(Clone, Copy, Debug)]
pub struct Memory<'a>(Shell<'a>);

impl<'a> Deref for Memory<'a> {
    type Target = Shell<'a>;

    fn deref(&self) -> &Shell<'a> {
        &self.0
    }
}

const QUERY: &str = "#memory-query";

impl<'a> Memory<'a> {
    /// Opens the page by its address; what follows `/memory` is `rest`.
    #[must_use]
    #[track_caller]
    pub fn open(browser: &'a Browser, server: &Server, rest: &str) -> Self {
        Self(Shell::open(browser, server, &format!("/memory{rest}")))
    }

    /// What the tab in front shows.
    #[must_use]
    pub const fn of(browser: &'a Browser) -> Self {
        Self(Shell::of(browser))
    }

    /// What a page shows.
    #[must_use]
    pub const fn at(page: Shell<'a>) -> Self {
        Self(page)
    }

    /// Adds a pattern by its form and waits until it is kept. Returns its id.
    #[track_caller]
    pub fn add(self, task: &str, strategy: &str, category: &str, score: &str) -> String {
        self.click("add-pattern");
        self.paste_into("#pattern-task", task);
        self.paste_into("#pattern-strategy", strategy);
        self.paste_into("#pattern-category", category);
        self.paste_into("#pattern-score", score);
        self.click("save-pattern");
        wait::until(&format!("the pattern {task}"), || {
            (self.name() == task).then(|| self.pattern()).flatten()
        })
    }

    /// The id of the pattern that is open.
    #[must_use]
    pub fn pattern(self) -> Option<String> {
        self.attribute(&hook("pattern-view"), "data-pattern")
    }

    /// The name of the pattern that is open; empty while none is.
    #[must_use]
    pub fn name(self) -> String {
        self.text("pattern-name")
    }

    /// Waits until a pattern of this name is open.
    #[track_caller]
    pub fn wait_for_name(self, name: &str) {
        wait::until(&format!("the pattern {name}"), || {
            (self.name() == name).then_some(())
        });
    }

    /// The names in the list, from its top.
    #[must_use]
    pub fn names(self) -> Vec<String> {
        self.texts_of(".memory-row__name")
    }

    /// Waits until the list shows these names.
    #[track_caller]
    pub fn wait_for_names(self, names: &[&str]) {
        wait::until(&format!("the list {names:?}"), || {
            (self.names() == names).then_some(())
        });
    }

    /// Waits until the list begins with this name.
    #[track_caller]
    pub fn wait_for_first(self, name: &str) {
        wait::until(&format!("{name} first in the list"), || {
            self.names()
                .first()
                .is_some_and(|it| it == name)
                .then_some(())
        });
    }

    /// Types into the search.
    #[track_caller]
    pub fn search(self, text: &str) {
        self.paste_into(QUERY, text);
    }

    /// What is in the search.
    #[must_use]
    pub fn searched(self) -> String {
        self.value_of(QUERY)
    }

    /// Chooses a value of a filter.
    #[track_caller]
    pub fn filter(self, name: &str, value: &str) {
        let selector = format!(
            "{} option[value=\"{value}\"]",
            hook(&format!("filter-{name}"))
        );
        self.wait_for_element(&selector);
        let choose = "const option = document.querySelector(arguments[0]); \
            option.parentElement.value = option.value; \
            option.parentElement.dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser().run(choose, &[serde_json::json!(selector)]);
    }

    /// The chosen value of a filter.
    #[must_use]
    pub fn filtered(self, name: &str) -> String {
        self.value_of(&hook(&format!("filter-{name}")))
    }

    /// The figure of a tile of the open pattern.
    #[must_use]
    pub fn tile(self, name: &str) -> String {
        let figure = format!("{} .tile__figure", hook(&format!("tile-{name}")));
        let figure = self.texts_of(&figure).pop().unwrap_or_default();
        figure.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Waits until a tile has this figure.
    #[track_caller]
    pub fn wait_for_tile(self, name: &str, figure: &str) {
        wait::until(&format!("{figure} in the tile {name}"), || {
            (self.tile(name) == figure).then_some(())
        });
    }

    /// Hands the page a file of these lines to import, and waits for the preview.
    #[track_caller]
    pub fn choose_file(self, folder: &std::path::Path, lines: &str) {
        let path = folder.join("patterns.jsonl");
        fs::write(&path, lines).expect("a file to import");
        let path = path.to_string_lossy();
        wait::until("the file is taken", || {
            self.browser().try_type(&hook("memory-file"), &path).ok()
        });
        self.wait_for("import-counts");
    }

    /// Keeps what the preview shows. A hundred thousand rows take their time to be written.
    #[track_caller]
    pub fn keep(self) {
        self.click("import-keep");
        let closed = wait::within(10 * wait::PATIENCE, || {
            (!self.has("dialog[open]")).then_some(())
        });
        assert!(closed.is_some(), "the preview stays open");
    }
}
