//! Fills the service worker's template (app/assets/sw.js) with the build id and the lists of files.

use super::{embedding_file, worker};
use crate::repo;
use anyhow::{Context, Result, bail};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

const BUILD_ID: &str = "\"build-id goes here\"";
const FILES: &str = "[/* files go here */]";
const FILES_AT_NEED: &str = "[/* files at need go here */]";

/// Addresses with the digests of what is there.
type Files = Vec<(String, String)>;

/// Writes sw.js. Everything in the folder is on one of its lists: what is not needed offline is not in
/// dist/. A file at need is large, and the app works without it. Only what measures is on none: it comes
/// from the server each time.
pub fn write(dir: &Path, template: &str, build_id: &str) -> Result<()> {
    let (mut files, mut at_need) = (Files::new(), Files::new());
    for file in repo::files_below(dir)? {
        let name = file.strip_prefix(dir)?.to_string_lossy().into_owned();
        let is_measuring = file
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(worker::MEASURING));
        if name.starts_with("w/") && is_measuring {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("reading {name}"))?;
        let list = if name.starts_with(&format!("{}/", embedding_file::FOLDER)) {
            &mut at_need
        } else {
            &mut files
        };
        list.push((url(&name), content_digest(&bytes)));
    }
    let script = filled(template, build_id, &files, &at_need)?;
    fs::write(dir.join("sw.js"), script).context("writing sw.js")
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

fn filled(template: &str, build_id: &str, files: &Files, at_need: &Files) -> Result<String> {
    for place in [BUILD_ID, FILES, FILES_AT_NEED] {
        if template.matches(place).count() != 1 {
            bail!("app/assets/sw.js must contain {place} exactly once");
        }
    }
    Ok(template
        .replace(BUILD_ID, &json!(build_id).to_string())
        .replace(FILES, &listed(files))
        .replace(FILES_AT_NEED, &listed(at_need)))
}

fn listed(files: &Files) -> String {
    let lines: Vec<String> = files
        .iter()
        .map(|file| format!("  {},", json!(file)))
        .collect();
    format!("[\n{}\n]", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_id_and_files_are_filled_in() {
        let template = "const BUILD = \"build-id goes here\"; const FILES = [/* files go here */]; \
                        const AT_NEED = [/* files at need go here */];";
        let file = |name: &str, digest: &str| (url(name), digest.to_owned());
        let files = vec![file("index.html", "ab"), file("a/b.js", "cd")];
        let at_need = vec![file("c/d.bin", "ef")];
        let text = filled(template, "12ab", &files, &at_need).unwrap();
        let text: String = text.split_whitespace().collect();
        assert_eq!(
            text,
            r#"constBUILD="12ab";constFILES=[["/","ab"],["/a/b.js","cd"],];constAT_NEED=[["/c/d.bin","ef"],];"#
        );
    }

    #[test]
    fn a_template_without_a_place_is_refused() {
        assert!(filled("const BUILD = 1;", "12ab", &vec![], &vec![]).is_err());
    }

    #[test]
    fn our_template_has_all_places() {
        let template = repo::read("app/assets/sw.js").unwrap();
        filled(&template, "12ab", &vec![], &vec![]).unwrap();
    }

    #[test]
    fn the_digest_is_the_one_that_browsers_compute() {
        // FIPS 180-2, appendix B.1: SHA-256 of "abc".
        assert_eq!(content_digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223");
    }
}
