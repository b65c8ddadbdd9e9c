//! What a browser downloads, after brotli -11, against the budgets. Reads dist/; builds nothing.

use crate::repo;
use anyhow::{Context, Result, bail};
use protocol::catalogue::packed::PartName;
use std::{fs, path::Path};

/// One kind of download and its limit in benches/budgets.toml, in KB of 1024 bytes.
struct Kind {
    name: &'static str,
    budget: &'static str,
    holds: fn(&str) -> bool,
}

const KINDS: [Kind; 8] = [
    Kind {
        name: "page wasm",
        budget: "page_wasm_kb",
        holds: |file| file.ends_with(".wasm") && !file.starts_with("w/"),
    },
    Kind {
        name: "worker wasm",
        budget: "worker_wasm_kb",
        holds: |file| file.ends_with("/worker_bg.wasm"),
    },
    Kind {
        name: "calculators",
        budget: "calculators_wasm_kb",
        holds: |file| file.ends_with("/calculators_bg.wasm"),
    },
    Kind {
        name: "benchmark wasm",
        budget: "benchmark_wasm_kb",
        holds: |file| file.ends_with("/benchmark_bg.wasm"),
    },
    Kind {
        name: "js, css, html",
        budget: "scripts_and_styles_kb",
        holds: |file| {
            [".js", ".css", ".html"]
                .iter()
                .any(|ending| file.ends_with(ending))
        },
    },
    Kind {
        name: "first wave",
        budget: "catalogue_first_kb",
        holds: |file| {
            let parts = PartName::FIRST.map(|part| format!("catalogue/{}.", part.name()));
            parts.iter().any(|part| file.starts_with(part))
        },
    },
    Kind {
        name: "catalogue",
        budget: "catalogue_kb",
        holds: |file| file.starts_with("catalogue/"),
    },
    Kind {
        name: "embedding",
        budget: "embedding_kb",
        holds: |file| file.starts_with("embedding/"),
    },
];

/// Prints the table.
///
/// # Errors
/// When something is over its budget, or dist/ holds no release build.
pub fn sizes() -> Result<()> {
    let dist = repo::dist();
    let budgets = repo::read_toml("benches/budgets.toml")?;
    let budgets = budgets.get("download").and_then(toml::Value::as_table);
    let budgets = budgets.context("benches/budgets.toml has no [download]")?;
    let files = compressed_files(&dist)?;
    if files.is_empty() {
        bail!("dist/ holds no compressed files: run `cargo xtask build` first");
    }
    let (table, over) = report(&files, budgets)?;
    print!("{table}");
    if !over.is_empty() {
        bail!("over budget: {} (benches/budgets.toml)", over.join(", "));
    }
    Ok(())
}

/// Names without `.br`, and the bytes that go over the wire.
fn compressed_files(dist: &Path) -> Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    for file in repo::files_below(dist).context("run `cargo xtask build` first")? {
        let name = file.strip_prefix(dist)?.to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".br") {
            files.push((name.to_owned(), fs::metadata(&file)?.len()));
        }
    }
    Ok(files)
}

fn report(files: &[(String, u64)], budgets: &toml::Table) -> Result<(String, Vec<&'static str>)> {
    let mut table = format!(
        "{:<14} {:>9} {:>9}   (KB of 1024 bytes, brotli -11)\n",
        "", "size", "budget"
    );
    let mut over = Vec::new();
    for kind in &KINDS {
        let bytes: u64 = files
            .iter()
            .filter(|(name, _)| (kind.holds)(name))
            .map(|(_, b)| b)
            .sum();
        let budget_kb = budgets.get(kind.budget).and_then(toml::Value::as_integer);
        let budget_kb = budget_kb
            .and_then(|kb| u64::try_from(kb).ok())
            .with_context(|| {
                format!("benches/budgets.toml: download.{} is missing", kind.budget)
            })?;
        let mark = if bytes > budget_kb * 1024 {
            over.push(kind.name);
            "   OVER"
        } else {
            ""
        };
        let kb = bytes as f64 / 1024.0;
        table += &format!("{:<14} {kb:>9.1} {budget_kb:>9}{mark}\n", kind.name);
    }
    Ok((table, over))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_summed_by_kind_and_what_is_over_its_budget_is_named() {
        let budgets = "page_wasm_kb = 1\nworker_wasm_kb = 1\ncalculators_wasm_kb = 1\nbenchmark_wasm_kb = 1\n\
                       scripts_and_styles_kb = 1\ncatalogue_first_kb = 1\ncatalogue_kb = 2\n\
                       embedding_kb = 1\n";
        let files = [
            ("app-12_bg.wasm", 1024),
            ("w/ab/worker_bg.wasm", 1025),
            ("index.html", 500),
            ("w/ab/worker.js", 400),
            ("catalogue/rows.12.bin", 1024),
            ("catalogue/entries.12.bin", 1024),
            ("embedding/table.12.bin", 1024),
            ("manifest.webmanifest", 9000),
        ]
        .map(|(name, bytes)| (name.to_owned(), bytes));
        let (table, over) = report(&files, &toml::from_str(budgets).unwrap()).unwrap();
        assert_eq!(over, ["worker wasm"]);
        assert!(
            table.contains("worker wasm          1.0         1   OVER\n"),
            "{table}"
        );
        for line in [
            "js, css, html        0.9         1\n",
            "first wave           1.0         1\n",
            "catalogue            2.0         2\n",
        ] {
            assert!(table.contains(line), "{table}");
        }
    }

    #[test]
    fn a_budget_that_is_missing_is_an_error_and_not_a_pass() {
        assert!(report(&[], &toml::Table::new()).is_err());
    }

    #[test]
    fn our_budgets_name_every_kind() {
        let budgets = repo::read_toml("benches/budgets.toml").unwrap();
        report(&[], budgets["download"].as_table().unwrap()).unwrap();
    }
}
