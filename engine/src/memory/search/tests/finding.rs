//! The index: what is found, in which order, and what never is.

use proptest::prelude::*;

use super::super::{Fields, Index, Options, Query, Slot, Standing, rank};
use super::table;
use crate::memory::embed::{Embedder, Vector};

const PATTERNS: [&str; 4] = [
    "Handover to the stadium cell fails in admission",
    "Handover to the stadium cell fails in admission at halftime",
    "Battery alarm floods the ticket queue",
    "Uplink interference from a cable TV amplifier",
];

fn index() -> Index {
    let mut index = Index::default();
    for (slot, lead) in (0..).zip(PATTERNS) {
        insert(&mut index, slot, lead);
    }
    index
}

fn insert(index: &mut Index, slot: Slot, lead: &str) {
    let fields = Fields { lead, body: "" };
    index.insert(slot, &fields, &fields.embed(table()));
}

fn slots(index: &Index, text: &str, options: &Options<'_>) -> Vec<Slot> {
    let vector = table().embed(text);
    let query = Query {
        text,
        vector: &vector,
    };
    let hits = index.find(&query, options);
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score) || options.spread.is_some());
    for hit in &hits {
        assert!(hit.score.is_finite());
        assert!((hit.score - hit.parts.total()).abs() < 1e-6);
    }
    hits.into_iter().map(|hit| hit.slot).collect()
}

#[test]
fn counts_that_are_odd_behave() {
    let index = index();
    let found = |count| slots(&index, "handover fails", &Options::best(count));
    assert!(found(0).is_empty());
    assert_eq!(found(1).len(), 1);
    assert!(found(1000).len() >= 2 && found(1000).len() <= PATTERNS.len());
    assert_eq!(found(usize::MAX), found(1000));
    assert!(slots(&Index::default(), "handover", &Options::best(3)).is_empty());
}

#[test]
fn a_text_of_which_nothing_is_known_finds_nothing() {
    for text in ["", " ", "的 。"] {
        assert!(
            slots(&index(), text, &Options::best(5)).is_empty(),
            "{text:?}"
        );
    }
    let mut index = index();
    insert(&mut index, 9, "");
    assert!(!slots(&index, "handover alarm", &Options::best(9)).contains(&9));
}

#[test]
fn what_is_replaced_or_removed_is_not_found_by_its_old_words() {
    let mut index = index();
    assert_eq!(slots(&index, "cable TV amplifier", &Options::best(1)), [3]);
    insert(&mut index, 3, "Rack door alarm");
    let old = "Uplink interference from a cable TV amplifier";
    let vector = Vector::direction([0.0; 256]);
    let query = Query {
        text: old,
        vector: &vector,
    };
    assert!(
        index
            .find(&query, &Options::best(9))
            .iter()
            .all(|hit| hit.slot != 3)
    );
    assert!(index.remove(2) && !index.remove(2) && !index.remove(77));
    assert_eq!(index.len(), 3);
    assert!(!slots(&index, "Battery alarm", &Options::best(9)).contains(&2));
    assert_eq!(slots(&index, "rack door alarm", &Options::best(1)), [3]);
}

#[test]
fn only_what_is_admitted_is_found() {
    let index = index();
    let mut options = Options::best(9);
    options.admits = &|slot| slot % 2 == 1;
    let found = slots(&index, "handover alarm interference", &options);
    assert!(found.iter().all(|slot| slot % 2 == 1) && found.len() == 2);
    options.admits = &|_| false;
    assert!(slots(&index, "handover", &options).is_empty());
}

#[test]
fn of_twins_the_one_that_worked_is_first() {
    let mut index = index();
    insert(&mut index, 8, PATTERNS[2]);
    for winner in [2, 8] {
        let mut options = Options::best(1);
        let standing = move |slot| Standing {
            confidence: if slot == winner { 0.8 } else { 0.3 },
            age_days: 10.0,
        };
        options.standing = &standing;
        assert_eq!(slots(&index, "battery alarm flood", &options), [winner]);
    }
}

