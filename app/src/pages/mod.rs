//! The pages, one folder per address. They read the session and ask the engine through it.

mod agents;
mod ask;
mod benchmark;
pub mod calculators;
mod memory;
mod settings;
mod telemetry;
mod unknown;

pub use agents::{agent, agents};
pub use ask::{ask, exchange};
pub use benchmark::benchmark;
pub use calculators::calculators;
pub use memory::memory;
pub use settings::settings;
pub use telemetry::telemetry;
pub use unknown::unknown;
