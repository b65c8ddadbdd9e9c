//! The browser's databases of our origin, read and altered behind the app's back.

use crate::{server::Server, webdriver::Session};
use serde_json::{Value, json};

const SCRIPT: &str = include_str!("database.js");
/// A file of the origin that is no page of the app, so that no engine holds the databases open.
const ELSEWHERE: &str = "/icons/elex.svg";

/// The databases, with the tab in front outside the app.
#[derive(Clone, Copy, Debug)]
pub struct Databases<'a>(&'a Session);

impl<'a> Databases<'a> {
    /// Leaves the app and looks at what it stored.
    #[must_use]
    #[track_caller]
    pub fn left_by_the_app(session: &'a Session, server: &Server) -> Self {
        session.go(&server.url(ELSEWHERE));
        Self(session)
    }

    /// Everything that is stored, as text to compare and to search.
    #[must_use]
    #[track_caller]
    pub fn contents(self) -> String {
        self.work("contents").to_string()
    }

    /// The settings as they are stored, also while the app is open.
    #[must_use]
    #[track_caller]
    pub fn settings(session: &'a Session) -> String {
        Self(session).work("settings").to_string()
    }

    /// Turns the main database into one of a version that is not yet written.
    #[track_caller]
    pub fn make_newer(self) {
        self.work("makeNewer");
    }

    /// Cuts the body of every row short.
    #[track_caller]
    pub fn cut_rows(self) {
        self.work("cutRows");
    }

    /// Takes away what says whose database it is and how far it was written.
    #[track_caller]
    pub fn drop_what_it_must_have(self) {
        self.work("dropWhatItMustHave");
    }

    #[track_caller]
    fn work(self, name: &str) -> Value {
        self.0.run(SCRIPT, &[json!(name)])
    }
}
