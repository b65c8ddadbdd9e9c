//! Results of calculators as text for a terminal: the result first, then how it came about.

use protocol::calculator::{Computed, Description, Need, Quantity, Subject};
use protocol::words;

use crate::sheet::Sheet;

/// A result.
pub fn computed(title: &str, computed: &Computed) -> String {
    let mut sheet = Sheet::default();
    sheet.title(title);
    let shown = |quantity: &Quantity| words::calculated(&quantity.value, &quantity.unit);
    // The unit stands beside the values.
    let output = computed
        .output
        .iter()
        .filter(|quantity| quantity.name != "unit");
    let rows = output.map(|quantity| (quantity.name.clone(), shown(quantity)));
    table(&mut sheet, &rows.collect::<Vec<_>>());
    sheet.section("Formula");
    sheet.line(&computed.formula);
    for step in &computed.steps {
        sheet.line(step);
    }
    sheet.section("Inputs");
    let inputs = computed.inputs.iter().map(|used| {
        let mark = if used.assumed { " (assumed)" } else { "" };
        (
            used.quantity.name.clone(),
            format!("{}{mark}", shown(&used.quantity)),
        )
    });
    table(&mut sheet, &inputs.collect::<Vec<_>>());
    if !computed.clauses.is_empty() {
        sheet.section("Source");
        sheet.line(&words::clauses(&computed.clauses));
    }
    if !computed.notes.is_empty() {
        sheet.section("To know");
        for note in &computed.notes {
            sheet.line(note);
        }
    }
    sheet.finish()
}

/// A calculator with its inputs.
pub fn description(description: &Description) -> String {
    let mut sheet = Sheet::default();
    sheet.title(&format!("{}: {}", description.name, description.title));
    if !description.clause.is_empty() {
        sheet.line(&words::clauses(std::slice::from_ref(&description.clause)));
    }
    sheet.section("Inputs");
    let rows = description.inputs.iter().map(|field| {
        let unit = match field.unit.as_str() {
            "" => String::new(),
            unit => format!(", {unit}"),
        };
        let need = match &field.need {
            Need::Required => String::new(),
            Need::Optional => " (may be left out)".to_owned(),
            Need::Assumed(value) => format!(" ({value} when left out)"),
        };
        (field.name.clone(), format!("{}{unit}{need}", field.says))
    });
    table(&mut sheet, &rows.collect::<Vec<_>>());
    sheet.finish()
}

/// All calculators, subject by subject.
pub fn list(all: &[Description]) -> String {
    let mut sheet = Sheet::default();
    for subject in Subject::ALL {
        sheet.section(words::subject(subject));
        let rows = all
            .iter()
            .filter(|description| description.subject == subject)
            .map(|description| (description.name.clone(), description.title.clone()));
        table(&mut sheet, &rows.collect::<Vec<_>>());
    }
    sheet.section("Inputs of one: elex calc NAME. A result: elex calc NAME key=value …");
    sheet.finish()
}

/// Names on the left, what they say on the right.
fn table(sheet: &mut Sheet, rows: &[(String, String)]) {
    let width = rows.iter().map(|(name, _)| name.chars().count()).max();
    let width = width.unwrap_or_default();
    for (name, text) in rows {
        sheet.hanging(&format!("  {name:<width$}  "), text);
    }
}
