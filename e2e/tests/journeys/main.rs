//! What people do with Elex, walked in real browsers. A journey's name is what it proves; the last
//! part of a test's name is the browser.
#![allow(clippy::expect_used)]

mod accessibility;
mod agents;
mod ask;
mod bad_input;
mod benchmark;
mod calculators;
mod catalogue;
mod conversation;
mod embedding;
mod engine;
mod evidence;
mod keyboard;
mod memory;
mod offline;
mod settings;
mod storage;
mod tabs;
mod telemetry;
mod update;
