//! The embedding table as a file named by its content, and the list by which the worker finds it. The
//! table is made by hand, now and then (`engine/embedding/README.md`).

use super::digest;
use anyhow::{Context, Result};
use serde_json::json;
use std::{fs, path::Path};

/// The folder of what the engine fetches when it needs it, and not before.
pub const FOLDER: &str = "embedding";

/// Writes `embedding/table.<digest>.bin` and returns the text of the list.
pub fn write(dir: &Path, table: &[u8]) -> Result<String> {
    let folder = dir.join(FOLDER);
    fs::create_dir_all(&folder).context("making the embedding table's folder")?;
    let file = format!("table.{}.bin", digest::for_name(table));
    fs::write(folder.join(&file), table).with_context(|| format!("writing {file}"))?;
    let list = json!({
        "url": format!("/{FOLDER}/{file}"),
        "hash": digest::for_check(table),
        "bytes": table.len(),
    });
    Ok(list.to_string())
}
