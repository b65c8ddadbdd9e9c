//! The pages as a user sees them. Only these files know how elements of the page are found.

mod ask;
mod benchmark;
mod memory;
mod series;
mod settings;
mod shell;
mod telemetry;

pub use ask::{Ask, Verdict};
pub use benchmark::Benchmark;
pub use memory::Memory;
pub use settings::Settings;
pub use shell::Shell;
pub use telemetry::Telemetry;

/// The selector of a hook that the app offers to tests.
fn hook(name: &str) -> String {
    format!("[data-test=\"{name}\"]")
}
