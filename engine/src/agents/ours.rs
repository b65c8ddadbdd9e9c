//! Our start value, safe range and effects of a parameter, from its card.

use protocol::answer::{Ours, OursValue, Safe as ShownSafe};
use protocol::catalogue::{Card, Legal, Limits, Micro, Safe};

/// What is ours about a parameter; `tighter` is the safe range of one agent.
pub fn ours(card: &Card, legal: &Legal, tighter: Option<&Safe>) -> Ours {
    let start = card.start.as_ref().map(|start| OursValue {
        field: start.value.clone(),
        physical_micro: physical(card, legal, &start.value),
        basis: start.basis.text.clone(),
    });
    let safe = tighter
        .or(card.safe.as_ref())
        .map(|safe| safe_range(card, legal, safe));
    Ours {
        start,
        safe,
        planned: card.planned,
        on: card.on.clone(),
        applies: applies(&card.applies),
    }
}

/// What changing it does: (case, consequence).
pub fn effects(card: &Card) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (case, consequence) = part.split_once(" -> ")?;
        Some((case.to_owned(), consequence.to_owned()))
    };
    card.effect.split("; ").filter_map(pair).collect()
}

/// What a positive value does, without the mark of the card's format.
pub fn sign(card: &Card) -> Option<String> {
    card.sign.as_ref().map(|sign| sign.replace(" -> ", ": "))
}

fn physical(card: &Card, legal: &Legal, field: &str) -> Option<i64> {
    if !card.physical.is_empty() {
        let at = legal.values.iter().position(|value| value == field)?;
        return card
            .physical
            .get(at)?
            .parse::<Micro>()
            .ok()
            .map(|number| number.0);
    }
    legal.physical(field).map(|number| number.0)
}

fn safe_range(card: &Card, legal: &Legal, safe: &Safe) -> ShownSafe {
    let fields = match safe.between {
        Some((min, max)) => vec![min.to_string(), max.to_string()],
        None => safe.values.clone(),
    };
    let numbers: Option<Vec<i64>> = fields
        .iter()
        .map(|field| physical(card, legal, field))
        .collect();
    let ends = numbers.and_then(|numbers| {
        Some((
            numbers.iter().copied().min()?,
            numbers.iter().copied().max()?,
        ))
    });
    ShownSafe {
        fields,
        physical_micro: ends,
        basis: safe.basis.text.clone(),
    }
}

/// Where start and safe range hold; empty when everywhere.
pub fn applies(limits: &Limits) -> String {
    let mut parts = limits.frequency_ranges.clone();
    parts.extend(limits.duplex.iter().cloned());
    parts.extend(limits.spacing_khz.iter().map(|khz| format!("{khz} kHz")));
    parts.join(", ")
}
