//! The settings and facts that an agent's expressions name, with their start, legal and safe values.

use protocol::catalogue::expression::{Level, Setting};
use protocol::catalogue::{
    Card, Legal, Limits, Micro, Safe, Source as ContextSource, literal_number,
};
use protocol::ids::RowId;

use crate::check::Tables;
use crate::check::cards::{inside, legal_of, value};
use crate::source::{Model, Source};

/// All variables of an agent.
pub struct Variables<'a>(Vec<Variable<'a>>);

/// One of them.
pub struct Variable<'a> {
    pub name: &'a str,
    /// The agent sets it; else it only reads it.
    pub is_set: bool,
    /// The card, with what its row allows; `None` is a fact about the network.
    pub card: Option<(&'a Card, Legal)>,
    /// The agent's own safe values, or the card's.
    pub safe: Option<&'a Safe>,
    /// Field value at the start point.
    pub start: Option<String>,
    /// Of the neighbour, pointing back.
    pub is_reverse: bool,
}

impl<'a> Variables<'a> {
    pub fn get(&self, name: &str) -> Option<&Variable<'a>> {
        self.0.iter().find(|variable| variable.name == name)
    }

    /// What is known when these have these field values and the others their start values.
    pub fn level(&self, changed: &[(&str, String)]) -> Level {
        let settings = self.0.iter().filter_map(|variable| {
            let change = changed.iter().find(|(name, _)| *name == variable.name);
            let field = change.map(|(_, field)| field).or(variable.start.as_ref())?;
            Some((variable.name.to_owned(), variable.physical(field)))
        });
        Level {
            settings: settings.collect(),
            ..Level::default()
        }
    }
}

impl Variable<'_> {
    pub fn is_planned(&self) -> bool {
        self.card.as_ref().is_some_and(|(card, _)| card.planned)
    }

    /// The object it is set on; empty for facts.
    pub fn object(&self) -> &str {
        self.card.as_ref().map_or("", |(card, _)| &card.on)
    }

    /// Physical units of one field unit.
    pub fn scale(&self) -> Micro {
        let scale = self.card.as_ref().and_then(|(_, legal)| legal.scale);
        scale.unwrap_or(Micro(1_000_000))
    }

    /// Whether its values have an order: numbers, and literals that stand for numbers.
    pub fn is_ordered(&self) -> bool {
        let Some((card, legal)) = &self.card else {
            return true;
        };
        if legal.values.is_empty() {
            return legal.min.is_some() || legal.max.is_some();
        }
        !card.physical.is_empty() || numbered(legal)
    }

    /// What a field value means in expressions.
    pub fn physical(&self, field: &str) -> Setting {
        let number = match &self.card {
            None => field.parse().ok(),
            Some((card, _)) if !card.physical.is_empty() => physical_of(card, field, self.legal()),
            Some((_, legal)) if legal.values.is_empty() => {
                let number = field.parse::<Micro>().ok();
                let offset = legal.offset.unwrap_or_default();
                number.and_then(|number| number.scaled(self.scale(), offset))
            }
            Some((_, legal)) if numbered(legal) => literal_number(field),
            Some(_) => None,
        };
        number.map_or_else(
            || Setting::Literal(field.to_owned()),
            |number| Setting::Number(number.0 as f64 / 1e6),
        )
    }

    fn legal(&self) -> &[String] {
        self.card.as_ref().map_or(&[], |(_, legal)| &legal.values)
    }

    /// Both ends of what is legal, or all literals.
    pub fn legal_points(&self) -> Vec<String> {
        let Some((_, legal)) = &self.card else {
            return Vec::new();
        };
        if legal.kind.eq_ignore_ascii_case("boolean") {
            return vec!["false".to_owned(), "true".to_owned()];
        }
        if !legal.values.is_empty() {
            return legal.values.clone();
        }
        let ends = [legal.min, legal.max].into_iter().flatten();
        ends.map(|end| end.to_string()).collect()
    }

    /// Both ends of what is safe, or all safe literals.
    pub fn safe_points(&self) -> Vec<String> {
        match self.safe.map(|safe| (safe.between, &safe.values)) {
            None => Vec::new(),
            Some((None, values)) => values.clone(),
            Some((Some((min, max)), _)) => vec![min.to_string(), max.to_string()],
        }
    }

    /// Why a field value may not be set.
    pub fn refuses(&self, field: &str) -> Option<String> {
        let (_, legal) = self.card.as_ref()?;
        let unsafe_value = || {
            let outside = self.safe.is_some_and(|safe| !inside(field, safe));
            outside.then(|| format!("{field} is not safe"))
        };
        value(field, legal).or_else(unsafe_value)
    }
}

