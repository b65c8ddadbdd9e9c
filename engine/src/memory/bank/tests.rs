//! The fold: whatever the order and number of arrivals, the memory is the same.

use proptest::prelude::*;
use protocol::cbor::{Map as Fields, Value};
use protocol::data::{CellKey, Change, Delta, Key, Kind, Register, RegisterKey};
use protocol::ids::{FactId, ReplicaId};
use protocol::memory::{Filter, MemoryStats, PatternView};
use protocol::records::{
    Edit, Link, MERGED_INTO, Outcome, OutcomeOf, Pattern, Relation, Role, Score, WITHDRAWN,
};
use protocol::storage::Adapter;
use protocol::time::{Hlc, Timestamp};

use super::{Bank, Looking};
use crate::memory::embed::Embedder;

const MANY: u8 = 5;

/// Something that is done to one of [`MANY`] patterns.
#[derive(Clone, Debug)]
enum Deed {
    Outcome { of: u8, micro: u32 },
    WithdrawOutcome { of: u8, micro: u32, withdrawn: bool },
    Edit { of: u8, text: u8 },
    Forget { of: u8, forgotten: bool },
    Merge { from: u8, into: u8 },
    Unmerge { of: u8 },
    Link { one: u8, other: u8 },
    Used { of: u8, by: u8, times: u64 },
}

fn deed() -> impl Strategy<Value = Deed> {
    let one = 0..MANY;
    let micro = prop::sample::select(vec![0, 250_000, 1_000_000]);
    prop_oneof![
        (one.clone(), micro.clone()).prop_map(|(of, micro)| Deed::Outcome { of, micro }),
        (one.clone(), micro, any::<bool>()).prop_map(|(of, micro, withdrawn)| {
            Deed::WithdrawOutcome {
                of,
                micro,
                withdrawn,
            }
        }),
        (one.clone(), 0_u8..4).prop_map(|(of, text)| Deed::Edit { of, text }),
        (one.clone(), any::<bool>()).prop_map(|(of, forgotten)| Deed::Forget { of, forgotten }),
        (one.clone(), one.clone()).prop_map(|(from, into)| Deed::Merge { from, into }),
        one.clone().prop_map(|of| Deed::Unmerge { of }),
        (one.clone(), one.clone()).prop_map(|(one, other)| Deed::Link { one, other }),
        (one, 0_u8..2, 1_u64..4).prop_map(|(of, by, times)| Deed::Used { of, by, times }),
    ]
}

type Stored = (Key, Vec<u8>);

fn replica(by: u8) -> ReplicaId {
    ReplicaId::from_bytes([by; 16])
}

fn fact(of: u8) -> protocol::data::Fact {
    let pattern = Pattern {
        task: format!("task {of}"),
        category: ["mobility", "power"][usize::from(of % 2)].to_owned(),
        strategy: "try".to_owned(),
        role: if of == 3 {
            Role::Pitfall
        } else {
            Role::Strategy
        },
        outcome: (of == 1).then(|| Outcome::scored(Score::FAILED)),
        ..Pattern::default()
    };
    pattern.seal(replica(9), Hlc((100 + u64::from(of)) << 16))
}

fn outcome(of: u8, micro: u32) -> protocol::data::Fact {
    let outcome = OutcomeOf {
        pattern: fact(of).id(),
        outcome: Outcome::scored(Score::from_micro(micro).unwrap()),
    };
    outcome.seal(replica(9), Hlc(u64::from(micro) << 16 | 7))
}

fn setting(kind: Kind, id: FactId, field: u16, value: Value, at: u64) -> Stored {
    let key = RegisterKey {
        kind,
        key: id.as_bytes().to_vec(),
        field,
    };
    let register = Register {
        at: Hlc(at),
        by: replica(9),
        value,
        rest: Fields::new(),
    };
    let change = Change::Set(key, register.clone());
    (change.key(), register.encode())
}

