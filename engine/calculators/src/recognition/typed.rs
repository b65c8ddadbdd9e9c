//! An input as it was typed into a form: a number with or without its unit, a word, or nothing.

use protocol::calculator::{Calculation, Named, Refusal, Takes, Value, Why};

use super::filling::Found;
use super::names;
use super::reading::Reading;
use super::units;
use crate::formulas;

/// What was typed, as a calculator takes it.
#[derive(Clone, PartialEq, Debug)]
pub struct Typed {
    /// The value.
    pub value: Value,
    /// The unit that was typed and the input's own, when they are not the same and cannot be turned
    /// into each other.
    pub instead: Option<(&'static str, &'static str)>,
}

impl From<Value> for Typed {
    fn from(value: Value) -> Self {
        Self {
            value,
            instead: None,
        }
    }
}

/// Reads an input. What is no text already is left as it is; so is what cannot be read, for the
/// calculator to refuse. `all` has the other inputs of the same calculation.
///
/// # Errors
/// When a unit was typed that cannot be turned into that of the input.
pub fn typed(calculator: &str, named: &Named, all: &[Named]) -> Result<Typed, Refusal> {
    let (Value::Text(text), Some(definition)) = (&named.value, formulas::definition(calculator))
    else {
        return Ok(named.value.clone().into());
    };
    let given = definition
        .inputs
        .iter()
        .find(|given| given.name == named.name);
    let text = text.trim();
    let Some(given) = given.filter(|_| !text.is_empty()) else {
        return Ok(if text.is_empty() {
            Value::Nothing.into()
        } else {
            named.value.clone().into()
        });
    };
    let number = || {
        let reading = Reading::of(text, &[]);
        match reading.tokens.as_slice() {
            [token] if token.end - token.start >= text.trim_matches('+').len() => token.number,
            _ => None,
        }
    };
    match formulas::takes(calculator, given.name) {
        Takes::Truth => Ok(match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => true.into(),
            "false" | "no" | "0" => false.into(),
            _ => Value::from(text),
        }
        .into()),
        Takes::List => Ok(list(text, all).into()),
        Takes::Word => Ok(Value::from(text).into()),
        Takes::Choice(_) | Takes::Number { .. } => {
            let Some(number) = number().filter(|number| !number.inside) else {
                return Ok(Value::from(text).into());
            };
            let Some(said) = number.unit else {
                return Ok(Value::from(number.value).into());
            };
            let own = own_unit_of(calculator, given.name, given.unit, all);
            let wanted = units::wanted(own);
            if let Some(value) =
                wanted.and_then(|wanted| units::convert(number.value, said, wanted))
            {
                return Ok(Value::from(value).into());
            }
            match (units::level_name(said), own) {
                (Some(said), "dB" | "dBm") => Ok(Typed {
                    value: number.value.into(),
                    instead: Some((said, own)),
                }),
                (Some(_), "") if given.unit.contains("dB") => Ok(Value::from(number.value).into()),
                _ => {
                    let legal = if own.is_empty() {
                        "a number without unit"
                    } else {
                        own
                    };
                    let reason = format!("{text} is no value of {}", given.name);
                    Err(Refusal::new(Why::WrongType, given.name, reason, legal))
                }
            }
        }
    }
}

/// Patterns as they are written, `7D 6:4:4 2U`; anything else stays a word.
fn list(text: &str, all: &[Named]) -> Value {
    let reading = Reading::of(text, &[]);
    let number = |name: &str| {
        let named = all.iter().find(|named| named.name == name)?;
        match &named.value {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.split(' ').next()?.replace(',', ".").parse().ok(),
            _ => None,
        }
    };
    match names::pattern(&reading) {
        Some((.., Found::Pattern(patterns))) => {
            names::records(&patterns, number("scs_khz"), number("period_ms"))
        }
        _ => Value::from(text),
    }
}

/// The unit of an input where another input decides it: dBm of an RSRP, dB of an RSRQ. `None` where
/// its own unit is all there is to say.
#[must_use]
pub fn own_unit(asked: &Calculation, input: &str) -> Option<&'static str> {
    let definition = formulas::definition(&asked.calculator)?;
    let given = definition.inputs.iter().find(|given| given.name == input)?;
    let own = own_unit_of(&asked.calculator, input, given.unit, &asked.input);
    (own != given.unit).then_some(own)
}

fn own_unit_of(calculator: &str, input: &str, unit: &'static str, all: &[Named]) -> &'static str {
    if !matches!(unit, "dBm or dB" | "unit of the field") || input != "value" {
        return if unit == "dBm or dB" { "" } else { unit };
    }
    let decides = all
        .iter()
        .find(|named| matches!(named.name.as_str(), "quantity" | "field"));
    match decides.map(|named| &named.value) {
        Some(Value::Text(name)) if calculator == "rrc_enum" => names::unit_of(name),
        Some(Value::Text(name)) if names::is_level(name) => "dBm",
        Some(Value::Text(name)) if name.starts_with("t-") => "s",
        Some(_) => "dB",
        None => "",
    }
}
