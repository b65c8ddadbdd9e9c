//! Routing told what to prefer, and measured.

mod evaluation;

use super::{route, understand};
use crate::catalogue::sample::real;

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
