//! Telemetry: what was recorded, as tiles, charts and tables.

use super::{Shell, hook};
use crate::{browser::Browser, server::Server, wait};
use std::ops::Deref;

/// The page of recorded use.
#[derive(Clone, Copy, Debug)]
pub struct Telemetry<'a>(Shell<'a>);

impl<'a> Deref for Telemetry<'a> {
    type Target = Shell<'a>;

    fn deref(&self) -> &Shell<'a> {
        &self.0
    }
}

impl<'a> Telemetry<'a> {
    /// Opens the page by its address, which also holds the range of time.
    #[must_use]
    #[track_caller]
    pub fn open(browser: &'a Browser, server: &Server, query: &str) -> Self {
        Self(Shell::open(browser, server, &format!("/telemetry{query}")))
    }

    /// What the tab in front shows.
    #[must_use]
    pub const fn of(browser: &'a Browser) -> Self {
        Self(Shell::of(browser))
    }

    /// The figure of a tile; empty when there are no tiles.
    #[must_use]
    pub fn tile(self, name: &str) -> String {
        let figure = format!("{} .tile__figure", hook(&format!("tile-{name}")));
        self.texts_of(&figure).pop().unwrap_or_default()
    }

    /// Comes back to the page until it knows of so many answers how long they took to be drawn, which
    /// is noted a while after the answer.
    #[track_caller]
    pub fn wait_until_drawn(self, count: usize) {
        let known = format!("n {count}");
        wait::until(&format!("{count} drawn answers"), || {
            self.follow("Settings");
            self.wait_for("storage-report");
            self.follow("Telemetry");
            self.wait_for("tile-questions");
            let tile = self.texts_of(&hook("tile-p50")).pop()?;
            tile.contains(&known).then_some(())
        });
    }

    /// Waits until a tile has this figure.
    #[track_caller]
    pub fn wait_for_tile(self, name: &str, figure: &str) {
        wait::until(&format!("{figure} in the tile {name}"), || {
            (self.tile(name) == figure).then_some(())
        });
    }

    /// Questions asked, refused and failed, summed up over the rows of the chart's table.
    #[track_caller]
    pub fn sums_of_the_table(self) -> [u64; 3] {
        self.click_on(&format!(
            "{} button[aria-label=Table]",
            hook("chart-questions")
        ));
        let column = |number: usize| {
            let cells = format!(
                "{} tbody td:nth-child({})",
                hook("chart-questions"),
                number + 2
            );
            self.texts_of(&cells)
                .iter()
                .filter_map(|cell| cell.parse::<u64>().ok())
                .sum()
        };
        [column(0), column(1), column(2)]
    }

    /// The lines of the table by kind of question, cells parted by a space.
    #[must_use]
    pub fn by_kind(self) -> Vec<String> {
        let rows = self.texts_of(&format!("{} tbody tr", hook("by-kind")));
        rows.iter()
            .map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// How many answers have this verdict, as the page words it.
    #[must_use]
    pub fn by_outcome(self) -> String {
        self.text("by-outcome")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
