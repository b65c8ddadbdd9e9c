//! What every journey stands on: a server and a browser of its own, and a look into the browser's
//! log at the end.

use crate::{
    browser::{Browser, Kind, Options, Profile},
    cdp::Cdp,
    server::{Server, built_app},
};
use std::{env, io::Write, panic, path::Path};

/// Where the browser itself looks for an icon when a journey opens a file that is no page.
const NO_COMPLAINT: &str = "/favicon.ico";

/// A server and a browser in which nobody has been yet.
#[derive(Debug)]
pub struct Stage {
    // The browser ends before its profile is deleted.
    /// The browser.
    pub browser: Browser,
    /// The server.
    pub server: Server,
    /// What the browser stores and downloads.
    pub profile: Profile,
    expected_complaints: Vec<&'static str>,
}

impl Stage {
    /// One with the built app.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self::with(kind, Options::default(), &built_app())
    }

    /// One with an altered app or an unusual browser.
    #[must_use]
    pub fn with(kind: Kind, options: Options, dist: &Path) -> Self {
        let profile = Profile::fresh();
        let server = Server::start(dist);
        let browser = kind.start(&profile, options);
        Self {
            browser,
            server,
            profile,
            expected_complaints: vec![NO_COMPLAINT],
        }
    }

    /// The browser may complain about what contains these words, for the journey provokes it.
    pub fn expect_complaint(&mut self, words: &'static str) {
        self.expected_complaints.push(words);
    }

    /// Kills the browser and starts it again with what it had stored.
    #[must_use]
    pub fn after_killing_the_browser(self) -> Self {
        let Self {
            browser,
            server,
            profile,
            expected_complaints,
        } = self;
        let kind = browser.kind();
        browser.kill();
        let browser = kind.start(&profile, Options::default());
        Self {
            browser,
            server,
            profile,
            expected_complaints,
        }
    }

    /// The end of a journey: the browser has nothing to complain about.
    ///
    /// # Panics
    /// When it has.
    pub fn end(self) {
        if self.browser.kind() != Kind::Chromium {
            return;
        }
        let mut complaints = Cdp::of(&self.browser).new_complaints();
        complaints.retain(|complaint| {
            !self
                .expected_complaints
                .iter()
                .any(|words| complaint.contains(words))
        });
        assert!(
            complaints.is_empty(),
            "the browser complained: {complaints:#?}"
        );
    }
}

/// Walks a journey. A browser that is missing is reported by name, and is an error under `CI`.
///
/// # Panics
/// When the journey fails, or a browser is missing under `CI`.
pub fn walk(kind: Kind, journey: fn(Kind)) {
    if let Err(missing) = kind.is_there() {
        let why = format!("{} is missing: {}", kind.name(), missing.0);
        assert!(env::var_os("CI").is_none(), "{why}");
        return skip(&why);
    }
    if kind == Kind::WebKit {
        return walk_twice(kind, journey);
    }
    journey(kind);
}

/// WebKitGTK under test may keep a database locked after its page was left (`Shell::wait_until_still`): everything
/// then waits in vain, whatever the page does. So a walk that waited in vain is walked once more, with a
/// new profile, and that is said; what is wrong with the app fails again.
fn walk_twice(kind: Kind, journey: fn(Kind)) {
    let Err(why) = panic::catch_unwind(|| journey(kind)) else {
        return;
    };
    let words = why.downcast_ref::<String>().map_or("", String::as_str);
    if !words.starts_with("waited") {
        panic::resume_unwind(why);
    }
    writeln!(std::io::stderr(), "walked again in WebKit: {words}").ok();
    journey(kind);
}

/// Says why a journey is not walked.
pub fn skip(why: &str) {
    // Past the test runner, which would keep the words of a test that passes to itself.
    writeln!(std::io::stderr(), "skipped: {why}").ok();
}

/// Makes a test of a journey for each browser that it is walked in.
#[macro_export]
macro_rules! journeys {
    ($($journey:ident: $($browser:ident)+;)+) => { $(
        mod $journey {
            $( #[test] fn $browser() { $crate::walk!($browser, super::$journey); } )+
        }
    )+ };
}

/// Names of tests and the browsers that they mean.
#[doc(hidden)]
#[macro_export]
macro_rules! walk {
    (in_chromium, $journey:path) => {
        $crate::stage::walk($crate::browser::Kind::Chromium, $journey)
    };
    (in_firefox, $journey:path) => {
        $crate::stage::walk($crate::browser::Kind::Firefox, $journey)
    };
    (in_webkit, $journey:path) => {
        $crate::stage::walk($crate::browser::Kind::WebKit, $journey)
    };
}
