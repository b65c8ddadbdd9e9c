//! Packages of npm, each in a folder of our own: nothing is installed for anybody else.

use super::announce;
use crate::{process, repo};
use anyhow::{Context, Result, bail};
use std::{fs, path::PathBuf, process::Command};

/// The folder `node_modules` that holds the package in this version; installed when it is not there.
///
/// # Errors
/// Where npm is missing or cannot install.
pub fn package(name: &str, version: &str, reason: &str) -> Result<PathBuf> {
    let package = format!("{name}-{version}");
    let home = repo::cache()?.join(&package);
    let modules = home.join("node_modules");
    if modules.join(name).join("package.json").is_file() {
        return Ok(modules);
    }
    announce(&package, reason);
    if process::find("npm").is_none() {
        bail!("npm is missing: install Node.js and npm");
    }
    // Installed beside its final place and moved there whole.
    let work = home.with_extension(format!("tmp-{}", std::process::id()));
    fs::create_dir_all(&work)?;
    process::run(
        Command::new("npm")
            .current_dir(&work)
            .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
            .arg(&work)
            .arg(format!("{name}@{version}")),
    )?;
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::rename(&work, &home).with_context(|| format!("moving to {}", home.display()))?;
    Ok(modules)
}
