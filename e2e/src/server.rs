//! The companion server as a user starts it: a process of its own with its own data.

use crate::gate::Gate;
use std::{
    env,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// A server. It can be killed and started again at the same address; it ends with this value.
#[derive(Debug)]
pub struct Server {
    dist: PathBuf,
    data: TempDir,
    address: String,
    running: Option<Child>,
    gate: Option<Gate>,
}

impl Server {
    /// Starts one on a free port that serves the built app from `dist`.
    #[must_use]
    pub fn start(dist: &Path) -> Self {
        let data = tempfile::tempdir().expect("a folder for the server's data");
        let address = "127.0.0.1:0".to_owned();
        let mut server = Self {
            dist: dist.to_owned(),
            data,
            address,
            running: None,
            gate: None,
        };
        server.restart();
        server
    }

    /// `http://127.0.0.1:4173`, which is also the origin of its pages.
    #[must_use]
    pub fn origin(&self) -> String {
        let gate = self.gate.as_ref().map(Gate::address);
        format!("http://{}", gate.unwrap_or(&self.address))
    }

    /// Holds back the files whose paths begin so, from every browser that comes from now on.
    pub fn hold(&mut self, paths: &[&str]) {
        self.gate = Some(Gate::before(&self.address, paths));
    }

    /// Whether a browser that came since [`Self::hold`] asked for a file with this in its path.
    #[must_use]
    pub fn was_asked_for(&self, part: &str) -> bool {
        let gate = self.gate.as_ref();
        gate.is_some_and(|gate| gate.was_asked_for(part))
    }

    /// Lets everything through that is held back.
    pub fn let_through(&self) {
        if let Some(gate) = &self.gate {
            gate.open();
        }
    }

    /// The whole address of a page or file.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        self.origin() + path
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.running.take() {
            child.kill().ok();
            child.wait().ok();
        }
    }

    /// Starts it again with the same data at the same address.
    pub fn restart(&mut self) {
        self.kill();
        let mut command = Command::new(program());
        command.args(["serve", "--addr", &self.address]);
        command
            .arg("--data")
            .arg(self.data.path())
            .arg("--dist")
            .arg(&self.dist);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = child
            .spawn()
            .expect("elex starts: has `cargo build --bin elex` run?");
        // Only borrowed: the pipe stays open for what the server may still print.
        self.address = address_in(child.stdout.as_mut().expect("its output"));
        self.running = Some(child);
    }

    /// Serves another build at the same address, as after an update.
    pub fn serve_other_build(&mut self, dist: &Path) {
        dist.clone_into(&mut self.dist);
        self.restart();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The address in the line that the server prints when it listens.
fn address_in(output: impl Read) -> String {
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if let Some((_, rest)) = line.split_once("http://") {
            let is_address = |letter: char| letter.is_ascii_alphanumeric() || ".:".contains(letter);
            return rest
                .split(|letter| !is_address(letter))
                .next()
                .unwrap_or_default()
                .to_owned();
        }
    }
    panic!("the server ended without printing its address");
}

fn program() -> PathBuf {
    env::var_os("ELEX_BIN").map_or_else(|| root().join("target/debug/elex"), PathBuf::from)
}

/// The built app.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn built_app() -> PathBuf {
    let dist = env::var_os("ELEX_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    assert!(
        dist.join("sw.js").is_file(),
        "no release build in {}: run `cargo xtask build`",
        dist.display()
    );
    dist
}

/// The repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
