//! A calculation in canonical bytes: an array of the calculator's name and its inputs, each an array of
//! name and value. A number is an array of two integers: mantissa and exponent of ten, exactly as it is
//! written in decimals. What is not a number: null, true or false, text, an array that begins with null
//! for a list, one that begins with true for a record.

use crate::calculator::{Calculation, Named, Value as Input};
use crate::cbor::Value;

/// Writes a calculation.
#[must_use]
pub fn write(asked: &Calculation) -> Value {
    let name = Value::Text(asked.calculator.clone());
    let inputs = asked.input.iter().map(write_named);
    Value::Array(core::iter::once(name).chain(inputs).collect())
}

/// Reads it back; `None` when it has another form.
#[must_use]
pub fn read(value: Value) -> Option<Calculation> {
    let Value::Array(parts) = value else {
        return None;
    };
    let mut parts = parts.into_iter();
    let Some(Value::Text(calculator)) = parts.next() else {
        return None;
    };
    let input = parts.map(read_named).collect::<Option<_>>()?;
    Some(Calculation { calculator, input })
}

fn write_named(named: &Named) -> Value {
    let name = Value::Text(named.name.clone());
    Value::Array(vec![name, write_value(&named.value)])
}

fn read_named(value: Value) -> Option<Named> {
    let Value::Array(pair) = value else {
        return None;
    };
    match <[Value; 2]>::try_from(pair).ok()? {
        [Value::Text(name), value] => Some(Named {
            name,
            value: read_value(value)?,
        }),
        _ => None,
    }
}

fn write_value(value: &Input) -> Value {
    let marked = |mark, values: &mut dyn Iterator<Item = Value>| {
        Value::Array(core::iter::once(mark).chain(values).collect())
    };
    match value {
        Input::Nothing => Value::Null,
        Input::Truth(truth) => Value::Bool(*truth),
        Input::Number(number) => decimal(*number).unwrap_or(Value::Null),
        Input::Text(text) => Value::Text(text.clone()),
        Input::List(values) => marked(Value::Null, &mut values.iter().map(write_value)),
        Input::Record(fields) => marked(Value::Bool(true), &mut fields.iter().map(write_named)),
    }
}

fn read_value(value: Value) -> Option<Input> {
    Some(match value {
        Value::Null => Input::Nothing,
        Value::Bool(truth) => Input::Truth(truth),
        Value::Text(text) => Input::Text(text),
        Value::Array(mut values) if !values.is_empty() => match values.remove(0) {
            Value::Null => Input::List(values.into_iter().map(read_value).collect::<Option<_>>()?),
            Value::Bool(true) => {
                Input::Record(values.into_iter().map(read_named).collect::<Option<_>>()?)
            }
            Value::Int(mantissa) => {
                let [Value::Int(exponent)] = values.as_slice() else {
                    return None;
                };
                Input::Number(format!("{mantissa}e{exponent}").parse().ok()?)
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// The shortest decimals of a number; none of one that is not finite or has too many.
fn decimal(number: f64) -> Option<Value> {
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e')?;
    let exponent: i64 = exponent.parse().ok()?;
    let fraction = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let mantissa: i64 = digits.replace('.', "").parse().ok()?;
    let exponent = exponent.checked_sub(i64::try_from(fraction).ok()?)?;
    let parts = [i128::from(mantissa), i128::from(exponent)];
    Some(Value::Array(parts.map(Value::Int).to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_as_it_was() {
        let named = |name: &str, value: Input| Named {
            name: name.to_owned(),
            value,
        };
        let numbers = [
            0.0,
            -0.5,
            3_489.42,
            1e300,
            -1e-9,
            262_011_234_567_890.0,
            0.1,
        ];
        let asked = Calculation {
            calculator: "tdd_pattern".to_owned(),
            input: vec![
                named("numbers", numbers.to_vec().into()),
                named("word", "n78".into()),
                named("strict", false.into()),
                named("nothing", Input::Nothing),
                named(
                    "patterns",
                    Input::List(vec![Input::Record(vec![named("period_ms", 2.5.into())])]),
                ),
            ],
        };
        assert_eq!(read(write(&asked)), Some(asked));
    }

    #[test]
    fn other_forms_are_refused() {
        for value in [
            Value::Null,
            Value::Array(vec![]),
            Value::Array(vec![
                Value::Text("pci".to_owned()),
                Value::Text("pci".to_owned()),
            ]),
            Value::Array(vec![
                Value::Text("pci".to_owned()),
                Value::Array(vec![Value::Int(1)]),
            ]),
        ] {
            assert_eq!(read(value), None);
        }
    }
}
