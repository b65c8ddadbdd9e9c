//! Keeping, changing and forgetting patterns.

use protocol::answer::Technology;
use protocol::memory::{Lines, MemoryStats, PatternView};
use protocol::records::{Namespace, Provenance, Role, Score};

use crate::{LATE, add, memory, said};

#[test]
fn every_field_that_is_typed_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let kept = add(
        dir.path(),
        LATE,
        &[
            "--title",
            "Late",
            "--description",
            "d",
            "--content",
            "one\ntwo",
            "--tag",
            "a",
            "--tag",
            "b",
            "--technology",
            "NR",
            "--namespace",
            "user",
            "--pitfall",
            "--score",
            "0",
            "--duration",
            "5m",
            "--notes",
            "worse",
        ],
    );
    let got: PatternView = said(dir.path(), &["get", &kept.id.to_string()]);
    assert_eq!(got, kept);
    let pattern = &got.pattern;
    assert_eq!(pattern.task, LATE);
    assert_eq!(pattern.category, "mobility");
    assert_eq!(pattern.strategy, "a3-Offset 2 dB lower");
    assert_eq!(
        (pattern.title.as_str(), pattern.description.as_str()),
        ("Late", "d")
    );
    assert_eq!(pattern.content, "one\ntwo");
    assert_eq!(pattern.tags, ["a", "b"]);
    assert_eq!(pattern.technology, Some(Technology::Nr));
    assert_eq!(pattern.namespace, Namespace::User);
    assert_eq!(pattern.provenance, Provenance::User);
    assert_eq!(pattern.role, Role::Pitfall);
    let [only] = &got.outcomes[..] else {
        panic!("{got:?}")
    };
    assert_eq!(only.outcome.score, Score::FAILED);
    assert_eq!(only.outcome.duration_micros, Some(300_000_000));
    assert_eq!(only.outcome.notes, "worse");
    assert_eq!(got.standing.n, 1, "a score of 0 is an outcome");
}

#[test]
fn without_a_score_a_pattern_is_untried() {
    let dir = tempfile::tempdir().unwrap();
    let kept = add(dir.path(), LATE, &[]);
    assert_eq!((kept.outcomes.len(), kept.standing.n), (0, 0));
    assert_eq!(kept.pattern.role, Role::Strategy);
    let untried: Lines = said(dir.path(), &["list", "--outcome", "untried"]);
    assert_eq!(untried.lines[0].id, kept.id);
    let failed: Lines = said(dir.path(), &["list", "--outcome", "failed"]);
    assert_eq!(failed.total, 0);
}

#[test]
fn what_cannot_be_a_score_or_a_pattern_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let typed = |task: &str, score: &str| {
        memory(
            dir.path(),
            &[
                "add",
                "--task",
                task,
                "--category",
                "c",
                "--strategy",
                "s",
                "--score",
                score,
            ],
        )
    };
    for score in ["NaN", "1.5", "-1", "inf", "", "half"] {
        let ended = typed("t", score);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{score}");
        assert!(
            ended.err.contains("from 0 (did not work) to 1 (worked)"),
            "{}",
            ended.err
        );
    }
    let long = "x".repeat(70_000);
    for (task, code) in [
        ("", "pattern-incomplete"),
        (" \n", "pattern-incomplete"),
        (&*long, "pattern-too-long"),
    ] {
        let ended = typed(task, "1");
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{code}");
        assert!(ended.err.contains(code), "{}", ended.err);
    }
    let ended = memory(
        dir.path(),
        &[
            "add",
            "--task",
            "t",
            "--category",
            "c",
            "--strategy",
            "s",
            "--duration",
            "5m",
        ],
    );
    assert_eq!(ended.code, Some(2), "a duration needs a score");
    let stats: MemoryStats = said(dir.path(), &["stats"]);
    assert_eq!(stats.total_patterns, 0);
}

#[test]
fn an_edit_changes_what_is_named_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let id = add(
        dir.path(),
        LATE,
        &["--tag", "a", "--technology", "lte", "--title", "Late"],
    )
    .id
    .to_string();
    let edited: PatternView = said(
        dir.path(),
        &[
            "edit",
            &id,
            "--strategy",
            "cio 2 dB",
            "--title",
            "",
            "--no-tags",
            "--technology",
            "both",
            "--pitfall",
        ],
    );
    assert_eq!(edited.pattern.strategy, "cio 2 dB");
    assert_eq!(edited.pattern.task, LATE);
    assert_eq!(edited.pattern.title, "");
    assert!(edited.pattern.tags.is_empty() && edited.edited.is_some());
    assert_eq!(
        (edited.pattern.technology, edited.pattern.role),
        (None, Role::Pitfall)
    );
    let got: PatternView = said(dir.path(), &["get", &id]);
    assert_eq!(got, edited);
    let nothing = memory(dir.path(), &["edit", &id]);
    assert_eq!(nothing.code, Some(2));
    assert!(nothing.err.contains("which field"), "{}", nothing.err);
}

#[test]
fn outcomes_add_up() {
    let dir = tempfile::tempdir().unwrap();
    let id = add(dir.path(), LATE, &["--score", "1"]).id.to_string();
    let after: PatternView = said(
        dir.path(),
        &["outcome", &id, "--score", "0.5", "--notes", "half"],
    );
    assert_eq!((after.standing.n, after.standing.sum_micro), (2, 1_500_000));
    // (1 + 1.5) / (2 + 2)
    assert_eq!(after.standing.mean_micro, 625_000);
    let missing = memory(dir.path(), &["outcome", &id]);
    assert_eq!(missing.code, Some(2));
}

#[test]
fn what_is_forgotten_is_neither_listed_nor_found_and_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let id = add(dir.path(), LATE, &[]).id.to_string();
    let gone: PatternView = said(dir.path(), &["forget", &id]);
    assert!(gone.forgotten);
    let list: Lines = said(dir.path(), &["list"]);
    assert_eq!(list.total, 0);
    let forgotten: Lines = said(dir.path(), &["list", "--forgotten"]);
    assert_eq!(forgotten.lines[0].id.to_string(), id);
    let back: PatternView = said(dir.path(), &["forget", &id, "--undo"]);
    assert!(!back.forgotten);
    let list: Lines = said(dir.path(), &["list"]);
    assert_eq!(list.total, 1);
}

#[test]
fn a_pattern_that_is_not_there_is_bad_input() {
    let dir = tempfile::tempdir().unwrap();
    let id = "0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b";
    for arguments in [
        &["get", id][..],
        &["forget", id],
        &["edit", id, "--title", "x"],
        &["outcome", id, "--score", "1"],
    ] {
        let ended = memory(dir.path(), arguments);
        assert_eq!(
            (ended.code, ended.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(ended.err.contains("[pattern-unknown]"), "{}", ended.err);
    }
    let ended = memory(dir.path(), &["get", "7"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("an id looks like"), "{}", ended.err);
}

#[test]
fn a_memory_that_would_not_last_is_not_written_to() {
    let dir = tempfile::tempdir().unwrap();
    let notes = "my notes, not a database".repeat(100);
    std::fs::write(dir.path().join("elex.db"), &notes).unwrap();
    let ended = memory(
        dir.path(),
        &["add", "--task", "t", "--category", "c", "--strategy", "s"],
    );
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(ended.err.contains("[storage-damaged]"), "{}", ended.err);
    assert_eq!(
        std::fs::read_to_string(dir.path().join("elex.db")).unwrap(),
        notes
    );
}
