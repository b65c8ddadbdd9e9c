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

    /// Serves a folder of somebody else's files as well.
    pub fn with_folder(&self, name: &str, files: &Path) {
        copy(files, &self.path().join(name));
    }

    /// Takes the embedding table away, as from a server that has moved on.
    #[must_use]
    pub fn without_the_embedding_table(self) -> Self {
        fs::remove_dir_all(self.path().join("embedding")).expect("the table's folder");
        self
    }

    /// Takes the calculators' binary away, and out of what is stored on the device.
    #[must_use]
    pub fn without_the_calculators(self) -> Self {
        let file = self.calculators();
        fs::remove_file(self.path().join(&file)).expect("the binary");
        fs::remove_file(self.path().join(format!("{file}.br"))).expect("the compressed binary");
        let is_other = |line: &&str| !line.contains(&file);
        self.rewrite("sw.js", |script| {
            script
                .lines()
                .filter(is_other)
                .collect::<Vec<_>>()
                .join("\n")
        });
        self
    }

    /// Brings it back.
    pub fn bring_the_calculators_back(&self) {
        let file = self.calculators();
        fs::copy(built_app().join(&file), self.path().join(&file)).expect("the binary");
    }

    fn calculators(&self) -> String {
        format!("w/{}/calculators_bg.wasm", build_of(self.path()))
    }

    /// Turns it into another build: other names and another page, the same program.
    #[must_use]
    pub fn as_build(self, id: &str) -> Self {
        let old = build_of(self.path());
        self.rewrite("index.html", |page| page.replace(&old, id));
        self.rewrite("sw.js", |script| script.replace(&old, id));
        let folder = |id: &str| self.path().join("w").join(id);
        fs::rename(folder(&old), folder(id)).expect("the worker's folder is named by the build");
        self
    }

    /// Gives it an engine that stops whenever somebody says so on a channel of this name.
    #[must_use]
    pub fn with_engine_that_stops_on(self, channel: &str) -> Self {
        let stop = format!(
            "new BroadcastChannel(\"{channel}\").onmessage = () => {{ throw new Error(\"{channel}\"); }};"
        );
        let loader = format!("w/{}/worker_loader.js", build_of(self.path()));
        self.rewrite(&loader, |script| format!("{stop}\n{script}"));
        self
    }

    /// Changes a text, and what the service worker checks it against.
    fn rewrite(&self, name: &str, change: impl Fn(&str) -> String) {
        let read =
            |name: &str| fs::read_to_string(self.path().join(name)).expect("a text of the app");
        let old = read(name);
        let new = change(&old);
        write_only(&self.path().join(name), new.as_bytes());
        let list = read("sw.js").replace(&digest(&old), &digest(&new));
        write_only(&self.path().join("sw.js"), list.as_bytes());
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
