//! Benchmark: a run, how far it is, and what it measured.

use super::{Shell, hook};
use crate::{browser::Browser, server::Server, wait};
use std::{ops::Deref, time::Duration};

/// A whole run takes a minute on a machine that does nothing else.
const LONG: Duration = Duration::from_secs(900);

/// The page that measures.
#[derive(Clone, Copy, Debug)]
pub struct Benchmark<'a>(Shell<'a>);

impl<'a> Deref for Benchmark<'a> {
    type Target = Shell<'a>;

    fn deref(&self) -> &Shell<'a> {
        &self.0
    }
}

impl<'a> Benchmark<'a> {
    /// Opens the page; a quick run is a look at 500 patterns.
    #[must_use]
    #[track_caller]
    pub fn open(browser: &'a Browser, server: &Server, is_quick: bool) -> Self {
        let query = if is_quick { "?quick" } else { "" };
        Self(Shell::open(browser, server, &format!("/benchmark{query}")))
    }

    /// Starts a run and waits until there is a table.
    #[track_caller]
    pub fn run(self) {
        self.click("run");
        let ended = wait::within(LONG, || {
            let is_over = !self.has(&hook("benchmark-running"))
                && (self.has(&hook("benchmark-rows")) || self.has(&hook("benchmark-ended")));
            is_over.then_some(())
        });
        assert!(ended.is_some(), "the run does not end");
        let why = self.text("benchmark-ended");
        assert!(why.is_empty(), "{why}");
    }

    /// The names of the operations in the table.
    #[must_use]
    pub fn operations(self) -> Vec<String> {
        self.texts_of(&format!("{} tbody td:first-child", hook("benchmark-rows")))
    }
}
