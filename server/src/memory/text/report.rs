//! The memory in figures, and what an import or export came to.

use protocol::memory::{ImportReport, IndexKind, MemoryStats, Metric};
use protocol::storage::Adapter;
use protocol::words::{self, grouped};

use super::lines::patterns;
use crate::sheet::Sheet;

/// More categories than these are counted only.
const LISTED: usize = 12;

pub fn stats(sheet: &mut Sheet, stats: &MemoryStats) {
    sheet.title(&patterns(stats.total_patterns));
    let count = |count: u32| grouped(u64::from(count));
    sheet.labelled("strategies", &count(stats.strategies));
    sheet.labelled("warnings", &count(stats.pitfalls));
    sheet.labelled("outcomes", &count(stats.outcomes));
    let mean = |micro| words::hundredths(i64::from(micro));
    sheet.labelled(
        "mean score",
        &stats.mean_score_micro.map(mean).unwrap_or_default(),
    );
    sheet.labelled("forgotten", &count(stats.forgotten));
    sheet.labelled("merged", &count(stats.merged));
    let mut categories: Vec<String> = stats
        .categories
        .iter()
        .take(LISTED)
        .map(|one| format!("{} {}", one.category, grouped(u64::from(one.patterns))))
        .collect();
    let more = (stats.total_categories as usize).saturating_sub(categories.len());
    if more > 0 {
        categories.push(format!("{more} more"));
    }
    sheet.labelled("categories", &categories.join(", "));
    sheet.section("How it is kept");
    let backend = match stats.backend {
        Adapter::Sqlite => "a SQLite file",
        Adapter::IndexedDb => "the browser's database",
        Adapter::Memory => "memory only",
    };
    sheet.labelled("store", &format!("{backend}, {}", size(stats.stored_bytes)));
    let made = if stats.hashed {
        "; words only, since the embedding table cannot be read"
    } else {
        ""
    };
    sheet.labelled(
        "vectors",
        &format!(
            "{} numbers each, {}, by {}{made}",
            stats.dimensions,
            size(stats.vector_bytes),
            stats.embedder
        ),
    );
    let IndexKind::ExactScan = stats.index;
    let Metric::Cosine = stats.metric;
    sheet.labelled("search", "every vector is compared, by cosine");
}

pub fn import(sheet: &mut Sheet, report: &ImportReport) {
    let rows = |count: u32, name: &str| format!("{} {name}", grouped(u64::from(count)));
    sheet.title(if report.kept {
        "Imported"
    } else {
        "Read, nothing kept"
    });
    sheet.labelled(
        "read",
        &format!("{} lines, {}", grouped(report.lines), size(report.bytes)),
    );
    sheet.labelled(
        "new",
        &[
            rows(report.patterns, "patterns"),
            rows(report.outcomes, "outcomes"),
            rows(report.others, "other rows"),
        ]
        .join(", "),
    );
    sheet.labelled("known", &rows(report.known, "rows were here already"));
    sheet.labelled("refused", &format!("{} lines", grouped(report.refused)));
    for (place, name) in report.sample.iter().enumerate() {
        sheet.labelled(if place == 0 { "such as" } else { "" }, name);
    }
}

pub fn export(sheet: &mut Sheet, rows: u64) {
    sheet.text(&format!("{} rows.", grouped(rows)));
}

fn size(count: u64) -> String {
    let (number, unit) = words::bytes(count);
    format!("{number} {unit}")
}
