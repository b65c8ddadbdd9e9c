//! The harness of the journeys: real browsers, a real server, and the pages as a user sees them.
//! It knows addresses, labels and `data-test` hooks of the app, and nothing of its code.
//!
//! What goes wrong here fails the journey, so it panics at the journey's own line.
#![allow(clippy::expect_used, clippy::unwrap_used)]

pub mod browser;
pub mod cdp;
pub mod database;
pub mod dist;
pub mod gate;
pub mod measure;
pub mod pages;
pub mod server;
pub mod shots;
pub mod stage;
pub mod wait;
pub mod webdriver;
