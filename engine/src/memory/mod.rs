//! What the engine remembers, and how it finds what is alike.
//!
//! For now the part that everything else rests on: [`embed`] makes a vector of a text. Nothing here
//! stores, fetches or reads a clock.

pub mod embed;
