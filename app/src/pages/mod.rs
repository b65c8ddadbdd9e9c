//! The pages, one folder per address. They read the session and ask the engine through it.

mod ask;
mod settings;
mod telemetry;
mod unknown;

pub use ask::{AskPage, ExchangePage};
pub use settings::SettingsPage;
pub use telemetry::TelemetryPage;
pub use unknown::UnknownPage;
