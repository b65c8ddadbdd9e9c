//! The form in which measured results are kept, for whatever is measured: many measurements in a few
//! numbers, the machine, one file a day. Measures nothing itself.

mod figures;
mod machine;

use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use figures::summary;
pub use machine::{commit, compiler, describe};

/// This folder of the clone.
#[must_use]
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Writes results where the repository keeps them, under what was measured and the day of their `date`.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(what: &str, results: &Value) -> io::Result<PathBuf> {
    let folder = folder().join("results");
    fs::create_dir_all(&folder)?;
    let date = results["date"].as_str().unwrap_or_default();
    let day = date.split('T').next().unwrap_or_default();
    let file = folder.join(format!("{what}-{day}.json"));
    fs::write(&file, format!("{results:#}\n"))?;
    Ok(file)
}
