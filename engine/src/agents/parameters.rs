//! Cards of parameters, and of choices whose alternatives are the values.

use protocol::answer::{
    Basis, Legal as Shown, LegalValue, ParameterCard, Source, Technology, Unit, Usage,
};
use protocol::catalogue::{Card, Legal, Parameter, Row, Safe, Table, literal_number};
use protocol::ids::RowId;

use super::{legal, ours, users};
use crate::catalogue::{Catalogue, RowNumber, Sense, is_alternative, is_numbered, text};
use crate::sort;

/// Other rows of the same name that a card lists.
const MOST_SAME: usize = 12;
/// Rows of the same name with other ranges that a card lists.
const MOST_DIFFERENT: usize = 6;
/// Alternatives from which a choice is taken for a list of values.
const LEAST_CHOICE: usize = 3;

/// The card of a parameter row.
pub fn card(catalogue: &Catalogue, row: RowNumber, of: Parameter) -> ParameterCard {
    with_card(catalogue, row, of, None, None)
}

/// The same with a card of one object and an agent's own safe range.
pub fn with_card(
    catalogue: &Catalogue,
    row: RowNumber,
    of: Parameter,
    card: Option<&Card>,
    tighter: Option<&Safe>,
) -> ParameterCard {
    let card = card.or_else(|| catalogue.agents.main_card(row));
    let (same_range, differs) = others(catalogue, row, &of);
    ParameterCard {
        name: spoken_name(catalogue, row, &of.name),
        label: card.map(|card| card.label.clone()),
        common_names: of.common_name.iter().cloned().collect(),
        path: path(catalogue, row),
        technology: technology(of.table),
        usage: of
            .usage
            .unwrap_or(if of.access.as_deref() == Some("readOnly") {
                Usage::Report
            } else {
                Usage::Config
            }),
        legal: legal::legal(&of.legal),
        unit: legal::unit(&of),
        coding: legal::coding(&of.legal),
        ours: card.map(|card| ours::ours(card, &of.legal, tighter)),
        asked: None,
        effects: card.map(ours::effects).unwrap_or_default(),
        sign: card.and_then(ours::sign).or_else(|| of.sign.clone()),
        encoding: encoding(&of, card),
        special: special(&of),
        same_range,
        differs,
        agents: users(catalogue, row),
        source: Source {
            spec: of.spec,
            clause: of.reference,
            element: Some(of.holder),
            release: of.release,
        },
        id: of.id,
    }
}

