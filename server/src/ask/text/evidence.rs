//! What the memory adds to an answer: what was tried, and warnings as warnings.

use protocol::memory::{Evidence, Recalled};
use protocol::words::evidence as words;

use crate::sheet::Sheet;

/// Where the lines below a name begin.
const INDENT: usize = 4;

pub fn evidence(sheet: &mut Sheet, evidence: &Evidence) {
    if let Some(none) = words::none(evidence) {
        sheet.section(words::HEADING);
        return sheet.line(&none);
    }
    if evidence.is_empty() {
        return;
    }
    sheet.section(&format!(
        "{} ({})",
        words::HEADING,
        words::found_by(evidence)
    ));
    for one in &evidence.worked {
        recalled(sheet, "Tried: ", one);
    }
    for one in &evidence.pitfalls {
        recalled(sheet, "Warning, not advice: ", one);
    }
}

fn recalled(sheet: &mut Sheet, what: &str, one: &Recalled) {
    sheet.line(&format!("{what}{}", on_a_line(&one.line.name)));
    sheet.indented(INDENT, &on_a_line(&one.tried));
    if !one.teaches.is_empty() {
        sheet.indented(INDENT, &on_a_line(&one.teaches));
    }
    let ended = [Some(words::ended(&one.line)), words::sure(&one.line)];
    let ended: Vec<String> = ended.into_iter().flatten().collect();
    sheet.indented(INDENT, &ended.join(" · "));
    if let Some(since) = words::since(&one.since) {
        sheet.indented(INDENT, &since);
    }
    if let Some(fit) = &one.fit {
        sheet.indented(INDENT, &words::alike(fit));
    }
    sheet.indented(INDENT, &words::source(one));
}

/// A text of a user takes no part in how the sheet is laid out.
fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
