//! What the user chose for this device. Local, never sent.

use serde::{Deserialize, Serialize};

/// All settings. Missing ones take their default, so old files open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Row height.
    pub density: Density,
    /// Whether use is recorded for the Telemetry page.
    pub recording: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            density: Density::Dense,
            recording: true,
        }
    }
}

/// Colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Follows the system.
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
    /// High contrast, on black.
    Contrast,
}

/// Row height.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 30 px.
    Dense,
    /// 36 px.
    Roomy,
}
