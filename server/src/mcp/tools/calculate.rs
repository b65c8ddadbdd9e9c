//! `elex_calculate`: an exact result with formula, steps and clause, by name or out of a question.

use calculators::{calculated, computed, list};
use protocol::calculator::{Calculated, Calculation, From, Outcome};
use protocol::message::MAX_QUESTION_BYTES;
use protocol::words;
use serde_json::{Map, Value, json};

use super::{Hints, Refusal};
use crate::calc::json as plain;
use crate::failure::sentences;
use crate::mcp::fields::{Arguments, Field, Kind, inner, object, optional, text};
use crate::mcp::shown;
use crate::native::calculator_tables;

pub const ABOUT: &str = "Computes what radio engineers look up in web calculators: channel numbers and \
bands, measurement fields in dBm, PRACH, TDD patterns, rates and block sizes, timing advance, paging, power. Give a \
question as an engineer asks it (632628 in MHz?), or the name of a calculator with its inputs; without either, \
the calculators are listed. A refusal says what would be legal: never compute it yourself instead.";

pub const HINTS: Hints = Hints {
    reads_only: true,
    idempotent: true,
};

pub const FIELDS: &[Field] = &[
    optional(
        "question",
        Kind::Text(MAX_QUESTION_BYTES),
        "What is to be computed, in words.",
    ),
    optional(
        "calculator",
        Kind::Text(64),
        "The name of a calculator, such as nr_arfcn_to_freq.",
    ),
    optional(
        "input",
        Kind::Json,
        "Its inputs by name: numbers in the unit of the input, words, or texts with their unit.",
    ),
];

pub fn output() -> Map<String, Value> {
    let word = json!({ "type": "string" });
    let words = json!({ "type": "array", "items": word });
    let any = json!({});
    let quantity = |more: &[&'static str]| {
        let mut properties = object([
            ("name", word.clone()),
            ("value", any.clone()),
            ("unit", word.clone()),
        ]);
        properties.extend(more.iter().map(|name| ((*name).to_owned(), word.clone())));
        shown::list(properties)
    };
    let field = object([
        ("name", word.clone()),
        ("unit", word.clone()),
        ("says", word.clone()),
        ("required", json!({ "type": "boolean" })),
        ("assumed", any.clone()),
        ("takes", any.clone()),
    ]);
    let refusal = object([
        ("input", word.clone()),
        ("reason", word.clone()),
        ("legal", word.clone()),
    ]);
    let mut refusal = shown::closed(refusal);
    refusal.insert("type".to_owned(), json!(["object", "null"]));
    shown::closed(object([
        ("calculator", word.clone()),
        ("title", word.clone()),
        ("says", word.clone()),
        ("output", quantity(&[])),
        ("inputs", quantity(&["from"])),
        ("missing", words.clone()),
        ("takes", shown::list(field)),
        ("formula", word),
        ("steps", words.clone()),
        ("clauses", words.clone()),
        ("notes", words),
        ("refusal", refusal.into()),
    ]))
}

pub fn call(arguments: &Arguments) -> Result<Value, Refusal> {
    let tables = calculator_tables().map_err(|failure| Refusal(sentences(failure)))?;
    let (question, calculator) = (text(arguments, "question"), text(arguments, "calculator"));
    let shown = match (question.is_empty(), calculator.is_empty()) {
        (_, false) => {
            let none = Map::new();
            let input = plain::named(inner(arguments, "input").unwrap_or(&none));
            Some(calculated(tables, &Calculation { calculator, input }))
        }
        (false, true) => computed(tables, &question),
        (true, true) => None,
    };
    match shown {
        Some(shown) if !shown.calculator.inputs.is_empty() => Ok(said(&shown)),
        Some(shown) => Err(listed(&words::outcome(&shown))),
        None if question.is_empty() => Err(listed("give a question or a calculator")),
        None => Err(listed("no calculation is recognised in the question")),
    }
}

/// Why nothing was computed, with the calculators that there are.
fn listed(why: &str) -> Refusal {
    let all = list();
    let lines = all.iter().map(|one| format!("{}: {}", one.name, one.title));
    let lines: Vec<String> = lines.collect();
    Refusal(format!("{why}. The calculators are:\n{}", lines.join("\n")))
}

fn said(calculated: &Calculated) -> Value {
    let inputs = calculated.inputs.iter().map(|given| {
        let mut shown = plain::quantity(&given.quantity);
        shown["from"] = match given.from {
            From::Said(..) => "said",
            From::Typed => "given",
            From::Derived => "derived",
            From::Assumed => "assumed",
        }
        .into();
        shown
    });
    let hints = calculated.hints.iter().map(words::hint);
    let description = plain::description(&calculated.calculator);
    let mut said = json!({
        "calculator": calculated.calculator.name,
        "title": calculated.calculator.title,
        "says": words::outcome(calculated),
        "output": [],
        "inputs": inputs.collect::<Value>(),
        "missing": calculated.missing,
        "takes": description["inputs"],
        "formula": "",
        "steps": [],
        "clauses": [words::clauses(std::slice::from_ref(&calculated.calculator.clause))],
        "notes": hints.clone().collect::<Vec<_>>(),
        "refusal": null,
    });
    match &calculated.outcome {
        Outcome::Computed(computed) => {
            said["output"] = computed.output.iter().map(plain::quantity).collect();
            said["formula"] = computed.formula.clone().into();
            said["steps"] = json!(computed.steps);
            said["clauses"] = json!([words::clauses(&computed.clauses)]);
            said["notes"] = json!(
                hints
                    .chain(computed.notes.iter().cloned())
                    .collect::<Vec<_>>()
            );
        }
        Outcome::Refused(refused) => {
            said["refusal"] = json!({
                "input": refused.input,
                "reason": refused.reason,
                "legal": refused.legal,
            });
        }
    }
    said
}
