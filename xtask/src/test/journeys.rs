//! The journeys of `e2e` through real browsers, against the release app and the debug server. Which
//! browser walks which journey is decided there; here is only what they stand on.

use super::{cargo, screen::Screen};
use crate::{
    build, process, repo, run,
    setup::{axe, browsers, machine},
    steps::Outcome,
};
use anyhow::Result;

/// Builds what the journeys need and walks them; a browser that is missing is named as skipped.
pub fn tests() -> Result<Outcome> {
    build::release_app()?;
    cargo(&["build", "--bin", "elex"])?;
    let browsers = browsers::prepare()?;
    let mut environment = browsers.environment;
    environment.set("ELEX_DIST", repo::dist());
    match axe::prepare() {
        Ok(script) => environment.set("ELEX_AXE", script),
        Err(error) if machine::is_for_tests() => return Err(error),
        Err(error) => println!("journeys: without axe: {error:#}"),
    }
    environment.set(
        "ELEX_BIN",
        repo::target().join("debug").join(run::elex_program()),
    );
    let _screen = Screen::for_webkit(&browsers.xvfb, &mut environment)?;
    process::run(
        environment
            .command("cargo")?
            .current_dir(repo::root())
            .args(["test", "--package", "e2e"]),
    )?;
    Ok(super::passed_without(&browsers.missing))
}
