//! Reading inputs by name: given, assumed or refused. Every number that leaves here is finite.

use protocol::calculator::{Named, Quantity, Refusal, Used, Value, Why};

use super::definition::{Definition, Given};
use super::exact;

/// The largest whole number that an input may be: every one below is exact.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// Inputs of one calculation.
pub struct Inputs<'a> {
    declared: &'static [Given],
    given: &'a [Named],
}

impl<'a> Inputs<'a> {
    /// Inputs of a calculator.
    ///
    /// # Errors
    /// When one has a name that the calculator does not know, stands twice, or is needed and missing.
    pub fn new(definition: &Definition, given: &'a [Named]) -> Result<Self, Refusal> {
        let inputs = Self {
            declared: definition.inputs,
            given,
        };
        inputs.check_names()?;
        for given in inputs.declared.iter().filter(|given| given.required) {
            if inputs.given(given.name).is_none() {
                return Err(missing(given));
            }
        }
        Ok(inputs)
    }

    /// Inputs of a calculation that is only shown.
    pub fn unchecked(definition: &Definition, given: &'a [Named]) -> Self {
        Self {
            declared: definition.inputs,
            given,
        }
    }

    /// Inputs inside of a record, such as one of two patterns, under the same declarations.
    ///
    /// # Errors
    /// As for [`Inputs::new`], except that nothing is missing yet.
    pub fn inside(&self, given: &'a [Named]) -> Result<Self, Refusal> {
        let inputs = Self {
            declared: self.declared,
            given,
        };
        inputs.check_names()?;
        Ok(inputs)
    }

    fn check_names(&self) -> Result<(), Refusal> {
        for (place, named) in self.given.iter().enumerate() {
            let refused = |reason| {
                let names: Vec<_> = self.declared.iter().map(|given| given.name).collect();
                Refusal::new(Why::UnknownInput, &named.name, reason, names.join(", "))
            };
            if self.declaration(&named.name).is_none() {
                let name: String = named.name.chars().take(40).collect();
                return Err(refused(format!("no input is called {name}")));
            }
            let before = self.given.get(..place).unwrap_or_default();
            if before.iter().any(|other| other.name == named.name) {
                return Err(refused(format!("{} is given twice", named.name)));
            }
        }
        Ok(())
    }

