//! What changes in index.html: no script stays in it, and it says which build it belongs to.

use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// The file that trunk's start script is moved to.
pub const LOADER: &str = "start.js";

const PAGE: &str = "index.html";
const LOADER_START: &str = "<script type=\"module\">";
const LOADER_END: &str = "</script>";
const BUILD_ID: &str = "name=\"build-id\" content=\"\"";

/// The security headers allow no script inside the page, so trunk's becomes a file.
pub fn move_loader_to_file(dir: &Path) -> Result<()> {
    let (page, loader) = split_loader(&read(dir)?)?;
    fs::write(dir.join(LOADER), loader).context("writing the start script")?;
    write(dir, &page)
}

/// The page and its worker find each other by the build id.
pub fn write_build_id(dir: &Path, build_id: &str) -> Result<()> {
    write(dir, &with_build_id(&read(dir)?, build_id)?)
}

fn split_loader(page: &str) -> Result<(String, String)> {
    let parts = page.split_once(LOADER_START).and_then(|(before, rest)| {
        let (loader, after) = rest.split_once(LOADER_END)?;
        Some((before, loader, after))
    });
    let (before, loader, after) =
        parts.context("trunk wrote no module script into index.html: is its rust link there?")?;
    if after.contains(LOADER_START) {
        bail!("index.html has more than one module script of its own; put yours into a file");
    }
    let link = format!("<script type=\"module\" src=\"/{LOADER}\">{LOADER_END}");
    Ok((
        format!("{before}{link}{after}"),
        format!("{}\n", loader.trim()),
    ))
}

fn with_build_id(page: &str, build_id: &str) -> Result<String> {
    if page.matches(BUILD_ID).count() != 1 {
        bail!("index.html needs exactly one <meta {BUILD_ID}>; the build id is written there");
    }
    Ok(page.replace(
        BUILD_ID,
        &format!("name=\"build-id\" content=\"{build_id}\""),
    ))
}

fn read(dir: &Path) -> Result<String> {
    fs::read_to_string(dir.join(PAGE)).context("reading the staged index.html")
}

fn write(dir: &Path, page: &str) -> Result<()> {
    fs::write(dir.join(PAGE), page).context("writing the staged index.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_script_leaves_the_page_and_is_linked_in_its_place() {
        let page =
            "<head>\n<script type=\"module\">\nimport init from '/app.js';\n\n</script></head>";
        let (page, loader) = split_loader(page).unwrap();
        assert_eq!(
            page,
            "<head>\n<script type=\"module\" src=\"/start.js\"></script></head>"
        );
        assert_eq!(loader, "import init from '/app.js';\n");
    }

    #[test]
    fn a_page_without_or_with_two_start_scripts_is_refused() {
        assert!(split_loader("<head></head>").is_err());
        let script = "<script type=\"module\">1</script>";
        assert!(split_loader(&format!("{script}{script}")).is_err());
    }

    #[test]
    fn the_build_id_is_written_into_its_place() {
        let page = "<meta name=\"build-id\" content=\"\">";
        assert_eq!(
            with_build_id(page, "12ab").unwrap(),
            "<meta name=\"build-id\" content=\"12ab\">"
        );
        assert!(with_build_id("<meta name=\"other\" content=\"\">", "12ab").is_err());
    }
}
