//! Questions that the page asks by itself, one after the other: for writing in two tabs at once, for
//! being killed while writing, and for measuring without the driver in between.

use super::Ask;
use crate::wait;
use serde_json::{Value, json};

const SCRIPT: &str = include_str!("series.js");

impl Ask<'_> {
    /// The page's clock, in milliseconds; the same in all tabs.
    #[must_use]
    #[track_caller]
    pub fn clock(self) -> f64 {
        self.browser()
            .run("return Date.now()", &[])
            .as_f64()
            .expect("a number")
    }

    /// From a moment on the tab in front asks all of these, also when it is no longer in front.
    #[track_caller]
    pub fn ask_all_at(self, moment: f64, questions: &[String]) {
        self.browser()
            .run(SCRIPT, &[json!(moment), json!(questions)]);
    }

    /// The answers that were shown as saved so far.
    #[must_use]
    pub fn saved_so_far(self) -> Vec<String> {
        let saved = self
            .browser()
            .try_run("return window.series?.saved", &[])
            .unwrap_or_default();
        let saved = saved.as_array().into_iter().flatten();
        saved
            .map(|response| response.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// How long after each click the answer was in the document, in milliseconds.
    #[must_use]
    #[track_caller]
    pub fn milliseconds_to_answers(self) -> Vec<f64> {
        let answered = self.browser().run("return window.series.answered", &[]);
        let answered = answered.as_array().into_iter().flatten();
        answered.filter_map(Value::as_f64).collect()
    }

    /// Waits until the last question is answered and saved.
    #[track_caller]
    pub fn wait_until_all_are_saved(self) {
        let is_done = || {
            self.browser()
                .try_run("return window.series?.done", &[])
                .is_ok_and(|it| it == true)
        };
        wait::until("all questions are answered and saved", || {
            is_done().then_some(())
        });
    }
}
