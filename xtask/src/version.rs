//! Version numbers as tools print them. Pre-release marks are ignored: close enough to choose a tool by.

use std::{fmt, path::Path, process::Command};

/// Major, minor, patch; what a tool leaves out is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub [u32; 3]);

impl Version {
    /// The first number in a text such as `trunk 0.21.14` or `wasm-opt version 132 (version_132)`.
    pub fn first_in(text: &str) -> Option<Version> {
        text.split_whitespace().find_map(Version::parse)
    }

    /// Reads `0.22.0-beta.1` as 0.22.0 and `132` as 132.0.0.
    pub fn parse(word: &str) -> Option<Version> {
        let plain = word.split(['-', '+']).next()?;
        let mut numbers = [0; 3];
        for (index, part) in plain.split('.').enumerate() {
            *numbers.get_mut(index)? = part.parse().ok()?;
        }
        Some(Version(numbers))
    }

    /// What `program --version` says, if it runs at all.
    pub fn of_program(program: &Path) -> Option<Version> {
        let output = Command::new(program).arg("--version").output().ok()?;
        if !output.status.success() {
            return None;
        }
        Version::first_in(&String::from_utf8_lossy(&output.stdout))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<[u32; 3]>) {
        assert_eq!(Version::first_in(text), expected.map(Version), "{text}");
    }

    #[test]
    fn versions_are_read_from_what_the_tools_print() {
        check("trunk 0.21.14\n", Some([0, 21, 14]));
        check("trunk 0.22.0-beta.1", Some([0, 22, 0]));
        check("wasm-bindgen 0.2.130", Some([0, 2, 130]));
        check("wasm-opt version 132 (version_132)", Some([132, 0, 0]));
        check(
            "geckodriver 0.37.1 (a1b2c3 2026-01-01)\n\nmore 9.9.9",
            Some([0, 37, 1]),
        );
        check("no number here", None);
        check("1.2.3.4", None);
    }
}
