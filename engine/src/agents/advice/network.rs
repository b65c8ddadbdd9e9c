//! What was given, in the form in which conditions read it: a cell with its neighbour relations.

use protocol::answer::{GivenValue, Moment, NotUsed, Taken, Unused};
use protocol::catalogue::Model;
use protocol::catalogue::expression::{
    End, Level, Measured, Node, Reading, Readings, Setting, Value, Window,
};

use super::given::{Fact, Meaning, unit};
use super::settings::Variable;
use crate::catalogue::Catalogue;

/// Neighbour relations of one question that are read.
const MOST_RELATIONS: usize = 512;
/// Full days that conditions look at.
const MOST_DAYS: usize = 28;

/// A cell with its relations.
#[derive(Default)]
pub struct Network {
    /// The cell or node.
    pub cell: Level,
    /// Its neighbour relations by name.
    pub relations: Vec<(String, Level)>,
    /// What was understood.
    pub taken: Vec<Taken>,
    /// What was not used.
    pub unused: Vec<Unused>,
}

/// The network as these facts tell it to an agent.
pub fn of(
    catalogue: &Catalogue,
    model: &Model,
    variables: &[Variable<'_>],
    facts: &[Fact],
) -> Network {
    let read = figures_of(model);
    let mut network = Network::default();
    // Figures of the ends of a relation say that the others are those of one relation, too.
    let is_end = |fact: &Fact| match &fact.means {
        Meaning::Figures(all) => all.iter().any(|one| one.figure().at.is_some()),
        _ => false,
    };
    let is_one_relation =
        facts.iter().all(|fact| fact.given.relation.is_none()) && facts.iter().any(is_end);
    let relation_of = |fact: &Fact| match &fact.given.relation {
        None if is_one_relation => Some(String::new()),
        other => other.clone(),
    };
    for fact in facts {
        if let Some(name) = relation_of(fact)
            && network.relations.len() < MOST_RELATIONS
            && !network.relations.iter().any(|(known, _)| *known == name)
        {
            network.relations.push((name, Level::default()));
        }
    }
    for fact in facts {
        let relation = relation_of(fact);
        match network.take(catalogue, fact, relation.as_deref(), variables, &read) {
            Ok(taken) => network.taken.push(taken),
            Err(why) => network.unused.push(Unused {
                fact: fact.given.fact.clone(),
                why,
            }),
        }
    }
    // Every relation of the cell lies at the cell: what is known of it is known there.
    let relations: Vec<Level> = network
        .relations
        .iter()
        .map(|(_, level)| at_cell(level, &network.cell))
        .collect();
    for (place, level) in network.relations.iter_mut().zip(&relations) {
        place.1 = level.clone();
    }
    network.cell.relations = (!relations.is_empty()).then_some(relations);
    network
}

impl Network {
    fn take(
        &mut self,
        catalogue: &Catalogue,
        fact: &Fact,
        relation: Option<&str>,
        variables: &[Variable<'_>],
        read: &[Measured],
    ) -> Result<Taken, NotUsed> {
        if fact.given.suspect {
            return Err(NotUsed::Suspect);
        }
        let is_known = |name: &str| self.relations.iter().any(|(known, _)| known == name);
        if relation.is_some_and(|name| !is_known(name)) {
            return Err(NotUsed::TooMany);
        }
        let taken = |name: String, value: GivenValue, unit| Taken {
            fact: name,
            value,
            unit,
            relation: relation.map(str::to_owned),
            moment: fact.given.moment,
            span: fact.span,
        };
        let variable = match &fact.means {
            Meaning::Nothing => return Err(NotUsed::Unknown),
            Meaning::Figures(all) => {
                let number = fact.number().ok_or(NotUsed::NoNumber)?;
                let is_read = |one: &&Measured| read.contains(&one.here());
                let measured = all.iter().find(is_read).ok_or(NotUsed::NotRead)?;
                let reading = Reading {
                    value: number,
                    samples: fact.given.samples_micro.map(|n| n as f64 / 1e6),
                };
                self.set(relation, measured, fact.given.moment, reading);
                let value = fact.given.value.clone();
                return Ok(taken(text(measured), value, unit(catalogue, measured)));
            }
            Meaning::Variable(name) => variables.iter().find(|one| one.name == name),
            Meaning::Setting(rows) => {
                let mut meant = variables
                    .iter()
                    .filter(|one| !one.reverse && one.is_one_of(catalogue, rows));
                let first = meant.next();
                if meant.next().is_some() {
                    return Err(NotUsed::Ambiguous);
                }
                first
            }
        };
        let variable = variable.ok_or(NotUsed::NotRead)?;
        let field = variable.field(&fact.given.value).ok_or(NotUsed::Illegal)?;
        let written = variable.written(&field);
        let setting = (variable.name.to_owned(), variable.setting(&field));
        at_moment(self.level(relation), fact.given.moment, |level| {
            level.settings.retain(|(known, _)| *known != setting.0);
            level.settings.push(setting);
        });
        let value = match written.physical_micro {
            Some(number) => GivenValue::Number(number),
            None => GivenValue::Text(written.field),
        };
        Ok(taken(variable.label.to_owned(), value, written.unit))
    }

    fn level(&mut self, relation: Option<&str>) -> &mut Level {
        let place = relation.and_then(|name| self.relations.iter().position(|one| one.0 == name));
        match place.and_then(|place| self.relations.get_mut(place)) {
            Some((_, level)) => level,
            None => &mut self.cell,
        }
    }

    fn set(
        &mut self,
        relation: Option<&str>,
        measured: &Measured,
        moment: Moment,
        reading: Reading,
    ) {
        // What is known of the source is known of the cell itself.
        if relation.is_some() && measured.figure().at == Some(End::Source) {
            at_moment(&mut self.cell, moment, |level| {
                readings(level, moment.window, |all| {
                    all.set(measured.here(), reading);
                });
            });
        }
        at_moment(self.level(relation), moment, |level| {
            readings(level, moment.window, |all| {
                all.set(measured.clone(), reading);
            });
        });
    }

    /// A relation of which nothing is known but its cell.
    pub fn unknown_relation(&self) -> Level {
        at_cell(&Level::default(), &self.cell)
    }
}

/// Sets something of an object on that day or before the change.
fn at_moment(level: &mut Level, moment: Moment, set: impl FnOnce(&mut Level)) {
    let level = match moment.day.map(usize::from).filter(|day| *day < MOST_DAYS) {
        None => Some(level),
        Some(day) => {
            let days = level.days.len().max(day + 1);
            level.days.resize_with(days, Level::default);
            level.days.get_mut(day)
        }
    };
    if let Some(level) = level {
        set(if moment.before {
            level.baseline.get_or_insert_default()
        } else {
            level
        });
    }
}

/// Sets something of the figures over these hours.
fn readings(level: &mut Level, window: Option<Window>, set: impl FnOnce(&mut Readings)) {
    match window {
        None | Some(Window::DAY) => set(&mut level.figures),
        Some(Window::Busy) => set(level.busy.get_or_insert_default()),
        Some(Window::Hours(hours)) => {
            if !level.windows.iter().any(|(known, _)| *known == hours) {
                level.windows.push((hours, Readings::default()));
            }
            let mut windows = level.windows.iter_mut();
            if let Some((_, all)) = windows.find(|(known, _)| *known == hours) {
                set(all);
            }
        }
    }
}

/// A relation with what is known of its cell: settings, and figures as those of the source.
fn at_cell(relation: &Level, cell: &Level) -> Level {
    let mut level = relation.clone();
    for (name, setting) in &cell.settings {
        if level.setting(name).is_none() {
            level.settings.push((name.clone(), setting.clone()));
        }
    }
    let as_source = |own: &mut Readings, of_cell: &Readings| {
        for (measured, reading) in of_cell.iter() {
            let mut there = measured.clone();
            match &mut there {
                Measured::Figure(figure) => figure.at = Some(End::Source),
                Measured::Spread(spread) => spread.figure.at = Some(End::Source),
            }
            if own.get(&there).is_none() {
                own.set(there, *reading);
            }
        }
    };
    as_source(&mut level.figures, &cell.figures);
    for (hours, of_cell) in &cell.windows {
        let window = Some(Window::Hours(*hours));
        readings(&mut level, window, |own| as_source(own, of_cell));
    }
    if let Some(of_cell) = &cell.busy {
        as_source(level.busy.get_or_insert_default(), of_cell);
    }
    for (day, of_cell) in cell.days.iter().enumerate() {
        let own = level.days.get(day).cloned().unwrap_or_default();
        let own = at_cell(&own, of_cell);
        match level.days.get_mut(day) {
            Some(place) => *place = own,
            None => level.days.push(own),
        }
    }
    if let Some(of_cell) = &cell.baseline {
        let own = level.baseline.take().unwrap_or_default();
        level.baseline = Some(Box::new(at_cell(&own, of_cell)));
    }
    level
}

/// Everything that the rules of an agent measure, of the object of the rule itself.
pub fn figures_of(model: &Model) -> Vec<Measured> {
    let mut all: Vec<Measured> = Vec::new();
    for rule in &model.rules {
        for value in Node::Condition(&rule.when).values() {
            let measured = match value {
                Value::Figure(figure) | Value::Sum(figure) => Measured::Figure(figure.clone()),
                Value::Spread(spread) => Measured::Spread(spread.clone()),
                _ => continue,
            };
            let here = measured.here();
            if !all.contains(&here) {
                all.push(here);
            }
        }
    }
    all
}

/// A measured figure as conditions write it.
pub fn text(measured: &Measured) -> String {
    match measured {
        Measured::Figure(figure) => figure.to_string(),
        Measured::Spread(spread) => Value::Spread(spread.clone()).to_string(),
    }
}

/// A setting as a value of an answer.
pub fn value_of(setting: &Setting) -> GivenValue {
    match setting {
        Setting::Number(number) => GivenValue::Number(micro(*number)),
        Setting::Literal(text) => GivenValue::Text(text.clone()),
    }
}

/// In micro-units; what does not fit is at the end of the range.
pub fn micro(number: f64) -> i64 {
    // A float that is out of range becomes the nearest integer, and no figure of a network is.
    (number * 1e6).round() as i64
}