    fn declaration(&self, name: &str) -> Option<&'static Given> {
        self.declared.iter().find(|given| given.name == name)
    }

    fn given(&self, name: &str) -> Option<&'a Value> {
        let named = self.given.iter().find(|named| named.name == name)?;
        (named.value != Value::Nothing).then_some(&named.value)
    }

    /// Whether an input was given.
    pub fn has(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    fn assumption(&self, name: &str) -> Option<&'static str> {
        self.declaration(name)?.assumed
    }

    /// All that was used: inputs as given, and assumptions for the others.
    pub fn used(&self) -> Vec<Used> {
        let used = |given: &Given| {
            let assumed = given.assumed.map(|text| match text.parse::<f64>() {
                Ok(number) => number.into(),
                Err(_) => Value::from(text),
            });
            let stated = self.given(given.name).cloned();
            let is_assumed = stated.is_none();
            Some(Used {
                quantity: Quantity {
                    name: given.name.to_owned(),
                    value: stated.or(assumed)?,
                    unit: given.unit.to_owned(),
                },
                assumed: is_assumed,
            })
        };
        self.declared.iter().filter_map(used).collect()
    }

    /// A number that may be left out.
    pub fn maybe(&self, name: &str) -> Result<Option<f64>, Refusal> {
        match self.given(name) {
            Some(Value::Number(number)) if number.is_finite() => Ok(Some(*number)),
            Some(_) => Err(Refusal::new(
                Why::WrongType,
                name,
                format!("{name} must be a number"),
                "",
            )),
            None => Ok(self.assumption(name).and_then(|text| text.parse().ok())),
        }
    }

    /// A number.
    pub fn number(&self, name: &str) -> Result<f64, Refusal> {
        let number = self.maybe(name)?;
        number.ok_or_else(|| self.missing(name))
    }

    /// A number of at least `least` and at most `most`, called `label` when it is refused.
    pub fn between(&self, name: &str, label: &str, least: f64, most: f64) -> Result<f64, Refusal> {
        let number = self.number(name)?;
        if number < least || number > most {
            return Err(out_of_range(name, label, least, most));
        }
        Ok(number)
    }

    /// A whole number, called `label` when it is refused.
    pub fn whole(&self, name: &str, label: &str) -> Result<i64, Refusal> {
        let number = self.number(name)?;
        if number.fract() != 0.0 {
            let reason = format!("{label} must be an integer");
            return Err(Refusal::new(Why::NotWhole, name, reason, ""));
        }
        if number.abs() > LARGEST {
            return Err(out_of_range(name, label, -LARGEST, LARGEST));
        }
        Ok(number as i64)
    }

    /// A whole number of at least `least` and at most `most`.
    pub fn int(&self, name: &str, label: &str, least: i64, most: i64) -> Result<i64, Refusal> {
        let refused = || out_of_range(name, label, least as f64, most as f64);
        // A fraction outside of the range is out of range first.
        let number = self.number(name)?;
        if number < least as f64 || number > most as f64 {
            return Err(refused());
        }
        self.whole(name, label)
    }

    /// A number in parts of 1/`per`, exactly: 3489.42 MHz in Hz with `per` 1e6.
    pub fn exactly(&self, name: &str, per: f64, otherwise: &str) -> Result<i64, Refusal> {
        let number = self.number(name)?;
        exact::parts(number, per).ok_or_else(|| Refusal::new(Why::NotLegal, name, otherwise, ""))
    }

    /// A text.
    pub fn text(&self, name: &str) -> Result<&'a str, Refusal> {
        match self.given(name) {
            Some(Value::Text(text)) => Ok(text),
            Some(_) => {
                let reason = format!("{name} must be a word");
                Err(Refusal::new(Why::WrongType, name, reason, ""))
            }
            None => self.assumption(name).ok_or_else(|| self.missing(name)),
        }
    }

    /// A text that may be written as a number, such as a preamble format.
    pub fn word(&self, name: &str) -> Result<String, Refusal> {
        match self.given(name) {
            Some(Value::Number(number)) => Ok(number.to_string()),
            _ => self.text(name).map(str::to_owned),
        }
    }

    /// Yes or no.
    pub fn truth(&self, name: &str) -> Result<bool, Refusal> {
        match self.given(name) {
            Some(Value::Truth(truth)) => Ok(*truth),
            Some(_) => {
                let reason = format!("{name} must be true or false");
                Err(Refusal::new(Why::WrongType, name, reason, ""))
            }
            None => Ok(self.assumption(name) == Some("true")),
        }
    }

    /// Records of a list; `None` when it is left out.
    pub fn records(&self, name: &str) -> Result<Option<Vec<&'a [Named]>>, Refusal> {
        let refused = || {
            let reason = format!("{name} must be a list of records");
            Refusal::new(Why::WrongType, name, reason, "")
        };
        match self.given(name) {
            None => Ok(None),
            Some(Value::List(values)) => {
                let record = |value: &'a Value| match value {
                    Value::Record(named) => Ok(named.as_slice()),
                    _ => Err(refused()),
                };
                values
                    .iter()
                    .map(record)
                    .collect::<Result<_, _>>()
                    .map(Some)
            }
            Some(_) => Err(refused()),
        }
    }

    /// Number or word, as given.
    pub fn any(&self, name: &str) -> Result<&'a Value, Refusal> {
        self.given(name).ok_or_else(|| self.missing(name))
    }

    /// One of several words, in any case, as the list spells it.
    pub fn one_of(
        &self,
        name: &str,
        label: &str,
        words: &[&'static str],
    ) -> Result<&'static str, Refusal> {
        let given = self.text(name)?;
        let found = words.iter().find(|word| word.eq_ignore_ascii_case(given));
        found
            .copied()
            .ok_or_else(|| Refusal::new(Why::Unknown, name, format!("unknown {label}"), or(words)))
    }

    /// An input is missing.
    pub fn missing(&self, name: &str) -> Refusal {
        match self.declaration(name) {
            Some(given) => missing(given),
            None => Refusal::new(Why::Missing, name, format!("{name} is needed"), ""),
        }
    }
}

fn missing(given: &Given) -> Refusal {
    let unit = if given.unit.is_empty() {
        String::new()
    } else {
        format!(" in {}", given.unit)
    };
    let reason = format!("{} is needed{unit}: {}", given.name, given.says);
    Refusal::new(Why::Missing, given.name, reason, "")
}

/// A number is out of range.
pub fn out_of_range(name: &str, label: &str, least: f64, most: f64) -> Refusal {
    let reason = format!("{label} out of range");
    Refusal::new(Why::OutOfRange, name, reason, format!("{least}..{most}"))
}

/// A value that is not among those that exist.
pub fn not_legal(name: &str, reason: impl Into<String>, legal: impl Into<String>) -> Refusal {
    Refusal::new(Why::NotLegal, name, reason, legal)
}

/// `a, b or c`.
pub fn or<T: ToString>(items: &[T]) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
