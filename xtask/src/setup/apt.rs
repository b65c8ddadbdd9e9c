//! Debian packages: installed as root or under CI, otherwise the command to type is the error.

use super::{announce, machine};
use crate::process;
use anyhow::{Result, bail};
use std::process::Command;

/// Makes sure that packages are installed.
///
/// # Errors
/// When something is missing and we may not install it; the text is the command to type.
pub fn prepare(packages: &[&str], reason: &str) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|name| !is_installed(name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if process::find("apt-get").is_none() {
        bail!("this machine has no apt-get; install what Debian calls {names} ({reason})");
    }
    if !may_install() {
        bail!("type: sudo apt-get install --no-install-recommends {names}  ({reason})");
    }
    announce(&names, reason);
    process::run(Command::new("apt-get").args(["update", "-qq"]))?;
    process::run(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(missing),
    )
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

/// System packages change the machine for everybody: only for root, and on machines made for tests.
fn may_install() -> bool {
    machine::is_for_tests() || machine::we_are_root()
}
