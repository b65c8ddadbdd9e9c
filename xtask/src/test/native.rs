//! The checks that need nothing but cargo.

use super::cargo;
use crate::{process, steps::Outcome};
use anyhow::Result;

/// Everybody's files look the same.
pub fn format() -> Result<Outcome> {
    cargo(&["fmt", "--all", "--check"])?;
    Ok(Outcome::Passed)
}

/// All crates, those of the browser too: natively they compile without their wasm-only modules, and
/// Debian's Rust for wasm has no clippy.
pub fn clippy() -> Result<Outcome> {
    cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        // The worker exists for wasm only, where the release build compiles it.
        "--exclude",
        "worker",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ])?;
    Ok(Outcome::Passed)
}

/// Plain `cargo test`, because its closing lines are what people and machines know how to read.
pub fn tests() -> Result<Outcome> {
    cargo(&["test"])?;
    Ok(Outcome::Passed)
}

/// Licences and origins of what we depend on, where the tool for it is installed.
pub fn licences() -> Result<Outcome> {
    if process::find("cargo-deny").is_none() {
        let why = "cargo-deny is not installed (cargo install cargo-deny)";
        return Ok(Outcome::Skipped(why.to_owned()));
    }
    cargo(&["deny", "check", "bans", "licenses", "sources"])?;
    Ok(Outcome::Passed)
}
