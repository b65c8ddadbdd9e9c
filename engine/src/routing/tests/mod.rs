//! Routing told what to prefer, and measured.

mod baseline;
mod calibration;
mod evaluation;
mod fit;
mod questions;

use protocol::answer::{QueryKind, RoutedBy};

use super::{Decision, Scores, kind, route, understand};
use crate::catalogue::sample::real;

#[test]
fn a_question_that_only_asks_about_a_name_is_of_the_kind_of_its_row() {
    for (question, expected) in [
        ("what does HO.IntraSys.TooLate count?", QueryKind::Counter),
        ("LTE RRC.ConnEstabFail.Cause", QueryKind::Counter),
        ("formula of NR.DRBAccessibility", QueryKind::Kpi),
        ("handover success rate", QueryKind::Kpi),
        ("XnAP handoverPreparation code", QueryKind::Procedure),
        ("cause radio-connection-with-ue-lost", QueryKind::Procedure),
        ("range of a3-Offset?", QueryKind::Parameter),
        ("beamFailureRecoveryTimer", QueryKind::Parameter),
    ] {
        let query = understand(real(), question);
        let best = route(real(), &query).best;
        assert_eq!(kind(real(), &query, &best), expected, "{question}");
    }
}

#[test]
fn an_exact_name_is_ours_whatever_the_score() {
    let catalogue = real();
    let query = understand(
        catalogue,
        "pizza football weather mortgage t310 holiday recipe",
    );
    assert!(route(catalogue, &query).in_scope);
    let query = understand(catalogue, "pizza football weather mortgage holiday recipe");
    assert!(!route(catalogue, &query).in_scope);
}

#[test]
fn the_first_is_the_likeliest_and_together_they_are_no_more_than_certain() {
    let all = questions::asked().iter();
    for decision in all.flat_map(|one| [&one.by_words, &one.by_both]) {
        let likely = decision.best.iter();
        let likely: Vec<i64> = likely.filter_map(|one| one.probability_micro).collect();
        assert_eq!(likely.len(), decision.best.len());
        assert!(likely.is_sorted_by(|a, b| a >= b), "{likely:?}");
        assert!(likely.iter().sum::<i64>() <= 1_000_000, "{likely:?}");
        let first = likely.first().copied().unwrap_or_default();
        assert!(first > 0 || !decision.in_scope, "{likely:?}");
        let refused = !decision.in_scope;
        assert!(!refused || first <= decision.scope_micro, "{likely:?}");
    }
}

#[test]
fn meaning_finds_the_agent_that_no_word_of_the_question_names() {
    let catalogue = real();
    let (embedder, vectors) = questions::vectors();
    let question = "speech is choppy on calls";
    let query = understand(catalogue, question);
    let scores = Scores::of(catalogue, &query);
    let likeness = vectors.likeness(&embedder.embed(question));
    let by_both = scores.decide(Some(&likeness));
    assert_eq!(by_both.by, RoutedBy::WordsAndVectors);
    assert_eq!(by_both.best.len(), 8);
    let nowhere = vectors.likeness(&embedder.embed(""));
    assert!(nowhere.iter().all(|alike| *alike == 0.0));
    let unknown = understand(catalogue, "zzz");
    let unknown = Scores::of(catalogue, &unknown).decide(Some(&nowhere));
    let likely = unknown.best.first().and_then(|one| one.probability_micro);
    assert!(likely < Some(50_000), "nobody is likely: {likely:?}");
    // Without a direction of its own the question is left to its words.
    let order = |decision: &Decision| -> Vec<u32> {
        let scored = decision.best.iter().filter(|one| one.score_micro > 0);
        scored.map(|one| one.agent).collect()
    };
    let by_words = scores.decide(None);
    assert_eq!(order(&scores.decide(Some(&nowhere))), order(&by_words));
    assert_ne!(order(&by_both), order(&by_words));
}

#[test]
fn the_named_technology_is_preferred() {
    let catalogue = real();
    let first = |question: &str| {
        let decision = route(catalogue, &understand(catalogue, question));
        decision
            .best
            .first()
            .map(|scored| catalogue.agents.id(scored.agent).0)
    };
    assert_eq!(
        first("A3 handover margin in LTE").as_deref(),
        Some("LTE-MOB-001")
    );
    assert_eq!(
        first("A3 handover margin on n78").as_deref(),
        Some("NR-MOB-001")
    );
    assert_eq!(
        first("low downlink throughput on L1800").as_deref(),
        Some("LTE-THP-001")
    );
}
