//! The checks that need nothing but cargo.

use super::cargo;
use crate::{process, repo, setup, steps::Outcome};
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
        // These two exist for wasm only, where the release build compiles them.
        "--exclude",
        "worker",
        "--exclude",
        "benchmark",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ])?;
    Ok(Outcome::Passed)
}

/// Plain `cargo test`, because its closing lines are what people and machines know how to read. The
/// page's own sums and words run natively too.
pub fn tests() -> Result<Outcome> {
    cargo(&["test"])?;
    cargo(&["test", "--package", "app"])?;
    Ok(Outcome::Passed)
}

/// Licences and origins of what we depend on.
pub fn licences() -> Result<Outcome> {
    let environment = setup::licences()?;
    let mut cargo = environment.command("cargo")?;
    cargo.current_dir(repo::root());
    process::run(cargo.args(["deny", "check", "bans", "licenses", "sources"]))?;
    Ok(Outcome::Passed)
}
