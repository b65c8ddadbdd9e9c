//! Altered copies of the built app: what a browser gets when a file was cut short on its way, or when
//! the server has moved on to another build.

use crate::server::built_app;
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A copy of the built app that may be altered; deleted with this value.
#[derive(Debug)]
pub struct Copy(TempDir);

impl Copy {
    /// An exact copy.
    #[must_use]
    pub fn of_the_app() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the copy");
        copy(&built_app(), folder.path());
        Self(folder)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Cuts a part of the catalogue short, after half of its bytes.
    #[must_use]
    pub fn with_half_of(self, part: &str) -> Self {
        let files = fs::read_dir(self.path().join("catalogue"))
            .expect("the catalogue")
            .flatten();
        let paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
        let is_part = |path: &&PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&format!("{part}.")) && name.ends_with(".bin")
        };
        let file = paths.iter().find(is_part).expect("the part's file");
        let bytes = fs::read(file).expect("the part");
        write_only(file, &bytes[..bytes.len() / 2]);
        self
    }

    /// Turns it into another build: other names and another page, the same program.
    #[must_use]
    pub fn as_build(self, id: &str) -> Self {
        let page = self.path().join("index.html");
        let service_worker = self.path().join("sw.js");
        let old_page = fs::read_to_string(&page).expect("the page");
        let old_id = build_of(self.path());
        let new_page = old_page.replace(&old_id, id);
        let script = fs::read_to_string(&service_worker).expect("the service worker");
        // The service worker checks each file against its digest.
        let script = script
            .replace(&old_id, id)
            .replace(&digest(&old_page), &digest(&new_page));
        write_only(&page, new_page.as_bytes());
        write_only(&service_worker, script.as_bytes());
        let folder = |id: &str| self.path().join("w").join(id);
        fs::rename(folder(&old_id), folder(id)).expect("the worker's folder is named by the build");
        self
    }
}

/// The build id of an app.
///
/// # Panics
/// When it has none.
#[must_use]
pub fn build_of(dist: &Path) -> String {
    let page = fs::read_to_string(dist.join("index.html")).expect("the page");
    let (_, rest) = page
        .split_once("name=\"build-id\" content=\"")
        .expect("a build id");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Writes a file and drops its compressed copy, which would be served in its place.
fn write_only(file: &Path, bytes: &[u8]) {
    fs::write(file, bytes).expect("the copy can be written");
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    fs::remove_file(compressed).ok();
}

/// As in the list of the service worker: the first 128 bits of SHA-256.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder of the copy");
    for entry in fs::read_dir(from).expect("a folder of the app").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file of the copy");
        }
    }
}
