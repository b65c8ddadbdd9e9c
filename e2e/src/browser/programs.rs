//! Where browsers and drivers are: named by a variable, as `cargo xtask test` does it, or on PATH.

use super::Missing;
use std::{env, path::PathBuf};

/// The program that `variable` names, or the first of `names` that is on PATH.
pub fn find(variable: &str, names: &[&str]) -> Result<PathBuf, Missing> {
    if let Some(path) = env::var_os(variable) {
        return Ok(path.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let missing = || {
        Missing(format!(
            "{variable} is not set and {} not on PATH",
            names.join(", ")
        ))
    };
    files
        .into_iter()
        .find(|file| file.is_file())
        .ok_or_else(missing)
}
