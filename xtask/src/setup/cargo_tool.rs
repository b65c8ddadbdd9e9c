//! Tools that come from crates.io: from PATH, from an earlier installation of ours, or built now.

use super::announce;
use crate::{environment::Environment, process, repo, version::Version};
use anyhow::{Context, Result};
use std::{
    ops::Range,
    path::{Path, PathBuf},
    process::Command,
};

/// A package with programs that we need.
pub struct CargoTool {
    /// Its name on crates.io.
    pub package: &'static str,
    /// The programs that must be there; the first one is asked for its version.
    pub programs: &'static [&'static str],
    /// The version to install when there is none.
    pub install: String,
    /// The versions that are good enough when found.
    pub usable: Range<Version>,
    /// Why it is installed, for the one line that says so.
    pub reason: &'static str,
}

/// The range of just one version.
pub fn exactly(version: &str) -> Result<Range<Version>> {
    let version = Version::parse(version).with_context(|| format!("`{version}` is no version"))?;
    let [major, minor, patch] = version.0;
    Ok(version..Version([major, minor, patch + 1]))
}

impl CargoTool {
    /// Makes the programs runnable in the environment; returns where the first one is.
    pub fn prepare(&self, environment: &mut Environment) -> Result<PathBuf> {
        let found: Option<Vec<_>> = self
            .programs
            .iter()
            .map(|name| process::find(name))
            .collect();
        if let Some(first) = found.and_then(|found| found.into_iter().next())
            && self.is_usable(&first)
        {
            return Ok(first);
        }
        // A root of our own: what the user has installed for himself stays as it is.
        let root = repo::cache()?.join(format!("{}-{}", self.package, self.install));
        let programs = root.join("bin");
        if !self.is_usable(&programs.join(self.programs[0])) {
            announce(&format!("{} {}", self.package, self.install), self.reason);
            self.install_into(&root)?;
        }
        let first = programs.join(self.programs[0]);
        environment.put_first_on_path(programs);
        Ok(first)
    }

    fn is_usable(&self, program: &Path) -> bool {
        Version::of_program(program).is_some_and(|version| self.usable.contains(&version))
    }

    fn install_into(&self, root: &Path) -> Result<()> {
        if process::find("cargo-binstall").is_some() {
            let package = format!("{}@{}", self.package, self.install);
            let mut command = self.cargo("binstall", root);
            if process::run(command.arg("--no-confirm").arg(package)).is_ok() {
                return Ok(());
            }
            println!("setup: cargo binstall could not, so it is built from source");
        }
        // A package's own lock file may name versions that the registry does not show (seen with
        // wasm-bindgen-cli): then let cargo choose.
        process::run(self.build(root).arg("--locked"))
            .or_else(|_| process::run(&mut self.build(root)))
            .with_context(|| {
                format!(
                    "could not install {} {}; install it yourself, on PATH",
                    self.package, self.install
                )
            })
    }

    fn build(&self, root: &Path) -> Command {
        let mut command = self.cargo("install", root);
        command.args([self.package, "--version", &self.install]);
        // These tools run for seconds in a build but take minutes to optimise.
        for setting in ["lto=false", "codegen-units=16", "opt-level=1"] {
            command.args(["--config", &format!("profile.release.{setting}")]);
        }
        command
    }

    fn cargo(&self, verb: &str, root: &Path) -> Command {
        let mut command = Command::new("cargo");
        // Outside the clone, whose configuration is not meant for tools.
        command
            .current_dir(std::env::temp_dir())
            .env_remove("CARGO_TARGET_DIR");
        command.arg(verb).arg("--root").arg(root);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_version_is_usable() {
        let usable = exactly("0.2.130").unwrap();
        assert!(usable.contains(&Version([0, 2, 130])));
        assert!(!usable.contains(&Version([0, 2, 129])));
        assert!(!usable.contains(&Version([0, 2, 131])));
    }
}
