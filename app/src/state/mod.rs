//! What the page knows, from what the engine said. Plain signals; no element, no page.

mod asking;
mod benchmark;
mod export;
mod growing;
mod history;
mod look;
mod memory;
mod notice;
mod session;

pub use asking::{Asked, Shown, address};
pub use benchmark::Benchmark;
pub use growing::Growing;
pub use memory::{Form, Memory, pattern_address};
pub use notice::{Notice, Toast};
pub use session::{Dialogs, Session, use_session};
