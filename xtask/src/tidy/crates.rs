//! Which of our crates may depend on which. Crates are the walls of this house.

use super::Violation;
use anyhow::{Context, Result};

/// A crate and ours that it may name in its manifest. Add a line when a crate is added.
const ARROWS: [(&str, &[&str]); 13] = [
    ("protocol", &[]),
    ("ground", &[]),
    ("catalogue", &["ground", "protocol"]),
    ("calculators", &["ground", "protocol", "catalogue"]),
    (
        "calculators-wasm",
        &["calculators", "protocol", "catalogue"],
    ),
    // The calculators only for its tests: what starts in the browser must not carry them.
    (
        "engine",
        &["ground", "protocol", "catalogue", "calculators"],
    ),
    ("worker", &["engine", "protocol", "catalogue"]),
    ("benchmark", &["engine", "protocol", "worker"]),
    ("app", &["protocol"]),
    (
        "server",
        &["engine", "calculators", "protocol", "catalogue"],
    ),
    ("benches", &["engine", "protocol", "catalogue"]),
    ("e2e", &["protocol", "benches"]),
    ("xtask", &["catalogue", "protocol"]),
];

const WHY: &str = "arrows point one way (xtask/src/tidy/crates.rs): what the page links stays small, and the engine knows neither page nor server";

/// The dependencies of a manifest that point the wrong way.
pub fn check(file: &str, text: &str) -> Result<Vec<Violation>> {
    let manifest: toml::Table = toml::from_str(text).with_context(|| format!("reading {file}"))?;
    let Some(name) = manifest
        .get("package")
        .and_then(|package| package.get("name")?.as_str())
    else {
        return Ok(Vec::new());
    };
    let violation = |line: usize, what: String| Violation {
        file: file.to_owned(),
        line,
        what,
        why: WHY,
    };
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        return Ok(vec![violation(
            1,
            format!("crate `{name}` is not in the table"),
        )]);
    };
    let mut found = Vec::new();
    for dependency in dependencies(&manifest) {
        let is_ours = ARROWS.iter().any(|(ours, _)| *ours == dependency);
        if is_ours && !allowed.contains(&dependency.as_str()) {
            let at = text
                .lines()
                .position(|line| line.starts_with(&dependency))
                .unwrap_or(0);
            found.push(violation(
                at + 1,
                format!("`{name}` depends on `{dependency}`"),
            ));
        }
    }
    Ok(found)
}

/// All kinds together, those of single targets too: a test that needs another room belongs there.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let mut tables = vec![manifest];
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    tables.extend(
        targets
            .into_iter()
            .flat_map(|t| t.values())
            .filter_map(toml::Value::as_table),
    );
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let lists = tables
        .iter()
        .flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()));
    lists.flat_map(toml::Table::keys).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_manifest(text: &str, expected: &[(usize, &str)]) {
        let found = check("x/Cargo.toml", text).unwrap();
        let found: Vec<_> = found.iter().map(|v| (v.line, v.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_page_links_the_protocol_and_nothing_else_of_ours() {
        let page = "[package]\nname = \"app\"\n[dependencies]\nprotocol.workspace = true\n";
        check_manifest(page, &[]);
        let page = format!("{page}serde = \"1\"\nengine.workspace = true\n");
        check_manifest(&page, &[(6, "`app` depends on `engine`")]);
    }

    #[test]
    fn dependencies_of_tests_and_of_single_targets_count() {
        let text = "[package]\nname = \"protocol\"\n[dev-dependencies]\nengine = \"1\"\n\
                    [target.'cfg(unix)'.dependencies]\nserver = \"1\"\n";
        let found = [
            (4, "`protocol` depends on `engine`"),
            (6, "`protocol` depends on `server`"),
        ];
        check_manifest(text, &found);
    }

    #[test]
    fn a_new_crate_has_to_be_entered_in_the_table() {
        check_manifest(
            "[package]\nname = \"helper\"\n",
            &[(1, "crate `helper` is not in the table")],
        );
    }
}
