//! Checks of cards against the rows they are about.

use protocol::answer::Usage;
use protocol::catalogue::{Card, Legal, Micro, Safe};

use super::{Tables, repeated};
use crate::problem::Problem;
use crate::source::Source;

const FILE: &str = "agents/cards";

pub fn check(source: &Source, tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    let keys: Vec<_> = source.cards.iter().map(key).collect();
    for twice in repeated(keys.iter().map(String::as_str)) {
        problems.push(Problem::new(FILE, twice, "card twice"));
    }
    for card in &source.cards {
        for reason in one(card, source, tables) {
            problems.push(Problem::new(FILE, key(card), reason));
        }
    }
}

fn key(card: &Card) -> String {
    format!("{}@{}", card.row, card.on)
}

/// What a card's row allows: that of the row, or the alternatives of a choice.
pub fn legal_of(card: &Card, source: &Source, tables: &Tables<'_>) -> Option<Legal> {
    if let Some(row) = tables.parameters.get(card.row.as_str()) {
        return Some(row.legal.clone());
    }
    let prefix = format!("{}.", card.row);
    let alternatives: Vec<_> = source
        .parameters
        .iter()
        .filter_map(|row| Some((row.id.as_str().strip_prefix(&prefix)?, row)))
        .collect();
    let (_, first) = alternatives.first()?;
    Some(Legal {
        kind: "ENUMERATED".to_owned(),
        values: alternatives
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        unit: first.legal.unit.clone(),
        ..Legal::default()
    })
}

fn one(card: &Card, source: &Source, tables: &Tables<'_>) -> Vec<String> {
    let Some(legal) = legal_of(card, source, tables) else {
        return vec!["no such row".to_owned()];
    };
    let mut reasons = Vec::new();
    let row = tables.parameters.get(card.row.as_str());
    if row.is_some_and(|row| matches!(row.usage, Some(Usage::Capability | Usage::Report))) {
        reasons.push("is not configurable".to_owned());
    }
    if !["cell", "carrier", "relation", "UE", "node"].contains(&card.on.as_str()) {
        reasons.push(format!("unknown object {}", card.on));
    }
    if !card.physical.is_empty() && card.physical.len() != legal.values.len() {
        reasons.push("one physical number per literal".to_owned());
    }
    if card.planned && (card.start.is_some() || card.safe.is_some()) {
        reasons.push("a planned value has no start and no safe range".to_owned());
    }
    if card.start.is_none() && card.safe.is_some() {
        reasons.push("a safe range without a start value".to_owned());
    }
    if !effect_form(card, &legal) {
        reasons.push("form of the effect".to_owned());
    }
    if let Some(safe) = &card.safe {
        reasons.extend(safe_range(safe, &legal));
    }
    if let Some(start) = &card.start {
        reasons.extend(value(&start.value, &legal).map(|reason| format!("start {reason}")));
        if card
            .safe
            .as_ref()
            .is_some_and(|safe| !inside(&start.value, safe))
        {
            reasons.push("start is not safe".to_owned());
        }
    }
    if let Some((field, shown)) = &card.encoding.example
        && physical(card, &legal, field)
            .map(|number| number.to_string())
            .as_ref()
            != Some(shown)
    {
        reasons.push(format!("example: {field} is not {shown}"));
    }
    if let Some(twin) = &card.encoding.twin
        && !tables.parameters.contains_key(twin.row.as_str())
    {
        reasons.push(format!("twin {} is no row", twin.row));
    }
    reasons
}

/// The number of a field value, also where the row has no unit.
fn physical(card: &Card, legal: &Legal, field: &str) -> Option<Micro> {
    if !card.physical.is_empty() {
        let at = legal.values.iter().position(|value| value == field)?;
        return card.physical.get(at)?.parse().ok();
    }
    if legal.values.is_empty() {
        let scale = legal.scale.or(Micro::whole(1))?;
        return field
            .parse::<Micro>()
            .ok()?
            .scaled(scale, legal.offset.unwrap_or_default());
    }
    protocol::catalogue::literal_number(field)
}

fn effect_form(card: &Card, legal: &Legal) -> bool {
    let begins = |marks: &[&str]| {
        let parts: Vec<_> = card.effect.split("; ").collect();
        parts.len() == marks.len()
            && parts
                .iter()
                .zip(marks)
                .all(|(part, mark)| part.starts_with(mark))
    };
    if card.planned {
        return card.effect.starts_with("planned -> ") && card.effect.contains("; clash -> ");
    }
    let names_all = |literals: &[String]| {
        literals
            .iter()
            .all(|literal| card.effect.contains(&format!("{literal} -> ")))
    };
    begins(&["raising it -> ", "too high -> ", "too low -> "])
        || (!legal.values.is_empty() && names_all(&legal.values))
        || (legal.values.is_empty() && names_all(&["true".to_owned(), "false".to_owned()]))
}

/// Why a field value is not legal.
pub fn value(value: &str, legal: &Legal) -> Option<String> {
    if legal.kind.eq_ignore_ascii_case("boolean") {
        return (!["true", "false"].contains(&value)).then(|| "is no truth value".to_owned());
    }
    if !legal.values.is_empty() {
        let known = legal.values.iter().any(|literal| literal == value);
        return (!known).then(|| format!("{value} is no literal"));
    }
    let Ok(number) = value.parse::<Micro>() else {
        return Some(format!("{value} is no number"));
    };
    let outside =
        legal.min.is_some_and(|min| number < min) || legal.max.is_some_and(|max| number > max);
    if outside {
        return Some(format!("{value} is outside the legal range"));
    }
    let multiple = i64::from(legal.multiple_of.unwrap_or(1));
    let fits = number.as_whole().is_some_and(|whole| whole % multiple == 0);
    (legal.multiple_of.is_some() && !fits).then(|| format!("{value} is no multiple of {multiple}"))
}

/// Why a safe range is not legal.
pub fn safe_range(safe: &Safe, legal: &Legal) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Some((min, max)) = safe.between {
        if min > max {
            reasons.push("safe range is empty".to_owned());
        }
        for end in [min, max] {
            reasons.extend(value(&end.to_string(), legal).map(|reason| format!("safe {reason}")));
        }
    } else {
        let places: Vec<_> = safe
            .values
            .iter()
            .map(|literal| legal.values.iter().position(|value| value == literal))
            .collect();
        if places.iter().any(Option::is_none) {
            reasons.push("safe literals are not all legal".to_owned());
        } else if !places.is_sorted() {
            reasons.push("safe literals are not in table order".to_owned());
        }
    }
    reasons
}

/// Whether a field value lies in a safe range.
pub fn inside(value: &str, safe: &Safe) -> bool {
    match safe.between {
        Some((min, max)) => value
            .parse::<i64>()
            .is_ok_and(|number| (min..=max).contains(&number)),
        None => safe.values.iter().any(|literal| literal == value),
    }
}