/// What to know when writing the value: from the card, else from the row.
fn encoding(of: &Parameter, card: Option<&Card>) -> Option<String> {
    let told = card.and_then(|card| card.encoding.text.clone());
    let alias = of
        .alias_of
        .as_ref()
        .map(|row| format!("range and unit are those of {row}"));
    let list = of.legal.list.then(|| "a list of such values".to_owned());
    let parts: Vec<String> = told.into_iter().chain(alias).chain(list).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Values with a meaning of their own, the default among them.
fn special(of: &Parameter) -> Vec<(Option<String>, String)> {
    let own = of
        .legal
        .special
        .iter()
        .map(|one| (one.value.clone(), one.means.clone()));
    let filled = of.default.clone().filter(|default| !default.is_empty());
    own.chain(filled.map(|default| (Some(default), "default".to_owned())))
        .collect()
}

/// The technology of a table's settings; management attributes are those of NR.
pub const fn technology(table: Table) -> Option<Technology> {
    match table {
        Table::RrcNr | Table::Nrm => Some(Technology::Nr),
        Table::RrcLte | Table::SmallCell => Some(Technology::Lte),
        _ => None,
    }
}

/// The name an engineer would say: the last segment that is more than a form of the value, with
/// that form: `a3-Offset.rsrp`.
fn spoken_name(catalogue: &Catalogue, row: RowNumber, name: &str) -> String {
    if catalogue.rows.table(row) == Some(Table::Nrm) {
        return name.to_owned();
    }
    let segments: Vec<&str> = catalogue.rows.segments(row).collect();
    let inner = segments.get(2..).unwrap_or_default();
    let told = inner
        .iter()
        .rposition(|segment| *segment == name && !is_alternative(name));
    let at = told.or_else(|| inner.iter().rposition(|segment| !is_alternative(segment)));
    let named = inner.get(at.unwrap_or_default()..).unwrap_or_default();
    let shown: Vec<&str> = named
        .iter()
        .filter(|segment| **segment != "[]")
        .copied()
        .collect();
    if shown.is_empty() {
        segments.last().copied().unwrap_or_default().to_owned()
    } else {
        shown.join(".")
    }
}

/// Element and path in it.
fn path(catalogue: &Catalogue, row: RowNumber) -> String {
    catalogue
        .rows
        .segments(row)
        .skip(1)
        .collect::<Vec<_>>()
        .join(".")
}

/// Other rows of the same name: with the same range, and one for each other range.
fn others(catalogue: &Catalogue, row: RowNumber, of: &Parameter) -> (Vec<RowId>, Vec<RowId>) {
    let rows = &catalogue.rows;
    let spoken = spoken_name(catalogue, row, &of.name);
    let name = spoken.split('.').next().unwrap_or_default();
    let key = text::key(text::without_release(name));
    let Some(found) = catalogue.names.exact(&key) else {
        return (Vec::new(), Vec::new());
    };
    let segments: Vec<u32> = found
        .senses
        .iter()
        .filter_map(|sense| match sense {
            Sense::Segment(segment) => Some(*segment),
            _ => None,
        })
        .collect();
    let (named, _) = rows.named_and_held(&segments);
    let standing = rows.standing(row);
    let mut near: Vec<(bool, RowNumber)> = named
        .into_iter()
        .filter(|other| *other != row)
        .filter(|other| rows.standing(*other).configurable == standing.configurable)
        .map(|other| (rows.table(other) != Some(of.table), other))
        .collect();
    sort::by_key(&mut near, |one| *one);
    let (mut same, mut different): (Vec<RowNumber>, Vec<RowNumber>) = (Vec::new(), Vec::new());
    for (_, other) in near {
        if rows.same_range(other, row) {
            same.push(other);
        } else if !different.iter().any(|one| rows.same_range(*one, other)) {
            different.push(other);
        }
    }
    let ids = |numbers: &[RowNumber], most| {
        numbers
            .iter()
            .take(most)
            .map(|number| rows.id(*number))
            .collect()
    };
    (ids(&same, MOST_SAME), ids(&different, MOST_DIFFERENT))
}

/// A choice whose alternatives are the values, such as `drx-LongCycleStartOffset` with `ms160`.
pub struct Choice {
    /// The common path; not a row itself.
    pub id: RowId,
    /// The alternatives with their rows, by rising number.
    alternatives: Vec<(String, RowNumber)>,
}

impl Choice {
    /// The choice that a row is an alternative of.
    pub fn of(catalogue: &Catalogue, row: RowNumber) -> Option<Self> {
        let path = catalogue.rows.path(row);
        let parent = path
            .get(..path.len().checked_sub(1)?)
            .filter(|parent| parent.len() >= 2)?;
        let last = catalogue.rows.segment(*path.last()?);
        if is_numbered(last) {
            Self::collect(catalogue, parent, row)
        } else {
            None
        }
    }

    /// The choice of an id that is no row.
    pub fn named(catalogue: &Catalogue, id: &RowId) -> Option<Self> {
        let is_below = |row: &RowNumber| {
            let mut segments = catalogue.rows.segments(*row);
            id.as_str()
                .split('.')
                .all(|segment| segments.next() == Some(segment))
        };
        let row = catalogue.rows.parameters().find(is_below)?;
        Self::of(catalogue, row).filter(|choice| choice.id == *id)
    }

    fn collect(catalogue: &Catalogue, parent: &[u32], row: RowNumber) -> Option<Self> {
        let rows = &catalogue.rows;
        let is_sibling = |other: &RowNumber| {
            let path = rows.path(*other);
            path.len() == parent.len() + 1 && path.starts_with(parent)
        };
        // Alternatives of one choice stand together in the table.
        let before = (0..row).rev().take_while(is_sibling);
        let after = (row..rows.len()).take_while(is_sibling);
        let mut alternatives: Vec<(i64, String, RowNumber)> = Vec::new();
        let mut numbered = 0;
        for other in before.chain(after) {
            let name = rows.segments(other).next_back()?;
            let number = literal_number(name)
                .filter(|_| is_numbered(name))
                .map(|number| number.0);
            numbered += usize::from(number.is_some());
            alternatives.push((number.unwrap_or(i64::MAX), name.to_owned(), other));
        }
        sort::by(&mut alternatives, Ord::cmp);
        let id = rows.id(row);
        let (parent, _) = id.as_str().rsplit_once('.')?;
        (numbered >= LEAST_CHOICE && 2 * numbered > alternatives.len()).then(|| Self {
            id: RowId::from(parent),
            alternatives: alternatives
                .into_iter()
                .map(|(_, name, row)| (name, row))
                .collect(),
        })
    }

    /// The alternatives as the values of an enumeration.
    pub fn legal(&self) -> Legal {
        let names = self.alternatives.iter().map(|(name, _)| name.clone());
        Legal {
            kind: "ENUMERATED".to_owned(),
            values: names.collect(),
            unit: self.unit().map(str::to_owned),
            ..Legal::default()
        }
    }

    /// The unit that the alternatives' names begin with.
    fn unit(&self) -> Option<&'static str> {
        let (name, _) = self.alternatives.first()?;
        match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "ms" => Some("ms"),
            "sf" => Some("subframe"),
            "sl" => Some("slot"),
            "s" => Some("s"),
            "dB" => Some("dB"),
            _ => None,
        }
    }
}

