//! What the parts of Elex say to each other and what they keep: plain data, no behaviour.
//!
//! Read in this order: [`ids`] and [`time`] name things and moments; [`data`] is what is stored
//! and merged (facts, cells, registers, local rows) in the canonical bytes of [`cbor`];
//! [`catalogue`] is the radio knowledge as it is packed; [`agents`] is who there is to ask,
//! [`answer`] what an agent says,
//! [`calculator`] what a calculator says;
//! [`memory`] is what the reasoning memory is asked and says, [`learning`] how it learns from what
//! happened; [`message`] is the one closed message type between page, worker, command line and tools;
//! [`words`] turns answers and failures into sentences; [`benchmark`] is what the benchmark's worker says.
//!
//! This crate does no I/O, reads no clock and depends on nothing else of ours. It is all that
//! the page links.

pub mod agents;
pub mod answer;
pub mod benchmark;
pub mod calculator;
pub mod catalogue;
pub mod cbor;
pub mod data;
pub mod failure;
pub mod ids;
pub mod learning;
pub mod memory;
pub mod message;
pub mod records;
pub mod settings;
pub mod storage;
pub mod telemetry;
pub mod time;
pub mod words;
