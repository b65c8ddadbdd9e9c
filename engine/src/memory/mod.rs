//! What the engine remembers, and how it finds what is alike.
//!
//! [`embed`] makes a vector of a text; [`search`] finds patterns by vectors, words and what they say
//! differently; [`learning`] judges what happened, makes patterns of it and proposes how to tidy up;
//! [`bank`] holds the patterns as their stored rows add up, and answers. Nothing here stores, fetches
//! or reads a clock.

pub mod bank;
pub mod embed;
pub mod learning;
pub mod search;
