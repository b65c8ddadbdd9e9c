//! Real browsers: found, started through their drivers with a profile of their own, and ended.

mod chromium;
mod driver;
mod firefox;
mod programs;
mod webkit;

use crate::{cdp::Cdp, wait, webdriver::Session};
use driver::DriverProcess;
use serde_json::Value;
use std::{
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A browser that the journeys run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium, which also stands in for Edge.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK's MiniBrowser, which stands in for Safari.
    WebKit,
}

/// Why a browser cannot be started here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub String);

/// What a browser stores: one folder, deleted at the end.
#[derive(Debug)]
pub struct Profile(TempDir);

impl Profile {
    /// One in which nobody has been yet.
    #[must_use]
    pub fn fresh() -> Self {
        Self(tempfile::tempdir().expect("a folder for the profile"))
    }

    /// The contents of the file that was downloaded last, once it is whole. It is taken out of the
    /// folder, so that the next one is another.
    #[must_use]
    #[track_caller]
    pub fn take_download(&self) -> String {
        wait::until("a downloaded file", || {
            let files = fs::read_dir(self.downloads()).ok()?.flatten();
            let mut paths = files.map(|file| file.path());
            // A file that is still being written ends in .crdownload; its name is kept by an empty one.
            let file = paths.find(|path| path.extension().is_some_and(|it| it != "crdownload"))?;
            let text = fs::read_to_string(&file)
                .ok()
                .filter(|text| !text.is_empty())?;
            fs::remove_file(file).ok()?;
            Some(text)
        })
    }

    /// Its folder, where a journey may put files too.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    fn downloads(&self) -> PathBuf {
        self.0.path().join("downloads")
    }
}

/// What a user may have set in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// No page may store anything: no database, no cache, no cookie. Chromium only.
    pub storage_denied: bool,
}

impl Kind {
    /// As people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// Whether it can be started here.
    ///
    /// # Errors
    /// When browser or driver is not installed.
    pub fn is_there(self) -> Result<(), Missing> {
        match self {
            Self::Chromium => chromium::programs().map(drop),
            Self::Firefox => firefox::programs().map(drop),
            Self::WebKit => webkit::programs().map(drop),
        }
    }

    /// Starts it.
    ///
    /// # Panics
    /// When it is missing or does not start.
    #[must_use]
    pub fn start(self, profile: &Profile, options: Options) -> Browser {
        let started = match self {
            Self::Chromium => chromium::start(profile, options),
            Self::Firefox => firefox::start(profile.folder()),
            Self::WebKit => webkit::start(profile.folder()),
        };
        let (driver, capabilities) = started.expect("the browser is missing");
        let (session, said) = match driver.address().open(&capabilities) {
            Ok(opened) => opened,
            Err(refused) => panic!("{} does not start: {refused:?}", self.name()),
        };
        if self == Self::WebKit {
            // The others are told when they are started. Below this width the app has another form.
            session.resize(1280, 880);
        }
        Browser {
            session,
            kind: self,
            process: process_of(&said),
            said,
            _driver: driver,
        }
    }
}

/// A running browser; it ends with this value.
#[derive(Debug)]
pub struct Browser {
    session: Session,
    kind: Kind,
    said: Value,
    process: Option<u64>,
    _driver: DriverProcess,
}

impl Deref for Browser {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Browser {
    /// Which one.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Its version, as it says it.
    #[must_use]
    pub fn version(&self) -> String {
        self.said["browserVersion"]
            .as_str()
            .unwrap_or("unknown")
            .to_owned()
    }

    /// Ends it as a power cut would end it for the browser: at once, without a chance to write.
    pub fn kill(self) {
        kill(
            self.process
                .expect("the driver names the browser's process"),
        );
    }

    /// Keeps what can be seen of a journey that failed.
    fn keep_traces(&self) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/journeys");
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("journey").replace("::", ".");
        fs::create_dir_all(&folder).ok();
        if let Ok(png) = self.screenshot() {
            fs::write(folder.join(format!("{name}.png")), png).ok();
        }
        if self.kind == Kind::Chromium {
            let log = Cdp::of(self).new_complaints().join("\n");
            fs::write(folder.join(format!("{name}.log")), log).ok();
        }
        let page = self.try_run("return document.documentElement.outerHTML", &[]);
        let page = page.unwrap_or_default();
        fs::write(
            folder.join(format!("{name}.html")),
            page.as_str().unwrap_or_default(),
        )
        .ok();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_traces();
        }
        if self.session.close().is_err()
            && let Some(process) = self.process
        {
            kill(process);
        }
    }
}

fn process_of(said: &Value) -> Option<u64> {
    ["goog:processID", "moz:processID"]
        .iter()
        .find_map(|key| said[key].as_u64())
}

fn kill(process: u64) {
    Command::new("kill")
        .args(["-KILL", &process.to_string()])
        .status()
        .ok();
}
