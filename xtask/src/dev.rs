//! `cargo xtask dev`: `trunk serve` for machines where trunk, its tools or the wasm target are not
//! on PATH. Where they are, `trunk serve` by itself does the same.

use crate::{process, repo, setup};
use anyhow::{Context, Result};

/// Serves the debug app, rebuilding on every change, until it is stopped.
pub fn dev(arguments: &[String]) -> Result<()> {
    let mut trunk = setup::app_build()?.command("trunk")?;
    trunk
        .current_dir(repo::root())
        .arg("serve")
        .args(arguments)
        .env_remove("NO_COLOR");
    trunk.env(
        "ELEX_XTASK",
        std::env::current_exe().context("finding this program")?,
    );
    process::run(&mut trunk)
}