/// The card of a choice.
pub fn choice_card(catalogue: &Catalogue, choice: &Choice) -> Option<ParameterCard> {
    let (_, first) = choice.alternatives.first()?;
    let Row::Parameter(row) = catalogue.rows.row(*first)? else {
        return None;
    };
    let legal = choice.legal();
    let unit = legal.unit.clone();
    let values = legal.values.iter().map(|name| LegalValue {
        name: name.clone(),
        physical_micro: legal.physical(name).map(|number| number.0),
    });
    let card = catalogue
        .agents
        .cards()
        .iter()
        .find(|card| card.row == choice.id);
    let name = choice
        .id
        .as_str()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_owned();
    Some(ParameterCard {
        id: choice.id.clone(),
        name,
        label: card.map(|card| card.label.clone()),
        common_names: row.common_name.iter().cloned().collect(),
        path: choice
            .id
            .as_str()
            .split('.')
            .skip(1)
            .collect::<Vec<_>>()
            .join("."),
        technology: technology(row.table),
        usage: row.usage.unwrap_or(Usage::Config),
        legal: Shown::Values(values.collect()),
        unit: unit.map(|name| Unit {
            name,
            basis: Basis::Derived,
        }),
        coding: None,
        ours: card.map(|card| ours::ours(card, &legal, None)),
        asked: None,
        effects: card.map(ours::effects).unwrap_or_default(),
        sign: card.and_then(ours::sign),
        encoding: card.and_then(|card| card.encoding.text.clone()),
        special: Vec::new(),
        same_range: Vec::new(),
        differs: Vec::new(),
        agents: users(catalogue, *first),
        source: Source {
            spec: row.spec,
            clause: row.reference,
            element: Some(row.holder),
            release: row.release,
        },
    })
}
