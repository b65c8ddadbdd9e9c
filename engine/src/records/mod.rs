//! Facts of the user's own doing: exchanges, what was said of them, and how they and the memory are
//! written to files and read again. Pure; nothing here stores or routes.

mod export;
mod feedback;
mod memory;

pub use export::{export_line, export_title};
pub use feedback::FeedbackFold;
pub use memory::{Fault, NOBODY, ReadLine, read_memory_line};
