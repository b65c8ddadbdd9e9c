//! Results and refusals of calculators as text.

use crate::calculator::{
    Calculated, Computed, Hint, Outcome, Quantity, Refusal, Subject, Value, Why,
};

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

/// A result in one line, its value with its unit first: `3489.42 MHz`, `-95 ≤ x < -94 dBm`,
/// `zcz 12, ncs 119, radius_km 15.943 km`.
#[must_use]
pub fn result(computed: &Computed) -> String {
    // The unit stands beside the values.
    let lines = computed.output.iter().filter(|line| line.name != "unit");
    let lines: Vec<&Quantity> = lines.collect();
    let shown = |line: &Quantity| calculated(&line.value, &line.unit);
    match lines.as_slice() {
        [one] => match one.name.as_str() {
            "ge" => format!("≥ {}", shown(one)),
            "lt" => format!("< {}", shown(one)),
            _ => shown(one),
        },
        [from, to] if (from.name.as_str(), to.name.as_str()) == ("ge", "lt") => {
            format!("{} ≤ x < {}", plain(&from.value), shown(to))
        }
        several => {
            let named = |line: &&Quantity| format!("{} {}", line.name, shown(line));
            several.iter().map(named).collect::<Vec<_>>().join(", ")
        }
    }
}

/// What a calculation came to in one line: the result, or why there is none.
#[must_use]
pub fn outcome(shown: &Calculated) -> String {
    match &shown.outcome {
        Outcome::Computed(computed) => result(computed),
        Outcome::Refused(refused) => refusal(refused),
    }
}

/// What was made of an input, as a sentence.
#[must_use]
pub fn hint(hint: &Hint) -> String {
    match hint {
        Hint::Unit { input, said, own } => {
            format!("{input} is in {own}, not in {said}: the number was taken as {own}.")
        }
        Hint::Derived { input, value, by } => {
            let inputs = by
                .input
                .iter()
                .map(|named| format!("{} {}", named.name, plain(&named.value)));
            let inputs: Vec<String> = inputs.collect();
            format!(
                "{input} {} follows from {}.",
                plain(value),
                inputs.join(", ")
            )
        }
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

/// Clauses with the kind of their document: `TS 38.104 5.4.2.1; TR 38.901 7.4.1`.
#[must_use]
pub fn clauses(clauses: &[String]) -> String {
    let is_document = |word: &str| match word.split_once('.') {
        Some((series, number)) => {
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            (series.len(), number.len()) == (2, 3) && digits(series) && digits(number)
        }
        None => false,
    };
    let kind = |word: &str| match word {
        "38.901" => "TR 38.901".to_owned(),
        word if is_document(word) => format!("TS {word}"),
        word => word.to_owned(),
    };
    let with_kind = |clause: &String| clause.split(' ').map(kind).collect::<Vec<_>>().join(" ");
    clauses.iter().map(with_kind).collect::<Vec<_>>().join("; ")
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
    fn a_result_is_one_line() {
        let computed = |lines: &[(&str, f64, &str)]| Computed {
            output: lines
                .iter()
                .map(|(name, value, unit)| Quantity {
                    name: (*name).to_owned(),
                    value: (*value).into(),
                    unit: (*unit).to_owned(),
                })
                .collect(),
            ..Computed::default()
        };
        let interval = computed(&[("ge", -95.0, "dBm"), ("lt", -94.0, "dBm")]);
        assert_eq!(result(&interval), "-95 ≤ x < -94 dBm");
        assert_eq!(
            result(&computed(&[("mhz", 3_489.42, "MHz")])),
            "3489.42 MHz"
        );
        assert_eq!(result(&computed(&[("lt", -156.0, "dBm")])), "< -156 dBm");
        let two = computed(&[("zcz", 12.0, ""), ("radius_km", 15.9, "km")]);
        assert_eq!(result(&two), "zcz 12, radius_km 15.9 km");
    }

    #[test]
    fn values_are_read_aloud() {
        assert_eq!(calculated(&(-96.0).into(), "dBm"), "-96 dBm");
        assert_eq!(calculated(&Value::Nothing, "MHz"), "none");
        assert_eq!(calculated(&vec!["n77", "n78"].into(), ""), "n77, n78");
        assert_eq!(calculated(&true.into(), ""), "yes");
    }

    #[test]
    fn documents_are_told_from_clauses() {
        let both = [
            "38.211 7.4.2.1, 36.211 6.11".to_owned(),
            "38.901 7.4.1".to_owned(),
        ];
        assert_eq!(
            clauses(&both),
            "TS 38.211 7.4.2.1, TS 36.211 6.11; TR 38.901 7.4.1"
        );
    }

    #[test]
    fn a_refusal_ends_with_what_is_legal() {
        let out = Refusal::new(Why::OutOfRange, "field", "field out of range", "0..127");
        assert_eq!(refusal(&out), "field out of range 0..127");
        let off = Refusal::new(Why::NotLegal, "raw", "illegal T310", "0 or 50");
        assert_eq!(refusal(&off), "illegal T310; legal: 0 or 50");
    }
}
