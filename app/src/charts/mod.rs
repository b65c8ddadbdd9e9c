//! Charts: a scene of plain numbers, painted on a canvas, with a table of the same rows.

mod frame;
mod painter;
mod scene;

pub use frame::{Chart, chart};
pub use scene::{Line, Scene, Tone};
