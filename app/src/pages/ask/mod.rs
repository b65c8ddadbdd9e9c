//! Ask: a new question at `/`, one exchange at `/ask/<id>`.
//!
//! `exchange` is the page of a conversation: the last answer whole, those before it by `conversation`;
//! `facts`, `guidance` and `calculation` draw the kinds of answers, `parameter` and `cards` the rows in
//! them, `aside` who answers and where it is from, `evidence` what the memory knows of it, `feedback` what
//! the user says of it, `growing` an answer that is not whole yet. `composer` is the question's field on
//! both pages.

mod advice;
mod answer;
mod aside;
mod cards;
mod composer;
mod conversation;
mod evidence;
mod exchange;
mod facts;
mod feedback;
mod first;
mod growing;
mod guidance;
mod parameter;
mod question;
mod range;
mod sources;

pub use advice::advice;
pub use cards::{ask_link, cause};
pub use exchange::exchange;
pub use first::ask;
pub use guidance::{beside, gaps, kpis, parameters};
pub use sources::Sources;
