//! Where an evaluation stands: at a cell, at a relation of it, on a day or before a change.

use super::{End, FigureTable, Level, Measured, Place, Reading, Setting, Window};

/// The objects from the innermost outwards, and where that is.
#[derive(Clone)]
pub struct View<'a> {
    frames: Vec<Frame<'a>>,
    is_relation: bool,
    pub place: Place,
}

/// One object at the time looked at.
#[derive(Clone, Copy)]
struct Frame<'a> {
    /// Its figures then; `None` when nothing is known of that time.
    then: Option<&'a Level>,
    /// Its settings are those of today.
    today: &'a Level,
}

impl<'a> View<'a> {
    /// The object of a rule, now.
    pub fn new(level: &'a Level, is_relation: bool) -> Self {
        let frame = Frame {
            then: Some(level),
            today: level,
        };
        Self {
            frames: vec![frame],
            is_relation,
            place: Place::default(),
        }
    }

    /// The same objects at another time.
    fn at(&self, place: Place, time: impl Fn(&'a Level) -> Option<&'a Level>) -> Self {
        let frames = self.frames.iter().map(|frame| Frame {
            then: time(frame.today),
            today: frame.today,
        });
        Self {
            frames: frames.collect(),
            is_relation: self.is_relation,
            place,
        }
    }

    /// A full day, 0 is the newest.
    pub fn day(&self, day: usize) -> Self {
        let place = Place {
            day: Some(day),
            ..self.place
        };
        self.at(place, |level| level.days.get(day))
    }

    /// Whether anything is known of that day.
    pub fn has_day(&self, day: usize) -> bool {
        let first = self.frames.first();
        first.is_some_and(|frame| day < frame.today.days.len())
    }

    /// The time before the last change; `None` when nothing is known of it.
    pub fn baseline(&self) -> Option<Self> {
        let place = Place {
            baseline: true,
            ..self.place
        };
        let view = self.at(place, |level| level.baseline.as_deref());
        let known = view.frames.iter().any(|frame| frame.then.is_some());
        known.then_some(view)
    }

    /// The relations of the object; `None` when nothing is known of them.
    pub fn relations(&self) -> Option<impl Iterator<Item = Self>> {
        let relations = self.frames.first()?.then?.relations.as_ref()?;
        Some(relations.iter().enumerate().map(|(number, level)| {
            let frame = Frame {
                then: Some(level),
                today: level,
            };
            Self {
                frames: core::iter::once(frame)
                    .chain(self.frames.iter().copied())
                    .collect(),
                is_relation: true,
                place: Place {
                    relation: Some(number),
                    ..self.place
                },
            }
        }))
    }

    /// A setting of the innermost object that has it.
    pub fn setting(&self, name: &str) -> Option<&'a Setting> {
        self.frames.iter().find_map(|frame| {
            let then = frame.then.and_then(|level| level.setting(name));
            then.or_else(|| frame.today.setting(name))
        })
    }

    /// A figure. At a relation of a cell, the source is that cell.
    pub fn reading(&self, of: &Measured, window: Window, table: &FigureTable) -> Option<Reading> {
        if of.figure().at == Some(End::Source)
            && let [_, cell, ..] = self.frames.as_slice()
        {
            return cell.then?.reading(&of.here(), window);
        }
        let level = self.frames.first()?.then?;
        level
            .reading(of, window)
            .or_else(|| self.no_such_handover(level, of, window, table))
    }

    /// 0 for a kind of handover that does not exist on this relation.
    fn no_such_handover(
        &self,
        level: &Level,
        of: &Measured,
        window: Window,
        table: &FigureTable,
    ) -> Option<Reading> {
        let Measured::Figure(figure) = of else {
            return None;
        };
        let known = |id: &crate::ids::RowId| {
            let other = Measured::Figure(super::Figure::row(id.as_str()));
            level.reading(&other, window).is_some()
        };
        let applies = self.is_relation && table.zero_beside(figure).any(known);
        applies.then_some(Reading {
            value: 0.0,
            samples: None,
        })
    }
}
