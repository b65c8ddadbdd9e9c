//! Stories through the driver: what a client sends, what it gets, what is there afterwards.

#![allow(
    clippy::expect_used,
    reason = "a test may fail loudly, also in its helpers"
)]

mod advice;
mod agents;
mod asking;
mod calculating;
mod conversation;
mod device;
mod embedding;
mod evidence;
mod feedback;
mod growing;
mod history;
mod memory;
mod telemetry;
mod trouble;
mod two_openers;
