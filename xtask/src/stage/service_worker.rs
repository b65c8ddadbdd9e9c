//! Fills the service worker's template (app/assets/sw.js) with the build id and the list of files.

use crate::repo;
use anyhow::{Context, Result, bail};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

const BUILD_ID: &str = "\"build-id goes here\"";
const FILES: &str = "[/* files go here */]";

/// Writes sw.js. Everything in the folder is on its list: what is not needed offline is not in dist/.
pub fn write(dir: &Path, template: &str, build_id: &str) -> Result<()> {
    let mut files = Vec::new();
    for file in repo::files_below(dir)? {
        let name = file.strip_prefix(dir)?.to_string_lossy().into_owned();
        let bytes = fs::read(&file).with_context(|| format!("reading {name}"))?;
        files.push((url(&name), content_digest(&bytes)));
    }
    fs::write(dir.join("sw.js"), filled(template, build_id, &files)?).context("writing sw.js")
}

/// Any address shows the page; it is kept under the one that every visit knows.
fn url(name: &str) -> String {
    if name == "index.html" {
        "/".to_owned()
    } else {
        format!("/{name}")
    }
}

/// SHA-256, cut to 128 bits: the digest that browsers have built in.
fn content_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn filled(template: &str, build_id: &str, files: &[(String, String)]) -> Result<String> {
    for place in [BUILD_ID, FILES] {
        if template.matches(place).count() != 1 {
            bail!("app/assets/sw.js must contain {place} exactly once");
        }
    }
    let lines: Vec<String> = files
        .iter()
        .map(|file| format!("  {},", json!(file)))
        .collect();
    let list = format!("[\n{}\n]", lines.join("\n"));
    Ok(template
        .replace(BUILD_ID, &json!(build_id).to_string())
        .replace(FILES, &list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_id_and_files_are_filled_in() {
        let template = "const BUILD = \"build-id goes here\"; const FILES = [/* files go here */];";
        let files = [
            (url("index.html"), "ab".to_owned()),
            (url("a/b.js"), "cd".to_owned()),
        ];
        let text = filled(template, "12ab", &files).unwrap();
        let text: String = text.split_whitespace().collect();
        assert_eq!(
            text,
            r#"constBUILD="12ab";constFILES=[["/","ab"],["/a/b.js","cd"],];"#
        );
    }

    #[test]
    fn a_template_without_a_place_is_refused() {
        assert!(filled("const BUILD = 1;", "12ab", &[]).is_err());
    }

    #[test]
    fn our_template_has_both_places() {
        filled(&repo::read("app/assets/sw.js").unwrap(), "12ab", &[]).unwrap();
    }

    #[test]
    fn the_digest_is_the_one_that_browsers_compute() {
        // FIPS 180-2, appendix B.1: SHA-256 of "abc".
        assert_eq!(content_digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223");
    }
}
