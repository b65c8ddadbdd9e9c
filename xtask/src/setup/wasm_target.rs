//! Rust's wasm32 target: there already, from rustup, or from Debian. A "no" is final: the next way
//! is tried at once, and said.

use super::{announce, debian_rust};
use crate::{environment::Environment, process};
use anyhow::{Context, Result};
use std::{env, fs, process::Command};

const TARGET: &str = "wasm32-unknown-unknown";

/// Makes `--target wasm32-unknown-unknown` work for children that run in the environment.
pub fn prepare(environment: &mut Environment) -> Result<()> {
    if env::var("ELEX_WASM_TOOLCHAIN").is_ok_and(|choice| choice == "debian") {
        return debian_rust::prepare(environment);
    }
    if is_installed() {
        return Ok(());
    }
    // Made on an earlier day when rustup could not: do not make it say no again.
    if debian_rust::is_ready() {
        return debian_rust::prepare(environment);
    }
    if process::find("rustup").is_some() {
        announce(TARGET, "the app is compiled to wasm");
        if process::run(Command::new("rustup").args(["target", "add", TARGET])).is_ok() {
            return Ok(());
        }
        println!("setup: rustup could not; going on with Debian's own Rust");
    }
    debian_rust::prepare(environment).context(
        "no way to get the wasm32 target: neither `rustup target add wasm32-unknown-unknown` nor \
         Debian's Rust worked",
    )
}

fn is_installed() -> bool {
    process::read(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_ok_and(|dir| fs::read_dir(dir).is_ok_and(|mut files| files.next().is_some()))
}
