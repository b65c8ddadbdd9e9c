//! Listing and searching, in JSON and as a person reads it.

use protocol::memory::{Found, Lines, MemoryStats, PatternView};

use crate::{LATE, add, memory, said};

const OTHER: &str = "the battery of the rectifier is old";

#[test]
fn what_means_the_same_is_found_first_and_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let late = add(dir.path(), LATE, &["--score", "1"]);
    add(dir.path(), OTHER, &[]);
    let found: Found = said(
        dir.path(),
        &["search", "UEs", "switch", "cells", "too", "late", "-k", "1"],
    );
    assert_eq!(found.hits.len(), 1);
    let hit = &found.hits[0];
    assert_eq!(hit.line.id, late.id);
    let parts = hit.parts;
    let sum = parts.similarity_micro
        + parts.lexical_micro
        + parts.contrast_micro
        + parts.confidence_micro
        + parts.recency_micro;
    assert!((sum - hit.score_micro).abs() <= 5, "{hit:?}");
    let none: Found = said(dir.path(), &["search", "late", "-k", "0"]);
    assert!(none.hits.is_empty());
}

#[test]
fn looking_does_not_count_as_use() {
    let dir = tempfile::tempdir().unwrap();
    let id = add(dir.path(), LATE, &[]).id.to_string();
    said::<Found>(dir.path(), &["search", "late handovers"]);
    let got: PatternView = said(dir.path(), &["get", &id]);
    assert_eq!(got.used, 0);
}

#[test]
fn filters_keep_out_what_does_not_fit() {
    let dir = tempfile::tempdir().unwrap();
    let lte = add(dir.path(), LATE, &["--technology", "lte", "--score", "1"]).id;
    let nr = add(dir.path(), LATE, &["--technology", "nr", "--score", "0"]).id;
    let both = add(dir.path(), LATE, &["--pitfall", "--namespace", "user"]).id;
    let check = |filter: &[&str], expected: &[protocol::ids::FactId]| {
        let list: Lines = said(dir.path(), &[&["list"], filter].concat());
        let mut listed: Vec<_> = list.lines.iter().map(|line| line.id).collect();
        let found: Found = said(dir.path(), &[&["search", "late"], filter].concat());
        let mut hits: Vec<_> = found.hits.iter().map(|hit| hit.line.id).collect();
        let mut expected = expected.to_vec();
        expected.sort();
        listed.sort();
        hits.sort();
        assert_eq!(listed, expected, "list {filter:?}");
        assert_eq!(hits, expected, "search {filter:?}");
    };
    check(&[], &[lte, nr, both]);
    check(&["--technology", "nr"], &[nr, both]);
    check(&["--outcome", "worked"], &[lte]);
    check(&["--outcome", "failed"], &[nr]);
    check(&["--outcome", "untried"], &[both]);
    check(&["--role", "pitfall"], &[both]);
    check(&["--namespace", "project"], &[lte, nr]);
    check(&["--category", "mobility"], &[lte, nr, both]);
    check(&["--category", "energy"], &[]);
}

#[test]
fn a_list_is_cut_into_pieces() {
    let dir = tempfile::tempdir().unwrap();
    for place in 0..3 {
        add(dir.path(), &format!("task {place}"), &[]);
    }
    let piece: Lines = said(dir.path(), &["list", "--limit", "1", "--offset", "1"]);
    assert_eq!((piece.total, piece.offset, piece.lines.len()), (3, 1, 1));
    assert_eq!(piece.lines[0].name, "task 1");
    for wrong in [["--limit", "0"], ["--limit", "501"], ["--offset", "-1"]] {
        assert_eq!(
            memory(dir.path(), &["list", wrong[0], wrong[1]]).code,
            Some(2),
            "{wrong:?}"
        );
    }
    let text = memory(dir.path(), &["list", "--limit", "1", "--offset", "1"]).out;
    assert!(
        text.starts_with("2 to 2 of 3 patterns, newest first\n"),
        "{text}"
    );
}

