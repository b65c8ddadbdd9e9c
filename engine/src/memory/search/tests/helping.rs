//! Contrast where it serves: through [`Index::find`], over what a memory holds.
//!
//! Each case's paraphrase must come before each of its traps: once with nothing else in the index,
//! once in a memory of all patterns and the candidates of all cases of the half. Printed and held
//! by floors as in [`super::evaluation`].

use serde_json::Value;

use super::super::{Fields, Index, Options, Query, Slot};
use super::evaluation::{is_of, reciprocal, share};
use super::{rows, table, text};

/// So many hits are asked for, as by a page or an agent.
const ASKED: usize = 10;
/// The files of cases: near copies, and other words on both sides.
const FILES: [&str; 2] = ["contrast.jsonl", "contrast_far.jsonl"];
/// Kinds of traps that say the contrary.
const CONTRARY: [&str; 4] = ["direction", "negation", "number", "technology"];
/// The greatest share of contrary traps before the paraphrase, of each file.
const WRONG: [f64; 2] = [0.2, 0.35];

/// The paraphrase of a case and its traps.
fn candidates(row: &Value) -> Vec<&str> {
    let mut candidates = vec![text(row, "paraphrase")];
    let traps = row["traps"].as_array().unwrap();
    candidates.extend(traps.iter().map(|trap| text(trap, "text")));
    candidates
}

fn insert(index: &mut Index, slot: Slot, fields: &Fields<'_>) {
    index.insert(slot, fields, &fields.embed(table()));
}

/// The patterns, and behind them all candidates of a half, case by case in the order of [`FILES`].
fn memory(split: &str) -> Index {
    let mut index = Index::default();
    let mut slot = 0;
    for row in rows("patterns.jsonl") {
        let (lead, body) = (text(&row, "task"), text(&row, "strategy"));
        insert(&mut index, slot, &Fields { lead, body });
        slot += 1;
    }
    for row in FILES.iter().flat_map(|file| rows(file)) {
        for text in candidates(&row).iter().filter(|_| is_of(&row, split)) {
            insert(&mut index, slot, &Fields::of(text));
            slot += 1;
        }
    }
    index
}

/// The slots found for a query, best first.
fn found(index: &Index, query: &str, contrast: bool) -> Vec<Slot> {
    let vector = table().embed(query);
    let query = Query {
        text: query,
        vector: &vector,
    };
    let mut options = Options::best(ASKED);
    options.contrast = contrast;
    let hits = index.find(&query, &options);
    hits.into_iter().map(|hit| hit.slot).collect()
}

/// How a case went.
struct Outcome {
    /// The paraphrase is found, and before every trap.
    first: bool,
    /// A trap that contradicts is the first hit of all.
    led: bool,
    pairs: Vec<Pair>,
}

/// A paraphrase and one of its traps.
struct Pair {
    kind: String,
    /// The paraphrase is found, and before the trap.
    right: bool,
    /// The trap is found, and before the paraphrase.
    wrong: bool,
}

/// How a case went in an index that has its candidates from `at` on.
fn outcome(index: &Index, row: &Value, at: Slot, contrast: bool) -> Outcome {
    let hits = found(index, text(row, "query"), contrast);
    let place = |slot| hits.iter().position(|hit| *hit == slot).unwrap_or(ASKED);
    let traps = (at + 1..).zip(row["traps"].as_array().unwrap());
    let pairs: Vec<Pair> = traps
        .clone()
        .map(|(slot, trap)| Pair {
            kind: text(trap, "kind").to_owned(),
            right: place(at) < place(slot),
            wrong: place(slot) < place(at),
        })
        .collect();
    let mut contrary = traps.filter(|(_, trap)| CONTRARY.contains(&text(trap, "kind")));
    Outcome {
        first: pairs.iter().all(|pair| pair.right),
        led: contrary.any(|(slot, _)| place(slot) == 0),
        pairs,
    }
}

