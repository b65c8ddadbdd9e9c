//! The settings of an agent: what their field values mean, what is legal and safe, and the next step.

use protocol::answer::{GivenValue, Written};
use protocol::catalogue::expression::Setting;
use protocol::catalogue::{Card, Legal, Micro, Model, Move, Row, Safe, Source, literal_number};
use protocol::ids::RowId;

use super::super::parameters::Choice;
use crate::catalogue::{Catalogue, RowNumber};

/// The step of an enumeration.
const ONE_VALUE: &str = "one value";

/// A setting or a fact about the network that an agent's conditions name.
pub struct Variable<'a> {
    /// Short name, without `$`.
    pub name: &'a str,
    /// What engineers call it, or the fact in words.
    pub label: &'a str,
    /// The card; `None` is a fact about the network.
    pub card: Option<&'a Card>,
    /// The agent's own safe values, or the card's.
    pub safe: Option<&'a Safe>,
    /// Of the neighbour, pointing back.
    pub reverse: bool,
    /// What the standard allows.
    pub legal: Legal,
}

/// All that a model names.
pub fn of<'a>(catalogue: &'a Catalogue, model: &'a Model) -> Vec<Variable<'a>> {
    let find = |(row, on): (&RowId, &str)| {
        let mut cards = catalogue.agents.cards().iter();
        let card = cards.find(|card| card.row == *row && card.on == on)?;
        Some((card, legal_of(catalogue, row)?))
    };
    let sets = model.parameters.iter().filter_map(|one| {
        let (card, legal) = find((&one.card.0, &one.card.1))?;
        Some(Variable {
            name: &one.var,
            label: &card.label,
            card: Some(card),
            safe: one.safe.as_ref().or(card.safe.as_ref()),
            reverse: one.at.is_some(),
            legal,
        })
    });
    let reads = model.context.iter().filter_map(|one| {
        let (label, card, legal) = match &one.source {
            Source::Card(row, on) => {
                let (card, legal) = find((row, on))?;
                (&card.label, Some(card), legal)
            }
            Source::Words(text) => (text, None, Legal::default()),
        };
        Some(Variable {
            name: &one.var,
            label,
            card,
            safe: card.and_then(|card| card.safe.as_ref()),
            reverse: one.at.is_some(),
            legal,
        })
    });
    sets.chain(reads).collect()
}

fn legal_of(catalogue: &Catalogue, id: &RowId) -> Option<Legal> {
    let Some(row) = catalogue.rows.number(id.as_str()) else {
        return match Choice::named(catalogue, id) {
            Some(choice) => Some(choice.legal()),
            None => alternatives(catalogue, id),
        };
    };
    match catalogue.rows.row(row)? {
        Row::Parameter(of) => Some(of.legal),
        _ => None,
    }
}

/// The alternatives of a choice of any names as values: they stand together in the table.
fn alternatives(catalogue: &Catalogue, id: &RowId) -> Option<Legal> {
    let rows = &catalogue.rows;
    let is_below = |row: &RowNumber| {
        let mut segments = rows.segments(*row);
        let mut above = id.as_str().split('.');
        above.all(|segment| segments.next() == Some(segment))
    };
    let first = rows.parameters().find(is_below)?;
    let all = (first..rows.len()).take_while(is_below);
    let unit = match rows.row(first)? {
        Row::Parameter(of) => of.legal.unit,
        _ => None,
    };
    let names = all.filter_map(|row| {
        let whole = rows.id(row);
        let name = whole.as_str().strip_prefix(id.as_str())?;
        Some(name.strip_prefix('.')?.to_owned())
    });
    Some(Legal {
        kind: "ENUMERATED".to_owned(),
        values: names.collect(),
        unit,
        ..Legal::default()
    })
}

