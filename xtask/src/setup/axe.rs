//! axe-core, which looks for what hinders people on a page. Used by one journey, never shipped.

use super::npm;
use anyhow::Result;
use std::path::PathBuf;

const VERSION: &str = "4.14.1";

/// Its script.
///
/// # Errors
/// Where npm is missing or cannot install.
pub fn prepare() -> Result<PathBuf> {
    let reason = "a journey looks for accessibility faults with it";
    Ok(npm::package("axe-core", VERSION, reason)?.join("axe-core/axe.min.js"))
}