#[test]
fn a_pitfall_is_printed_as_a_warning_below_the_advice() {
    let dir = tempfile::tempdir().unwrap();
    let pitfall = add(dir.path(), LATE, &["--pitfall", "--score", "0.2"])
        .id
        .to_string();
    let text = memory(dir.path(), &["search", "late handovers"]).out;
    assert!(!text.contains("Tried before"), "{text}");
    assert!(text.starts_with("Warnings: what not to do\n"), "{text}");
    assert!(text.contains(&format!("Warning: {LATE}")), "{text}");
    add(dir.path(), LATE, &["--score", "1"]);
    let text = memory(dir.path(), &["search", "late handovers"]).out;
    let (advice, warnings) = text.split_once("Warnings").unwrap();
    assert!(
        advice.contains("Tried before") && !advice.contains("Warning:"),
        "{text}"
    );
    assert!(
        warnings.contains(&pitfall) && warnings.contains("meaning "),
        "{text}"
    );
    let text = memory(dir.path(), &["get", &pitfall]).out;
    assert!(text.starts_with(&format!("Warning: {LATE}\n")), "{text}");
}

#[test]
fn a_contradiction_is_said_with_the_words_of_both() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), "handovers to the neighbour come too early", &[]);
    let text = memory(dir.path(), &["search", LATE]).out;
    assert!(
        text.contains("opposite direction: too early, you asked too late"),
        "{text}"
    );
}

#[test]
fn a_contradiction_that_is_noted_is_said_of_both() {
    let dir = tempfile::tempdir().unwrap();
    let [one, other] = [
        "Shorten the time to trigger",
        "Lengthen the time to trigger",
    ]
    .map(|how| {
        let what = ["add", "--task", LATE, "--category", "mobility"];
        let kept: PatternView = said(dir.path(), &[&what[..], &["--strategy", how]].concat());
        kept.id.to_string()
    });
    let tidy = memory(dir.path(), &["tidy"]).out;
    assert!(
        tidy.contains(&format!("elex memory contradict {one} {other}"))
            || tidy.contains(&format!("elex memory contradict {other} {one}")),
        "{tidy}"
    );
    let why = "one asks for less";
    let noted = ["contradict", &one, &other, "--why", why];
    assert_eq!(memory(dir.path(), &noted).code, Some(0));
    for (of, says) in [(&one, &other), (&other, &one)] {
        let text = memory(dir.path(), &["get", of]).out;
        assert!(text.contains(says.as_str()) && text.contains(why), "{text}");
    }
    let itself = memory(dir.path(), &["contradict", &one, &one]);
    assert_eq!(itself.code, Some(2), "{}", itself.err);
}

#[test]
fn nothing_found_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let text = memory(dir.path(), &["search", "late"]).out;
    assert_eq!(text, "Nothing was found among 0 patterns.\n");
    assert_eq!(
        memory(dir.path(), &["list"]).out,
        "No pattern passes the filter.\n"
    );
    let empty = memory(dir.path(), &["search", " "]);
    assert_eq!(empty.code, Some(2), "{}", empty.err);
}

#[test]
fn the_figures_are_those_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), LATE, &["--score", "1"]);
    add(dir.path(), OTHER, &["--pitfall", "--score", "0"]);
    let stats: MemoryStats = said(dir.path(), &["stats"]);
    assert_eq!(
        (stats.total_patterns, stats.strategies, stats.pitfalls),
        (2, 1, 1)
    );
    assert_eq!((stats.outcomes, stats.mean_score_micro), (2, Some(500_000)));
    assert_eq!(stats.backend, protocol::storage::Adapter::Sqlite);
    assert!(!stats.hashed, "the table is compiled in");
    let text = memory(dir.path(), &["stats"]).out;
    assert!(
        text.starts_with("2 patterns\n") && text.contains("a SQLite file"),
        "{text}"
    );
}
