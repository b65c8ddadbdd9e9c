//! From a question to the agents that could answer it, with scores and reasons.
//!
//! [`understand`] finds what is asked for and which rows are named; [`route`] scores agents by
//! BM25 and says whether the question belongs to the catalogue at all. Nothing here composes an
//! answer, and scores are scores, not probabilities.

mod cues;
mod meant;
mod mentions;
mod query;
mod scope;
mod score;
mod terms;
#[cfg(test)]
mod tests;

pub use mentions::{Mentioned, Strength};
pub use query::{Query, Word, understand};
pub use scope::THRESHOLD_MICRO;
pub use score::{Decision, Scored, Scores, route};
