//! The catalogue as files: its parts, each named by its content, and the list by which the worker
//! finds them. What is in a part is the crate `catalogue`'s business.

use super::digest;
use anyhow::{Context, Result, anyhow};
use serde_json::json;
use std::{fs, path::Path};

/// Packs the fact tables; what is wrong in them is an error that names file and line.
pub fn pack(tables: &Path) -> Result<catalogue::Packed> {
    catalogue::pack(tables).map_err(|problems| anyhow!("the catalogue has problems:\n{problems}"))
}

/// Writes `catalogue/<part>.<digest>.bin` and returns the text of the list.
pub fn write(dir: &Path, packed: &catalogue::Packed) -> Result<String> {
    let folder = dir.join("catalogue");
    fs::create_dir_all(&folder).context("making the catalogue's folder")?;
    let mut parts = Vec::new();
    for part in &packed.parts {
        let file = format!("{}.{}.bin", part.name, digest::for_name(&part.bytes));
        fs::write(folder.join(&file), &part.bytes).with_context(|| format!("writing {file}"))?;
        parts.push(json!({
            "name": part.name,
            "url": format!("/catalogue/{file}"),
            "hash": digest::for_check(&part.bytes),
            "bytes": part.bytes.len(),
        }));
    }
    Ok(json!({ "version": packed.version, "parts": parts }).to_string())
}
