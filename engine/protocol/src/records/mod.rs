//! The records that facts hold: their fields by number.
//!
//! Numbers start at 8 (the frame of [`crate::data::Fact`] has those below) and are never reused.
//! Fields that a version does not know stay in the fact's bytes. A field that has nothing to say is
//! left out.

mod calculation;
mod exchange;
mod feedback;
mod follows;
mod given;
mod link;
mod outcome;
mod pattern;

pub use exchange::{Exchange, kind_number, kind_of};
pub use feedback::{Feedback, Verdict};
pub use follows::{Follows, TakenOver};
pub use link::{Link, Relation};
pub use outcome::{Outcome, OutcomeOf, Score};
pub use pattern::{Edit, MERGED_INTO, Namespace, Pattern, Provenance, Role, WITHDRAWN};
