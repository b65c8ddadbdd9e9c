//! How contrast weighs what it sees, whatever the words.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::contrast::{Purpose, Reading, Seen, Why, compare};

/// What contradicts in any words.
const CONTRARY: [(&str, &str); 7] = [
    ("early", "late"),
    ("rises", "falls"),
    ("uplink", "downlink"),
    ("longer", "shorter"),
    ("LTE", "NR"),
    ("640 ms", "40 ms"),
    ("add", "remove"),
];
/// What is in no table.
const NAMED: [&str; 8] = [
    "plover", "juniper", "teapot", "violin", "cobble", "harpoon", "lantern", "marzipan",
];
/// The same, for the other text alone.
const OTHER: [&str; 6] = ["quince", "trowel", "satchel", "nougat", "thimble", "walrus"];

fn seen(asked: &str, found: &str) -> Seen {
    compare(&Reading::of(asked), &Reading::of(found))
}

fn helps(asked: &str, found: &str, about: f32) -> f32 {
    seen(asked, found).weigh(about, Purpose::Help)
}

/// Two texts that contradict and share so many words of five.
fn contrary(shared: usize, (one, other): (&str, &str)) -> (String, String) {
    let asked = format!("{} {one}", NAMED[..5].join(" "));
    let mine = [&NAMED[..shared], &OTHER[..5 - shared]].concat();
    (asked, format!("{} {other}", mine.join(" ")))
}

fn any_text() -> impl Strategy<Value = String> {
    let words = [
        "no", "not", "cell", "handover", "3 dB", "640", "early", "late", "up", "down", "LTE",
        "gNB", "without", "from", "to", "only", "all", "phone", "mobile", "drops,", "rises.",
        "too", "A3", "never",
    ];
    proptest::collection::vec(select(words.to_vec()), 1..12).prop_map(|words| words.join(" "))
}

#[test]
fn the_nearer_two_contradicting_texts_are_the_more_is_taken_and_without_leaps() {
    for pair in CONTRARY {
        let share = |shared| {
            let (asked, found) = contrary(shared, pair);
            -helps(&asked, &found, 1.0)
        };
        let shares: Vec<f32> = (0..=5).map(share).collect();
        assert!(shares[0].abs() < 1e-6, "{pair:?}: {shares:?}");
        assert!((shares[5] - 1.0).abs() < 1e-6, "{pair:?}: {shares:?}");
        for step in shares.windows(2) {
            assert!(step[0] <= step[1], "{pair:?}: {shares:?}");
            // Each word is a sixth of either text.
            assert!(step[1] - step[0] < 0.45, "{pair:?}: {shares:?}");
        }
    }
}

#[test]
fn one_opposite_word_in_a_text_about_something_else_takes_nothing() {
    let asked = "calls drop because handover comes too late";
    let found = "bread is taken out of the oven too early";
    assert!(helps(asked, found, 0.05) > -0.03);
}

proptest! {
    #[test]
    fn a_text_does_not_differ_from_itself(text in any_text()) {
        let seen = seen(&text, &text);
        prop_assert!(seen.why.iter().all(|why| why.conflict(Purpose::Sameness) == 0.0), "{seen:?}");
        for purpose in [Purpose::Help, Purpose::Sameness] {
            prop_assert_eq!(seen.weigh(1.0, purpose), 0.0);
        }
    }

    #[test]
    fn query_and_pattern_are_treated_alike(pair in select(CONTRARY.to_vec()), shared in 0..6_usize, about in 0.0..1.4_f32) {
        let (asked, found) = contrary(shared, pair);
        let (there, back) = (helps(&asked, &found, about), helps(&found, &asked, about));
        prop_assert!((there - back).abs() < 1e-6, "{} {}", there, back);
    }

    #[test]
    fn never_more_is_taken_than_likeness_gave(asked in any_text(), found in any_text(), about in -0.2..1.4_f32) {
        let score = about + helps(&asked, &found, about);
        prop_assert!(score >= about.min(0.0) - 1e-6, "{}", score);
    }

    #[test]
    fn what_contradicts_nothing_loses_nothing_by_being_near(asked in any_text(), found in any_text(), about in 0.0..1.4_f32) {
        let seen = seen(&asked, &found);
        if !seen.why.iter().any(Why::contradicts) {
            prop_assert!(seen.weigh(about, Purpose::Help) >= 0.0);
        }
    }
}
