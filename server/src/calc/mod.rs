//! `elex calc`: the calculators on the command line, one at a time for people and line by line for
//! programs. What is legal and what comes out, the engine says; nothing is stored.

pub mod json;
mod lines;
pub mod text;

use std::io::{self, BufRead, Write};

use calculators::{Tables, calculate, list};
use protocol::calculator::{Calculation, Description, Named, Refusal};
use protocol::failure::Failure;
use protocol::words;

use crate::arguments::Calc;
use crate::failure::sentences;
use crate::native::calculator_tables;

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum CalcError {
    /// The calculator says no.
    #[error("{}{}", words::refusal(.0), hint(.0))]
    Refused(Refusal),
    /// An input is JSON that cannot be read.
    #[error("{input} cannot be read: {reason}")]
    Unreadable {
        /// Which input.
        input: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The tables inside of this program cannot be used.
    #[error("{}", sentences(.0))]
    Tables(Failure),
    /// The input cannot be read or the answer cannot be written.
    #[error("the input or the answer cannot be passed on ({0})")]
    Io(#[from] io::Error),
}

/// What to do about a name that does not exist.
fn hint(refusal: &Refusal) -> &'static str {
    use protocol::calculator::Why;
    match refusal.why {
        Why::UnknownCalculator => "\nList them with: elex calc",
        Why::UnknownInput | Why::Missing => "\nShow the inputs with: elex calc NAME",
        _ => "",
    }
}

impl CalcError {
    /// Whether other input would have been answered.
    #[must_use]
    pub const fn is_bad_input(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Unreadable { .. })
    }
}

/// Computes, describes or lists.
///
/// # Errors
/// See [`CalcError`]. A reader that goes away before the end is none.
pub fn run(
    options: &Calc,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), CalcError> {
    match answer(options, input, out) {
        Err(CalcError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn answer(options: &Calc, input: &mut impl BufRead, out: &mut impl Write) -> Result<(), CalcError> {
    if options.jsonl {
        let tables = tables()?;
        return Ok(lines::run(tables, input, out)?);
    }
    let Some(name) = &options.name else {
        return print(
            options.json,
            &json::list(&list()),
            &text::list(&list()),
            out,
        );
    };
    let all = list();
    let known = all.iter().find(|description| description.name == *name);
    if let (Some(description), true) = (known, options.inputs.is_empty()) {
        let shown = json::description(description);
        return print(options.json, &shown, &text::description(description), out);
    }
    let asked = Calculation {
        calculator: name.clone(),
        input: named(&options.inputs)?,
    };
    let computed = calculate(tables()?, &asked).map_err(CalcError::Refused)?;
    let title = known.map_or("", |description: &Description| &description.title);
    print(
        options.json,
        &json::computed(&computed),
        &text::computed(title, &computed),
        out,
    )
}

fn tables() -> Result<&'static Tables, CalcError> {
    calculator_tables().map_err(|failure| CalcError::Tables(failure.clone()))
}

fn named(inputs: &[(String, String)]) -> Result<Vec<Named>, CalcError> {
    let one = |(name, value): &(String, String)| match json::typed(value) {
        Ok(value) => Ok(Named {
            name: name.clone(),
            value,
        }),
        Err(reason) => Err(CalcError::Unreadable {
            input: name.clone(),
            reason,
        }),
    };
    inputs.iter().map(one).collect()
}

fn print(
    as_json: bool,
    json: &serde_json::Value,
    text: &str,
    out: &mut impl Write,
) -> Result<(), CalcError> {
    if as_json {
        serde_json::to_writer(&mut *out, json).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    Ok(out.flush()?)
}
