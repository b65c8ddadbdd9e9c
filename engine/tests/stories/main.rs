//! Stories through the driver: what a client sends, what it gets, what is there afterwards.

#![allow(
    clippy::expect_used,
    reason = "a test may fail loudly, also in its helpers"
)]

mod asking;
mod device;
mod feedback;
mod history;
mod telemetry;
mod trouble;
mod two_openers;
