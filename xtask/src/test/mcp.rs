//! `elex mcp` called by the official client of the protocol.

use super::cargo;
use crate::{process, repo, setup::mcp_client, steps::Outcome};
use anyhow::Result;
use std::process::Command;

/// Builds the program and lets the client call every tool of it.
pub fn tests() -> Result<Outcome> {
    let modules = mcp_client::prepare()?;
    cargo(&["build", "--quiet", "--package", "server"])?;
    let elex = repo::target().join("debug").join("elex");
    process::run(
        Command::new("node")
            .current_dir(repo::root())
            .env("NODE_PATH", modules)
            .env("ELEX", elex)
            .arg(format!("{}/client.cjs", mcp_client::HOME)),
    )?;
    Ok(Outcome::Passed)
}
