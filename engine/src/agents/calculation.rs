//! Calculations as answers: what was computed, with the agents that the question would go to.

use protocol::answer::{Answer, Body, Route};
use protocol::calculator::Calculated;

use super::{candidates, shown};
use crate::catalogue::Catalogue;
use crate::routing::{Scores, threshold_micro, understand};

/// The answer to a question that asks for a calculation.
#[must_use]
pub fn calculation(catalogue: &Catalogue, question: &str, calculated: Calculated) -> Answer {
    let query = understand(catalogue, question);
    let scores = Scores::of(catalogue, &query);
    let decision = scores.decide(None);
    let route = Route {
        candidates: candidates(&scores, &decision.best),
        scope_micro: decision.scope_micro,
        threshold_micro: threshold_micro(decision.by),
        by: decision.by,
    };
    let body = Body::Calculation(Box::new(calculated));
    shown(catalogue, &query, query.kind, route, body)
}
