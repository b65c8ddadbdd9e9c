//! `cargo xtask tidy`: who may use what, checked by reading the sources. The rules are tables, one
//! file each; this file only reads the tree and prints what breaks them.

mod crates;
mod files;
mod rooms;
mod source;
mod words;

use crate::repo;
use anyhow::{Context, Result, bail};
use std::fs;

/// A rule broken at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    file: String,
    line: usize,
    what: String,
    why: &'static str,
}

/// Prints every violation.
///
/// # Errors
/// When there is one.
pub fn tidy() -> Result<()> {
    let violations = violations()?;
    for Violation {
        file,
        line,
        what,
        why,
    } in &violations
    {
        println!("{file}:{line}: {what}\n    {why}");
    }
    match violations.len() {
        0 => Ok(()),
        n => bail!("tidy: {n} violations"),
    }
}

fn violations() -> Result<Vec<Violation>> {
    let mut found = Vec::new();
    for path in repo::files_below(repo::root())? {
        let file = path
            .strip_prefix(repo::root())?
            .to_string_lossy()
            .replace('\\', "/");
        if file.ends_with(".rs") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {file}"))?;
            found.extend(files::check(&file, &text));
            let code = source::Source::new(&file, &text);
            found.extend(words::check(&file, &code));
            found.extend(rooms::check(&file, &code));
        } else if file.ends_with("Cargo.toml") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {file}"))?;
            found.extend(crates::check(&file, &text)?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_keeps_its_rules() {
        super::tidy().unwrap();
    }
}
