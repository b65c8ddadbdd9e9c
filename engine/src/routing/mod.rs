//! From a question to the agents that could answer it, with scores and reasons.
//!
//! [`understand`] finds which rows are named; [`route`] scores agents by BM25 and, where the embedding
//! table is here, by meaning; it says how likely each is right and whether the question belongs to the
//! catalogue at all; [`kind()`] then tells what is asked for. Nothing here composes an answer.

mod complexity;
mod cues;
mod decision;
mod entities;
mod fitted;
mod followed;
mod kind;
mod leaning;
mod meant;
mod mentions;
mod nearest;
mod query;
mod scope;
mod score;
mod terms;
#[cfg(test)]
mod tests;

pub use complexity::complexity;
pub use decision::{Decision, Scored, threshold_micro};
pub use followed::{taken_row, takes_over, understand_after, whole_text};
pub use kind::kind;
pub use mentions::{Mentioned, Strength};
pub use nearest::AgentVectors;
pub use query::{Query, Word, understand, understand_as};
pub use score::{Scores, route};