/// The rows of what was done, in the order in which it was done.
fn rows(deeds: &[Deed]) -> Vec<Stored> {
    let of_fact =
        |fact: protocol::data::Fact| (Key::Fact(fact.kind(), fact.id()), fact.bytes().to_vec());
    let mut rows: Vec<Stored> = (0..MANY).map(|of| of_fact(fact(of))).collect();
    let mut cells: Vec<((u8, u8), protocol::data::Cell)> = Vec::new();
    for (at, deed) in (1_000..).zip(deeds) {
        let of_pattern = |of, field, value| setting(Kind::PATTERN, fact(of).id(), field, value, at);
        rows.push(match *deed {
            Deed::Outcome { of, micro } => of_fact(outcome(of, micro)),
            Deed::WithdrawOutcome {
                of,
                micro,
                withdrawn,
            } => {
                let id = outcome(of, micro).id();
                setting(Kind::OUTCOME, id, WITHDRAWN, Value::Bool(withdrawn), at)
            }
            Deed::Edit { of, text } => {
                let edit = Edit::Title(format!("title {text}"));
                of_pattern(of, edit.register(fact(of).id()).field, edit.value())
            }
            Deed::Forget { of, forgotten } => of_pattern(of, WITHDRAWN, Value::Bool(forgotten)),
            Deed::Merge { from, into } => {
                let into = Value::Bytes(fact(into).id().as_bytes().to_vec());
                of_pattern(from, MERGED_INTO, into)
            }
            Deed::Unmerge { of } => of_pattern(of, MERGED_INTO, Value::Null),
            Deed::Link { one, other } => {
                let link = Link {
                    one: fact(one).id(),
                    other: fact(other).id(),
                    relation: Relation::Contradicts,
                    why: String::new(),
                };
                of_fact(link.seal(replica(9), Hlc(at)))
            }
            Deed::Used { of, by, times } => {
                let delta = Delta {
                    n: times,
                    ..Delta::default()
                };
                let known = cells.iter().position(|(key, _)| *key == (of, by));
                let before = known.map(|at| cells.remove(at).1).unwrap_or_default();
                let cell = before.bumped(delta);
                cells.push(((of, by), cell.clone()));
                let key = CellKey {
                    kind: Kind::USAGE,
                    key: fact(of).id().as_bytes().to_vec(),
                    replica: replica(by),
                };
                (Key::Cell(key), cell.encode())
            }
        });
    }
    rows
}

/// Everything that a client can see of the memory.
type Seen = (
    Vec<Option<PatternView>>,
    Vec<String>,
    Vec<String>,
    Vec<(FactId, bool)>,
    MemoryStats,
);

fn seen(bank: &mut Bank) -> Seen {
    bank.settle(usize::MAX);
    bank.prepare(&Embedder::Hashed, usize::MAX);
    let names = |bank: &Bank, forgotten| {
        let filter = Filter {
            forgotten,
            ..Filter::default()
        };
        let lines = bank.list(&filter, 0, 100).lines;
        lines.iter().map(|line| format!("{line:?}")).collect()
    };
    let mut stats = bank.stats(Adapter::Memory, &Embedder::Hashed);
    // Settings that were replaced count as often as they came.
    stats.stored_bytes = 0;
    let views = (0..MANY).map(|of| bank.view(fact(of).id())).collect();
    (
        views,
        names(bank, false),
        names(bank, true),
        found(bank),
        stats,
    )
}

/// What is found, by id, and whether it has a word that only edits bring in.
fn found(bank: &Bank) -> Vec<(FactId, bool)> {
    let filter = Filter::default();
    let looking = Looking {
        text: "title",
        filter: &filter,
        count: 100,
        spread: None,
    };
    let found = bank.find(&looking, &Embedder::Hashed, Timestamp(0));
    let hits = found.hits.iter();
    let mut hits: Vec<_> = hits
        .map(|hit| (hit.line.id, hit.parts.lexical_micro > 0))
        .collect();
    hits.sort_unstable();
    hits
}

