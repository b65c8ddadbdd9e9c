//! `cargo xtask run`: the whole product on this machine. Only starts things; the server does the rest.

use crate::{build, process, repo};
use anyhow::{Context, Result};
use std::process::Command;

/// Builds app and server, then becomes the server.
pub fn run(arguments: &[String]) -> Result<()> {
    build::release_app()?;
    process::run(Command::new("cargo").current_dir(repo::root()).args([
        "build",
        "--release",
        "--package",
        "server",
        "--bin",
        "elex",
    ]))?;
    let mut elex = Command::new(repo::target().join("release").join(elex_program()));
    elex.arg("serve")
        .arg("--dist")
        .arg(repo::dist())
        .args(arguments);
    become_program(elex)
}

/// The server's program as the file system names it.
pub fn elex_program() -> String {
    format!("elex{}", std::env::consts::EXE_SUFFIX)
}

/// Replacing ourselves leaves one process: signals, output and exit code are the server's own.
#[cfg(unix)]
fn become_program(mut program: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(program.exec()).context("starting elex")
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Result<()> {
    let status = program.status().context("starting elex")?;
    std::process::exit(status.code().unwrap_or(1))
}