fn physical_of(card: &Card, field: &str, literals: &[String]) -> Option<Micro> {
    let at = literals.iter().position(|literal| literal == field)?;
    card.physical.get(at)?.parse().ok()
}

/// Whether every literal ends in a number.
fn numbered(legal: &Legal) -> bool {
    let mut literals = legal.values.iter();
    literals.all(|literal| literal_number(literal).is_some())
}

/// The variables of an agent, and what is wrong with them. What leads to no card is left out.
pub fn resolve<'a>(
    model: &'a Model,
    source: &'a Source,
    tables: &Tables<'_>,
) -> (Variables<'a>, Vec<String>) {
    let mut variables = Vec::new();
    let mut reasons = Vec::new();
    for settable in &model.parameters {
        let name = settable.var.as_str();
        if !name_form(name) {
            reasons.push(format!("{name}: form of the name"));
        }
        let Some((card, legal)) = find(&settable.card, source, tables) else {
            continue;
        };
        if let Some(own) = &settable.safe
            && !card.safe.as_ref().is_some_and(|safe| within(own, safe))
        {
            reasons.push(format!("{name}: its safe range is wider than the card's"));
        }
        reasons.extend(around(name, card, settable.at.as_deref(), model));
        variables.push(Variable {
            name,
            is_set: true,
            safe: settable.safe.as_ref().or(card.safe.as_ref()),
            start: card.start.as_ref().map(|start| start.value.clone()),
            is_reverse: settable.at.is_some(),
            card: Some((card, legal)),
        });
    }
    for (place, one) in model.parameters.iter().enumerate() {
        let earlier = model.parameters.iter().take(place);
        if earlier
            .into_iter()
            .any(|other| (&other.card, &other.at) == (&one.card, &one.at))
        {
            reasons.push(format!("{}: another variable of the same setting", one.var));
        }
    }
    for context in &model.context {
        let name = context.var.as_str();
        if !name_form(name) {
            reasons.push(format!("{name}: form of the name"));
        }
        let mut variable = Variable {
            name,
            is_set: false,
            card: None,
            safe: None,
            start: context.assume.clone(),
            is_reverse: context.at.is_some(),
        };
        match &context.source {
            ContextSource::Card(row, on) => {
                let Some((card, legal)) = find(&(row.clone(), on.clone()), source, tables) else {
                    continue;
                };
                reasons.extend(around(name, card, context.at.as_deref(), model));
                match (&card.start, &context.assume) {
                    (Some(_), Some(_)) => {
                        reasons.push(format!("{name}: assumes, but the card has a start value"));
                    }
                    (Some(start), None) => variable.start = Some(start.value.clone()),
                    (None, Some(assumed)) => {
                        let why = value(assumed, &legal);
                        reasons.extend(why.map(|why| format!("{name}: assumed {why}")));
                    }
                    (None, None) => {}
                }
                variable.safe = card.safe.as_ref();
                variable.card = Some((card, legal));
            }
            ContextSource::Words(_) if context.assume.is_none() => {
                reasons.push(format!("{name}: a fact needs an assumed value"));
            }
            ContextSource::Words(_) => {}
        }
        variables.push(variable);
    }
    (Variables(variables), reasons)
}

fn find<'a>(
    (row, on): &(RowId, String),
    source: &'a Source,
    tables: &Tables<'_>,
) -> Option<(&'a Card, Legal)> {
    let mut cards = source.cards.iter();
    let card = cards.find(|card| card.row == *row && card.on == *on)?;
    Some((card, legal_of(card, source, tables)?))
}

/// What does not fit between a card and the agent that uses it.
fn around(name: &str, card: &Card, at: Option<&str>, model: &Model) -> Vec<String> {
    let mut reasons = Vec::new();
    if at.is_some_and(|at| at != "reverse" || card.on != "relation") {
        reasons.push(format!("{name}: only a relation has a reverse"));
    }
    if !overlap(&card.applies, &model.applies) {
        reasons.push(format!("{name}: the card holds elsewhere"));
    }
    reasons
}

fn name_form(name: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(fits)
}

fn within(own: &Safe, card: &Safe) -> bool {
    match (own.between, card.between) {
        (Some((min, max)), Some((from, to))) => from <= min && max <= to,
        (None, None) => own.values.iter().all(|one| card.values.contains(one)),
        _ => false,
    }
}

/// Whether there is a place where both hold; an empty list is everywhere.
fn overlap(one: &Limits, other: &Limits) -> bool {
    fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
        one.is_empty() || other.is_empty() || one.iter().any(|place| other.contains(place))
    }
    meet(&one.frequency_ranges, &other.frequency_ranges)
        && meet(&one.duplex, &other.duplex)
        && meet(&one.spacing_khz, &other.spacing_khz)
}