fn fold<'a>(rows: impl IntoIterator<Item = &'a Stored>, settle_between: bool) -> Bank {
    let mut bank = Bank::default();
    for (key, body) in rows {
        bank.take_in(key, body);
        if settle_between {
            bank.settle(2);
            bank.prepare(&Embedder::Hashed, 1);
        }
    }
    bank
}

proptest! {
    #[test]
    fn the_order_and_number_of_arrivals_do_not_matter(
        deeds in prop::collection::vec(deed(), 0..25),
        keys in prop::collection::vec(any::<u32>(), 60),
        settle_between: bool,
    ) {
        let rows = rows(&deeds);
        let in_order = seen(&mut fold(&rows, false));
        let mut shuffled: Vec<(u32, &Stored)> = keys.iter().copied().cycle().zip(&rows).collect();
        shuffled.extend(keys.iter().rev().copied().cycle().zip(&rows).take(20));
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled = shuffled.into_iter().map(|(_, row)| row);
        prop_assert_eq!(in_order, seen(&mut fold(shuffled, settle_between)));
    }

    /// No outcome is lost or counted twice by merging, in whatever circles.
    #[test]
    fn merging_keeps_the_sum_of_outcomes(deeds in prop::collection::vec(deed(), 0..25)) {
        let is_forgetting = |deed: &&Deed| !matches!(deed, Deed::Forget { .. });
        let deeds: Vec<Deed> = deeds.iter().filter(is_forgetting).cloned().collect();
        let apart: Vec<Deed> = deeds
            .iter()
            .filter(|deed| !matches!(deed, Deed::Merge { .. } | Deed::Unmerge { .. }))
            .cloned()
            .collect();
        let (.., merged) = seen(&mut fold(&rows(&deeds), false));
        let (.., apart) = seen(&mut fold(&rows(&apart), false));
        prop_assert_eq!(merged.outcomes, apart.outcomes);
        prop_assert_eq!(merged.mean_score_micro, apart.mean_score_micro);
        prop_assert_eq!(merged.total_patterns + merged.merged, u32::from(MANY));
    }
}

#[test]
fn rows_that_cannot_be_read_are_counted_and_do_no_harm() {
    let mut bank = fold(&rows(&[]), false);
    bank.take_in(&Key::Fact(Kind::PATTERN, FactId::of(b"x")), b"nonsense");
    bank.take_in(
        &Key::Fact(Kind::FEEDBACK, FactId::of(b"x")),
        b"of another room",
    );
    assert_eq!(bank.unreadable(), 1);
    let (_, names, ..) = seen(&mut bank);
    assert_eq!(names.len(), usize::from(MANY));
}

#[test]
fn ten_thousand_patterns_are_folded_and_listed() {
    let mut bank = Bank::default();
    let start = std::time::Instant::now();
    for n in 0..10_000_u64 {
        let pattern = Pattern {
            task: format!(
                "Cell {n} drops calls when the load is high at noon in district {}",
                n % 97
            ),
            category: format!("category {}", n % 20),
            strategy: "Move load to the second carrier and watch the drop rate for a day"
                .to_owned(),
            outcome: Some(Outcome::scored(Score::WORKED)),
            ..Pattern::default()
        };
        let fact = pattern.seal(replica(9), Hlc((1_000 + n) << 16));
        bank.take_in(&Key::Fact(Kind::PATTERN, fact.id()), fact.bytes());
    }
    let folded = start.elapsed();
    bank.settle(usize::MAX);
    let settled = start.elapsed();
    let filter = Filter {
        category: Some("category 7".to_owned()),
        ..Filter::default()
    };
    let lines = bank.list(&filter, 0, 10);
    println!(
        "folded {folded:?}, settled {:?}, listed {:?}",
        settled - folded,
        start.elapsed() - settled
    );
    assert_eq!(lines.total, 500);
    assert!(lines.lines[0].name.contains("Cell 9987 "));
}
