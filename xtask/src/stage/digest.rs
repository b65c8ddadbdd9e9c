//! Digests that name things: a file by its bytes, a build by all its files.

use crate::repo;
use anyhow::{Context, Result};
use std::{fs, path::Path};

/// What stands in a file's name: 16 hex digits, 64 bits of BLAKE3.
pub fn for_name(bytes: &[u8]) -> String {
    hex(bytes, 16)
}

/// What a reader checks a download against: 32 hex digits, 128 bits of BLAKE3.
pub fn for_check(bytes: &[u8]) -> String {
    hex(bytes, 32)
}

/// The build id: 8 hex digits over names and contents of everything that is served. The service
/// worker is written later, with the build id in it, so its template stands in for it.
pub fn of_folder(dir: &Path, service_worker: &str) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(blake3::hash(service_worker.as_bytes()).as_bytes());
    for file in repo::files_below(dir)? {
        let name = file.strip_prefix(dir)?.to_string_lossy().into_owned();
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        // Digests have one length, so no two lists of files run together into the same bytes.
        hasher.update(blake3::hash(name.as_bytes()).as_bytes());
        hasher.update(blake3::hash(&bytes).as_bytes());
    }
    Ok(hasher.finalize().to_hex()[..8].to_owned())
}

fn hex(bytes: &[u8], digits: usize) -> String {
    blake3::hash(bytes).to_hex()[..digits].to_owned()
}
