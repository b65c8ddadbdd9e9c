//! What kind of machine this is: what we may change on it, and what must not be missing from it.

use crate::process;
use std::{env, process::Command};

/// Whether `CI` is set: a machine made for tests, where nothing may be skipped.
pub fn is_for_tests() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// Whether we run as root, which may install packages and cannot use the browsers' own sandbox.
pub fn we_are_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}
