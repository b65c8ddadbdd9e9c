//! `cargo xtask bench`: the engine's figures, natively or in a browser, beside what others take for the
//! same.

use crate::{
    build, process, repo, run,
    setup::{
        browsers, npm,
        peers::{self, Peers},
    },
};
use anyhow::{Result, bail};
use std::process::Command;

/// Flags that are handed on.
const FLAGS: [&str; 3] = ["--write", "--quick", "--million"];

/// Measures; with `--peers` the others are installed first, without it they run if they are installed.
///
/// # Errors
/// When a flag is unknown, something cannot be installed, or a measurement fails.
pub fn bench(words: &[String]) -> Result<()> {
    if words == ["--teacher"] {
        return teacher();
    }
    let (mut installs, mut in_browser) = (false, false);
    let mut handed_on = Vec::new();
    for word in words {
        match word.as_str() {
            "--peers" => installs = true,
            "--browser" => in_browser = true,
            flag if FLAGS.contains(&flag) => handed_on.push(flag),
            unknown => bail!(
                "bench knows --browser, --peers, {}, and --teacher alone, not `{unknown}`",
                FLAGS.join(", ")
            ),
        }
    }
    if in_browser {
        return browser(&handed_on, installs);
    }
    let peers = Peers::find()?;
    if installs {
        peers.install()?;
    }
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo::root());
    cargo.args(["bench", "--package", "benches", "--bench", "native", "--"]);
    cargo.args(handed_on).envs(peers.environment());
    process::run(&mut cargo)
}

/// The app's own Benchmark page in Chromium. hnswlib-wasm takes minutes to build its index, so it runs
/// only when it is asked for.
fn browser(handed_on: &[&str], with_peers: bool) -> Result<()> {
    build::release_app()?;
    let mut cargo = Command::new("cargo");
    process::run(
        cargo
            .current_dir(repo::root())
            .args(["build", "--release", "--bin", "elex"]),
    )?;
    let mut environment = browsers::prepare()?.environment;
    environment.set("ELEX_DIST", repo::dist());
    let elex = repo::target().join("release").join(run::elex_program());
    environment.set("ELEX_BIN", elex);
    if with_peers {
        let why = "the benchmark measures hnswlib-wasm in the same browser";
        let modules = npm::locked("peers-browser", "benches/peers/browser", why)?;
        environment.set("ELEX_PEERS_MODULES", modules);
    }
    let mut measure = environment.command("cargo")?;
    measure.current_dir(repo::root());
    measure.args(["run", "--package", "e2e", "--bin", "measure-memory", "--"]);
    process::run(measure.args(handed_on))
}

/// How well the teacher of the embedder's table finds, on the sets on which search is measured. Only
/// ranks are counted, so a busy machine does not matter.
fn teacher() -> Result<()> {
    let mut python = Command::new(peers::teacher()?);
    process::run(python.arg(repo::root().join("benches/peers/minilm.py")))
}
