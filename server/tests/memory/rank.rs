//! `elex memory rank`: texts that somebody else holds.

use std::io::Write;
use std::process::Stdio;

use crate::common::elex::{Ended, elex, ended, run};
use serde_json::{Value, json};

fn rank_lines(input: &[u8]) -> Ended {
    let mut command = elex();
    command.args(["memory", "rank", "--jsonl"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    ended(child.wait_with_output().unwrap())
}

const QUERY: &str = "handovers to the neighbour come too late";
const SAME: &str = "the UE switches cells only after the link has gone";
const OPPOSITE: &str = "handovers to the neighbour come too early";
const OTHER: &str = "bake bread with a crisp crust";

#[test]
fn each_line_is_answered_with_all_places_best_first() {
    let lines = [
        json!({ "id": "a", "query": QUERY, "candidates": [OTHER, OPPOSITE, SAME] }),
        json!({ "id": 7, "query": QUERY, "candidates": [] }),
    ];
    let input = format!("{}\n\n{}", lines[0], lines[1]);
    let ended = rank_lines(input.as_bytes());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let said: Vec<Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(said[0]["id"], "a");
    let mut places: Vec<u64> = said[0]["ranking"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| place.as_u64().unwrap())
        .collect();
    assert_eq!(
        places[0], 2,
        "what means the same, not what sounds the same"
    );
    places.sort_unstable();
    assert_eq!(places, [0, 1, 2]);
    assert_eq!(said[1], json!({ "id": 7, "ranking": [] }));
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_those_before_it_are_answered() {
    for bad in [&b"{\"query\": 1}\n"[..], b"\xff\xfe\n", b"nonsense\n"] {
        let good = json!({ "id": 1, "query": QUERY, "candidates": [SAME] });
        let mut input = format!("{good}\n").into_bytes();
        input.extend_from_slice(bad);
        let ended = rank_lines(&input);
        assert_eq!(ended.code, Some(2));
        assert_eq!(ended.out.lines().count(), 1);
        assert!(ended.err.contains("line 2 cannot be read"), "{}", ended.err);
    }
}

#[test]
fn texts_on_the_command_line_come_back_best_first() {
    let ended = run(elex().args(["memory", "rank", QUERY, OTHER, OPPOSITE, SAME]));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(ended.out.lines().next(), Some(SAME));
    let nothing = run(elex().args(["memory", "rank", QUERY]));
    assert_eq!(nothing.code, Some(2));
    assert!(nothing.err.contains("at least one text"), "{}", nothing.err);
}
