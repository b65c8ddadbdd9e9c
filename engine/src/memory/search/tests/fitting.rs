//! Whether what an answer brings unasked fits: the first three hits that are alike enough, in memories
//! of several sizes that hold what is meant and strangers.
//!
//! The sets name one or two patterns a query and not all that help with it: what is counted as a
//! stranger may be of use all the same, so the shares are lower bounds.

use serde_json::Value;

use super::super::{Fields, Hit, Index, Options, Query, Slot, least};
use super::evaluation::is_of;
use super::{rows, table, text};
use crate::memory::embed::{Embedder, Vector};

/// So many are brought.
const BROUGHT: usize = 3;
/// Sizes of memories.
const SIZES: [usize; 4] = [1, 10, 100, 1_040];
/// The least share of what is brought that is meant, by size. By hashed words so little is brought that
/// one stranger is a seventh; among 1,040 patterns several are about the same and one is named.
const MEANT: [f64; 4] = [1.0, 0.85, 0.75, 0.5];

/// What was brought for the queries of a half.
#[derive(Default, Clone, Copy)]
struct Brought {
    meant: usize,
    strangers: usize,
    queries: usize,
}

struct Patterns {
    rows: Vec<Value>,
    vectors: Vec<Vector>,
}

impl Patterns {
    fn read(embedder: &Embedder) -> Self {
        let rows = rows("patterns.jsonl");
        let vectors = rows.iter().map(|row| fields(row).embed(embedder));
        Self {
            vectors: vectors.collect(),
            rows,
        }
    }

    fn insert(&self, index: &mut Index, place: usize) {
        index.insert(
            slot(place),
            &fields(&self.rows[place]),
            &self.vectors[place],
        );
    }

    /// Places of so many patterns from all over the file.
    fn strangers(&self, count: usize) -> Vec<usize> {
        let step = self.rows.len() / count.max(1);
        (0..count).map(|place| place * step).collect()
    }

    /// The first hits for a query in a memory of these patterns and what is meant, that are alike
    /// enough to be brought: their places.
    fn brought(
        &self,
        (index, strangers): (&mut Index, &[usize]),
        embedder: &Embedder,
        query: &str,
        meant: &[usize],
    ) -> Vec<usize> {
        let mut added = meant.to_vec();
        added.retain(|place| !strangers.contains(place));
        added.iter().for_each(|place| self.insert(index, *place));
        let vector = embedder.embed(query);
        let query = Query {
            text: query,
            vector: &vector,
        };
        let least = least(index.len(), matches!(embedder, Embedder::Hashed));
        let mut hits = index.find(&query, &Options::best(BROUGHT));
        hits.retain(|Hit { parts, .. }| parts.similarity + parts.lexical + parts.contrast >= least);
        for place in added {
            index.remove(slot(place));
        }
        hits.iter().map(|hit| hit.slot as usize).collect()
    }
}

fn slot(place: usize) -> Slot {
    Slot::try_from(place).unwrap()
}

fn fields(row: &Value) -> Fields<'_> {
    Fields {
        lead: text(row, "task"),
        body: text(row, "strategy"),
    }
}

/// What was brought for all queries of a half, in a memory of one more than these strangers.
fn all_brought(
    patterns: &Patterns,
    embedder: &Embedder,
    strangers: &[usize],
    split: &str,
) -> Brought {
    let mut sum = Brought::default();
    let mut index = Index::default();
    let queries = rows("queries.jsonl");
    (strangers.iter()).for_each(|place| patterns.insert(&mut index, *place));
    for row in queries.iter().filter(|row| is_of(row, split)) {
        let named = row["relevant"].as_array().unwrap();
        let meant = patterns.rows.iter().enumerate();
        let meant = meant.filter(|(_, pattern)| named.contains(&pattern["id"]));
        let meant: Vec<usize> = meant.map(|(place, _)| place).collect();
        let query = text(row, "query");
        let brought = patterns.brought((&mut index, strangers), embedder, query, &meant);
        let right = brought.iter().filter(|place| meant.contains(place)).count();
        sum.meant += right;
        sum.strangers += brought.len() - right;
        sum.queries += 1;
    }
    sum
}

#[test]
fn what_is_brought_unasked_is_meant() {
    for embedder in [table(), &Embedder::Hashed] {
        let patterns = Patterns::read(embedder);
        for (size, floor) in SIZES.into_iter().zip(MEANT) {
            let strangers = patterns.strangers(size - 1);
            for split in ["dev", "test"] {
                let Brought {
                    meant,
                    strangers,
                    queries,
                } = all_brought(&patterns, embedder, &strangers, split);
                println!(
                    "brought {split}, {}, {size} patterns: {meant} meant, {strangers} strangers (n {queries})",
                    embedder.id()
                );
                let all = meant + strangers;
                let share = meant as f64 / all.max(1) as f64;
                assert!(all == 0 || share >= floor, "{split} {size}: {share}");
            }
        }
    }
}

#[test]
fn what_is_asked_in_the_words_of_a_pattern_is_brought_from_memories_of_any_size() {
    for embedder in [table(), &Embedder::Hashed] {
        let patterns = Patterns::read(embedder);
        for size in [1, 10, 100] {
            let strangers = patterns.strangers(size - 1);
            let mut index = Index::default();
            (strangers.iter()).for_each(|place| patterns.insert(&mut index, *place));
            for place in [7, 70, 311, 702] {
                let task = text(&patterns.rows[place], "task");
                let memory = (&mut index, strangers.as_slice());
                let brought = patterns.brought(memory, embedder, task, &[place]);
                assert_eq!(brought.first(), Some(&place), "{size}: {task}");
            }
        }
    }
}
