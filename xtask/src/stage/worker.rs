//! The workers' files go to a folder named by the build: trunk gives them the same names in every
//! build, and a page must never start the worker of another build from some cache. The calculators'
//! binary lies beside them.

use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What trunk writes for the binaries `worker` and `benchmark`, which have loaders, and what is served of
/// `calculators`.
pub const FILES: [&str; 7] = [
    "worker.js",
    "worker_bg.wasm",
    "worker_loader.js",
    "benchmark.js",
    "benchmark_bg.wasm",
    "benchmark_loader.js",
    "calculators_bg.wasm",
];
/// The script for a binary that needs none.
const SUPERFLUOUS: &str = "calculators.js";
/// Those that measure begin so. They are fetched when somebody starts a run, and never stored.
pub const MEASURING: &str = "benchmark";

/// Takes away what trunk writes and nobody loads.
pub fn remove_superfluous(dir: &Path) -> Result<()> {
    fs::remove_file(dir.join(SUPERFLUOUS)).with_context(|| {
        format!("removing {SUPERFLUOUS}: does index.html have the calculators' rust link?")
    })
}

/// Moves the files to `w/<build id>/` and returns that folder.
pub fn move_to_its_build(dir: &Path, build_id: &str) -> Result<PathBuf> {
    let folder = dir.join("w").join(build_id);
    fs::create_dir_all(&folder).context("making the worker's folder")?;
    for file in FILES {
        fs::rename(dir.join(file), folder.join(file)).with_context(|| {
            format!("moving {file}: does index.html have the worker's rust link?")
        })?;
    }
    for script in ["worker.js", "benchmark.js"] {
        let text =
            fs::read_to_string(folder.join(script)).with_context(|| format!("reading {script}"))?;
        if text.contains("./snippets/") {
            // Relative to the folder it has just left. None of our crates has one; this says so if that changes.
            bail!("{script} imports a snippet of JavaScript, and those stay outside its folder");
        }
    }
    Ok(folder)
}
