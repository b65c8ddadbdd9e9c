//! `cargo xtask nightly`: what takes too long for every change. Many more random cases, kills and rows
//! of the same tests, and the figures that `benches/results/` keeps.

use crate::{
    build,
    environment::Environment,
    process, repo, run,
    setup::browsers,
    steps::{self, Outcome, Step},
};
use anyhow::Result;
use std::process::Command;

/// Cases of each property, where a test run tries a few hundred.
const CASES: &str = "20000";
/// Processes that are killed while they write, where a test run kills 20.
const KILLS: &str = "1000";

/// Patterns in a browser, where a test run keeps 5,000.
const ROWS: &str = "100000";

const STEPS: [Step; 4] = [
    ("cases", cases),
    ("kills", kills),
    ("rows", rows),
    ("figures", figures),
];

/// Runs all of it, however a part ends.
pub fn nightly() -> Result<()> {
    steps::run(&STEPS, true)
}

fn cases() -> Result<Outcome> {
    let mut cargo = cargo(&["test", "--release", "--package", "protocol"]);
    process::run(cargo.env("PROPTEST_CASES", CASES))?;
    let mut cargo = self::cargo(&["test", "--release", "--package", "engine"]);
    process::run(cargo.env("PROPTEST_CASES", CASES))?;
    Ok(Outcome::Passed)
}

fn kills() -> Result<Outcome> {
    let words = [
        "test",
        "--release",
        "--package",
        "engine",
        "--test",
        "storage",
    ];
    let mut cargo = cargo(&words);
    cargo.args(["crash", "--", "--nocapture"]);
    process::run(cargo.env("ELEX_KILLS", KILLS))?;
    Ok(Outcome::Passed)
}

/// The browsers, the app and the program as they are delivered.
fn with_app() -> Result<Environment> {
    build::release_app()?;
    process::run(&mut cargo(&["build", "--release", "--bin", "elex"]))?;
    let mut environment = browsers::prepare()?.environment;
    environment.set("ELEX_DIST", repo::dist());
    let elex = repo::target().join("release").join(run::elex_program());
    environment.set("ELEX_BIN", elex);
    Ok(environment)
}

fn rows() -> Result<Outcome> {
    let mut environment = with_app()?;
    environment.set("ELEX_ROWS", ROWS);
    let mut cargo = environment.command("cargo")?;
    cargo.current_dir(repo::root());
    let journey = "a_long_list_draws_only_what_is_in_view";
    process::run(cargo.args(["test", "--package", "e2e", "--test", "journeys", journey]))?;
    Ok(Outcome::Passed)
}

/// On a machine that does nothing else, or they are worth nothing: the load before is in the file.
fn figures() -> Result<Outcome> {
    let environment = with_app()?;
    let mut measure = environment.command("cargo")?;
    measure.current_dir(repo::root());
    process::run(measure.args(["run", "--package", "e2e", "--bin", "measure"]))?;
    Ok(Outcome::Passed)
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo::root()).args(words);
    cargo
}
