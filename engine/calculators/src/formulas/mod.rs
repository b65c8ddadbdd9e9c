//! Exact computations that engineers look up on web pages today: each with formula, steps, unit and
//! clause, and with a refusal where the standard has no value.
//!
//! One file per subject; [`calculate`] finds the calculator, reads its inputs and lets it compute over
//! the tables of the catalogue. Nothing is extrapolated outside of a legal range. This room recognises
//! no questions and formats nothing for people.

mod carrier;
mod definition;
mod events;
mod exact;
mod fields;
mod frequency;
mod identity;
mod inputs;
mod lte_frequency;
mod measurement;
mod paging;
mod power;
mod prach;
mod prach_roots;
mod prach_shifts;
mod quality;
mod radio;
mod rate;
mod size;
mod synchronisation;
mod takes;
mod tdd;
#[cfg(test)]
mod tests;
mod timers;
mod timing;
mod working;

use protocol::calculator::{
    Calculation, Computed, Description, Refusal, Subject, Used, Value, Why,
};

use crate::tables::Tables;
pub use definition::Definition;
use inputs::Inputs;
pub use takes::takes;

/// All calculators by file, with the subject of each file.
const ALL: [(Subject, &[Definition]); 20] = [
    (Subject::Measurement, &measurement::ALL),
    (Subject::Measurement, &fields::ALL),
    (Subject::Measurement, &events::ALL),
    (Subject::Frequency, &frequency::ALL),
    (Subject::Frequency, &synchronisation::ALL),
    (Subject::Frequency, &lte_frequency::ALL),
    (Subject::Frequency, &carrier::ALL),
    (Subject::RandomAccess, &prach::ALL),
    (Subject::RandomAccess, &prach_shifts::ALL),
    (Subject::RandomAccess, &prach_roots::ALL),
    (Subject::Tdd, &tdd::ALL),
    (Subject::Rate, &rate::ALL),
    (Subject::Rate, &size::ALL),
    (Subject::Rate, &quality::ALL),
    (Subject::Timing, &timing::ALL),
    (Subject::Timing, &paging::ALL),
    (Subject::Radio, &radio::ALL),
    (Subject::Identity, &identity::ALL),
    (Subject::Power, &power::ALL),
    (Subject::Timers, &timers::ALL),
];

fn definitions() -> impl Iterator<Item = (Subject, &'static Definition)> {
    let with_subject = |(subject, all): (Subject, &'static [Definition])| {
        all.iter().map(move |definition| (subject, definition))
    };
    ALL.into_iter().flat_map(with_subject)
}

/// The calculator of a name.
pub fn definition(name: &str) -> Option<&'static Definition> {
    let mut all = definitions().map(|(_, definition)| definition);
    all.find(|definition| definition.name == name)
}

/// All calculators, subject by subject.
#[must_use]
pub fn list() -> Vec<Description> {
    definitions()
        .map(|(subject, definition)| definition.description(subject))
        .collect()
}

/// The calculator of a name, as it is listed.
#[must_use]
pub fn describe(name: &str) -> Option<Description> {
    let mut all = definitions();
    let (subject, definition) = all.find(|(_, definition)| definition.name == name)?;
    Some(definition.description(subject))
}

/// The inputs that a calculation goes by, assumptions included, whether they are legal or not.
#[must_use]
pub fn used(asked: &Calculation) -> Vec<Used> {
    definition(&asked.calculator).map_or_else(Vec::new, |definition| {
        Inputs::unchecked(definition, &asked.input).used()
    })
}

/// Computes.
///
/// # Errors
/// A [`Refusal`] with its reason and what would be legal: for a calculator or an input that does not
/// exist, an input outside of its legal range, and what is not held.
pub fn calculate(tables: &Tables, asked: &Calculation) -> Result<Computed, Refusal> {
    let unknown = || {
        let name: String = asked.calculator.chars().take(40).collect();
        let reason = format!("no calculator is called {name}");
        Refusal::new(Why::UnknownCalculator, "", reason, "")
    };
    let (_, definition) = definitions()
        .find(|(_, definition)| definition.name == asked.calculator)
        .ok_or_else(unknown)?;
    let inputs = Inputs::new(definition, &asked.input)?;
    let mut working = (definition.run)(tables, &inputs)?;
    if let Some(beyond) = working.output.iter().find(|one| !is_finite(&one.value)) {
        let reason = format!("{} is beyond every number for these inputs", beyond.name);
        return Err(Refusal::new(Why::Together, "", reason, ""));
    }
    let clause = definition.clause.to_owned();
    if !clause.is_empty() && !working.clauses.contains(&clause) {
        working.clauses.insert(0, clause);
    }
    Ok(Computed {
        calculator: definition.name.to_owned(),
        inputs: inputs.used(),
        output: working.output,
        formula: working.formula.to_owned(),
        steps: working.steps,
        clauses: working.clauses,
        notes: working.notes,
    })
}

/// Whether a value can be written down: tiny inputs lead past the largest number.
fn is_finite(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::List(values) => values.iter().all(is_finite),
        Value::Record(fields) => fields.iter().all(|field| is_finite(&field.value)),
        Value::Nothing | Value::Truth(_) | Value::Text(_) => true,
    }
}
