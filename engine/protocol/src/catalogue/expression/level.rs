//! What is known of one object: its figures and settings, at several times, and its relations.
//!
//! Only what may be used is in here. NIL, suspect periods and gaps without a mapping are left out by
//! whoever fills a level in, and so is everything nobody gave.

use super::{Figure, Spread, Window};
use crate::catalogue::Micro;

/// What is known of a cell, a node or a neighbour relation.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Level {
    /// Figures of the last 24 hours. A relation has those of its cells as `@source` and `@target`.
    pub figures: Readings,
    /// Physical values of settings by their short names.
    pub settings: Vec<(String, Setting)>,
    /// Figures over other hours. One that is not there is read from `figures`.
    pub windows: Vec<(Micro, Readings)>,
    /// Figures of the busy hour.
    pub busy: Option<Readings>,
    /// Full days, newest first.
    pub days: Vec<Self>,
    /// The same hours before the last change.
    pub baseline: Option<Box<Self>>,
    /// Neighbour relations of a cell; `None` when nothing is known of them.
    pub relations: Option<Vec<Self>>,
}

impl Level {
    /// A figure over a window.
    #[must_use]
    pub fn reading(&self, of: &Measured, window: Window) -> Option<Reading> {
        let hours = match window {
            Window::Busy => return self.busy.as_ref()?.get(of),
            Window::Hours(hours) => hours,
        };
        let special = self.windows.iter().find(|(known, _)| *known == hours);
        special
            .and_then(|(_, readings)| readings.get(of))
            .or_else(|| self.figures.get(of))
    }

    /// A setting.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        let found = self.settings.iter().find(|(known, _)| known == name);
        found.map(|(_, setting)| setting)
    }
}

/// What can be read of an object.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Measured {
    /// A counter, a KPI or a mapped gap.
    Figure(Figure),
    /// A share or the mean of a histogram.
    Spread(Spread),
}

impl Measured {
    /// The counter or KPI that it is, or is read from.
    #[must_use]
    pub const fn figure(&self) -> &Figure {
        match self {
            Self::Figure(figure) => figure,
            Self::Spread(spread) => &spread.figure,
        }
    }

    /// The same of the object of the rule itself.
    #[must_use]
    pub fn here(&self) -> Self {
        let mut here = self.clone();
        match &mut here {
            Self::Figure(figure) => figure.at = None,
            Self::Spread(spread) => spread.figure.at = None,
        }
        here
    }
}

/// A figure and how many samples stand behind it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reading {
    /// The figure.
    pub value: f64,
    /// Its samples: the KPI's denominator or the histogram's sum. `None` where they are not told,
    /// which is taken for enough.
    pub samples: Option<f64>,
}

/// Figures by what they are, each once. A short list: a rule reads a handful.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Readings(Vec<(Measured, Reading)>);

impl Readings {
    /// The figure, when it is known.
    #[must_use]
    pub fn get(&self, of: &Measured) -> Option<Reading> {
        let found = self.0.iter().find(|(known, _)| known == of);
        found.map(|(_, reading)| *reading)
    }

    /// All of them.
    pub fn iter(&self) -> core::slice::Iter<'_, (Measured, Reading)> {
        self.0.iter()
    }

    /// Takes a figure in, in place of an earlier one.
    pub fn set(&mut self, of: Measured, reading: Reading) {
        match self.0.iter_mut().find(|(known, _)| *known == of) {
            Some((_, known)) => *known = reading,
            None => self.0.push((of, reading)),
        }
    }
}

impl FromIterator<(Measured, Reading)> for Readings {
    fn from_iter<I: IntoIterator<Item = (Measured, Reading)>>(all: I) -> Self {
        let mut readings = Self::default();
        for (of, reading) in all {
            readings.set(of, reading);
        }
        readings
    }
}

/// The physical value of a setting, or a fact about the network.
#[derive(Clone, PartialEq, Debug)]
pub enum Setting {
    /// A number.
    Number(f64),
    /// A literal, `true` and `false` among them.
    Literal(String),
}
