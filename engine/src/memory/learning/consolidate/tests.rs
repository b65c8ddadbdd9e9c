//! Consolidation on the committed sets, as algebra, and by the clock.

use std::path::Path;
use std::time::Instant;

use proptest::prelude::*;
use protocol::records::Namespace;
use serde_json::Value;

use super::*;
use crate::memory::embed::Embedder;
use crate::memory::search::Fields;

fn table() -> Embedder {
    let asset: &[u8] = include_bytes!("../../../../embedding/table.elv");
    Embedder::open(asset).unwrap()
}

fn rows(file: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/memory");
    let text = std::fs::read_to_string(folder.join(file)).expect("committed");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object per line"))
        .collect()
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().expect("a text")
}

fn pattern(task: &str, strategy: &str) -> Pattern {
    Pattern {
        task: task.into(),
        strategy: strategy.into(),
        ..Pattern::default()
    }
}

fn untried() -> Standing {
    Standing {
        n: 0,
        sum_micro: 0,
        mean_micro: 500_000,
        lower_micro: 25_000,
        upper_micro: 975_000,
    }
}

/// A small memory of patterns.
struct Memory {
    patterns: Vec<(Pattern, Standing)>,
    index: Index,
}

impl Memory {
    fn of(embedder: &Embedder, patterns: Vec<Pattern>) -> Self {
        let mut index = Index::default();
        let patterns: Vec<_> = (0..)
            .zip(patterns)
            .map(|(slot, pattern)| {
                let fields = Fields {
                    lead: &pattern.task,
                    body: &pattern.strategy,
                };
                let vector = fields.embed(embedder);
                index.insert(slot, &fields, &vector);
                (pattern, untried())
            })
            .collect();
        Self { patterns, index }
    }

    fn look(&self) -> Proposals {
        let bank = |slot: Slot| {
            let (pattern, standing) = self.patterns.get(slot as usize)?;
            Some(Kept {
                id: FactId::of(&slot.to_be_bytes()),
                pattern,
                standing: *standing,
                age_days: 0,
                used: 0,
            })
        };
        look_through(&self.index, self.patterns.len() as Slot, &bank)
    }
}

fn look_at_two(embedder: &Embedder, one: Pattern, other: Pattern) -> Proposals {
    Memory::of(embedder, vec![one, other]).look()
}

const ADDITIONS: [&str; 4] = [
    "how to: {} in our network",
    "{}, as seen on two sites",
    "{} (checked again later)",
    "{}.",
];

/// Of pairs that say the same and of traps: how many are proposed to be merged, and to contradict.
#[derive(Default, Debug)]
struct Count {
    pairs: usize,
    merged: usize,
    contradict: usize,
}

impl Count {
    fn add(&mut self, found: &Proposals) {
        self.pairs += 1;
        self.merged += found.merges.len();
        self.contradict += found.contradictions.len();
    }
}

#[test]
fn near_copies_are_merged_and_traps_are_not() {
    let (embedder, cases, patterns) = (table(), rows("contrast.jsonl"), rows("patterns.jsonl"));
    for split in ["dev", "test"] {
        for place in ["task", "advice"] {
            let mut same = Count::default();
            let mut other_words = Count::default();
            let mut traps = std::collections::BTreeMap::<String, Count>::new();
            let of_half = cases.iter().filter(|row| text(row, "split") == split);
            for (row, shared) in of_half.zip(&patterns) {
                let made = |words: &str| match place {
                    "task" => pattern(words, text(shared, "strategy")),
                    _ => pattern(text(shared, "task"), words),
                };
                let query = text(row, "query");
                let look = |words: &str| look_at_two(&embedder, made(query), made(words));
                for addition in ADDITIONS {
                    same.add(&look(&addition.replace("{}", query)));
                }
                other_words.add(&look(text(row, "paraphrase")));
                for trap in row["traps"].as_array().unwrap() {
                    let count = traps.entry(text(trap, "kind").to_owned()).or_default();
                    count.add(&look(text(trap, "text")));
                }
            }
            let of_traps = |of: fn(&Count) -> usize| traps.values().map(of).sum::<usize>();
            let (wrong, all) = (of_traps(|one| one.merged), of_traps(|one| one.pairs));
            let precision = same.merged as f64 / (same.merged + wrong) as f64;
            println!(
                "{split}, differing in {place}: near copies merged {} of {}, in other words {} of {}, \
                 traps merged {wrong} of {all}, precision {precision:.3}",
                same.merged, same.pairs, other_words.merged, other_words.pairs,
            );
            println!(
                "    contradict: near copies {}, in other words {}, traps {:?}",
                same.contradict,
                other_words.contradict,
                traps
                    .iter()
                    .map(|(kind, one)| (kind, one.contradict, one.pairs))
                    .collect::<Vec<_>>(),
            );
            assert!(
                wrong * 100 <= all * TRAPS_MERGED,
                "{split} {place}: {wrong} of {all}"
            );
            assert_eq!(same.contradict, 0, "{split} {place}");
        }
    }
}

