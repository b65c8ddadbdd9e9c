//! The journeys of `e2e` through real browsers, against the release app and the debug server. Which
//! browser walks which journey is decided there; here is only what they stand on.

use super::cargo;
use crate::{
    build, process, repo, run,
    setup::{browsers, machine},
    steps::Outcome,
};
use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// Builds what the journeys need and walks them; a browser that is missing is named as skipped.
pub fn tests() -> Result<Outcome> {
    build::release_app()?;
    cargo(&["build", "--bin", "elex"])?;
    let browsers = browsers::prepare()?;
    let mut environment = browsers.environment;
    environment.set("ELEX_DIST", repo::dist());
    environment.set(
        "ELEX_BIN",
        repo::target().join("debug").join(run::elex_program()),
    );
    // WebKit knows no headless mode, so it gets a screen that nobody sees.
    let screen = browsers.xvfb.as_deref().map(Screen::start).transpose()?;
    if let Some(screen) = &screen {
        environment.set("DISPLAY", &screen.display);
    }
    if machine::we_are_root() {
        environment.set("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    }
    process::run(
        environment
            .command("cargo")?
            .current_dir(repo::root())
            .args(["test", "--package", "e2e"]),
    )?;
    let skipped: Vec<_> = browsers
        .missing
        .iter()
        .map(|browser| format!("{} ({})", browser.name, browser.why))
        .collect();
    if skipped.is_empty() {
        return Ok(Outcome::Passed);
    }
    Ok(Outcome::Skipped(format!(
        "the others passed, without {}",
        skipped.join(", ")
    )))
}

/// An X server without a screen, ended when this goes.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    /// Lets the server choose its number, so that two test runs do not meet on one.
    fn start(xvfb: &Path) -> Result<Screen> {
        let mut server = Command::new(xvfb)
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output)
                .read_line(&mut number)
                .context("reading Xvfb's display")?;
        }
        let display = format!(":{}", number.trim());
        let screen = Screen { server, display };
        anyhow::ensure!(
            !number.trim().is_empty(),
            "Xvfb ended without naming its display"
        );
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
