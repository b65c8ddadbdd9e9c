//! What the engine remembers, and how it finds what is alike.
//!
//! [`embed`] makes a vector of a text; [`search`] finds patterns by vectors, words and what they say
//! differently. Nothing here stores, fetches or reads a clock.

pub mod embed;
pub mod search;
