//! Values of calculators as JSON, and back.

use protocol::calculator::{Computed, Description, Named, Need, Quantity, Takes, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value as Json, json};

/// A value that a person typed: JSON where it looks like it, else a number or a word.
pub fn typed(text: &str) -> Result<Value, String> {
    if text.starts_with(['[', '{']) {
        let read: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
        return Ok(value(&read));
    }
    Ok(match (text, text.parse::<f64>()) {
        ("true", _) => Value::Truth(true),
        ("false", _) => Value::Truth(false),
        // `infinity` and `nan` are words here.
        (_, Ok(number)) if number.is_finite() => Value::Number(number),
        _ => Value::Text(text.to_owned()),
    })
}

/// JSON as a value.
pub fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Nothing,
        Json::Bool(truth) => Value::Truth(*truth),
        Json::Number(number) => number.as_f64().map_or(Value::Nothing, Value::Number),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(values) => Value::List(values.iter().map(value).collect()),
        Json::Object(fields) => Value::Record(named(fields)),
    }
}

/// The fields of an object.
pub fn named(fields: &serde_json::Map<String, Json>) -> Vec<Named> {
    let named = |(name, json): (&String, &Json)| Named {
        name: name.clone(),
        value: value(json),
    };
    fields.iter().map(named).collect()
}

/// A value as JSON. Whole numbers are written without a point.
fn plain(value: &Value) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Truth(truth) => Json::Bool(*truth),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Json::from(*number as i64)
        }
        Value::Number(number) => Json::from(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(values) => values.iter().map(plain).collect(),
        Value::Record(fields) => {
            let fields = fields
                .iter()
                .map(|field| (field.name.clone(), plain(&field.value)));
            Json::Object(fields.collect())
        }
    }
}

/// A result as one object, in the order in which it was computed.
pub struct Output<'a>(pub &'a [Quantity]);

impl Serialize for Output<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for quantity in self.0 {
            map.serialize_entry(&quantity.name, &plain(&quantity.value))?;
        }
        map.end()
    }
}

/// A value with name and unit.
pub fn quantity(quantity: &Quantity) -> Json {
    json!({
        "name": quantity.name,
        "value": plain(&quantity.value),
        "unit": quantity.unit,
    })
}

/// A result with all that is known of how it came about.
pub fn computed(computed: &Computed) -> Json {
    let inputs = computed.inputs.iter().map(|used| {
        let mut input = quantity(&used.quantity);
        input["assumed"] = used.assumed.into();
        input
    });
    json!({
        "calculator": computed.calculator,
        "inputs": inputs.collect::<Json>(),
        "output": computed.output.iter().map(quantity).collect::<Json>(),
        "formula": computed.formula,
        "steps": computed.steps,
        "clauses": computed.clauses,
        "notes": computed.notes,
    })
}

/// What an input may be: the least and the most of a number, the words of a choice, or its kind.
fn takes(takes: &Takes) -> Json {
    match takes {
        Takes::Number { whole, least, most } => {
            let end = |end: &Option<f64>| end.map_or(Json::Null, |end| plain(&Value::Number(end)));
            let kind = if *whole { "integer" } else { "number" };
            json!({ "kind": kind, "least": end(least), "most": end(most) })
        }
        Takes::Choice(words) => json!({ "kind": "choice", "words": words }),
        Takes::Word => json!({ "kind": "word" }),
        Takes::Truth => json!({ "kind": "truth" }),
        Takes::List => json!({ "kind": "list" }),
    }
}

/// A calculator and its inputs.
pub fn description(description: &Description) -> Json {
    let inputs = description.inputs.iter().map(|field| {
        json!({
            "name": field.name,
            "unit": field.unit,
            "says": field.says,
            "required": field.need == Need::Required,
            "assumed": match &field.need {
                Need::Assumed(value) => Json::String(value.clone()),
                Need::Required | Need::Optional => Json::Null,
            },
            "takes": takes(&field.takes),
        })
    });
    json!({
        "name": description.name,
        "title": description.title,
        "inputs": inputs.collect::<Json>(),
        "clause": description.clause,
    })
}

/// All calculators.
pub fn list(all: &[Description]) -> Json {
    json!({ "calculators": all.iter().map(description).collect::<Json>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_number_a_word_or_json() {
        assert_eq!(typed("-0.5"), Ok(Value::Number(-0.5)));
        assert_eq!(typed("1e6"), Ok(Value::Number(1e6)));
        assert_eq!(typed("n78"), Ok(Value::Text("n78".to_owned())));
        assert_eq!(typed("infinity"), Ok(Value::Text("infinity".to_owned())));
        assert_eq!(typed("true"), Ok(Value::Truth(true)));
        let record = Value::Record(vec![Named {
            name: "a".to_owned(),
            value: Value::Number(1.0),
        }]);
        assert_eq!(typed("[{\"a\": 1}]"), Ok(Value::List(vec![record])));
        assert!(typed("[{").is_err());
    }

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(plain(&Value::Number(-140.0)).to_string(), "-140");
        assert_eq!(plain(&Value::Number(3_489.42)).to_string(), "3489.42");
    }
}
