//! Packages of npm, each in a folder of our own: nothing is installed for anybody else.

use super::announce;
use crate::{process, repo};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The folder `node_modules` that holds the package in this version; installed when it is not there.
///
/// # Errors
/// Where npm is missing or cannot install.
pub fn package(name: &str, version: &str, reason: &str) -> Result<PathBuf> {
    let folder = format!("{name}-{version}");
    installed(&folder, reason, |work| {
        process::run(
            npm(work)
                .arg("install")
                .arg(format!("--prefix={}", work.display()))
                .arg(format!("{name}@{version}")),
        )
    })
}

/// The folder `node_modules` with what a lock file of the clone lists and nothing else: every package
/// is checked against the hash that the lock has of it, and no script of a package is run.
///
/// # Errors
/// Where npm is missing or cannot install, or a package is not the one that was locked.
pub fn locked(name: &str, listed_in: &str, reason: &str) -> Result<PathBuf> {
    let files = ["package.json", "package-lock.json"];
    let files = files.map(|file| (file, repo::read(&format!("{listed_in}/{file}"))));
    let [_, (_, Ok(lock))] = &files else {
        bail!("{listed_in} has no package-lock.json");
    };
    let digest = blake3::hash(lock.as_bytes()).to_hex();
    let folder = format!("{name}-{}", &digest[..16]);
    installed(&folder, reason, |work| {
        for (file, text) in files {
            fs::write(work.join(file), text?)?;
        }
        process::run(npm(work).args(["ci", "--ignore-scripts"]))
    })
}

/// The folder `node_modules` in one of the cache; made beside its final place and moved there whole.
fn installed(
    folder: &str,
    reason: &str,
    install: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let home = repo::cache()?.join(folder);
    let modules = home.join("node_modules");
    // npm writes this file last.
    if modules.join(".package-lock.json").is_file() {
        return Ok(modules);
    }
    announce(folder, reason);
    if process::find("npm").is_none() {
        bail!("npm is missing: install Node.js and npm");
    }
    let work = home.with_extension(format!("tmp-{}", std::process::id()));
    fs::create_dir_all(&work)?;
    if let Err(error) = install(&work) {
        // What is half there helps nobody; why it failed does.
        fs::remove_dir_all(&work).ok();
        return Err(error);
    }
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::rename(&work, &home).with_context(|| format!("moving to {}", home.display()))?;
    Ok(modules)
}

fn npm(work: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(work)
        .arg("--silent")
        .arg("--no-audit")
        .arg("--no-fund");
    npm
}
