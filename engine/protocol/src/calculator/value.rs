//! A value of an input or a result.

use serde::{Deserialize, Serialize};

/// A value: what a JSON document can hold. Numbers are whole or have at most a few decimals; the
/// engine counts them exactly where the text of the standard asks for it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub enum Value {
    /// There is none: a band without uplink, an edge that is never reached.
    #[default]
    Nothing,
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Values by name, such as one pattern of two.
    Record(Vec<Named>),
}

/// A value by its name.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Named {
    /// Name.
    pub name: String,
    /// Value.
    pub value: Value,
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        // Minus nothing is nothing.
        Self::Number(number + 0.0)
    }
}

impl From<i64> for Value {
    /// Exact up to 2 to the power of 53, beyond every number of a calculator.
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_survives_the_wire() {
        let value = Value::List(vec![
            Value::Nothing,
            true.into(),
            (-0.5).into(),
            "n78".into(),
            Value::Record(vec![Named {
                name: "period_ms".to_owned(),
                value: 2.5.into(),
            }]),
        ]);
        let bytes = postcard::to_allocvec(&value).expect("written");
        assert_eq!(postcard::from_bytes(&bytes), Ok(value));
    }
}
