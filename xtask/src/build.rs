//! The release app in dist/: built by trunk, and not built again when nothing has changed.

use crate::{process, repo, setup};
use anyhow::{Context, Result};
use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::Command,
};

/// What the app is made of; whatever else changes, dist/ stays as it is.
const SOURCES: [&str; 9] = [
    ".cargo",
    "app",
    "engine",
    "style",
    "xtask",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
];

/// Builds the release app into dist/, unless what is there was built from these very sources.
pub fn release_app() -> Result<()> {
    // Trunk has one staging folder per clone; of two builds at once, one would pull it from under the
    // other. The second waits here and mostly finds its work done. The lock goes with the file handle.
    let lock = repo::target().join("app-build.lock");
    let lock = File::create(&lock).with_context(|| format!("making {}", lock.display()))?;
    lock.lock()
        .context("waiting for another build of the app")?;
    let digest = sources_digest()?;
    if fs::read_to_string(stamp()).is_ok_and(|built| built == digest) {
        println!("build: dist/ is up to date");
        return Ok(());
    }
    let environment = setup::app_build()?;
    fetch_crates()?;
    let mut trunk = environment.command("trunk")?;
    // Offline: every tool is there in the right version, and trunk must not look for others.
    trunk.args(["build", "--release", "--offline", "--skip-version-check"]);
    trunk.env(
        "ELEX_XTASK",
        env::current_exe().context("finding this program")?,
    );
    // Some machines set NO_COLOR=1, which trunk takes for a flag that wants true or false.
    trunk.env_remove("NO_COLOR");
    process::run(trunk.current_dir(repo::root()))?;
    fs::write(stamp(), digest).context("writing the stamp of this build")
}

/// In dist/, so that whoever writes dist/ anew (as `trunk serve` does) removes it.
fn stamp() -> PathBuf {
    repo::dist().join(".sources")
}

fn sources_digest() -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for source in SOURCES {
        let path = repo::root().join(source);
        let files = if path.is_dir() {
            repo::files_below(&path)?
        } else {
            vec![path]
        };
        for file in files {
            let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            hasher.update(file.to_string_lossy().as_bytes());
            hasher.update(blake3::hash(&bytes).as_bytes());
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// Trunk builds offline, so the crates have to be here before. Without a network they may well be.
fn fetch_crates() -> Result<()> {
    let version = process::read(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("`rustc -vV` names no host")?;
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(repo::root())
        .args(["fetch", "--quiet", "--target", host]);
    if process::run(cargo.args(["--target", "wasm32-unknown-unknown"])).is_err() {
        println!("build: the registry does not answer; going on with the crates that are here");
    }
    Ok(())
}
