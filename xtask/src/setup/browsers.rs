//! The browsers of the tests and the drivers that steer them. Starting them is the tests' business.

use super::{apt, cargo_tool::CargoTool, machine};
use crate::{environment::Environment, process, version::Version};
use anyhow::{Result, bail};
use std::{env, fs, path::PathBuf};

const PACKAGES: [&str; 5] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
];

/// A browser that cannot be tested here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// As people call it.
    pub name: &'static str,
    /// What was not found, and what to do.
    pub why: String,
}

/// What was found, as the variables that `e2e` reads, and what was not.
#[derive(Default)]
pub struct Browsers {
    /// ELEX_CHROMIUM, ELEX_CHROMEDRIVER and so on; a missing browser's are not set.
    pub environment: Environment,
    /// Browsers to report as skipped.
    pub missing: Vec<Missing>,
    /// The X server that WebKit draws on, when WebKit is there.
    pub xvfb: Option<PathBuf>,
}

/// Finds browsers and drivers, after installing what may be installed.
///
/// # Errors
/// Under CI, when a browser is missing.
pub fn prepare() -> Result<Browsers> {
    let installed = apt::prepare(&PACKAGES, "the journeys run in real browsers");
    let mut browsers = Browsers::default();
    let advice = match &installed {
        Ok(()) => String::new(),
        Err(error) => format!("; {error:#}"),
    };
    let chromium = [
        (
            "ELEX_CHROMIUM",
            process::find_any(&["chromium", "chromium-browser", "google-chrome"]),
        ),
        (
            "ELEX_CHROMEDRIVER",
            process::find_any(&["chromedriver", "chromium.chromedriver"]),
        ),
    ];
    browsers.add("Chromium", &chromium, &advice);

    let firefox = [
        (
            "ELEX_FIREFOX",
            process::find_any(&["firefox-esr", "firefox"]),
        ),
        ("ELEX_GECKODRIVER", None),
    ];
    browsers.add_firefox(firefox, &advice)?;

    let webkit = [
        ("ELEX_WEBKITDRIVER", process::find("WebKitWebDriver")),
        ("ELEX_MINIBROWSER", minibrowser()),
        ("ELEX_XVFB", process::find("Xvfb")),
    ];
    browsers.xvfb = given_or_found(&webkit[2]);
    browsers.add("WebKit", &webkit, &advice);

    if let (true, Some(missing)) = (machine::is_for_tests(), browsers.missing.first()) {
        bail!(
            "{} is missing, and with CI set every browser is tested: {}",
            missing.name,
            missing.why
        );
    }
    Ok(browsers)
}

type Program = (&'static str, Option<PathBuf>);

impl Browsers {
    /// The program of a variable, where the browser that it belongs to is complete.
    pub fn program(&self, variable: &str) -> Option<PathBuf> {
        self.environment.get(variable).map(PathBuf::from)
    }

    fn add(&mut self, name: &'static str, programs: &[Program], advice: &str) {
        let missing: Vec<_> = programs
            .iter()
            .filter(|p| given_or_found(p).is_none())
            .collect();
        if missing.is_empty() {
            for program in programs {
                if let Some(path) = given_or_found(program) {
                    self.environment.set(program.0, path);
                }
            }
        } else {
            let names: Vec<_> = missing.iter().map(|program| program.0).collect();
            let why = format!("not found: {} (set it to a path){advice}", names.join(", "));
            self.missing.push(Missing { name, why });
        }
    }

    /// Debian has no geckodriver; it is built when there is a Firefox for it to drive.
    fn add_firefox(&mut self, mut programs: [Program; 2], advice: &str) -> Result<()> {
        if given_or_found(&programs[0]).is_some() && given_or_found(&programs[1]).is_none() {
            let driver = CargoTool {
                package: "geckodriver",
                programs: &["geckodriver"],
                install: "0.37.1".to_owned(),
                usable: Version([0, 36, 0])..Version([1, 0, 0]),
                reason: "it drives Firefox in the journeys",
            };
            programs[1].1 = Some(driver.prepare(&mut Environment::default())?);
        }
        self.add("Firefox", &programs, advice);
        Ok(())
    }
}

/// A path that somebody has set wins over what was found.
fn given_or_found((variable, found): &Program) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| found.clone())
}

/// WebKit's test browser comes with the driver, in a folder named by architecture and version.
fn minibrowser() -> Option<PathBuf> {
    let homes = ["/usr/lib", "/usr/libexec"].into_iter().map(PathBuf::from);
    let folders = homes.flat_map(|home| {
        let below = subfolders(&home);
        below.into_iter().chain([home])
    });
    folders
        .flat_map(|dir| subfolders(&dir))
        .filter(|dir| {
            dir.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-"))
        })
        .map(|dir| dir.join("MiniBrowser"))
        .find(|file| file.is_file())
}

fn subfolders(dir: &PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_without_its_driver_is_missing_and_says_what_to_type() {
        let mut browsers = Browsers::default();
        let programs = [("TEST_BROWSER", Some("/b".into())), ("TEST_DRIVER", None)];
        browsers.add("Chromium", &programs, "; type: sudo apt-get install x");
        let why =
            "not found: TEST_DRIVER (set it to a path); type: sudo apt-get install x".to_owned();
        assert_eq!(
            browsers.missing,
            [Missing {
                name: "Chromium",
                why
            }]
        );
        assert_eq!(browsers.environment, Environment::default());
    }
}
