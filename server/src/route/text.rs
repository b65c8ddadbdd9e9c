//! Where a question goes, as text for a terminal.

use protocol::words;

use super::routed::Routed;
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
    sheet.line(&format!("In scope {:.2}: {verdict}", routed.in_scope));
    sheet.section("Agents");
    for one in &routed.ranked {
        let facts = one.facts.len();
        sheet.line(&format!(
            "{} ({}), {}, {facts} facts",
            one.name, one.agent, one.domain
        ));
    }
    sheet.finish()
}
