//! Where a question goes, as text for a terminal.

use protocol::words;

use super::routed::{Ranked, Routed};
use crate::sheet::Sheet;

/// All of it.
pub fn routed(routed: &Routed<'_>) -> String {
    let mut sheet = Sheet::default();
    sheet.title(words::kind(routed.kind));
    let verdict = if routed.abstained {
        "outside what the agents know"
    } else {
        "answered"
    };
    let percent = |likely: f64| words::percent((likely * 1e6) as i64);
    let scope = percent(routed.in_scope);
    sheet.line(&format!("{scope} likely in scope: {verdict}"));
    sheet.section("Agents, and how likely each is right");
    for one in &routed.ranked {
        let (likely, facts) = (percent(one.probability), one.facts.len());
        let Ranked {
            name,
            agent,
            domain,
            ..
        } = one;
        sheet.line(&format!(
            "{likely:>6}  {name} ({agent}), {domain}, {facts} facts"
        ));
    }
    sheet.finish()
}
