//! Charts: a scene of plain numbers, painted on a canvas, with a table of the same rows.

mod frame;
mod painter;
mod scene;

pub use frame::{Chart, chart, framed};
pub use scene::{Line, Scene, Tone};
