//! Settings: storage, look, privacy.

use super::{Shell, hook};
use crate::{browser::Browser, database::Databases, server::Server, wait};
use std::ops::Deref;

/// The page of settings.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a>(Shell<'a>);

impl<'a> Deref for Settings<'a> {
    type Target = Shell<'a>;

    fn deref(&self) -> &Shell<'a> {
        &self.0
    }
}

impl<'a> Settings<'a> {
    /// Opens the page by its address.
    #[must_use]
    #[track_caller]
    pub fn open(browser: &'a Browser, server: &Server) -> Self {
        Self(Shell::open(browser, server, "/settings"))
    }

    /// What the tab in front shows.
    #[must_use]
    pub const fn of(browser: &'a Browser) -> Self {
        Self(Shell::of(browser))
    }

    /// Chooses another of several, by its hook, and waits until it holds and is stored. The page
    /// shows the choice before it is stored.
    #[track_caller]
    pub fn choose(self, choice: &str) {
        let before = Databases::settings(self.browser());
        self.click(choice);
        wait::until(&format!("{choice} holds"), || {
            self.holds(choice).then_some(())
        });
        wait::until(&format!("{choice} is stored"), || {
            (Databases::settings(self.browser()) != before).then_some(())
        });
    }

    /// Whether a choice holds.
    #[must_use]
    pub fn holds(self, choice: &str) -> bool {
        self.attribute(&hook(choice), "aria-pressed").as_deref() == Some("true")
    }

    /// The lines of the table of what is stored, cells parted by a space.
    #[must_use]
    pub fn stored(self) -> Vec<String> {
        let rows = self.texts_of(&format!("{} tbody tr", hook("storage-rows")));
        rows.iter()
            .map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// Deletes everything, as the dialog asks for it, and waits for the page to begin anew.
    #[track_caller]
    pub fn delete_everything(self) {
        self.click("delete-all");
        self.type_into(&hook("delete-word"), "delete");
        self.click("delete-confirm");
        wait::until("the page begins anew", || {
            (!self.has("dialog[open]")).then_some(())
        });
        self.wait_until_ready();
    }
}
