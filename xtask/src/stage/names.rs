//! Puts a digest of its content into the name of every script, style and wasm file of the page, so
//! that each can be cached for ever. The worker's files keep their names: their folder has the digest.

use super::digest;
use crate::repo;
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// Renames the files and everything that mentions them.
pub fn put_digests_in(dir: &Path) -> Result<()> {
    for name in in_order(dir)? {
        let bytes = fs::read(dir.join(&name)).with_context(|| format!("reading {name}"))?;
        let new_name = with_digest(&name, &digest::for_name(&bytes));
        fs::rename(dir.join(&name), dir.join(&new_name))?;
        let mut mentioned = false;
        for file in texts(dir)? {
            let text = fs::read_to_string(dir.join(&file))?;
            let new_text = renamed_in(&text, &name, &new_name);
            if new_text != text {
                fs::write(dir.join(&file), new_text).with_context(|| format!("writing {file}"))?;
                mentioned = true;
            }
        }
        if !mentioned {
            bail!(
                "{name} is built but index.html and its scripts do not mention it: remove one or mend the other"
            );
        }
    }
    Ok(())
}

/// What is mentioned comes before what mentions it, whose digest must cover the new name.
fn in_order(dir: &Path) -> Result<Vec<String>> {
    let mut names = page_files(dir, &[".wasm", ".css", ".js"])?;
    names.sort_by_key(|name| match name.as_str() {
        name if name.ends_with(".wasm") => 0,
        name if name.ends_with(".css") => 1,
        super::page::LOADER => 3,
        _ => 2,
    });
    Ok(names)
}

fn texts(dir: &Path) -> Result<Vec<String>> {
    page_files(dir, &[".html", ".js"])
}

/// Files at the top of the folder, without the worker's.
fn page_files(dir: &Path, endings: &[&str]) -> Result<Vec<String>> {
    let files = repo::files_below(dir)?;
    let names = files
        .iter()
        .filter_map(|file| file.strip_prefix(dir).ok()?.to_str());
    Ok(names
        .filter(|name| !name.contains('/') && !super::worker::FILES.contains(name))
        .filter(|name| endings.iter().any(|ending| name.ends_with(ending)))
        .map(str::to_owned)
        .collect())
}

/// `app_bg.wasm` becomes `app_bg-<digest>.wasm`.
fn with_digest(name: &str, digest: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{digest}.{ending}"),
        None => format!("{name}-{digest}"),
    }
}

/// A file is mentioned as a whole string: `"/app.js"`, `'./app.js'` or `'app_bg.wasm'`.
fn renamed_in(text: &str, name: &str, new_name: &str) -> String {
    let mut text = text.to_owned();
    for quote in ['"', '\''] {
        for path in ["", "/", "./"] {
            let old = format!("{quote}{path}{name}{quote}");
            text = text.replace(&old, &format!("{quote}{path}{new_name}{quote}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_file_itself_is_renamed_in_a_text() {
        let text = r#"import '/app.js'; "my-app.js"; './app.js'; "app.js.map"; app.js"#;
        let expected = r#"import '/app-1.js'; "my-app.js"; './app-1.js'; "app.js.map"; app.js"#;
        assert_eq!(renamed_in(text, "app.js", "app-1.js"), expected);
    }

    #[test]
    fn the_digest_stands_before_the_ending() {
        assert_eq!(with_digest("app_bg.wasm", "12ab"), "app_bg-12ab.wasm");
    }
}