/// How all cases of a file and half went: alone, and in a memory.
fn outcomes(file: &str, split: &str, memory: &Index, contrast: bool) -> [Vec<Outcome>; 2] {
    let mut at = Slot::try_from(rows("patterns.jsonl").len()).unwrap();
    let mut all = [Vec::new(), Vec::new()];
    for of in FILES {
        for row in rows(of).iter().filter(|row| is_of(row, split)) {
            let candidates = candidates(row);
            if of == file {
                let mut alone = Index::default();
                for (slot, text) in (0..).zip(&candidates) {
                    insert(&mut alone, slot, &Fields::of(text));
                }
                all[0].push(outcome(&alone, row, 0, contrast));
                all[1].push(outcome(memory, row, at, contrast));
            }
            at += Slot::try_from(candidates.len()).unwrap();
        }
    }
    all
}

/// The shares of right and wrong pairs of these kinds, and how many there are.
fn shares(outcomes: &[Outcome], kinds: &[&str]) -> (f64, f64, usize) {
    let pairs = outcomes.iter().flat_map(|outcome| &outcome.pairs);
    let of: Vec<&Pair> = pairs
        .filter(|pair| kinds.contains(&pair.kind.as_str()))
        .collect();
    let share = |fits: fn(&&&Pair) -> bool| of.iter().filter(fits).count() as f64 / of.len() as f64;
    (share(|pair| pair.right), share(|pair| pair.wrong), of.len())
}

/// Prints how the cases of a file went; the share of contradictions before the right pattern.
fn report(what: &str, outcomes: &[Outcome]) -> f64 {
    let n = outcomes.len();
    let share =
        |fits: fn(&&Outcome) -> bool| outcomes.iter().filter(fits).count() as f64 / n as f64;
    println!(
        "{what}: first {:.3}, a contradiction leads {:.3} (n {n})",
        share(|outcome| outcome.first),
        share(|outcome| outcome.led)
    );
    for kind in CONTRARY.iter().chain(&["sense", "entity"]) {
        let (right, wrong, n) = shares(outcomes, &[kind]);
        if n > 0 {
            println!("    {kind} pairs right {right:.3}, wrong {wrong:.3} (n {n})");
        }
    }
    let (right, wrong, n) = shares(outcomes, &CONTRARY);
    println!("    contrary pairs right {right:.3}, wrong {wrong:.3} (n {n})");
    wrong
}

/// The places of the patterns that the queries of a half mean.
fn places(memory: &Index, split: &str, contrast: bool) -> Vec<usize> {
    let (queries, patterns) = (rows("queries.jsonl"), rows("patterns.jsonl"));
    let place = |row: &Value| {
        let relevant = row["relevant"].as_array().unwrap();
        let is_hit = |slot: &Slot| {
            let pattern = patterns.get(*slot as usize);
            pattern.is_some_and(|pattern| relevant.contains(&pattern["id"]))
        };
        let hits = found(memory, text(row, "query"), contrast);
        hits.iter().position(is_hit).map_or(usize::MAX, |at| at + 1)
    };
    let of_half = queries.iter().filter(|row| is_of(row, split));
    of_half.map(place).collect()
}

#[test]
fn what_helps_is_found_before_what_contradicts() {
    for split in ["dev", "test"] {
        let memory = memory(split);
        let mut plain = 0.0;
        for contrast in [false, true] {
            let with = if contrast { "with" } else { "without" };
            let places = places(&memory, split, contrast);
            let five = share(&places, 5);
            println!(
                "find {split} {with} contrast: recall@1 {:.3}, recall@5 {five:.3}, MRR {:.3} (n {})",
                share(&places, 1),
                reciprocal(&places),
                places.len()
            );
            if contrast {
                assert!(five >= plain, "{split}: contrast loses {}", plain - five);
            }
            plain = five;
            for (file, most) in FILES.into_iter().zip(WRONG) {
                let [alone, within] = outcomes(file, split, &memory, contrast);
                let what = format!("find {split} {with} contrast, {file}");
                let alone = report(&format!("{what} alone"), &alone);
                let within = report(&format!("{what} in a memory"), &within);
                assert!(
                    !contrast || alone.max(within) <= most,
                    "{what}: {alone} {within}"
                );
            }
        }
    }
}
