//! The pages, one folder per address. They read the session and ask the engine through it.

mod ask;
mod settings;
mod telemetry;
mod unknown;

pub use ask::{ask, exchange};
pub use settings::settings;
pub use telemetry::telemetry;
pub use unknown::unknown;
