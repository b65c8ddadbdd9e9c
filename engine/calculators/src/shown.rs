//! Calculations as they are shown: what a question asks for, computed, with where each input is from.

use protocol::calculator::{
    Calculated, Calculation, Description, From, Given, Hint, Named, Outcome, Subject,
};

use crate::formulas;
use crate::recognition::{self, Recognised};
use crate::tables::Tables;

/// What a question asks to be computed, and what it comes to; `None` when it asks for nothing of the
/// kind.
#[must_use]
pub fn computed(tables: &Tables, question: &str) -> Option<Calculated> {
    recognition::recognise(question).map(|found| compose(tables, question, found))
}

/// A calculation of history, computed again from the inputs that were used then. Where they stand in
/// the question is found again, too.
#[must_use]
pub fn calculated_again(tables: &Tables, question: &str, asked: &Calculation) -> Calculated {
    let same = computed(tables, question).filter(|calculated| calculated.asked == *asked);
    same.unwrap_or_else(|| calculated(tables, asked))
}

/// A calculation by name, its inputs as they were typed or as numbers.
#[must_use]
pub fn calculated(tables: &Tables, asked: &Calculation) -> Calculated {
    let mut input = Vec::with_capacity(asked.input.len());
    let (mut hints, mut refused) = (Vec::new(), None);
    for named in &asked.input {
        let typed = recognition::typed(&asked.calculator, named, &asked.input);
        match typed {
            Ok(typed) => {
                hints.extend(typed.instead.map(|(said, own)| Hint::Unit {
                    input: named.name.clone(),
                    said: said.to_owned(),
                    own: own.to_owned(),
                }));
                input.push(Named {
                    name: named.name.clone(),
                    value: typed.value,
                });
            }
            Err(refusal) => {
                refused.get_or_insert(refusal);
                input.push(named.clone());
            }
        }
    }
    let read = Calculation {
        calculator: asked.calculator.clone(),
        input,
    };
    let outcome = match refused {
        Some(refusal) => Outcome::Refused(refusal),
        None => outcome(tables, &read),
    };
    whole(&read, outcome, hints, |_| From::Typed)
}

/// What was recognised, completed and computed.
fn compose(tables: &Tables, question: &str, mut recognised: Recognised) -> Calculated {
    let completed = recognition::complete(tables, &mut recognised);
    let Recognised {
        asked,
        said,
        instead,
        derived,
        ..
    } = recognised;
    let mut hints: Vec<Hint> = Vec::new();
    hints.extend(instead.iter().map(|(input, said)| Hint::Unit {
        input: (*input).to_owned(),
        said: (*said).to_owned(),
        own: if *said == "dB" { "dBm" } else { "dB" }.to_owned(),
    }));
    let derived_input = derived.as_ref().map(|derived| derived.input);
    if let Some(derived) = derived {
        let value = asked.input.iter().find(|named| named.name == derived.input);
        hints.extend(value.map(|named| Hint::Derived {
            input: derived.input.to_owned(),
            value: named.value.clone(),
            by: derived.by,
        }));
    }
    let mut outcome = match completed {
        Ok(()) => outcome(tables, &asked),
        Err(refusal) => Outcome::Refused(refusal),
    };
    if let Outcome::Computed(computed) = &mut outcome {
        recognition::asked_first(question, &mut computed.output);
    }
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    whole(&asked, outcome, hints, |name| {
        match said.iter().find(|(said, _)| *said == name) {
            Some((_, (start, end))) => From::Said(place(*start), place(*end)),
            None if derived_input == Some(name) => From::Derived,
            None => From::Assumed,
        }
    })
}

fn outcome(tables: &Tables, asked: &Calculation) -> Outcome {
    match formulas::calculate(tables, asked) {
        Ok(computed) => Outcome::Computed(computed),
        Err(refusal) => Outcome::Refused(refusal),
    }
}

/// The calculation with all that is known of its calculator.
fn whole(
    asked: &Calculation,
    outcome: Outcome,
    hints: Vec<Hint>,
    from: impl Fn(&str) -> From,
) -> Calculated {
    let Some(calculator) = formulas::describe(&asked.calculator) else {
        return unknown(asked, outcome);
    };
    let used = formulas::used(asked);
    let unit = |name: &str, unit: String| match recognition::own_unit(asked, name) {
        Some(own) => own.to_owned(),
        None => unit,
    };
    let inputs: Vec<Given> = used
        .into_iter()
        .map(|used| {
            let mut quantity = used.quantity;
            quantity.unit = unit(&quantity.name, quantity.unit);
            let from = match used.assumed {
                true => From::Assumed,
                false => from(&quantity.name),
            };
            Given { quantity, from }
        })
        .collect();
    let missing = calculator.inputs.iter().filter(|field| {
        use protocol::calculator::Need;
        field.need == Need::Required && inputs.iter().all(|given| given.quantity.name != field.name)
    });
    let missing = missing.map(|field| field.name.clone()).collect();
    Calculated {
        calculator,
        asked: asked.clone(),
        inputs,
        missing,
        outcome,
        hints,
    }
}

/// Nothing is known of a calculator that does not exist.
fn unknown(asked: &Calculation, outcome: Outcome) -> Calculated {
    Calculated {
        calculator: Description {
            name: asked.calculator.chars().take(40).collect(),
            title: String::new(),
            subject: Subject::Measurement,
            inputs: Vec::new(),
            clause: String::new(),
        },
        asked: asked.clone(),
        inputs: Vec::new(),
        missing: Vec::new(),
        outcome,
        hints: Vec::new(),
    }
}
