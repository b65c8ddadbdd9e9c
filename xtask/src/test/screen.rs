//! The screen of a browser that cannot do without one.

use crate::{environment::Environment, setup::machine};
use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// An X server without a screen, ended when this goes.
pub struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    /// WebKit knows no headless mode, so it gets a screen that nobody sees, for as long as this lives.
    ///
    /// # Errors
    /// When the X server does not start.
    pub fn for_webkit(
        xvfb: &Option<PathBuf>,
        environment: &mut Environment,
    ) -> Result<Option<Screen>> {
        let screen = xvfb.as_deref().map(Screen::start).transpose()?;
        if let Some(screen) = &screen {
            environment.set("DISPLAY", &screen.display);
        }
        if machine::we_are_root() {
            environment.set("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        Ok(screen)
    }

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
