//! The companion program `elex`: serves the app and its API from this machine, and asks the engine
//! on the command line.
//!
//! Read in this order: [`router`] has every route and layer on one page; [`web`] serves the built
//! app; [`health`] is the one resource there is so far; [`guard`], [`headers`], [`limits`] and
//! [`request_id`] are what every request goes through; [`error`] is how a request fails;
//! [`serve`] opens the port and closes it again; [`ask`] is one question on the command line,
//! [`route`] where one goes, [`calc`] one computation, [`memory`] the reasoning memory, [`mcp`] the same for AI agents;
//! [`failure`] is what a terminal says; [`native`] is the engine on this machine; [`arguments`] is what can be typed.
//!
//! This crate draws nothing and knows nothing about radio networks: answers come from the engine.

pub mod agents;
pub mod arguments;
pub mod ask;
pub mod calc;
mod date;
pub mod error;
pub mod failure;
pub mod guard;
pub mod headers;
pub mod health;
pub mod limits;
pub mod lines;
pub mod mcp;
pub mod memory;
pub mod native;
pub mod request_id;
pub mod route;
pub mod router;
pub mod serve;
mod sheet;
pub mod web;

pub use router::{AppState, app};
