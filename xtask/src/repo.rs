//! Where things are: the clone, its build results, the cache beside it. Creates nothing.

use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The clone's top folder. An xtask is always run from the clone that it was compiled in.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The built app, as the server serves it.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's folder for build results.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What setup installs for itself. Outside the clone, so that a second clone finds it ready.
pub fn cache() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(dir) if !dir.is_empty() => PathBuf::from(dir),
        _ => PathBuf::from(
            env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set: set one")?,
        )
        .join(".cache"),
    };
    Ok(base.join("elex"))
}

/// The version of a package that Cargo.lock has chosen.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = read("Cargo.lock").context("run `cargo fetch` once, it writes Cargo.lock")?;
    find_locked_version(&lock, package)?
        .with_context(|| format!("Cargo.lock names no package `{package}`"))
}

fn find_locked_version(lock: &str, package: &str) -> Result<Option<String>> {
    let lock: toml::Table = toml::from_str(lock).context("reading Cargo.lock")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let text = |entry: &toml::Value, key: &str| Some(entry.get(key)?.as_str()?.to_owned());
    Ok(packages
        .into_iter()
        .flatten()
        .find(|entry| text(entry, "name").as_deref() == Some(package))
        .and_then(|entry| text(entry, "version")))
}

/// A TOML file of the clone, by its path from the top.
pub fn read_toml(path: &str) -> Result<toml::Table> {
    toml::from_str(&read(path)?).with_context(|| format!("reading {path}"))
}

/// A text file of the clone, by its path from the top.
pub fn read(path: &str) -> Result<String> {
    fs::read_to_string(root().join(path)).with_context(|| format!("reading {path}"))
}

/// Every file below a folder, sorted by path; build results, downloads and hidden folders are left out.
pub fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(dir).with_context(|| format!("listing {}", dir.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !path.is_dir() {
            found.push(path);
        } else if !name.starts_with('.') && !["target", "dist", "node_modules"].contains(&&*name) {
            found.extend(files_below(&path)?);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_gives_the_version_of_a_package() {
        let lock = "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        let found = find_locked_version(lock, "wasm-bindgen").unwrap();
        assert_eq!(found.as_deref(), Some("0.2.130"));
        assert_eq!(find_locked_version(lock, "b").unwrap(), None);
    }
}
