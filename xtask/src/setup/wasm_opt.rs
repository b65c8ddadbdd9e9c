//! wasm-opt, which makes wasm smaller. It comes from npm's `binaryen`, in a folder of our own,
//! because Debian's is too old and trunk would fetch it from a place that not every network reaches.

use super::npm;
use crate::{environment::Environment, process, repo, version::Version};
use anyhow::{Context, Result};
use std::path::Path;

/// Makes the version that Trunk.toml asks for runnable in the environment.
pub fn prepare(environment: &mut Environment) -> Result<()> {
    let wanted = wanted()?;
    let is_wanted = |program: &Path| Version::of_program(program) == Some(wanted);
    if process::find("wasm-opt").is_some_and(|program| is_wanted(&program)) {
        return Ok(());
    }
    let reason = "Trunk.toml asks for its wasm-opt in this version";
    let modules = npm::package("binaryen", &wanted.to_string(), reason)
        .with_context(|| format!("wasm-opt {wanted} is needed; you may put it on PATH yourself"))?;
    environment.put_first_on_path(modules.join(".bin"));
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
