//! What was found: advice first, then the warnings, each with why.

use protocol::memory::{Found, FoundLine, ScoreParts};
use protocol::records::Role;
use protocol::words;

use super::lines::{INDENT, beneath, named, patterns};
use crate::sheet::Sheet;

pub fn found(sheet: &mut Sheet, found: &Found) {
    if found.hits.is_empty() {
        let among = patterns(found.total);
        sheet.text(&format!("Nothing was found among {among}."));
    }
    let (warnings, advice): (Vec<_>, Vec<_>) =
        (found.hits.iter()).partition(|hit| hit.line.role == Role::Pitfall);
    section(sheet, "Tried before", &advice);
    section(sheet, "Warnings: what not to do", &warnings);
    if found.hashed {
        sheet.title("Words were compared, not meanings: the embedding table cannot be read.");
    }
}

fn section(sheet: &mut Sheet, heading: &str, hits: &[&FoundLine]) {
    if hits.is_empty() {
        return;
    }
    sheet.section(heading);
    for hit in hits {
        let score = words::hundredths(i64::from(hit.score_micro));
        named(sheet, &score, &hit.line);
        sheet.indented(INDENT, &hit.line.line.replace('\n', " "));
        sheet.indented(INDENT, &beneath(&hit.line));
        sheet.indented(INDENT, &parts(&hit.parts));
        for contrast in &hit.contrasts {
            sheet.indented(INDENT, &words::contrast(contrast));
        }
    }
}

/// What the score is made of.
fn parts(parts: &ScoreParts) -> String {
    let named = [
        ("meaning", parts.similarity_micro),
        ("words", parts.lexical_micro),
        ("contrast", parts.contrast_micro),
        ("outcomes", parts.confidence_micro),
        ("age", parts.recency_micro),
    ];
    let named: Vec<String> = named
        .iter()
        .map(|(name, micro)| format!("{name} {}", words::hundredths(i64::from(*micro))))
        .collect();
    named.join(", ")
}
