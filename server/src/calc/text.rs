//! Results of calculators as text for a terminal: the result first, then how it came about.

use protocol::calculator::{
    Calculated, Computed, Description, Field, From, Need, Outcome, Quantity, Subject,
};
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
    formula(&mut sheet, computed);
    sheet.section("Inputs");
    let inputs = computed.inputs.iter().map(|used| {
        let mark = if used.assumed { " (assumed)" } else { "" };
        (
            used.quantity.name.clone(),
            format!("{}{mark}", shown(&used.quantity)),
        )
    });
    table(&mut sheet, &inputs.collect::<Vec<_>>());
    source(&mut sheet, computed);
    sheet.finish()
}

/// A calculation that a question asked for: what it came to in the first line, then how.
pub fn calculated(sheet: &mut Sheet, shown: &Calculated) {
    sheet.title(&words::outcome(shown));
    let needs = shown
        .calculator
        .inputs
        .iter()
        .filter(|field| shown.missing.contains(&field.name));
    let needs: Vec<_> = needs
        .map(|field| (field.name.clone(), needed(field)))
        .collect();
    if needs.len() > 1 {
        sheet.section("Needed");
        table(sheet, &needs);
    }
    let computed = match &shown.outcome {
        Outcome::Computed(computed) => Some(computed),
        Outcome::Refused(_) => None,
    };
    if let Some(computed) = computed {
        formula(sheet, computed);
    }
    let inputs: Vec<_> = shown
        .inputs
        .iter()
        .map(|given| {
            let mark = match given.from {
                From::Assumed => " (assumed)",
                From::Derived => " (follows)",
                From::Said(..) | From::Typed => "",
            };
            let quantity = &given.quantity;
            let value = words::calculated(&quantity.value, &quantity.unit);
            (quantity.name.clone(), format!("{value}{mark}"))
        })
        .collect();
    if !inputs.is_empty() {
        sheet.section("Inputs");
        table(sheet, &inputs);
    }
    for hint in &shown.hints {
        sheet.line(&words::hint(hint));
    }
    match computed {
        Some(computed) => source(sheet, computed),
        None if shown.calculator.clause.is_empty() => {}
        None => {
            sheet.section("Source");
            sheet.line(&words::clauses(std::slice::from_ref(
                &shown.calculator.clause,
            )));
        }
    }
    sheet.section("Calculator");
    sheet.line(&format!(
        "{}: {}",
        shown.calculator.name, shown.calculator.title
    ));
}

fn formula(sheet: &mut Sheet, computed: &Computed) {
    sheet.section("Formula");
    sheet.line(&computed.formula);
    for step in &computed.steps {
        sheet.line(step);
    }
}

fn source(sheet: &mut Sheet, computed: &Computed) {
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
}

/// What an input is, with its unit.
fn needed(field: &Field) -> String {
    match field.unit.as_str() {
        "" => field.says.clone(),
        unit => format!("{}, {unit}", field.says),
    }
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
        let need = match &field.need {
            Need::Required => String::new(),
            Need::Optional => " (may be left out)".to_owned(),
            Need::Assumed(value) => format!(" ({value} when left out)"),
        };
        (field.name.clone(), format!("{}{need}", needed(field)))
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
