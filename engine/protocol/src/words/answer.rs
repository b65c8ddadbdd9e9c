//! Answers as words: kinds, verdicts, ranges, where a statement is from.

use super::number::micro;
use crate::answer::{
    About, Basis, Coding, Complexity, Legal, Ours, ParameterCard, QueryKind, Source, Technology,
    Usage,
};
use crate::records::Verdict;

/// A range or a value with its unit apart, so that a page can set the unit smaller.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quantity {
    /// `−15 … 15`, `16 values`, `true or false`.
    pub text: String,
    /// `dB`.
    pub unit: Option<String>,
}

impl Quantity {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            unit: None,
        }
    }
}

impl core::fmt::Display for Quantity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.text)?;
        match &self.unit {
            Some(unit) => write!(f, " {unit}"),
            None => Ok(()),
        }
    }
}

/// What a question asks for, in a word.
#[must_use]
pub const fn kind(kind: QueryKind) -> &'static str {
    match kind {
        QueryKind::Parameter => "Parameter",
        QueryKind::Counter => "Counter",
        QueryKind::Kpi => "KPI",
        QueryKind::Procedure => "Procedure",
        QueryKind::Troubleshoot => "Troubleshoot",
        QueryKind::General => "General",
    }
}

/// How much a question asks at once, in a word.
#[must_use]
pub const fn complexity(complexity: Complexity) -> &'static str {
    match complexity {
        Complexity::Simple => "Simple",
        Complexity::Moderate => "Moderate",
        Complexity::Complex => "Complex",
    }
}

/// Said where what was taken over from the question before leads to no answer.
pub const NOTHING_OF_IT: &str = "The catalogue holds nothing of it that fits this question. Name what you mean, or ask it by itself.";

/// What a question was taken to be about, from the one before it: `a3-Offset`, `a3-Offset in LTE`,
/// `“late handovers, what should I change?”`.
#[must_use]
pub fn about(about: &About) -> String {
    let subject = if about.rows.is_empty() {
        format!("“{}”", about.words)
    } else {
        let mut names: Vec<&str> = Vec::new();
        for row in &about.rows {
            if !names.contains(&row.name.as_str()) {
                names.push(&row.name);
            }
        }
        names.join(", ")
    };
    let technologies: Vec<&str> = about.technologies.iter().copied().map(technology).collect();
    if technologies.is_empty() {
        subject
    } else {
        format!("{subject} in {}", technologies.join(" and "))
    }
}

/// `LTE` or `NR`.
#[must_use]
pub const fn technology(technology: Technology) -> &'static str {
    match technology {
        Technology::Lte => "LTE",
        Technology::Nr => "NR",
    }
}

/// What a user said of an answer.
#[must_use]
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Worked => "Worked",
        Verdict::Partly => "Partly",
        Verdict::DidNotWork => "Did not work",
        Verdict::Withdrawn => "Withdrawn",
    }
}

/// What a field is for, where it is not simply set by the network.
#[must_use]
pub const fn usage(usage: Usage) -> Option<&'static str> {
    match usage {
        Usage::Config => None,
        Usage::Capability => Some("UE capability, not set by the network"),
        Usage::Report => Some("reported by the UE"),
        Usage::Other => Some("not a configuration field"),
    }
}

/// How we know something that is not in the formal part of a specification.
#[must_use]
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Spec => "read in the text of the standard",
        Basis::Public => "from another public source",
        Basis::Knowledge => "from our knowledge of the standard, not verified",
        Basis::Derived => "follows from the name, or is ours",
    }
}

/// Which direction of a KPI is good.
#[must_use]
pub fn better(direction: &str) -> &'static str {
    match direction {
        "up" => "higher is better",
        "down" => "lower is better",
        "target" => "near its target is better",
        _ => "no good or bad direction",
    }
}

/// Document, clause and element in one line: `TS 38.331 Rel-18, 5.5.4.4, EventTriggerConfig`.
#[must_use]
pub fn source(source: &Source) -> String {
    let mut line = source.spec.clone();
    for part in [&source.clause, &source.element].into_iter().flatten() {
        line.push_str(", ");
        line.push_str(part);
    }
    line
}

/// The physical value of a field, micro-units; `None` where it does not fit.
#[must_use]
pub fn physical(coding: Coding, field: i64) -> Option<i64> {
    let value =
        i128::from(coding.scale_micro) * i128::from(field) + i128::from(coding.offset_micro);
    i64::try_from(value).ok()
}

/// What the standard allows: physical values where it says how the field codes them.
#[must_use]
pub fn legal(card: &ParameterCard) -> Quantity {
    let unit = card.unit.as_ref().map(|unit| unit.name.clone());
    match &card.legal {
        Legal::Integer { min, max, .. } => {
            let ends = card.coding.and_then(|coding| {
                let (a, b) = (physical(coding, *min)?, physical(coding, *max)?);
                Some((a.min(b), a.max(b)))
            });
            let text = match ends {
                Some((low, high)) => format!("{} … {}", micro(low), micro(high)),
                None => format!("{} … {}", whole(*min), whole(*max)),
            };
            // Without a coding the unit says what the number counts only when the field is the value.
            Quantity { text, unit }
        }
        Legal::Values(values) => Quantity::plain(format!("{} values", values.len())),
        Legal::Boolean => Quantity::plain("true or false"),
        Legal::Bits(bits) => Quantity::plain(format!("{bits} bits")),
        Legal::Typed(name) => Quantity::plain(name.clone()),
    }
}

