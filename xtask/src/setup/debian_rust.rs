//! The wasm32 target where rustup cannot download: Debian packages a compiler and the standard
//! library's source, but no wasm32 library, so that is built here once and kept outside the clone.

use super::{announce, apt};
use crate::{environment::Environment, process, repo};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];
/// `test` for the tests that run in a browser.
const BUILD_STD: &str = "-Zbuild-std=std,panic_abort,test";
const LIBRARIES: &str = "lib/rustlib/wasm32-unknown-unknown/lib";
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Whether an earlier run has built the library for the compiler that is installed.
pub fn is_ready() -> bool {
    sysroot().is_ok_and(|dir| dir.is_dir())
}

/// Installs Debian's Rust if need be, builds the target's library once, and points children at both.
pub fn prepare(environment: &mut Environment) -> Result<()> {
    apt::prepare(
        &PACKAGES,
        "Debian's Rust can compile to wasm without rustup",
    )?;
    let sysroot = sysroot()?;
    if !sysroot.is_dir() {
        announce(
            "the standard library for wasm32",
            "Debian packages only its source; 1 min, once",
        );
        build_sysroot(&sysroot)?;
    }
    environment.put_first_on_path(compiler_links()?);
    environment.set(FLAGS, flags(&configured_flags()?, &sysroot)?);
    // Results of another compiler; apart, so that the two never rebuild each other's.
    environment.set("CARGO_TARGET_DIR", repo::target().join("debian"));
    Ok(())
}

/// Named by everything `rustc -vV` says, because a library works only with the compiler that built
/// it, and by what we build.
fn sysroot() -> Result<PathBuf> {
    let version = process::read(Command::new("/usr/bin/rustc").arg("-vV"))?;
    let release = version
        .lines()
        .find_map(|line| line.strip_prefix("release: "));
    let release = release.context("`/usr/bin/rustc -vV` names no release")?;
    let digest = blake3::hash(format!("{version}\n{BUILD_STD}").as_bytes()).to_hex();
    Ok(repo::cache()?.join(format!("wasm-sysroot-{release}-{}", &digest[..8])))
}

/// A folder with just cargo and rustc: putting /usr/bin itself first would change every other program too.
fn compiler_links() -> Result<PathBuf> {
    let dir = repo::cache()?.join("debian-rust");
    fs::create_dir_all(&dir)?;
    for program in ["cargo", "rustc", "rustdoc"] {
        let link = dir.join(program);
        if !link.exists() {
            link_program(&Path::new("/usr/bin").join(program), &link)?;
        }
    }
    Ok(dir)
}

#[cfg(unix)]
fn link_program(program: &Path, link: &Path) -> Result<()> {
    fs::remove_file(link).ok();
    std::os::unix::fs::symlink(program, link).with_context(|| format!("linking {}", link.display()))
}

#[cfg(not(unix))]
fn link_program(_program: &Path, _link: &Path) -> Result<()> {
    bail!("Debian's Rust is for Debian")
}

/// The variable replaces the flags of .cargo/config.toml, so those are repeated in it.
fn configured_flags() -> Result<Vec<String>> {
    let config = repo::read_toml(".cargo/config.toml")?;
    let flags = config
        .get("target")
        .and_then(|table| {
            table
                .get("wasm32-unknown-unknown")?
                .get("rustflags")?
                .as_array()
        })
        .context(".cargo/config.toml has no target.wasm32-unknown-unknown.rustflags list")?;
    Ok(flags
        .iter()
        .filter_map(|flag| Some(flag.as_str()?.to_owned()))
        .collect())
}

fn flags(configured: &[String], sysroot: &Path) -> Result<String> {
    let sysroot = sysroot
        .to_str()
        .context("the cache folder's name is not UTF-8")?;
    let mut flags = configured.to_vec();
    flags.extend(["--sysroot".to_owned(), sysroot.to_owned()]);
    if let Some(flag) = flags.iter().find(|flag| flag.contains(char::is_whitespace)) {
        bail!(
            "`{flag}` contains a space, which cargo would split; set XDG_CACHE_HOME to a path without"
        );
    }
    Ok(flags.join(" "))
}

/// Compiles the library beside its final place and moves it there whole, so that neither a crash nor
/// a second run at the same time leaves half of it.
fn build_sysroot(sysroot: &Path) -> Result<()> {
    let work = sysroot.with_extension(format!("tmp-{}", std::process::id()));
    let source = work.join("empty");
    fs::create_dir_all(source.join("src"))?;
    fs::write(source.join("src/lib.rs"), "#![no_std]\n")?;
    fs::write(
        source.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    let mut compiler = Environment::default();
    compiler.put_first_on_path(compiler_links()?);
    process::run(
        compiler
            .command("cargo")?
            .current_dir(&source)
            .args(["build", "--quiet", "--release", BUILD_STD])
            .args(["--target", "wasm32-unknown-unknown"])
            .env("RUSTC_BOOTSTRAP", "1")
            // Fat LTO, as in our wasm profile, reads bitcode.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", work.join("target")),
    )?;
    let built = work.join("target/wasm32-unknown-unknown/release/deps");
    let libraries = work.join("sysroot").join(LIBRARIES);
    fs::create_dir_all(&libraries)?;
    for file in repo::files_below(&built)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&file, libraries.join(name))?;
        }
    }
    if fs::rename(work.join("sysroot"), sysroot).is_err() && !sysroot.is_dir() {
        bail!("could not move the built library to {}", sysroot.display());
    }
    fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_of_the_configuration_are_kept_beside_the_sysroot() {
        let configured = ["--cfg".to_owned(), "a=\"b\"".to_owned()];
        let flags = flags(&configured, Path::new("/cache/sysroot")).unwrap();
        assert_eq!(flags, "--cfg a=\"b\" --sysroot /cache/sysroot");
    }

    #[test]
    fn a_flag_with_a_space_is_refused_because_cargo_would_split_it() {
        assert!(flags(&[], Path::new("/my cache/sysroot")).is_err());
    }

    #[test]
    fn our_configuration_has_flags_for_wasm() {
        assert!(
            configured_flags()
                .unwrap()
                .contains(&"erase_components".to_owned())
        );
    }
}
