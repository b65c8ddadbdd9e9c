//! Stories through the driver: what a client sends, what it gets, what is there afterwards.

mod asking;
mod device;
mod feedback;
mod history;
mod telemetry;
mod trouble;
mod two_openers;
