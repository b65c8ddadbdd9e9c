//! wasm-opt, which makes wasm smaller. It comes from npm's `binaryen`, in a folder of our own,
//! because Debian's is too old and trunk would fetch it from a place that not every network reaches.

use super::announce;
use crate::{environment::Environment, process, repo, version::Version};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, process::Command};

/// Makes the version that Trunk.toml asks for runnable in the environment.
pub fn prepare(environment: &mut Environment) -> Result<()> {
    let wanted = wanted()?;
    let is_wanted = |program: &Path| Version::of_program(program) == Some(wanted);
    if process::find("wasm-opt").is_some_and(|program| is_wanted(&program)) {
        return Ok(());
    }
    let package = format!("binaryen-{wanted}");
    let home = repo::cache()?.join(&package);
    let programs = home.join("node_modules/.bin");
    if !is_wanted(&programs.join("wasm-opt")) {
        announce(&package, "Trunk.toml asks for its wasm-opt in this version");
        if process::find("npm").is_none() {
            bail!(
                "npm is missing: install Node.js and npm, or wasm-opt {wanted} yourself, on PATH"
            );
        }
        // Installed beside its final place and moved there whole.
        let work = home.with_extension(format!("tmp-{}", std::process::id()));
        fs::create_dir_all(&work)?;
        process::run(
            Command::new("npm")
                .current_dir(&work)
                .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
                .arg(&work)
                .arg(format!("binaryen@{wanted}")),
        )?;
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::rename(&work, &home).with_context(|| format!("moving to {}", home.display()))?;
    }
    environment.put_first_on_path(programs);
    Ok(())
}

fn wanted() -> Result<Version> {
    let trunk = repo::read_toml("Trunk.toml")?;
    trunk
        .get("tools")
        .and_then(|tools| {
            Version::parse(tools.get("wasm_opt")?.as_str()?.strip_prefix("version_")?)
        })
        .context("Trunk.toml has no tools.wasm_opt such as \"version_132\"")
}

#[cfg(test)]
mod tests {
    #[test]
    fn trunks_configuration_names_a_version() {
        assert!(super::wanted().unwrap() >= crate::version::Version([132, 0, 0]));
    }
}