#[test]
fn spread_hits_are_not_two_of_a_kind() {
    let index = index();
    let mut options = Options::best(2);
    let text = "handover to the stadium cell fails, alarm in the ticket queue";
    assert_eq!(
        slots(&index, text, &options)
            .iter()
            .filter(|slot| **slot < 2)
            .count(),
        2
    );
    options.spread = Some(0.4);
    assert_eq!(
        slots(&index, text, &options)
            .iter()
            .filter(|slot| **slot < 2)
            .count(),
        1
    );
}

#[test]
fn a_pattern_that_says_the_opposite_comes_after_and_says_why() {
    let mut index = Index::default();
    insert(
        &mut index,
        0,
        "Decrease the downtilt when the rural cell overshoots",
    );
    insert(
        &mut index,
        1,
        "Increase the downtilt when the rural cell overshoots",
    );
    let text = "Increase the downtilt of a rural cell that overshoots";
    assert_eq!(slots(&index, text, &Options::best(2)), [1, 0]);
    let vector = Vector::direction([0.0; 256]);
    let query = Query {
        text,
        vector: &vector,
    };
    let hits = index.find(&query, &Options::best(2));
    assert!(hits[0].why.is_empty() && hits[0].parts.contrast >= 0.0);
    assert!(!hits[1].why.is_empty() && hits[1].parts.contrast < 0.0);
}

#[test]
fn a_fault_is_found_by_its_name_and_by_what_it_does() {
    let mut index = index();
    insert(&mut index, 4, "Missing neighbour first, margins second");
    for text in [
        "is a neighbour missing",
        "users drop beside a strong neighbour",
    ] {
        let vector = table().embed(text);
        let query = Query {
            text,
            vector: &vector,
        };
        let hits = index.find(&query, &Options::best(1));
        assert_eq!(hits[0].slot, 4, "{text}");
        assert!(hits[0].parts.contrast >= 0.0, "{text}: {:?}", hits[0].why);
    }
}

/// Other words on both sides: the opposite shares less with the query than the right one does.
#[test]
fn the_right_direction_is_first_in_other_words_too() {
    let mut index = Index::default();
    let directions = ["late", "early"];
    for (slot, direction) in (0..).zip(directions) {
        let lead = format!("Calls drop because the phone changes cell too {direction}");
        insert(&mut index, slot, &lead);
    }
    for slot in 2..300 {
        insert(
            &mut index,
            slot,
            &format!("Cell {slot} drops calls at noon"),
        );
    }
    for (slot, direction) in (0..).zip(directions) {
        let text = format!("a mobile moves to its neighbour cell too {direction}");
        assert_eq!(slots(&index, &text, &Options::best(1)), [slot], "{text}");
    }
}

#[test]
fn ranking_gives_every_place_once_whatever_the_order() {
    let query = "the stadium's handovers are refused";
    let ranking = rank(table(), query, &PATTERNS);
    let mut backwards = PATTERNS;
    backwards.reverse();
    let texts = |ranking: &[usize], of: &[&'static str]| -> Vec<&str> {
        ranking.iter().map(|at| of[*at]).collect()
    };
    let reversed = rank(table(), query, &backwards);
    assert_eq!(texts(&ranking, &PATTERNS), texts(&reversed, &backwards));
    assert!(rank(table(), query, &[]).is_empty());
    assert_eq!(rank(&Embedder::Hashed, "", &["", ""]), [0, 1]);
}

proptest! {
    #[test]
    fn any_texts_can_be_searched(query in any::<String>(), texts in proptest::collection::vec("[ -~°µ]{0,60}", 0..5)) {
        let candidates: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut ranking = rank(table(), &query, &candidates);
        ranking.sort_unstable();
        prop_assert_eq!(ranking, (0..candidates.len()).collect::<Vec<_>>());
        let mut index = Index::default();
        for (slot, text) in (0..).zip(&candidates) {
            insert(&mut index, slot, text);
        }
        slots(&index, &query, &Options::best(3));
    }
}