/// The field values behind the range and the physical step: `field −30 … 30, step 0.5 dB`.
/// `None` where the field is no number.
#[must_use]
pub fn field_range(card: &ParameterCard) -> Option<String> {
    let Legal::Integer { min, max, step } = card.legal else {
        return None;
    };
    let Some(coding) = card.coding else {
        return Some(match step {
            1 => "field value, in whole numbers".to_owned(),
            _ => format!("field value, in multiples of {}", whole(step)),
        });
    };
    let distance = coding.scale_micro.saturating_mul(step);
    let unit = card.unit.as_ref().map_or("", |unit| unit.name.as_str());
    let line = format!(
        "field {} … {}, step {} {unit}",
        whole(min),
        whole(max),
        micro(distance.saturating_abs())
    );
    Some(line.trim_end().to_owned())
}

/// Our safe range: `1 … 6 dB`, or the field values where they have no physical one.
#[must_use]
pub fn safe(ours: &Ours, unit: Option<&str>) -> Option<Quantity> {
    let safe = ours.safe.as_ref()?;
    Some(match (safe.physical_micro, safe.fields.as_slice()) {
        (Some((low, high)), _) => range(micro(low), &micro(high), unit),
        (None, [low, .., high]) => range(low.clone(), high, None),
        (None, fields) => Quantity::plain(fields.join(", ")),
    })
}

/// Our start value: `3 dB`, or the field value where it has no physical one.
#[must_use]
pub fn start(ours: &Ours, unit: Option<&str>) -> Option<Quantity> {
    let start = ours.start.as_ref()?;
    Some(match start.physical_micro {
        Some(value) => Quantity {
            text: micro(value),
            unit: unit.map(str::to_owned),
        },
        None => Quantity::plain(start.field.clone()),
    })
}

/// What is ours about a parameter, in one sentence; says so when there is nothing.
#[must_use]
pub fn ours(card: &ParameterCard) -> String {
    let Some(ours) = &card.ours else {
        return "No start value and no safe range known.".to_owned();
    };
    if ours.planned {
        return "A planned value: it has no start value and no safe range.".to_owned();
    }
    let unit = card.unit.as_ref().map(|unit| unit.name.as_str());
    match (start(ours, unit), safe(ours, unit)) {
        (Some(start), Some(safe)) => format!("Start {start} and safe range {safe} are ours."),
        (Some(start), None) => format!("Start {start} is ours; no safe range known."),
        (None, Some(safe)) => format!("Safe range {safe} is ours; no start value."),
        (None, None) => "No start value and no safe range known.".to_owned(),
    }
}

/// A whole number with a true minus sign.
#[must_use]
pub fn whole(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", value.unsigned_abs())
}

fn range(low: String, high: &str, unit: Option<&str>) -> Quantity {
    let text = if low == high {
        low
    } else {
        format!("{low} … {high}")
    };
    Quantity {
        text,
        unit: unit.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{OursValue, Safe, Unit};
    use crate::ids::RowId;

    fn a3_offset() -> ParameterCard {
        ParameterCard {
            id: RowId::from("NR.EventTriggerConfig.eventId.eventA3.a3-Offset.rsrp"),
            name: "rsrp".into(),
            label: Some("A3 offset".into()),
            common_names: Vec::new(),
            path: "EventTriggerConfig".into(),
            technology: Some(Technology::Nr),
            usage: Usage::Config,
            legal: Legal::Integer {
                min: -30,
                max: 30,
                step: 1,
            },
            unit: Some(Unit {
                name: "dB".into(),
                basis: Basis::Spec,
            }),
            coding: Some(Coding {
                scale_micro: 500_000,
                offset_micro: 0,
            }),
            asked: None,
            ours: Some(Ours {
                start: Some(OursValue {
                    field: "6".into(),
                    physical_micro: Some(3_000_000),
                    basis: String::new(),
                }),
                safe: Some(Safe {
                    fields: vec!["2".into(), "12".into()],
                    physical_micro: Some((1_000_000, 6_000_000)),
                    basis: String::new(),
                }),
                planned: false,
                on: "cell".into(),
                applies: String::new(),
            }),
            effects: Vec::new(),
            sign: None,
            encoding: None,
            special: Vec::new(),
            same_range: Vec::new(),
            differs: Vec::new(),
            agents: Vec::new(),
            source: Source {
                spec: "TS 38.331 Rel-18".into(),
                clause: None,
                element: Some("EventTriggerConfig".into()),
                release: None,
            },
        }
    }

    #[test]
    fn a_range_is_told_in_physical_values_with_field_and_step_beside_it() {
        let card = a3_offset();
        assert_eq!(legal(&card).to_string(), "−15 … 15 dB");
        assert_eq!(
            field_range(&card).as_deref(),
            Some("field −30 … 30, step 0.5 dB")
        );
        assert_eq!(ours(&card), "Start 3 dB and safe range 1 … 6 dB are ours.");
        assert_eq!(source(&card.source), "TS 38.331 Rel-18, EventTriggerConfig");
    }

    #[test]
    fn what_we_do_not_know_is_said() {
        let mut card = a3_offset();
        card.ours = None;
        card.coding = None;
        assert_eq!(legal(&card).to_string(), "−30 … 30 dB");
        assert_eq!(
            field_range(&card).as_deref(),
            Some("field value, in whole numbers")
        );
        assert_eq!(ours(&card), "No start value and no safe range known.");
        card.legal = Legal::Bits(8);
        assert_eq!(legal(&card).to_string(), "8 bits");
    }
}