impl Variable<'_> {
    /// Whether one of these rows is meant by this setting, or an alternative of it.
    pub fn is_one_of(&self, catalogue: &Catalogue, rows: &[RowNumber]) -> bool {
        let Some(card) = self.card else {
            return false;
        };
        rows.iter().any(|row| {
            let id = catalogue.rows.id(*row);
            let rest = id.as_str().strip_prefix(card.row.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// The number that a field value stands for; `None` where it stands for none.
    fn number(&self, field: &str) -> Option<Micro> {
        let legal = &self.legal;
        let Some(card) = self.card else {
            return field.parse().ok();
        };
        if !card.physical.is_empty() {
            let at = legal.values.iter().position(|value| value == field)?;
            return card.physical.get(at)?.parse().ok();
        }
        if legal.values.is_empty() {
            let (scale, offset) = self.coding();
            return field.parse::<Micro>().ok()?.scaled(scale, offset);
        }
        let numbered = |literal: &String| literal_number(literal).is_some();
        legal
            .values
            .iter()
            .all(numbered)
            .then(|| literal_number(field))?
    }

    fn coding(&self) -> (Micro, Micro) {
        let one = Micro(1_000_000);
        (
            self.legal.scale.unwrap_or(one),
            self.legal.offset.unwrap_or_default(),
        )
    }

    /// What a field value means in conditions.
    pub fn setting(&self, field: &str) -> Setting {
        self.number(field).map_or_else(
            || Setting::Literal(field.to_owned()),
            |number| Setting::Number(number.0 as f64 / 1e6),
        )
    }

    /// The field value of a physical number or a literal; `None` when the standard does not allow it.
    pub fn field(&self, value: &GivenValue) -> Option<String> {
        match value {
            GivenValue::Number(number) => self.field_of(Micro(*number)),
            GivenValue::Text(text) => self.literal(text),
        }
    }

    fn literal(&self, text: &str) -> Option<String> {
        if self.legal.kind.eq_ignore_ascii_case("boolean") {
            let text = text.to_ascii_lowercase();
            return ["true", "false"].contains(&text.as_str()).then_some(text);
        }
        if self.card.is_none() || (self.legal.values.is_empty() && self.legal.min.is_none()) {
            return Some(text.to_owned());
        }
        let mut values = self.legal.values.iter();
        values
            .find(|value| value.eq_ignore_ascii_case(text))
            .cloned()
    }

    fn field_of(&self, number: Micro) -> Option<String> {
        if self.card.is_none() {
            return Some(number.to_string());
        }
        if !self.legal.values.is_empty() {
            let mut values = self.legal.values.iter();
            return values
                .find(|value| self.number(value) == Some(number))
                .cloned();
        }
        let (scale, offset) = self.coding();
        let distance = number.0.checked_sub(offset.0)?;
        let field = distance.checked_div(scale.0)?;
        (field.checked_mul(scale.0) == Some(distance) && self.allows(field))
            .then(|| field.to_string())
    }

    /// Whether the standard allows a field value of a number.
    fn allows(&self, field: i64) -> bool {
        let legal = &self.legal;
        let Some(value) = Micro::whole(field) else {
            return false;
        };
        let inside = |least: Option<Micro>, most: Option<Micro>| {
            least.is_none_or(|least| least <= value) && most.is_none_or(|most| value <= most)
        };
        let mut ranges = legal.ranges.iter();
        inside(legal.min, legal.max)
            && (legal.ranges.is_empty() || ranges.any(|(from, to)| inside(Some(*from), *to)))
            && legal
                .multiple_of
                .is_none_or(|of| field.checked_rem(i64::from(of)) == Some(0))
    }

    /// A field value in both forms.
    pub fn written(&self, field: &str) -> Written {
        let number = self.number(field);
        Written {
            field: field.to_owned(),
            physical_micro: number.map(|number| number.0),
            unit: number.and_then(|_| self.legal.unit.clone()),
        }
    }

    /// Whether a field value is inside our safe range; `None` when there is none.
    pub fn is_safe(&self, field: &str) -> Option<bool> {
        let safe = self.safe?;
        Some(match safe.between {
            Some((min, max)) => {
                let field = field.parse::<i64>();
                field.is_ok_and(|field| (min..=max).contains(&field))
            }
            None => safe.values.iter().any(|value| value == field),
        })
    }

    /// The field value at which a change ends: a literal or a physical number of the entry.
    pub fn stop(&self, text: &str) -> Option<String> {
        self.literal(text)
            .filter(|_| !self.legal.values.is_empty() || self.legal.min.is_none())
            .or_else(|| self.field_of(text.parse().ok()?))
    }

    /// The field value one step on, never past `stop`; `None` when it stands there already, or
    /// where the standard allows no further one.
    pub fn next(&self, present: &str, change: &Move, stop: Option<&str>) -> Option<String> {
        if change.direction == "set" {
            return stop.filter(|stop| *stop != present).map(str::to_owned);
        }
        let up = change.direction == "up";
        if change.step == ONE_VALUE {
            let values = &self.legal.values;
            let place = |of: &str| values.iter().position(|value| value == of);
            let at = place(present)?;
            if let Some(stop) = stop.and_then(place)
                && (if up { at >= stop } else { at <= stop })
            {
                return None;
            }
            // The safe values may leave some out: then the next safe one.
            let is_next = |value: &&String| {
                let safe = self.safe.is_none_or(|safe| safe.values.contains(value));
                safe || Some(value.as_str()) == stop
            };
            return if up {
                values.iter().skip(at + 1).find(is_next).cloned()
            } else {
                values.iter().take(at).rev().find(is_next).cloned()
            };
        }
        let present: i64 = present.parse().ok()?;
        let step: Micro = change.step.parse().ok()?;
        let fields = step.0.checked_div(self.coding().0.0)?.checked_abs()?;
        let stop = stop.and_then(|stop| stop.parse::<i64>().ok());
        let next = if up {
            let next = present.checked_add(fields)?;
            stop.map_or(next, |stop| next.min(stop))
        } else {
            let next = present.checked_sub(fields)?;
            stop.map_or(next, |stop| next.max(stop))
        };
        let moves = if up { next > present } else { next < present };
        (moves && self.allows(next)).then(|| next.to_string())
    }
}
