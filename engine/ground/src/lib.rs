//! What the engine and the calculators both stand on, and neither may copy from the other: words of a
//! text, the same for questions and for what is searched, and sorting in few copies.
//!
//! Nothing here knows radio networks, agents or records.

pub mod sort;
mod stem;
pub mod text;
