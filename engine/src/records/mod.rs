//! Facts of the user's own doing: exchanges and what was said of them. Pure folds over stored
//! rows; nothing here stores or routes.

mod export;
mod feedback;

pub use export::{export_line, export_title};
pub use feedback::FeedbackFold;
