//! The environment that setup prepares for child processes. Our own is never changed, so native
//! builds do not see the compiler and flags that are meant for wasm.

use anyhow::{Context, Result};
use std::{collections::BTreeMap, env, ffi::OsString, path::PathBuf, process::Command};

/// Folders to search before PATH, and variables to set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    first_on_path: Vec<PathBuf>,
    variables: BTreeMap<String, OsString>,
}

impl Environment {
    /// Programs of this folder win over those of the same name on PATH.
    pub fn put_first_on_path(&mut self, dir: PathBuf) {
        self.first_on_path.insert(0, dir);
    }

    /// Sets a variable for the child.
    pub fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.variables.insert(name.to_owned(), value.into());
    }

    /// What a variable is set to here.
    pub fn get(&self, name: &str) -> Option<&OsString> {
        self.variables.get(name)
    }

    /// A command that runs in this environment.
    pub fn command(&self, program: &str) -> Result<Command> {
        let mut command = Command::new(program);
        command.envs(&self.variables);
        if !self.first_on_path.is_empty() {
            let path = env::var_os("PATH").unwrap_or_default();
            let dirs = self
                .first_on_path
                .iter()
                .cloned()
                .chain(env::split_paths(&path));
            command.env(
                "PATH",
                env::join_paths(dirs).context("putting our tools on PATH")?,
            );
        }
        Ok(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_named_last_is_searched_first() {
        let mut environment = Environment::default();
        environment.put_first_on_path("/one".into());
        environment.put_first_on_path("/two".into());
        let command = environment.command("program").unwrap();
        let path = command
            .get_envs()
            .find(|(name, _)| *name == "PATH")
            .unwrap()
            .1
            .unwrap();
        assert!(path.to_str().unwrap().starts_with("/two:/one:"));
    }
}
