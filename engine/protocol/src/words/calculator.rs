//! Results and refusals of calculators as text.

use crate::calculator::{Refusal, Subject, Value, Why};

/// A refusal in one line: the reason, and what would be legal.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    let Refusal {
        why, reason, legal, ..
    } = refusal;
    match (why, legal.as_str()) {
        (_, "") => reason.clone(),
        // "field out of range 0..127"
        (Why::OutOfRange, legal) => format!("{reason} {legal}"),
        (_, legal) => format!("{reason}; legal: {legal}"),
    }
}

/// A value with its unit, as it is read aloud: `n77, n78`, `-96 dBm`, `none`.
#[must_use]
pub fn calculated(value: &Value, unit: &str) -> String {
    let text = plain(value);
    match value {
        Value::Nothing | Value::Truth(_) => text,
        _ if unit.is_empty() => text,
        _ => format!("{text} {unit}"),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Nothing => "none".to_owned(),
        Value::Truth(true) => "yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(values) if values.is_empty() => "none".to_owned(),
        Value::List(values) => {
            let texts: Vec<_> = values.iter().map(plain).collect();
            texts.join(", ")
        }
        Value::Record(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|field| format!("{} {}", field.name, plain(&field.value)))
                .collect();
            format!("({})", fields.join(", "))
        }
    }
}

/// A subject as a heading.
#[must_use]
pub const fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Measurement => "Measurement fields and events",
        Subject::Frequency => "Frequencies and carriers",
        Subject::RandomAccess => "Random access",
        Subject::Tdd => "TDD patterns",
        Subject::Rate => "Rates and block sizes",
        Subject::Timing => "Timing",
        Subject::Radio => "Radio",
        Subject::Identity => "Identities",
        Subject::Power => "Uplink power",
        Subject::Timers => "Timers and filters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_aloud() {
        assert_eq!(calculated(&(-96.0).into(), "dBm"), "-96 dBm");
        assert_eq!(calculated(&Value::Nothing, "MHz"), "none");
        assert_eq!(calculated(&vec!["n77", "n78"].into(), ""), "n77, n78");
        assert_eq!(calculated(&true.into(), ""), "yes");
    }

    #[test]
    fn a_refusal_ends_with_what_is_legal() {
        let out = Refusal::new(Why::OutOfRange, "field", "field out of range", "0..127");
        assert_eq!(refusal(&out), "field out of range 0..127");
        let off = Refusal::new(Why::NotLegal, "raw", "illegal T310", "0 or 50");
        assert_eq!(refusal(&off), "illegal T310; legal: 0 or 50");
    }
}