/// The most traps that may be merged, in a hundred.
const TRAPS_MERGED: usize = 4;

#[test]
fn roles_technologies_and_namespaces_keep_patterns_apart() {
    let embedder = table();
    let one = pattern(
        "Trains lose contact before the handover",
        "Lower the time-to-trigger to 80 ms",
    );
    let merges = |other: &Pattern| {
        look_at_two(&embedder, one.clone(), other.clone())
            .merges
            .len()
    };
    assert_eq!(merges(&one), 1);
    let nr = Pattern {
        technology: Some(Technology::Nr),
        ..one.clone()
    };
    assert_eq!(merges(&nr), 1);
    let lte = Pattern {
        technology: Some(Technology::Lte),
        ..one.clone()
    };
    assert_eq!(look_at_two(&embedder, lte, nr).merges.len(), 0);
    let mine = Pattern {
        namespace: Namespace::User,
        ..one.clone()
    };
    assert_eq!(merges(&mine), 0);
    let pitfall = Pattern {
        role: Role::Pitfall,
        ..one.clone()
    };
    let found = look_at_two(&embedder, one.clone(), pitfall.clone());
    assert_eq!((found.merges.len(), found.contradictions.len()), (0, 1));
    assert_eq!(found.contradictions[0].why, words::learning::against());
    let raise = Pattern {
        strategy: "Raise the time-to-trigger to 80 ms".into(),
        ..one.clone()
    };
    let found = look_at_two(&embedder, one, raise.clone());
    assert_eq!((found.merges.len(), found.contradictions.len()), (0, 1));
    let raise = Pattern {
        role: Role::Pitfall,
        ..raise
    };
    assert_eq!(look_at_two(&embedder, pitfall, raise), Proposals::default());
}

#[test]
fn what_has_no_use_is_proposed_to_go_and_what_is_used_is_not() {
    let failing = pattern("t", "s");
    let kept = Kept {
        id: FactId::of(b"1"),
        pattern: &failing,
        standing: Standing {
            n: 5,
            sum_micro: 0,
            mean_micro: 142_857,
            lower_micro: 4_211,
            upper_micro: 459_258,
        },
        age_days: 180,
        used: 0,
    };
    let found = prune(&kept).unwrap();
    assert_eq!(
        found.why,
        "It works in at most 45.9 % of cases (5 outcomes), is 180 days old and was never used."
    );
    let warning = Pattern {
        role: Role::Pitfall,
        ..failing.clone()
    };
    let spared = [
        Kept { used: 1, ..kept },
        Kept {
            age_days: 179,
            ..kept
        },
        Kept {
            standing: Standing {
                n: 4,
                ..kept.standing
            },
            ..kept
        },
        // What a warning warns of is meant to fail.
        Kept {
            pattern: &warning,
            ..kept
        },
    ];
    assert!(spared.iter().all(|kept| prune(kept).is_none()));
}

proptest! {
    #[test]
    fn settled_merges_can_all_be_followed(pairs in proptest::collection::vec((0_u8..6, 0_u8..6, 0_i32..9), 0..20)) {
        let id = |one: u8| FactId::of(&[one]);
        let merges = pairs.into_iter().filter(|(a, b, _)| a != b).map(|(a, b, similarity_micro)| {
            MergeProposal { into: id(a), from: id(b), similarity_micro, why: String::new() }
        });
        let found = Proposals { merges: merges.collect(), ..Proposals::default() };
        let settled = settle(found.clone());
        for (at, merge) in settled.merges.iter().enumerate() {
            for (other_at, other) in settled.merges.iter().enumerate() {
                prop_assert!(merge.into != other.from);
                prop_assert!(at == other_at || merge.from != other.from);
            }
        }
        prop_assert_eq!(found.merges.is_empty(), settled.merges.is_empty());
        let mut turned = found;
        turned.merges.reverse();
        prop_assert_eq!(settle(turned).merges, settled.merges);
    }
}

/// `cargo test --release -p engine memory::learning::consolidate -- --ignored --nocapture`
#[test]
#[ignore = "a measurement, for a release build"]
fn speed() {
    let (embedder, rows) = (table(), rows("patterns.jsonl"));
    for (what, copies) in [("all different sites", 10_000), ("1,040 patterns", 1_040)] {
        let patterns = (0..copies).map(|slot| {
            let row = &rows[slot % rows.len()];
            let task = format!("{} Site {slot}.", text(row, "task"));
            pattern(&task, text(row, "strategy"))
        });
        let memory = Memory::of(&embedder, patterns.collect());
        let start = Instant::now();
        let found = memory.look();
        println!(
            "{copies} patterns, {what}: {:?}, merges {}, contradictions {}",
            start.elapsed(),
            found.merges.len(),
            found.contradictions.len()
        );
    }
}
