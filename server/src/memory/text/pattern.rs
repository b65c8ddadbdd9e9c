//! One pattern with all that is known of it.

use protocol::memory::{OutcomeView, PatternView};
use protocol::records::Role;
use protocol::words;

use crate::date;
use crate::sheet::Sheet;

pub fn view(sheet: &mut Sheet, view: &PatternView) {
    let pattern = &view.pattern;
    let technology = pattern.technology.map(words::technology);
    let name = match pattern.role {
        Role::Strategy => pattern.name().to_owned(),
        Role::Pitfall => format!("Warning: {}", pattern.name()),
    };
    let line: Vec<&str> = std::iter::once(name.as_str()).chain(technology).collect();
    sheet.title(&line.join(" · "));
    sheet.line(&view.id.to_string());
    state(sheet, view);
    labelled(sheet, "task", &pattern.task);
    let tried = match pattern.role {
        Role::Strategy => "strategy",
        Role::Pitfall => "do not",
    };
    labelled(sheet, tried, &pattern.strategy);
    labelled(sheet, "about", &pattern.description);
    labelled(sheet, "in full", &pattern.content);
    sheet.labelled("category", &pattern.category);
    sheet.labelled("tags", &pattern.tags.join(", "));
    sheet.labelled("whose", words::namespace(pattern.namespace));
    sheet.labelled("from", words::provenance(pattern.provenance));
    sheet.labelled("evidence", &pattern.evidence.join(", "));
    sheet.labelled("learnt", &view.at.map(date::day).unwrap_or_default());
    sheet.labelled("edited", &view.edited.map(date::day).unwrap_or_default());
    sheet.labelled("trust", &words::standing(&view.standing));
    if view.used > 0 {
        sheet.labelled("used", &format!("{} times", words::grouped(view.used)));
    }
    for outcome in &view.outcomes {
        sheet.labelled("outcome", &ended(outcome));
    }
    for other in &view.contradicts {
        let mut said = format!("{} ({})", other.other.name, other.other.id);
        if !other.why.is_empty() {
            said.push_str(": ");
            said.push_str(&other.why);
        }
        sheet.labelled("contradicts", &said);
    }
}

/// Why it is not listed, if it is not.
fn state(sheet: &mut Sheet, view: &PatternView) {
    if view.forgotten {
        let undo = format!("elex memory forget {} --undo", view.id);
        sheet.labelled(
            "forgotten",
            &format!("it is not found; bring it back: {undo}"),
        );
    }
    if let Some(into) = &view.merged_into {
        sheet.labelled("merged into", &format!("{} ({})", into.name, into.id));
    }
    for from in &view.merged_from {
        sheet.labelled("merged from", &format!("{} ({})", from.name, from.id));
    }
}

fn ended(view: &OutcomeView) -> String {
    let outcome = &view.outcome;
    let took = outcome
        .duration_micros
        .map(|micros| format!("took {}", date::span(micros)));
    let notes = (!outcome.notes.is_empty()).then(|| outcome.notes.replace('\n', " "));
    let parts = [
        Some(words::hundredths(i64::from(outcome.score.micro()))),
        Some(date::day(view.at)),
        took,
        notes,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// A text that may have several lines.
fn labelled(sheet: &mut Sheet, label: &str, text: &str) {
    let mut label = label;
    for line in text.lines() {
        sheet.labelled(label, line);
        label = "";
    }
}
